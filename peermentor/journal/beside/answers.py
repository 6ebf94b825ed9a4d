"""Answers to a row of questions: kept beside the journal as they are typed, until the command has kept them.

One file for each run, in the folder of the drafts, its owner's only; a line for each answer.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from hashlib import blake2s
from pathlib import Path

from msgspec import DecodeError, Struct, json

from peermentor.journal.beside.drafts import folder, of_older_versions, written_by_us
from peermentor.journal.file import regular, whole_file


class Answer(Struct, frozen=True):
    """What was said to a question, the `time`-th time it was asked."""

    asked: str
    time: int
    said: str


class Answers:
    """The answers of one command line. A run that was cut off leaves them, and the next of the same words
    finds them.

    `wanted` is asked, before the first question, whether to go on with answers of that day. Answers that
    can't be kept, as on a full disk, keep nobody from answering.
    """

    def __init__(
        self, journal: Path, words: Sequence[str], now: datetime, wanted: Callable[[date], bool]
    ) -> None:
        self._journal = journal
        self._folder = folder(journal)
        # A digest, because the words name people and a folder's listing is seen by many programs.
        self._same = blake2s("\0".join(words).casefold().encode(), digest_size=6).hexdigest()
        self._now = now
        self._wanted = wanted
        self._known: dict[tuple[str, int], str] | None = None
        self._asked: dict[str, int] = {}
        self._path: Path | None = None

    def earlier(self, question: str) -> str:
        """What was answered to this question, the next time round, in a run that was cut off; else ""."""
        if self._known is None:
            self._known = self._taken_up()
        return self._known.get((question, self._asked.get(question, 0)), "")

    def keep(self, question: str, answer: str) -> None:
        """Keep an answer as soon as it was given."""
        time = self._asked.get(question, 0)
        self._asked[question] = time + 1
        with suppress(OSError):
            self._write(Answer(question, time, answer))

    @property
    def waiting(self) -> bool:
        """Whether this run left answers that the next one can go on with."""
        return self._path is not None

    def forget(self) -> None:
        """Remove the answers of these words, of this run and of earlier ones: they are kept now."""
        if self._path is not None:
            for path in self._left():
                with suppress(OSError):
                    path.unlink()
            self._path = None

    def _taken_up(self) -> dict[tuple[str, int], str]:
        if not (left := self._left()):
            return {}
        began = datetime.strptime(left[-1].name[:8], "%Y%m%d").date()  # noqa: DTZ007 - local, as it was named
        if not self._wanted(began):
            return {}
        known = {}
        for path in left:
            for answer in _read(path):
                known[answer.asked, answer.time] = answer.said
        return known

    def _left(self) -> list[Path]:
        found = [*of_older_versions(self._journal), *written_by_us(self._folder)]
        return [path for path in found if path.name.endswith(f"-{self._same}.answers")]

    def _write(self, answer: Answer) -> None:
        if self._path is None:
            path = self._folder / f"{self._now:%Y%m%d-%H%M%S}-{os.getpid()}-{self._same}.answers"
            whole_file.make_folder(path)
            self._path = path
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | regular.NOT_THROUGH_LINKS
        descriptor = regular.open_regular(self._path, flags)
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
