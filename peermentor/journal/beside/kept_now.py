"""Finds a file beside a journal, which may have been locked or unlocked meanwhile."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from peermentor.journal.file import lock, sealed


@contextmanager
def kept_now(journal: Path, path: Path) -> Iterator[Path]:
    """Give the path of a file, which is locked if the journal is; meanwhile nobody can change its keys.

    So a key that was removed opens nothing that is written here. Where the lock of the journal can't be
    taken, the file is written without it.
    """
    with ExitStack() as locks:
        if sealed.is_sealed(sealed.place_of(journal)):
            with suppress(OSError, lock.Busy):
                locks.enter_context(lock.held(journal))
        yield sealed.as_kept(sealed.place_of(journal), path.with_name(sealed.plain_name(path.name)))


def forms(path: Path) -> tuple[Path, Path]:
    """Give the path of a file as it was found, and its path if the journal was locked or unlocked since."""
    plain = path.with_name(sealed.plain_name(path.name))
    return path, plain if sealed.is_sealed(path) else sealed.with_age(path)
