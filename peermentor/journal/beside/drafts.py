"""Keeps each text that is being written in a file beside the journal, until the journal holds it.

Only its owner can read such a file.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from peermentor.errors import CommandLine, JournalError, NoKey, Unwritable, of_the_system
from peermentor.journal.beside.kept_now import forms, kept_now
from peermentor.journal.file import regular, sealed, whole_file
from peermentor.language import _
from peermentor.practice.nouns.unseen import as_words, says_nothing

_NAMED = r"\d{8}-\d{6}-\d+(-[0-9a-f]{12})?(-\d+)?\.md(\.age)?|\d{8}-\d{6}-\d+-[0-9a-f]{12}\.answers(\.age)?"

_MARKED = r"\d{8}-\d{6}-\d+-[0-9a-f]{12}(-\d+)?\.md(\.age)?"


def folder(journal: Path) -> Path:
    """Find the folder with the drafts of a journal."""
    return whole_file.beside(journal) / "drafts"


def of_older_versions(journal: Path) -> list[Path]:
    """List the drafts in `drafts/` beside a journal, where older versions left them, of any journal."""
    places = dict.fromkeys((journal.absolute().parent, whole_file.behind_links(journal).parent))
    return [path for place in places for path in written_by_us(place / "drafts")]


def written_by_us(place: Path) -> list[Path]:
    """List the drafts and answers in a folder, oldest first: the regular files with a name as we give it."""
    with suppress(OSError):
        named = sorted(path for path in place.iterdir() if re.fullmatch(_NAMED, path.name))
        return [path for path in named if path.is_file() and not path.is_symlink()]
    return []


class Drafts:
    """Keeps the drafts of one journal."""

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        self._folder = folder(journal)

    def start(self, moment: datetime, text: str, about: str = "") -> Path:
        """Make a draft with this text; `about` is what it can be found by later. Raises Unwritable."""
        path = self._free_name(moment, about)
        try:
            whole_file.make_folder(path)
            self._write_new(path, text)
        except OSError as error:
            raise self._not_kept(error, _("Make the folder writable, or use --notes.")) from error
        return path

    def _free_name(self, moment: datetime, about: str) -> Path:
        name = f"{moment:%Y%m%d-%H%M%S}-{os.getpid()}{_mark(about)}"
        return whole_file.free_path(
            lambda number: sealed.as_kept(self._journal, self._folder / f"{name}{number}.md")
        )

    def read(self, path: Path) -> str:
        """Read a draft; "" if it is gone. Raises CommandLine, with the byte, where it is not UTF-8."""
        try:
            return as_words(_bytes(path).decode()).removesuffix("\n")
        except UnicodeDecodeError as broken:
            raise CommandLine(
                _("The text is not UTF-8 (at byte {at}).").format(at=broken.start + 1), _("Save it as UTF-8.")
            ) from None

    def holds_words(self, path: Path) -> bool:
        """Tell whether a draft has any words in it."""
        return not says_nothing(_bytes(path).decode(errors="replace"))

    def holds(self, path: Path, text: str) -> bool:
        """Tell whether a draft holds this text and nothing else."""
        return _bytes(path) == text.encode()

    @contextmanager
    def opened(self, path: Path, on_disk: Callable[[], None]) -> Iterator[Path]:
        """Give a draft as an editor can open it, and afterwards take back what was written in it.

        A locked draft is plain text only while the editor has it, in memory if there is a place for it;
        `on_disk` is called before it is written on the disk in plain text. Raises Unwritable, which names
        where the words are.
        """
        if not sealed.is_sealed(path):
            try:
                yield path
            finally:
                if sealed.is_sealed(sealed.place_of(self._journal)):  # the journal was locked meanwhile
                    self._take_back(path, path)
            return
        plain = self._in_plain(path, on_disk)
        try:
            yield plain
        finally:
            try:
                self._take_back(plain, path)
            except (OSError, JournalError) as error:
                raise self._not_kept(error, _("Your words are in {path}.").format(path=plain)) from error

    def _in_plain(self, path: Path, on_disk: Callable[[], None]) -> Path:
        """Write what a locked draft holds where an editor can open it: in memory, or else on the disk."""
        from peermentor.journal.beside import in_memory  # noqa: PLC0415 - only a locked journal needs it

        name, text = sealed.plain_name(path.name), _bytes(path)
        if place := in_memory.folder_in_memory(self._locked_place):
            with suppress(OSError):  # there is no room
                return _write_plain(place / str(os.getpid()) / name, text)
        on_disk()
        try:
            return _write_plain(self._folder / name, text)
        except OSError as error:
            raise self._not_kept(error) from error

    def _take_back(self, plain: Path, path: Path) -> None:
        written = whole_file.read(plain)
        if written is not None:
            whole_file.make_folder(path)
            with kept_now(self._journal, path) as place:
                if place != plain:
                    whole_file.replace(place, [written])
                    plain.unlink()
        if plain.parent not in (path.parent, self._folder):
            with suppress(OSError):  # an editor can have left a file of its own there
                plain.parent.rmdir()
                plain.parent.parent.rmdir()

    def _not_kept(self, error: OSError | JournalError, way_on: str = "") -> Unwritable:
        reason = of_the_system(error) if isinstance(error, OSError) else error.message
        text = _("No draft can be kept in {folder} ({reason}).")
        return Unwritable(text.format(folder=self._folder, reason=reason), way_on)

    def _take_back_left_ones(self) -> None:
        from peermentor.journal.beside import in_memory  # noqa: PLC0415 - as above

        for plain in in_memory.left_in_memory(self._locked_place):
            if re.fullmatch(_NAMED, plain.name):
                with suppress(OSError, NoKey):  # it stays there, for the next time
                    self._take_back(plain, self._folder / plain.name)

    @property
    def _locked_place(self) -> Path:
        """The path by which texts in memory are found, the same after the journal was unlocked."""
        return sealed.with_age(whole_file.behind_links(self._journal))

    def waiting(self, *, answers: bool = False) -> list[Path]:
        """List the texts that were never kept in the journal, oldest first; with `answers` those too."""
        self._take_back_left_ones()
        found = [*of_older_versions(self._journal), *written_by_us(self._folder)]
        texts = [path for path in found if sealed.plain_name(path.name).endswith(".md")]
        return [*texts, *(path for path in found if path not in texts)] if answers else texts

    def waiting_about(self, about: str, *, unmarked: bool = False) -> list[Path]:
        """List the texts about one thing that were never kept in the journal, oldest first.

        With `unmarked` also those of older versions, whose names do not say what they are about.
        """
        texts = self.waiting()
        old = [path for path in texts if unmarked and not re.fullmatch(_MARKED, path.name)]
        return [*old, *(path for path in texts if _mark(about) in path.name)]

    def rewrite(self, path: Path, text: str) -> None:
        """Replace a draft by a text that holds all of its words. Raises Unwritable."""
        try:
            with kept_now(self._journal, path) as place:
                whole_file.replace(place, [text.encode()])
        except OSError as error:
            raise self._not_kept(error) from error

    def _write_new(self, path: Path, text: str) -> None:
        if sealed.is_sealed(path):
            with kept_now(self._journal, path) as place:
                whole_file.replace(place, [text.encode()])
            return
        # Exclusive, so that no draft is ever written over another one or through a link.
        descriptor = regular.open_regular(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor with its own flags
            regular.give_to_owner_of(self._folder, descriptor)
            file.write(text.encode())

    def forget(self, path: Path) -> None:
        """Remove a draft: the journal holds its words now."""
        for form in forms(path):
            form.unlink(missing_ok=True)


def _mark(about: str) -> str:
    """Make a digest of what a draft is about, for its name: nobody can read there what it is."""
    from hashlib import blake2s  # noqa: PLC0415 - only a text being written needs it

    return "-" + blake2s(about.encode(), digest_size=6).hexdigest() if about else ""


def _write_plain(path: Path, text: bytes) -> Path:
    whole_file.make_folder(path)
    try:
        whole_file.write_new(path, text, like=path.parent)
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise
    return path


def _bytes(path: Path) -> bytes:
    return next((text for form in forms(path) if (text := whole_file.read(form)) is not None), b"")
