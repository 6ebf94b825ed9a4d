"""Texts being written: each in its own file beside the journal, its owner's only, until it is kept."""

import os
from datetime import datetime
from pathlib import Path

from peermentor.errors import CommandLine, Unwritable, of_the_system
from peermentor.journal.file import regular, whole_file
from peermentor.language import _
from peermentor.practice.nouns.unseen import as_words, says_nothing


def folder(journal: Path) -> Path:
    """Where the drafts of a journal wait."""
    return journal.absolute().parent / "drafts"


class Drafts:
    """The folder `drafts` beside a journal."""

    def __init__(self, journal: Path) -> None:
        self._folder = folder(journal)

    def start(self, moment: datetime, text: str) -> Path:
        """A new file holding this text so far. Raises Unwritable."""
        path = self._free_name(moment)
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

    def _free_name(self, moment: datetime) -> Path:
        name = f"{moment:%Y%m%d-%H%M%S}-{os.getpid()}"
        path, count = self._folder / f"{name}.md", 0
        while os.path.lexists(path):
            count += 1
            path = self._folder / f"{name}-{count}.md"
        return path

    def read(self, path: Path) -> str:
        """What was written; "" if it is gone. Raises CommandLine for what is not UTF-8, naming the byte."""
        try:
            return as_words(_bytes(path).decode()).removesuffix("\n")
        except UnicodeDecodeError as broken:
            raise CommandLine(
                _("The text is not UTF-8 (at byte {at}).").format(at=broken.start + 1), _("Save it as UTF-8.")
            ) from None

    def holds_words(self, path: Path) -> bool:
        """Whether there is anything in it that would be missed."""
        return not says_nothing(_bytes(path).decode(errors="replace"))

    def waiting(self, *, answers: bool = False) -> list[Path]:
        """Texts that were written and never kept, oldest first; with `answers` also those to questions."""
        found = sorted(self._folder.glob("*.md"))
        return [*found, *sorted(self._folder.glob("*.answers"))] if answers else found

    def forget(self, path: Path) -> None:
        """Remove a draft whose words are kept elsewhere now."""
        path.unlink(missing_ok=True)


def _bytes(path: Path) -> bytes:
    return whole_file.read(path) or b""
