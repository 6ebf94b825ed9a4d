"""The secret keys of one run: found when it meets the first locked file, and used for all of them."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from peermentor.errors import JournalError, NoKey, StrangeKey
from peermentor.journal.file import sealed
from peermentor.journal.file.codec import Piece
from peermentor.journal.store import snapshot
from peermentor.journal.vault import age, keys, recipients
from peermentor.journal.vault.key_source import KeySource
from peermentor.journal.vault.keys import Ask

_BEGINS, _ENDS = 1024, 32  # bytes: the header, with a key made for this file alone; the sum of the last part


class KeyRing:
    """Opens with the person's secret keys, and seals for every public key of a journal.

    With `quietly` no key command is run and nothing is asked, as in a prompt. If another run changes the keys
    during this one, `find_source` tells where the key is then.
    """

    def __init__(
        self,
        source: KeySource,
        ask: Ask | None = None,
        *,
        quietly: bool = False,
        find_source: Callable[[], KeySource] | None = None,
    ) -> None:
        self.source = source
        self._find_source = find_source
        self.ask = keys.passphrase_asker(source, ask)
        self.quietly = quietly
        self._found: list[tuple[age.Identity, str]] | None = None
        self._failed: NoKey | None = None
        self._journal: Path | None = None
        self._trusted: Sequence[str] = ()
        self._opened: set[Path] = set()
        self._left_out: Sequence[str] = ()
        self._last: tuple[object, bytes] | None = None  # what was opened last, by its beginning and its end

    def identities(self) -> list[tuple[age.Identity, str]]:
        """Find the secret keys, each with its public key: once in a run, found or not. Raises NoKey."""
        if self._failed:
            raise self._failed
        if self._found is None:
            age.require_pyrage()
            _leave_no_core()
            try:
                self._found = keys.identities_from(self.source, self.ask, quietly=self.quietly)
            except NoKey as failed:
                self._failed = failed
                raise
        return self._found

    def turn_to(self, found: list[tuple[age.Identity, str]], source: KeySource | None = None) -> None:
        """Open with these keys too from here on."""
        self._found = [*found, *(self._found or ())]
        self._failed = None
        self.source = source or self.source

    def has_key(self) -> bool:
        """Tell whether the key is at hand, to open anything at all."""
        try:
            self.identities()
        except NoKey:
            return False
        return True

    def require_key(self) -> None:
        """Make sure that a key is at hand. Raises NoKey."""
        self.identities()

    def open_file(self, path: Path, file: BinaryIO) -> bytes:
        """Read what a file says. Raises NoKey, OSError."""
        # Every sealing begins and ends otherwise, so this tells them apart without reading the whole twice.
        length = file.seek(0, os.SEEK_END)
        file.seek(max(0, length - _ENDS))
        ends = file.read()
        file.seek(0)
        mark = (length, file.read(_BEGINS), ends)
        if self._last and self._last[0] == mark:
            return self._last[1]
        opened = self._open(path, file)
        self._last = mark, opened
        self._opened.add(path)
        return opened

    def _open(self, path: Path, file: BinaryIO) -> bytes:
        file.seek(0)
        try:
            return age.open_sealed(path, file, [one for one, _public in self.identities()])
        except sealed.ForOthers:
            if path not in self._opened or not self._find_source:
                raise
        self._opened.clear()
        self._found, self.source = None, self._find_source()
        return self._open(path, file)

    def trust(self, path: Path, named: Sequence[str]) -> str:
        """Seal only for the keys that a journal names itself; say how those beside it differ, or ""."""
        self._journal, self._trusted = path, named
        with suppress(NoKey):  # which the next write says
            return recipients.difference(recipients.place_for(path), named)
        return ""

    def leave_out(self, keys: Sequence[str]) -> None:
        """Seal for none of these keys from here on, even while they stand beside the journal."""
        self._left_out = keys

    def keys_for(self, path: Path) -> tuple[str, ...]:
        """List the public keys for which a file is sealed. Raises NoKey, StrangeKey."""
        try:
            return self._trusted_keys(path)
        except StrangeKey:
            if self._journal is None or path == self._journal:
                raise
        with suppress(JournalError):  # the keys may have been changed since the journal was read
            self._trusted = snapshot.read(self._journal).meta.recipients
        return self._trusted_keys(path)

    def _trusted_keys(self, path: Path) -> tuple[str, ...]:
        place = recipients.place_for(path)
        found = [one for one in recipients.require_recipients(place) if one.key not in self._left_out]
        recipients.require_trusted(place, found, self._trusted)
        return tuple(one.key for one in found)

    def seal_into(self, path: Path, pieces: Sequence[Piece], file: BinaryIO) -> None:
        """Write what a file is to say, sealed. Raises NoKey, StrangeKey, OSError."""
        age.require_pyrage()
        age.seal(pieces, self.keys_for(path), file)


def _leave_no_core() -> None:
    """Keep what is opened out of a core dump, as far as the system lets a program.

    Where dumps go to a program, as systemd and Ubuntu have it, Linux hands it one whatever the limit is, but
    for a limit of 1 byte (fs/coredump.c); and no file of a core is that short.
    """
    if os.name == "posix":
        with suppress(ImportError, OSError, ValueError):
            import resource  # noqa: PLC0415 - only a locked journal needs it

            most = resource.getrlimit(resource.RLIMIT_CORE)[1]
            resource.setrlimit(resource.RLIMIT_CORE, (min(most, 1) if most >= 0 else 1, most))
