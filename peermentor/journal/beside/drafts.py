"""Texts being written: each in its own file beside the journal, its owner's only, until it is kept."""

import os
from datetime import datetime
from hashlib import blake2s
from pathlib import Path

from peermentor.errors import CommandLine, Unwritable, of_the_system
from peermentor.journal.file import regular, whole_file
from peermentor.language import _


def folder(journal: Path) -> Path:
    """Where the drafts of a journal wait."""
    return journal.absolute().parent / "drafts"


class Drafts:
    """The folder `drafts` beside a journal."""

    def __init__(self, journal: Path) -> None:
        self._folder = folder(journal)

    def start(self, moment: datetime, text: str, about: str = "") -> Path:
        """A new file holding this text so far, found again by what it is about. Raises Unwritable."""
        path = self._free_name(moment, about)
        try:
            whole_file.make_folder(path)
            # Exclusive, so that no draft is ever written over another one, nor through a link.
            descriptor = regular.open_regular(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL)
            with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor with its own flags
                regular.give_to_owner_of(self._folder, descriptor)
                file.write(text.encode())
        except OSError as error:
            raise Unwritable(
                _("No draft can be kept in {folder} ({reason}).").format(
                    folder=self._folder, reason=of_the_system(error)
                ),
                _("Make the folder writable, or use --notes."),
            ) from error
        return path

    def _free_name(self, moment: datetime, about: str) -> Path:
        name = f"{moment:%Y%m%d-%H%M%S}-{os.getpid()}{_mark(about)}"
        path, count = self._folder / f"{name}.md", 0
        while os.path.lexists(path):
            count += 1
            path = self._folder / f"{name}-{count}.md"
        return path

    def read(self, path: Path) -> str:
        """What was written; "" if it is gone. Raises CommandLine for what is not UTF-8, naming the byte."""
        try:
            return _bytes(path).decode().removesuffix("\n")
        except UnicodeDecodeError as broken:
            raise CommandLine(
                _("The text is not UTF-8 (at byte {at}).").format(at=broken.start + 1), _("Save it as UTF-8.")
            ) from None

    def holds_words(self, path: Path) -> bool:
        """Whether there is anything in it that would be missed."""
        return bool(_bytes(path).strip())

    def holds(self, path: Path, text: str) -> bool:
        """Whether it holds this text and nothing else."""
        return _bytes(path) == text.encode()

    def waiting(self, *, answers: bool = False) -> list[Path]:
        """Texts that were written and never kept, oldest first; with `answers` also those to questions."""
        found = sorted(self._folder.glob("*.md"))
        return [*found, *sorted(self._folder.glob("*.answers"))] if answers else found

    def waiting_about(self, about: str) -> list[Path]:
        """Texts about this that were written and never kept, oldest first."""
        return sorted(self._folder.glob(f"*{_mark(about)}*.md"))

    def rewrite(self, path: Path, text: str) -> None:
        """Put another text in the place of a draft, which holds all of its words. Raises Unwritable."""
        try:
            path.write_bytes(text.encode())
        except OSError as error:
            raise Unwritable(
                _("No draft can be kept in {folder} ({reason}).").format(
                    folder=self._folder, reason=of_the_system(error)
                ),
                "",
            ) from error

    def forget(self, path: Path) -> None:
        """Remove a draft whose words are kept elsewhere now."""
        path.unlink(missing_ok=True)


def _mark(about: str) -> str:
    """What a draft's name says of what it is about: nothing that anybody could read there."""
    return "-" + blake2s(about.encode(), digest_size=6).hexdigest() if about else ""


def _bytes(path: Path) -> bytes:
    return whole_file.read(path) or b""
