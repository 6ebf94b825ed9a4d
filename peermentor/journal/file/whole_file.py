"""A file that is there whole or not at all: never changed in place, only replaced by a complete new one.

An error is raised as the system gives it, an OSError; the caller words it for the person.
"""

import errno
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path
from stat import S_ISDIR
from typing import BinaryIO

from msgspec import Struct

from peermentor.journal.file import sealed
from peermentor.journal.file.codec import Piece
from peermentor.journal.file.regular import (
    NOT_THROUGH_LINKS,
    give_to_owner_of,
    open_regular,
    refuse_other_kinds,
)


class State(Struct, frozen=True):
    """What tells one version of a file from another without reading it."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int  # no program can set it back, as it can `modified`


ABSENT = State(0, 0, 0, 0, 0)
AT_HAND = State(0, 0, 1, 0, 0)  # of a text that is in no file


class ChangedMeanwhile(Exception):
    """The file is not what was read any more: a program that knows nothing of the lock wrote it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class NoFolder(OSError):
    """The folder that a file is to be in is not there; `filename` is that folder."""


def read(path: Path) -> bytes | None:
    """Read the file; None when there is none. Raises OSError, and NoKey for a sealed one."""
    return look(path)[0]


def look(path: Path, *, as_it_is: bool = False) -> tuple[bytes | None, State]:
    """Read the file, with its state just before; None when there is none. Raises OSError.

    A sealed one is opened, unless its bytes are wanted `as_it_is`.
    """
    try:
        refuse_other_kinds(path)
        file = path.open("rb")
    except FileNotFoundError:
        return None, ABSENT
    with file:
        state = _state(os.fstat(file.fileno()))
        if sealed.is_sealed(path) and not as_it_is:
            return sealed.ring().open_file(path, file), state
        return file.read(), state


def replace(
    path: Path,
    pieces: Sequence[Piece],
    over: State | None = None,
    *,
    check: bool = False,
    as_it_is: bool = False,
) -> None:
    """Make the file say this, or leave it exactly as it was; a symlink stays one. Raises OSError.

    What is there and is no regular file stays, and so does the owner of one, or else the folder's.
    `over` is the state in which the file was read: when a program that knows no lock has written it since,
    its words stay and this raises ChangedMeanwhile. (A file that was deleted since has no words to lose.)
    A sealed one is sealed here, unless its bytes are given `as_it_is`. With `check` the new file is read back
    first, so that a disk which did not write leaves the old one.
    Only under the journal's lock: the temporary file has a fixed name, so that a process killed while writing
    leaves at most one behind, and the next write clears it away.
    """
    target = behind_links(path)
    fresh = target.with_name(f".{target.name}.tmp")
    write = partial(_write_pieces, pieces)
    if sealed.is_sealed(target) and not as_it_is:
        write = partial(sealed.ring().seal_into, target, pieces)
    try:
        refuse_other_kinds(target)
        _refuse_read_only(target)
        _clear(fresh)
        wanted = _written(write) if check else b""
        _write_through(
            fresh,
            partial(_write_pieces, [wanted]) if check else write,
            like=target if target.exists() else target.parent,
        )
        if check and fresh.read_bytes() != wanted:
            raise OSError(errno.EIO, "it does not read back as it was written")
        _refuse_changed(target, over)
        fresh.replace(target)
    except BaseException:
        with suppress(OSError):
            _clear(fresh)
        raise
    _settle(target.parent)


def write_and_check(path: Path, text: bytes, *, as_it_is: bool = False) -> None:
    """Make the file say this as `replace` does, once what takes its place was read back. Raises OSError."""
    replace(path, [text], check=True, as_it_is=as_it_is)


def create(path: Path, text: bytes) -> None:
    """Write a file where none is, whole or not at all, as it is. Raises FileExistsError, OSError."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        _write_through(fresh, partial(_write_pieces, [text]), like=path.parent)
        if fresh.read_bytes() != text:
            raise OSError(errno.EIO, "it does not read back as it was written")
        try:
            os.link(fresh, path)  # fails where another program was quicker, and a rename would not
        except FileExistsError:
            raise
        except OSError:  # a disk without such links
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
            fresh.rename(path)
    finally:
        fresh.unlink(missing_ok=True)
    _settle(path.parent)


@contextmanager
def unbroken() -> Iterator[None]:
    """Hold back a Ctrl-C while files are replaced, and until the caller has noted that they were."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def behind_links(path: Path) -> Path:
    """Find the file that is meant, where the path is a symlink."""
    return Path(os.path.realpath(path))


def beside(path: Path) -> Path:
    """Name the folder for what is kept beside a file: on the same disk, and no other file's."""
    target = behind_links(path)
    return target.with_name(f"{sealed.plain_name(target.name)}.d")


def free_path(name: Callable[[str], Path]) -> Path:
    """Find the first path that is not taken, of `name("")`, `name("-1")`, `name("-2")` and so on."""
    paths = (name(f"-{number}" if number else "") for number in count())
    return next(path for path in paths if not os.path.lexists(path))


def require_folder(path: Path) -> None:
    """Make sure that the folder a file is to be in is there. Raises NoFolder."""
    folder = behind_links(path).parent
    try:
        there = S_ISDIR(folder.stat().st_mode)
    except PermissionError:
        return  # it is there; reading or writing in it says what is the matter
    except OSError:
        there = False
    if not there:
        raise NoFolder(errno.ENOENT, os.strerror(errno.ENOENT), str(folder))


def make_folder(path: Path) -> None:
    """Create the folders a file is to be in, if missing, for their owner's eyes only. Raises OSError."""
    folder = path.parent
    if folder.is_dir():
        return
    make_folder(folder)
    # mkdir's own `parents` would give the folders in between everybody's permissions.
    folder.mkdir(mode=0o700, exist_ok=True)
    give_to_owner_of(folder.parent, folder)
    # A power cut must not take the folder away with a copy that is relied on.
    _settle(folder.parent)


def _clear(fresh: Path) -> None:
    # A link there is taken away and not followed; a fifo or a folder is nothing a write left behind.
    if not fresh.is_symlink():
        refuse_other_kinds(fresh)
    fresh.unlink(missing_ok=True)


def _refuse_read_only(target: Path) -> None:
    # Replacing a file needs no permission on the file itself, but a read-only file was made so on purpose.
    as_we_act = os.access in os.supports_effective_ids
    if target.exists() and not os.access(target, os.W_OK, effective_ids=as_we_act):
        raise PermissionError(errno.EACCES, "it is read-only", str(target))


def _refuse_changed(target: Path, over: State | None) -> None:
    if over is None:
        return
    try:
        now = _state(target.stat())
    except FileNotFoundError:
        return
    if now != over:
        raise ChangedMeanwhile(target)


def _state(found: os.stat_result) -> State:
    return State(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def write_new(fresh: Path, text: bytes, like: Path) -> None:
    """Write a file that has the owner of `like`, over what an earlier try left. Raises OSError."""
    _clear(fresh)
    descriptor = open_regular(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NOT_THROUGH_LINKS)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor with its own flags
        give_to_owner_of(like, descriptor)
        file.write(text)


def _write_pieces(pieces: Sequence[Piece], file: BinaryIO) -> None:
    for piece in pieces:
        file.write(piece)


def _written(write: Callable[[BinaryIO], None]) -> bytes:
    file = BytesIO()
    write(file)
    return file.getvalue()


def _write_through(fresh: Path, write: Callable[[BinaryIO], None], like: Path) -> None:
    descriptor = open_regular(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NOT_THROUGH_LINKS)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor with its own flags
        give_to_owner_of(like, descriptor)
        # A umask may have taken even the owner's permissions away.
        fresh.chmod(0o600)
        write(file)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    # The new file is in place already; a folder that cannot be synced must not look like a failure.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
