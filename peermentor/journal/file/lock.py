"""One writer at a time, whatever happens to the one before.

The lock is the kernel's, on a small file beside the journal: it is released when its holder ends, however
that happens, so there are no stale locks. The file itself stays: removing it would let two writers in.
(`filelock` does the same and costs 50 ms to import.)
"""

import errno
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from peermentor.journal.file import sealed
from peermentor.journal.file.regular import NOT_THROUGH_LINKS, give_to_owner_of, open_regular
from peermentor.journal.file.whole_file import behind_links

PATIENCE = 10.0  # seconds to wait for the lock
PAUSE = 0.01  # seconds between two tries
_NOTE = re.compile(rb'[0-9a-f]{8} \{"by":')


class Busy(Exception):
    """Another program held the lock for all of `PATIENCE`."""


class NoLocks(OSError):
    """The disk gives no locks; `filename` is the lock that can't be taken."""


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        # Far behind what an older version noted in the file: other versions must be able to lock it too.
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def place(path: Path) -> Path:
    """Name the file that serves as the lock of a journal."""
    target = behind_links(path)
    return target.with_name(f".{sealed.plain_name(target.name)}.lock")


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock, as the only writer of this journal.

    Raises OSError (NoLocks where the disk gives none); Busy after `PATIENCE` seconds.
    """
    there = place(path)
    until = time.monotonic() + PATIENCE
    descriptor = _opened(there)
    try:
        _wait_for(there, descriptor, until)
        while not _is_still(there, descriptor):
            # The lock file was removed: the next program locks a new one, so this one has to lock that too.
            os.close(descriptor)
            descriptor = _opened(there)
            _wait_for(there, descriptor, until)
        _empty(descriptor)
        yield
    finally:
        os.close(descriptor)


def require_locks(path: Path) -> None:
    """Make sure that the lock, which is there, could be taken at all. Raises OSError, NoLocks."""
    descriptor = _opened(place(path))
    try:
        with suppress(Busy):
            _wait_for(place(path), descriptor, time.monotonic())
    finally:
        os.close(descriptor)


def _opened(there: Path) -> int:
    descriptor = open_regular(there, os.O_RDWR | os.O_CREAT | NOT_THROUGH_LINKS)
    journal = there.with_name(there.name.removeprefix(".").removesuffix(".lock"))
    kept = (one for one in (journal, sealed.with_age(journal)) if one.exists())
    give_to_owner_of(next(kept, there.parent), descriptor)
    return descriptor


def _wait_for(there: Path, descriptor: int, until: float) -> None:
    while True:
        try:
            return _take(descriptor)
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES):  # the second is how Windows says it
                raise NoLocks(error.errno, error.strerror, str(there)) from None
            if time.monotonic() >= until:
                raise Busy from None
        time.sleep(PAUSE)


def _empty(descriptor: int) -> None:
    # An earlier version noted a checksum of the journal here, which is out of date after the next write.
    with suppress(OSError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        if _NOTE.match(os.read(descriptor, 16)):
            os.ftruncate(descriptor, 0)


def _is_still(place: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(place.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
