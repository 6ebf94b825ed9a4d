"""Only a regular file is ever read, written or replaced, and what is made belongs to whom it should.

A path may name anything: a device, a fifo that nobody writes to, a socket, a folder, a link planted there.
"""

import errno
import os
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG

# Windows has no such flags, and no such dangers.
NOT_THROUGH_LINKS = getattr(os, "O_NOFOLLOW", 0)
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)
_BYTES = getattr(os, "O_BINARY", 0)


def refuse_other_kinds(path: Path) -> None:
    """Make sure that what is there, if anything, is a regular file or a link to one. Raises OSError."""
    try:
        kind = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return
    if S_ISDIR(kind):
        raise IsADirectoryError(errno.EISDIR, "it is not a file", str(path))
    if not S_ISREG(kind):
        raise _not_a_file(path)


def open_regular(path: Path, flags: int) -> int:
    """Open a regular file, or make one, its owner's only. Raises OSError for everything else.

    A device is not even opened, because that alone can do something (a tape is wound back); a fifo that takes
    its place meanwhile is not waited for.
    """
    refuse_other_kinds(path)
    descriptor = os.open(path, flags | _WITHOUT_WAITING | _BYTES, 0o600)
    try:
        if not S_ISREG(os.fstat(descriptor).st_mode):
            raise _not_a_file(path)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def give_to_owner_of(other: Path, made: Path | int) -> None:
    """Give what was just made, by path or descriptor, to whom another file or folder belongs.

    Only the superuser can, and only there is it needed: a run as root must not lock a person out.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    with suppress(OSError):  # a disk that keeps no owners, or doesn't let this one be changed
        found = other.stat()
        if isinstance(made, int):
            os.fchown(made, found.st_uid, found.st_gid)
        else:
            os.chown(made, found.st_uid, found.st_gid, follow_symlinks=False)


def _not_a_file(path: Path) -> OSError:
    return OSError(errno.EINVAL, "it is not a file", str(path))
