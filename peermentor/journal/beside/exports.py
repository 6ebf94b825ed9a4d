"""Writes files for other programs: whole or not at all, readable only by their owner.

What was written is remembered beside the journal: the checksums of its path and of its text, and nothing that
could be read there. So a file that is still as it was written can be replaced, and any other file stays.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from msgspec import Struct, json

from peermentor.errors import CommandLine, Refused, Unwritable, of_the_system
from peermentor.journal.beside.export_plan import (
    FolderPlan,
    KnownFile,
    Leaf,
    Theirs,
    checksum,
    file_key,
    is_as_written,
)
from peermentor.journal.file import sealed, whole_file
from peermentor.language import _, several

NAMED = 5  # files named in a refusal; the rest is counted


class Written(Struct, frozen=True):
    """Holds what was done with the files: written, unchanged, removed, or left to whoever changed them."""

    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


Watch = Callable[[Sequence[tuple[Path, bytes]]], Iterable[tuple[Path, bytes]]]
"""Gives the files one by one, and shows a person how far the work is."""


class Exports:
    """Writes the exported files of one journal, and remembers which ones it wrote."""

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        self._notes = sealed.as_kept(journal, whole_file.beside(journal) / "exports.json")

    def write_file(self, path: Path, text: str, *, force: bool = False, dry_run: bool = False) -> Written:
        """Write one file. Raises Refused where a file is there that is not ours; CommandLine; Unwritable."""
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
            last = known.get(file_key(path))
            if there is not None and not force and not (last and is_as_written(there, last)):
                raise _not_ours([path])
            if not dry_run:
                whole_file.replace(path, [fresh])
                self._remember(known | {file_key(path): KnownFile(checksum(fresh))})
        return Written((path.name,))

    def is_for_folder(self, path: Path, suffix: str) -> bool:
        """Tell whether a path is a folder or will be one: it does not end in `suffix`. Raises Unwritable."""
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
        """Write many files, and delete those that were written for records that are not `living` any more.

        All names end in `suffix`, and only files written here with that ending are deleted.

        All files are prepared before the first is put in its place, so that a full disk changes none. Raises
        Refused where a file is not ours, or was changed and there is no `theirs` to ask; CommandLine;
        Unwritable.
        """
        with _saying(folder):
            if folder.exists() and not folder.is_dir():
                raise CommandLine(
                    _("{path} is a file, and this needs a folder.").format(path=folder),
                    _("Give another name after --into."),
                )
            whole_file.require_folder(folder)
            plan = FolderPlan(folder, suffix, self._known())
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

    def _known(self) -> dict[str, KnownFile]:
        try:
            return json.decode(self._notes.read_bytes(), type=dict[str, KnownFile])
        except (OSError, msgspec.DecodeError):
            return {}  # then no file is known to be ours, and none is written over

    def _remember(self, known: Mapping[str, KnownFile]) -> None:
        with suppress(OSError):  # the files are written; the next export asks for --force
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


def _put_in_place(wanted: Sequence[tuple[Path, bytes]], watch: Watch) -> None:
    # An export can be made again, so no file is synced to the disk by itself.
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
