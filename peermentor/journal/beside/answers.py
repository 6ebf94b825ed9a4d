"""Keeps the answers to a row of questions beside the journal, until the command has written them into it.

Each run has one file in the folder of the drafts, which only its owner can read, with a line for each answer.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from hashlib import blake2s
from pathlib import Path
from typing import Literal

from msgspec import DecodeError, Struct, json

from peermentor.journal.beside.drafts import folder, of_older_versions, written_by_us
from peermentor.journal.beside.kept_now import forms, kept_now
from peermentor.journal.file import regular, sealed, whole_file


class Answer(Struct, frozen=True):
    """Holds the answer to a question; `time` counts from 0 how often the run had asked it before."""

    asked: str
    time: int
    said: str


class Waiting(Struct, frozen=True):
    """Holds what is told of a run that was cut off: the day it began, and its first answer."""

    began: date
    first: str


Wish = Literal["go on", "leave", "throw away"]


class Answers:
    """Keeps the answers to one command about one thing (a peer, a goal), which is named by `same`.

    A run that was cut off leaves its answers, and the next run of that command about the same thing finds
    them, whatever options it has. `wanted` is asked, before the first question, what to do with them: they
    are deleted only if it says so. If answers can't be kept (a full disk), the questions go on.
    """

    def __init__(
        self, journal: Path, same: Sequence[str], now: datetime, wanted: Callable[[Waiting], Wish]
    ) -> None:
        self._journal = journal
        self._folder = folder(journal)
        # A digest, because it names a person, and many programs see the names in a folder.
        self._same = blake2s("\0".join(same).encode(), digest_size=6).hexdigest()
        self._now = now
        self._wanted = wanted
        self._known: dict[tuple[str, int], str] | None = None
        self._asked: dict[str, int] = {}
        self._path: Path | None = None
        self._lines = b""  # what is kept so far: nothing can be added to a file that is locked

    def take_up(self) -> None:
        """Ask, once, what to do with the answers of a run that was cut off."""
        self._taken_up()

    def earlier(self, question: str) -> str:
        """Find what a run that was cut off answered when it asked this question as often as now; else ""."""
        return self._taken_up().get((question, self._asked.get(question, 0)), "")

    def keep(self, question: str, answer: str, *, again: bool = False) -> None:
        """Keep an answer to a question; given `again`, it replaces the answer before."""
        time = self._asked.get(question, 0) - again
        self._asked[question] = time + 1
        with suppress(OSError):
            self._write(Answer(question, time, answer))

    @property
    def waiting(self) -> bool:
        """Whether this run has answers that the next run can go on with."""
        return self._path is not None

    def forget(self) -> None:
        """Remove the answers of this run, and those it took over: the journal holds them now."""
        if self._path is not None:
            for form in forms(self._path):
                with suppress(OSError):
                    form.unlink()
            self._path = None

    def _taken_up(self) -> dict[tuple[str, int], str]:
        if self._known is None:
            self._known = self._wanted_again()
        return self._known

    def _wanted_again(self) -> dict[tuple[str, int], str]:
        """Find the latest answers of an earlier run, if they are wanted; they become answers of this run."""
        left = [*of_older_versions(self._journal), *written_by_us(self._folder)]
        ends = f"-{self._same}.answers"
        for path in reversed([path for path in left if sealed.plain_name(path.name).endswith(ends)]):
            if answers := _read(path):
                began = datetime.strptime(path.name[:8], "%Y%m%d").date()  # noqa: DTZ007 - local, as it was named
                first = next((answer.said for answer in answers if answer.said), "")
                wish = self._wanted(Waiting(began, first))
                with suppress(OSError):  # on a full disk the old file stays
                    for answer in answers if wish == "go on" else ():
                        self._write(answer)
                    if wish != "leave":
                        path.unlink()
                return {(a.asked, a.time): a.said for a in answers} if wish == "go on" else {}
        return {}

    def _write(self, answer: Answer) -> None:
        self._lines += json.encode(answer) + b"\n"
        before = self._path
        path = before or self._folder / f"{self._now:%Y%m%d-%H%M%S}-{os.getpid()}-{self._same}.answers"
        whole_file.make_folder(path)
        with kept_now(self._journal, path) as place:
            self._path = place
            if sealed.is_sealed(place) or before not in (None, place):
                whole_file.replace(place, [self._lines])
                return
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | regular.NOT_THROUGH_LINKS
        descriptor = regular.open_regular(place, flags)
        with open(descriptor, "ab") as file:  # noqa: PTH123 - a descriptor with its own flags
            regular.give_to_owner_of(self._folder, descriptor)
            file.write(json.encode(answer) + b"\n")


def _read(path: Path) -> list[Answer]:
    found = []
    with suppress(OSError):
        for line in (whole_file.read(path) or b"").splitlines():
            with suppress(DecodeError, UnicodeDecodeError):  # a line that was cut off by what ended the run
                found.append(json.decode(line, type=Answer))
    return found
