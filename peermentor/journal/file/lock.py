"""One writer at a time, whatever happens to the one before.

The lock is the kernel's, on a small file beside the journal: it is released when its holder ends, however
that happens, so there are no stale locks. The file itself stays: removing it would let two writers in.
(`filelock` does the same and costs 50 ms to import.)
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peermentor.journal.file.whole_file import behind_links
from peermentor.journal.store import damage

PATIENCE = 10.0
PAUSE = 0.01

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        # Far behind what is noted in the file (seal.py), which readers must be able to read.
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def place(path: Path) -> Path:
    """The file that serves as the lock of a journal."""
    target = behind_links(path)
    return target.with_name(f".{target.name}.lock")


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Be the only writer of this journal, waiting up to `PATIENCE` seconds. Raises Locked and Unwritable."""
    there = place(path)
    until = time.monotonic() + PATIENCE
    descriptor = _opened(there, path)
    try:
        _wait_for(descriptor, path, until)
        while not _is_still(there, descriptor):
            # Somebody tidied the file away: whoever comes now would lock another one, so we go there too.
            os.close(descriptor)
            descriptor = _opened(there, path)
            _wait_for(descriptor, path, until)
        yield
    finally:
        os.close(descriptor)


def _opened(place: Path, path: Path) -> int:
    try:
        return os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as error:
        raise damage.unwritable(path, error) from None


def _wait_for(descriptor: int, path: Path, until: float) -> None:
    while True:
        try:
            return _take(descriptor)
        except (BlockingIOError, PermissionError):  # the second is how Windows says it
            if time.monotonic() >= until:
                raise damage.locked(path, PATIENCE) from None
        except OSError as error:
            raise damage.unwritable(path, error) from None
        time.sleep(PAUSE)


def _is_still(place: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(place.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
