"""Files that are sealed for a key: told by the end of their name, opened and sealed with the keys of a run.

A file whose name ends in `.age` is read and written through a ring of keys, and every other as it is. So code
that reads and writes needs to know of a lock only where it names a file.
"""

import errno
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from peermentor.errors import NoKey
from peermentor.journal.file.codec import Piece
from peermentor.language import _

AGE = ".age"
RECIPIENTS = "recipients"
"""The file in `NAME.d` with the public keys: while it is there, a missing journal was a locked one."""


class Ring(Protocol):
    """Opens and seals the text of files."""

    def open_file(self, path: Path, file: BinaryIO) -> bytes:
        """Read what a file says. Raises NoKey, and OSError for what no key of this person opens."""

    def has_key(self) -> bool:
        """Tell whether the key is at hand, to open anything at all."""

    def require_key(self) -> None:
        """Make sure that a key is at hand. Raises NoKey."""

    def trust(self, path: Path, named: Sequence[str]) -> str:
        """Seal only for the keys that a journal names itself; say how those beside it differ, or ""."""

    def leave_out(self, keys: Sequence[str]) -> None:
        """Seal for none of these from here on."""

    def keys_for(self, path: Path) -> tuple[str, ...]:
        """List the public keys for which a file is sealed. Raises NoKey, also for one that is not trusted."""

    def seal_into(self, path: Path, pieces: Sequence[Piece], file: BinaryIO) -> None:
        """Write what a file is to say, sealed. Raises NoKey, OSError."""


class ForOthers(OSError):
    """A file that is sealed to another key."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EACCES, "it is locked to another key than yours", str(path))


def cut_off(path: Path) -> OSError:
    """Say that a sealed file is not whole."""
    return OSError(errno.EIO, "it is locked, and not whole: cut off or changed", str(path))


def _no_ring() -> Ring:
    raise NoKey(_("This journal is locked, and no key was given to open it."))


_find_ring: Callable[[], Ring] = _no_ring
_ring: Ring | None = None


def use(find_ring: Callable[[], Ring]) -> None:
    """Take the keys of this run from here, once a sealed file is met."""
    global _find_ring, _ring
    _find_ring, _ring = find_ring, None


def ring() -> Ring:
    """Find the keys of this run. Raises NoKey."""
    global _ring  # noqa: PLW0603 - as above
    _ring = _ring or _find_ring()
    return _ring


def is_closed(path: Path) -> bool:
    """Tell whether a file is sealed, and the key to it not at hand."""
    try:
        return is_sealed(path) and not ring().has_key()
    except NoKey:
        return True


def is_sealed(path: Path) -> bool:
    """Tell whether a file is kept under a key."""
    return path.name.endswith(AGE)


def plain_name(name: str) -> str:
    """Name what is kept, sealed or not: "journal.json.age" is "journal.json"."""
    return name.removesuffix(AGE)


def with_age(path: Path) -> Path:
    """Name the sealed file of a plain one."""
    return path.with_name(plain_name(path.name) + AGE)


def as_kept(journal: Path, path: Path) -> Path:
    """Name a file beside a journal: sealed where the journal is."""
    return with_age(path) if is_sealed(journal) else path


def place_of(typed: Path) -> Path:
    """Find where a journal is kept: as it was typed, or sealed beside that."""
    target = Path(os.path.realpath(typed))
    if os.path.lexists(place := with_age(target)):
        behind = Path(os.path.realpath(place))
        unlocked = behind.with_name(plain_name(behind.name))
        return unlocked if unlocked.exists() and not behind.exists() else place
    plain = target.with_name(plain_name(target.name))
    if not os.path.lexists(plain) and os.path.lexists(plain.with_name(f"{plain.name}.d") / RECIPIENTS):
        return place  # what is put back there is locked again
    return plain if is_sealed(target) else typed


def plain_twin(journal: Path) -> Path | None:
    """Find the plain journal that lies beside a locked one, and should not be there."""
    if not is_sealed(journal):
        return None
    plain = journal.with_name(plain_name(journal.name))
    return plain if os.path.lexists(plain) else None
