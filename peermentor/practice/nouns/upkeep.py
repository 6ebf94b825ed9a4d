"""What the commands of upkeep show: the steps of a journal's history, its copies, and what `doctor` found."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from peermentor.language import _

_NAMED = 8  # handles on a line


class StepView(Struct, frozen=True, kw_only=True):
    """One step: the command, and the handles of what it added, changed and removed.

    `about` is the handle of its main record, and `text` says which that is: with whom, when, its first words.
    """

    handle: str
    moment: datetime
    command: str
    undone: datetime | None
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    about: str = ""
    text: str = ""


class HistoryView(Struct, frozen=True):
    """What `history` shows, and what `undo` and `redo` did."""

    steps: tuple[StepView, ...]


def say_step(step: StepView) -> str:
    """Say what a step did: "log s4 Budi, 10 Nov: “Grain first…”; added p4 p5; changed m1"."""
    parts = [
        said.format(handles=say_handles(handles))
        for said, those in (
            (_("added {handles}"), step.added),
            (_("changed {handles}"), step.changed),
            (_("removed {handles}"), step.removed),
        )
        if (handles := tuple(handle for handle in those if not step.text or handle != step.about))
    ]
    if not step.text:
        return f"{step.command}: {'; '.join(parts)}" if step.command else "; ".join(parts)
    return "; ".join([f"{step.command} {step.text}".strip(), *parts])


def say_handles(handles: tuple[str, ...]) -> str:
    """Write handles on one line; those after the eighth are counted: "p1 p2 … p8 +3"."""
    more = f" +{len(handles) - _NAMED}" if len(handles) > _NAMED else ""
    return " ".join(handles[:_NAMED]) + more


class CopyView(Struct, frozen=True):
    """One copy: its place in the list, why and when it was made, its bytes and records (None: unreadable)."""

    number: int
    path: str
    why: str
    moment: datetime
    size: int
    records: int | None


class CopiesView(Struct, frozen=True):
    """What `restore` lists."""

    backups: tuple[CopyView, ...]


class RestoredView(Struct, frozen=True):
    """How many records `restore` changed; `kept` is the copy of what was there before."""

    source: str
    added: int
    changed: int
    removed: int
    kept: str


class ForgottenView(Struct, frozen=True):
    """What `forget` removed: records (by handle), steps of the history, and files; `copies` were rewritten.

    `same_words` are the handles of records that stay and have the same words.
    """

    removed: tuple[str, ...]
    steps: int
    copies: tuple[str, ...]
    files: tuple[str, ...]
    same_words: tuple[str, ...] = ()


class VaultKey(Struct, frozen=True):
    """A public key that opens a locked journal, and its name."""

    key: str
    name: str


class RecoveryKey(Struct, frozen=True):
    """A key to write down, shown once, and words that show whether it was copied correctly."""

    key: str
    words: str


class WaitingView(Struct, frozen=True):
    """A command that waits for the key: which it is, and when it was typed."""

    command: str
    moment: datetime


class VaultView(Struct, frozen=True, kw_only=True):
    """What `vault` shows: whether the journal is locked, which keys open it, and the source of the key.

    `waiting` counts the commands that wait for the key; `plain` names files whose words are not encrypted;
    `recovery` is a new recovery key, where one was made.
    """

    locked: bool
    journal: str
    keys: tuple[VaultKey, ...]
    source: str
    waiting: int
    plain: tuple[str, ...]
    recovery: RecoveryKey | None = None


class Finding(Struct, frozen=True):
    """One thing that must be true of a journal: whether it is, in words, and what to do where it is not.

    `mends` names what `doctor --repair` can repair without losing anything; "" where it can't. With `note`,
    nothing is broken, but it is good to know.
    """

    code: str
    holds: bool
    text: str
    way_on: str = ""
    mends: Literal["", "permissions", "pointers", "leftovers", "lines"] = ""
    note: bool = False


class CheckupView(Struct, frozen=True):
    """Everything that was checked, and the codes of what was repaired."""

    findings: tuple[Finding, ...]
    mended: tuple[str, ...]
