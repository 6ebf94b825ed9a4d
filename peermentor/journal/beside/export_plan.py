"""Decides what to do with each file of a folder that is exported into, by what is remembered of it."""

import os
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from peermentor.journal.file import whole_file


class Leaf(Protocol):
    """Is a file to be written, as `exchange` hands it over: see `Document` there."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def uid(self) -> str: ...  # noqa: D102
    @property
    def mark(self) -> str: ...  # noqa: D102
    @property
    def sign(self) -> str: ...  # noqa: D102


class KnownFile(Struct, frozen=True):
    """Holds what is remembered of a file: the checksum of its text, its record's uid, and the format's mark.

    `within` is the checksum of the folder and the ending it was written for: no export deletes a file of
    another export, in the same folder or below.
    """

    sum: str
    uid: str = ""
    mark: str = ""
    within: str = ""


Theirs = Callable[[Leaf, str, str | None], bool]
"""Is asked about a file that somebody changed or deleted. It gets the file to be written, the mark of the old
one, and the text that is there now (None: deleted). True leaves the file as it is."""


class FolderPlan:
    """Holds what will be done with each file of a folder."""

    def __init__(self, folder: Path, suffix: str, known: dict[str, KnownFile]) -> None:
        self.folder = folder
        self.within = file_key(folder / f"*{suffix}")
        self.known = known
        self.places: dict[Path, Leaf] = {}
        self.wanted: list[tuple[Path, bytes]] = []
        self.unchanged = 0
        self.left: list[Path] = []
        self.foreign: list[Path] = []

    def look_at(self, documents: Sequence[Leaf], theirs: Theirs | None, *, force: bool) -> None:
        """Divide the files into those to write, those that are right already, and those left as they are."""
        self.places = self._place(documents)
        emptied = not any(path.exists() for path in self.places)
        for path, document in self.places.items():
            there, text, last = whole_file.read(path), document.text.encode(), self.known.get(file_key(path))
            if there == text:
                self.unchanged += 1
            elif force or (there is None and (last is None or theirs is None or emptied)):
                self.wanted.append((path, text))
            elif last is None or (theirs is None and not is_as_written(there, last)):
                self.foreign.append(path)
            elif is_as_written(there, last):
                self.wanted.append((path, text))
            elif theirs and (theirs(document, last.mark, _text(there)) or last.sum == checksum(text)):
                self.left.append(path)
            else:
                self.wanted.append((path, text))

    def _place(self, documents: Sequence[Leaf]) -> dict[Path, Leaf]:
        """Find where each file is or will be: another program may have renamed it."""
        places = {self.folder / document.name: document for document in documents}
        lost = {
            document.sign.encode(): path
            for path, document in places.items()
            if document.sign and not path.exists()
        }
        beside = {path.parent for path in lost.values()}
        for stray in (file for file in _files(self.folder) if file.parent in beside) if lost else ():
            said = (whole_file.read(stray) or b"").splitlines() if stray not in places else []
            for path in [lost.pop(line) for line in said if line in lost]:
                places[stray] = places.pop(path)
                if last := self.known.get(
                    file_key(path)
                ):  # this entry stays, so that its file can be deleted too
                    self.known.setdefault(file_key(stray), last)
        return places

    def stale(self, living: set[str]) -> list[Path]:
        """List unchanged files of records that are not in `living` any more, or have another name now."""
        written = {document.uid for document in self.places.values()}
        return [
            path
            for path in _files(self.folder)
            if path not in self.places
            if (last := self.known.get(file_key(path))) and last.uid and last.within == self.within
            if last.uid not in living or last.uid in written
            if is_as_written(whole_file.read(path), last)
        ]

    def remembered(self, stale: Iterable[Path]) -> dict[str, KnownFile]:
        """Give what is to be remembered after this export."""
        gone = {file_key(path) for path in stale}
        fresh = {
            file_key(path): KnownFile(
                checksum(document.text.encode()), document.uid, document.mark, self.within
            )
            for path, document in self.places.items()
            if path not in self.left
        }
        return {key: said for key, said in self.known.items() if key not in gone} | fresh

    def named(self, paths: Iterable[Path]) -> tuple[str, ...]:
        """Write the paths of files inside the folder."""
        return tuple(str(path.relative_to(self.folder)) for path in paths)


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def is_as_written(there: bytes | None, known: KnownFile) -> bool:
    """Tell whether a file still has the text that was written into it."""
    return there is not None and checksum(there) == known.sum


def _text(there: bytes | None) -> str | None:
    return there.decode(errors="replace") if there is not None else None


def file_key(path: Path) -> str:
    """Make the key a file is remembered by: the checksum of its path, with links followed."""
    return checksum(os.fsencode(whole_file.behind_links(path.absolute())))


def checksum(text: bytes) -> str:
    """Make the checksum of a text (SHA-256, in hexadecimal)."""
    return sha256(text).hexdigest()
