"""Where something beside a journal is kept now: it may have been locked, or unlocked, meanwhile."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from peermentor.journal.file import lock, sealed


@contextmanager
def kept_now(journal: Path, path: Path) -> Iterator[Path]:
    """Give the place of a file, locked as the journal is; while that is locked, nobody changes its keys.

    So a key that was removed opens nothing that is written here. Where the lock can't be had the words are
    kept all the same.
    """
    with ExitStack() as locks:
        if sealed.is_sealed(sealed.place_of(journal)):
            with suppress(OSError, lock.Busy):
                locks.enter_context(lock.held(journal))
        yield sealed.as_kept(sealed.place_of(journal), path.with_name(sealed.plain_name(path.name)))


def forms(path: Path) -> tuple[Path, Path]:
    """Name a file as it was found, and as it is where the journal was locked or unlocked since."""
    plain = path.with_name(sealed.plain_name(path.name))
    return path, plain if sealed.is_sealed(path) else sealed.with_age(path)
