"""Reads files of other programs, whole; they are never changed, and too large ones are refused."""

import sys
from itertools import islice
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from peermentor.errors import CommandLine, of_the_system
from peermentor.journal.file.typed_path import typed_path
from peermentor.language import _

LARGEST = 64_000_000  # bytes; 10,000 talks as JSON are 20 million
FILES = 50_000  # files and folders of any kind below one folder


def read_incoming(typed: Path, suffixes: tuple[str, ...]) -> list[tuple[str, bytes]]:
    """Read a file, or every file below a folder that ends in one of `suffixes`: its name and its bytes.

    "-" reads a pipe. Hidden files are left out: programs keep there what is theirs or was thrown away.
    Raises CommandLine for a path that is not there, can't be read, is no file, is too large, or is a link in
    the folder, which can lead anywhere.
    """
    if typed == Path("-") and not sys.stdin.isatty():
        came_in = sys.stdin.buffer.read(LARGEST + 1)
        _must_be_no_larger("stdin", len(came_in), LARGEST)
        return [("stdin", came_in)]
    path = typed_path(typed)
    try:
        if not S_ISDIR(path.stat().st_mode):
            return [(path.name, _read(path, LARGEST))]
        found: list[tuple[str, bytes]] = []
        room = LARGEST
        for file in _below(path):
            is_of_kind = file.suffix.lower() in suffixes
            if file.is_symlink() and (is_of_kind or file.is_dir()):
                raise CommandLine(
                    _("{path} is a link, and may lead out of the folder; nothing was changed.").format(
                        path=file
                    ),
                    _("Take it out of the folder, or put there what it leads to."),
                )
            if is_of_kind and file.is_file():
                found.append((str(file.relative_to(path)), _read(file, room)))
                room -= len(found[-1][1])
    except OSError as error:
        raise CommandLine(
            _("Can't read {path}: {why}.").format(path=path, why=of_the_system(error)),
            _("Give the file that the other program has written; nothing was changed."),
        ) from None
    except ValueError:
        raise CommandLine(_("“{path}” is not a path.").format(path=path)) from None
    if not found:
        raise CommandLine(
            _("In the folder {path} there is no file of that kind.").format(path=path),
            _("It would end in {ends}.").format(ends=", ".join(suffixes)),
        )
    return found


def _below(folder: Path) -> list[Path]:
    there = list(islice(folder.rglob("*"), FILES + 1))
    if len(there) > FILES:
        raise CommandLine(
            _("{path} has more than {n} files in it.").format(path=folder, n=FILES),
            _("Give the folder that holds only these files."),
        )
    return sorted(file for file in there if not _is_hidden(file.relative_to(folder)))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _read(path: Path, room: int) -> bytes:
    if not S_ISREG(path.stat().st_mode):
        raise CommandLine(
            _("{path} is not a file.").format(path=path),
            _("Give the file that the other program has written; nothing was changed."),
        )
    _must_be_no_larger(path, path.stat().st_size, room)
    return path.read_bytes()


def _must_be_no_larger(path: Path | str, size: int, room: int) -> None:
    if size > room:
        raise CommandLine(
            _("{path} is too large: {mb} MB, and {most} are taken in at once.").format(
                path=path, mb=-(-size // 1_000_000), most=LARGEST // 1_000_000
            ),
            _("Take it in piece by piece."),
        )
