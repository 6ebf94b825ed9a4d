"""What was done to a journal, in words with handles."""

from datetime import datetime

from msgspec import Struct

from peermentor.language import _


class Happened(Struct, frozen=True, kw_only=True):
    """One step: the command, and the handles of what it added, changed and removed."""

    handle: str
    moment: datetime
    command: str
    undone: datetime | None
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


class History(Struct, frozen=True):
    """What `history` shows, and what `undo` and `redo` did."""

    steps: tuple[Happened, ...]


MOST = 8  # handles named in a line; the rest is counted


def in_words(step: Happened) -> str:
    """ "log: added s3 p4 p5; changed m1"."""
    parts = [
        said.format(handles=_listed(handles))
        for said, handles in (
            (_("added {handles}"), step.added),
            (_("changed {handles}"), step.changed),
            (_("removed {handles}"), step.removed),
        )
        if handles
    ]
    return f"{step.command}: {'; '.join(parts)}" if step.command else "; ".join(parts)


def _listed(handles: tuple[str, ...]) -> str:
    more = f" +{len(handles) - MOST}" if len(handles) > MOST else ""
    return " ".join(handles[:MOST]) + more
