"""The journal as TinyDB sees it."""

from typing import Any

from tinydb.storages import Storage

from peermentor.journal import codec, whole_file
from peermentor.journal.codec import Tables
from peermentor.journal.snapshot import Snapshot


class JournalStorage(Storage):
    """The tables of a snapshot, changed in memory; only `save` writes the file, once for a whole command."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self._path = snapshot.path
        self._state = snapshot.state
        self._tables = snapshot.tables()

    def read(self) -> Tables:
        """All tables as they stand, with what was changed."""
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Remember the tables for `save`."""
        self._tables = data

    def text(self) -> bytes:
        """What `save` would write. Raises CommandLine for characters that no file can hold."""
        return codec.encode(self._tables)

    def save(self, text: bytes) -> None:
        """Replace the file with this text. Raises Unwritable, and Locked when it is not what was read."""
        whole_file.replace(self._path, text, self._state)
