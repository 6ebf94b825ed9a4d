"""What upkeep answers: the steps of a journal's history, its copies, and what `doctor` found."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from peermentor.language import _


class StepView(Struct, frozen=True, kw_only=True):
    """One step: the command, and the handles of what it added, changed and removed.

    `about` is the handle of the record it is known by, and `text` names that: with whom, when, its words.
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


MOST = 8  # handles named in a line; the rest is counted


def say_step(step: StepView) -> str:
    """Say what a step did: "log s4 Budi, 10 Nov: “Grain first…”; added p4 p5; changed m1"."""
    parts = [
        said.format(handles=_listed(handles))
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


def _listed(handles: tuple[str, ...]) -> str:
    more = f" +{len(handles) - MOST}" if len(handles) > MOST else ""
    return " ".join(handles[:MOST]) + more


class CopyView(Struct, frozen=True):
    """One copy: its place in the list, why and when it was made, bytes, records (None: unreadable)."""

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
    """What `restore` did, in records; `kept` is the copy of what was there before."""

    source: str
    added: int
    changed: int
    removed: int
    kept: str


class ForgottenView(Struct, frozen=True):
    """What `forget` took: handles of records, steps of the history, copies written anew, and whole files.

    `same_words` are the handles of what stays and says the same, word for word.
    """

    removed: tuple[str, ...]
    steps: int
    copies: tuple[str, ...]
    files: tuple[str, ...]
    same_words: tuple[str, ...] = ()


class VaultKey(Struct, frozen=True):
    """A public key that opens a locked journal, and what it is called."""

    key: str
    name: str


class RecoveryKey(Struct, frozen=True):
    """A key to write down, shown once, and the words by which one sees that it was copied right."""

    key: str
    words: str


class WaitingView(Struct, frozen=True):
    """A command that was kept without the key, as the only answer of those that can wait: which, and when."""

    command: str
    moment: datetime


class VaultView(Struct, frozen=True, kw_only=True):
    """What `vault` answers: whether the journal is locked, who opens it, and where the key is taken from.

    `waiting` counts what was written without the key, `plain` names files that hold words in plain text;
    `recovery` is there where such a key was made.
    """

    locked: bool
    journal: str
    keys: tuple[VaultKey, ...]
    source: str
    waiting: int
    plain: tuple[str, ...]
    recovery: RecoveryKey | None = None


class Finding(Struct, frozen=True):
    """One invariant: whether it holds, in words, and the way on where it does not.

    `mends` names what `doctor --repair` would do about it without losing anything; empty where it can't.
    A `note` is worth knowing, and nothing is broken.
    """

    code: str
    holds: bool
    text: str
    way_on: str = ""
    mends: Literal["", "permissions", "pointers", "leftovers", "lines"] = ""
    note: bool = False


class CheckupView(Struct, frozen=True):
    """Every invariant, and the codes of those that were mended."""

    findings: tuple[Finding, ...]
    mended: tuple[str, ...]
