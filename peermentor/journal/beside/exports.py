"""Files that leave for other programs: whole or not at all, for their owner's eyes, over nobody else's words.

What was written is remembered beside the journal by the checksums of its path and of its text, and nothing
that could be read there. So a file that is still as it was written may be written anew, and any other stays.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import msgspec
from msgspec import Struct, json

from peermentor.errors import CommandLine, Refused, Unwritable, of_the_system
from peermentor.journal.file import sealed, whole_file
from peermentor.language import _, several

NAMED = 5  # files named in a refusal; the rest is counted


class Leaf(Protocol):
    """A file to be written, as `exchange` hands it over: see `Document` there."""

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


class Written(Struct, frozen=True):
    """What became of the files: written, as they were already, taken away, left to whoever changed them."""

    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class _Known(Struct, frozen=True):
    """What is remembered of a file: the checksum of its text, its record's uid, and the format's own mark.

    `within` is the checksum of the folder it was written for and of its ending: what another export put
    there, or below, is not for this one to take away.
    """

    sum: str
    uid: str = ""
    mark: str = ""
    within: str = ""


Theirs = Callable[[Leaf, str, str | None], bool]
"""Asked of a file that somebody changed or took away since: the file to be written, the mark of the one that
was, and what it says now. True leaves it as they want it."""


Watch = Callable[[Sequence[tuple[Path, bytes]]], Iterable[tuple[Path, bytes]]]
"""Hands the files on one by one, and shows a person how far it is."""


class Exports:
    """Where files of one journal go, and which of those out there it wrote itself."""

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        self._notes = sealed.as_kept(journal, whole_file.beside(journal) / "exports.json")

    def write_file(self, path: Path, text: str, *, force: bool = False, dry_run: bool = False) -> Written:
        """Write one file. Raises Refused over a file that is not ours, CommandLine, Unwritable."""
        with _saying(path):
            if path.is_dir():
                raise CommandLine(
                    _("{path} is a folder, and this is one file.").format(path=path),
                    _("Give the file a name: --into {path}").format(path=path / _("NAME")),
                )
            self._refuse_the_journal(path)
            whole_file.require_folder(path)
            known, there, fresh = self._known(), whole_file.read(path), text.encode()
            if there == fresh:
                return Written(unchanged=1)
            last = known.get(_key(path))
            if there is not None and not force and not (last and _is(there, last)):
                raise _not_ours([path])
            if not dry_run:
                whole_file.replace(path, [fresh])
                self._remember(known | {_key(path): _Known(_sum(fresh))})
        return Written((path.name,))

    def is_for_folder(self, path: Path, suffix: str) -> bool:
        """Tell whether a place is a folder, or becomes one: its name ends otherwise. Raises Unwritable."""
        with _saying(path):
            return path.is_dir() or (path.suffix.lower() != suffix and not path.is_file())

    def write_folder(
        self,
        folder: Path,
        documents: Sequence[Leaf],
        living: set[str],
        *,
        suffix: str,
        theirs: Theirs | None = None,
        watch: Watch = iter,
        force: bool = False,
        dry_run: bool = False,
    ) -> Written:
        """Write many files, and take away what was written for records that are not `living` any more.

        All end in `suffix`, and only what was written here with that ending is taken away.
        All are prepared before the first takes its place, so that a full disk changes none. Raises Refused
        when one is not ours or was changed since and `theirs` is not asked; CommandLine; Unwritable.
        """
        with _saying(folder):
            if folder.exists() and not folder.is_dir():
                raise CommandLine(
                    _("{path} is a file, and this needs a folder.").format(path=folder),
                    _("Give another name after --into."),
                )
            whole_file.require_folder(folder)
            plan = _Plan(folder, suffix, self._known())
            plan.look_at(documents, theirs, force=force)
            if plan.foreign:
                raise _not_ours(plan.foreign)
            stale = plan.stale(living)
            if not dry_run:
                _put_in_place(plan.wanted, watch)
                for path in stale:
                    path.unlink(missing_ok=True)
                self._remember(plan.remembered(stale))
        written = plan.named(path for path, _said in plan.wanted)
        return Written(written, plan.unchanged, plan.named(stale), plan.named(plan.left))

    def _known(self) -> dict[str, _Known]:
        try:
            return json.decode(self._notes.read_bytes(), type=dict[str, _Known])
        except (OSError, msgspec.DecodeError):
            return {}  # then nothing out there is known to be ours, and nothing is written over

    def _remember(self, known: Mapping[str, _Known]) -> None:
        with suppress(OSError):  # the files are out; the next export asks for --force
            whole_file.make_folder(self._notes)
            whole_file.replace(self._notes, [json.encode(known)])

    def _refuse_the_journal(self, path: Path) -> None:
        if sealed.with_age(whole_file.behind_links(path)) == sealed.with_age(
            whole_file.behind_links(self._journal)
        ):
            raise Refused(
                _("{path} is the journal itself.").format(path=path), _("Give another name after --into.")
            )


def _not_ours(found: Sequence[Path]) -> Refused:
    names = ", ".join(str(path) for path in found[:NAMED])
    if (more := len(found) - NAMED) > 0:
        names += " " + several("and {n} more", "and {n} more", more)
    return Refused(
        _("Not written from this journal, or changed since: {names}. Nothing was written.").format(
            names=names
        ),
        _("Choose another place, or write over it with --force."),
    )


class _Plan:
    """What is to become of each file of a folder."""

    def __init__(self, folder: Path, suffix: str, known: dict[str, _Known]) -> None:
        self.folder = folder
        self.within = _key(folder / f"*{suffix}")
        self.known = known
        self.places: dict[Path, Leaf] = {}
        self.wanted: list[tuple[Path, bytes]] = []
        self.unchanged = 0
        self.left: list[Path] = []
        self.foreign: list[Path] = []

    def look_at(self, documents: Sequence[Leaf], theirs: Theirs | None, *, force: bool) -> None:
        """Sort the files into those to write, those that are right already, and those left to others."""
        self.places = self._place(documents)
        emptied = not any(path.exists() for path in self.places)
        for path, document in self.places.items():
            there, text, last = whole_file.read(path), document.text.encode(), self.known.get(_key(path))
            if there == text:
                self.unchanged += 1
            elif force or (there is None and (last is None or theirs is None or emptied)):
                self.wanted.append((path, text))
            elif last is None or (theirs is None and not _is(there, last)):
                self.foreign.append(path)
            elif _is(there, last):
                self.wanted.append((path, text))
            elif theirs and (theirs(document, last.mark, _text(there)) or last.sum == _sum(text)):
                self.left.append(path)
            else:
                self.wanted.append((path, text))

    def _place(self, documents: Sequence[Leaf]) -> dict[Path, Leaf]:
        """Say where each file is, or goes: another program may have given it another name."""
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
                if last := self.known.get(_key(path)):  # which stays: that file may be taken away, too
                    self.known.setdefault(_key(stray), last)
        return places

    def stale(self, living: set[str]) -> list[Path]:
        """Find what was written for records that are gone or go by another name now, and is as it was."""
        written = {document.uid for document in self.places.values()}
        return [
            path
            for path in _files(self.folder)
            if path not in self.places
            if (last := self.known.get(_key(path))) and last.uid and last.within == self.within
            if last.uid not in living or last.uid in written
            if _is(whole_file.read(path), last)
        ]

    def remembered(self, stale: Iterable[Path]) -> dict[str, _Known]:
        """Give what is to be remembered from here on."""
        gone = {_key(path) for path in stale}
        fresh = {
            _key(path): _Known(_sum(document.text.encode()), document.uid, document.mark, self.within)
            for path, document in self.places.items()
            if path not in self.left
        }
        return {key: said for key, said in self.known.items() if key not in gone} | fresh

    def named(self, paths: Iterable[Path]) -> tuple[str, ...]:
        """Name files as they are called inside the folder."""
        return tuple(str(path.relative_to(self.folder)) for path in paths)


def _put_in_place(wanted: Sequence[tuple[Path, bytes]], watch: Watch) -> None:
    # What leaves can be made again, so no file waits for the disk by itself.
    staged: list[tuple[Path, Path]] = []
    try:
        for path, text in watch(wanted):
            whole_file.make_folder(path)
            target = whole_file.behind_links(path)
            staged.append((target.with_name(f".{target.name[:200]}.tmp"), target))
            whole_file.write_new(staged[-1][0], text, like=target if target.exists() else target.parent)
    except BaseException:
        for fresh, _target in staged:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
        raise
    for fresh, target in staged:
        fresh.replace(target)


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def _is(there: bytes | None, known: _Known) -> bool:
    return there is not None and _sum(there) == known.sum


def _text(there: bytes | None) -> str | None:
    return there.decode(errors="replace") if there is not None else None


def _key(path: Path) -> str:
    return _sum(os.fsencode(whole_file.behind_links(path.absolute())))


def _sum(text: bytes) -> str:
    return sha256(text).hexdigest()


@contextmanager
def _saying(path: Path) -> Iterator[None]:
    try:
        yield
    except whole_file.NoFolder as error:
        raise CommandLine(
            _("There is no folder {folder} to write in.").format(folder=error.filename),
            _("Make it first, or give another place after --into."),
        ) from None
    except OSError as error:
        raise Unwritable(
            _("{path} can't be written: {why}. Nothing was exported.").format(
                path=error.filename or path, why=of_the_system(error)
            ),
            _("Make room or permission there, or give another place after --into."),
        ) from error
