"""The journal as TinyDB sees it."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Raw, json
from tinydb.storages import Storage

from peermentor.journal.file import codec
from peermentor.journal.file.codec import Piece, Tables
from peermentor.journal.store import form
from peermentor.journal.store.snapshot import Snapshot


class JournalStorage(Storage):
    """The tables of a snapshot, changed in memory.

    TinyDB is handed the records that are to be changed (`take`) and no others; for the new file they are put
    together with the text of those (`pieces`).
    """

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        snapshot.require_text()
        self._snapshot = snapshot
        self._tables: Tables = {}
        self._taken: dict[str, set[int]] = {}

    def read(self) -> Tables:
        """Give the tables as they stand, as far as they were taken."""
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Remember the tables."""
        self._tables = data

    def take(self, places: Iterable[tuple[str, int]]) -> None:
        """Have these records among the tables, each a table and a number; they need not be there."""
        for name, number in places:
            if name not in self._taken:
                self._snapshot.require_once(name)
                self._taken[name] = set()
            if number not in self._taken[name]:
                self._taken[name].add(number)
                if number in self._snapshot.lines(name):
                    self._tables.setdefault(name, {})[str(number)] = self._snapshot.fields(name, number)

    def take_all(self) -> None:
        """Have every record among the tables."""
        self.take((name, number) for name in self._snapshot.names for number in self._snapshot.lines(name))

    def lines(self, name: str) -> dict[int, Piece]:
        """Give a table as it stands as the text of each record: as it was read (Raw), or written (bytes).

        Raises CommandLine for characters that no file can hold.
        """
        taken, now = self._taken.get(name, ()), self._tables.get(name, {})
        kept = {number: line for number, line in self._snapshot.lines(name).items() if number not in taken}
        return kept | {int(number): form.line(name, said) for number, said in now.items()}

    def names(self) -> tuple[str, ...]:
        """Name every table, in the order they are written."""
        return form.in_order({*self._tables, *self._snapshot.names})

    def pieces(self) -> list[Piece]:
        """Put the new file together. Raises CommandLine for characters that no file can hold."""
        return codec.joined((name, self._table(name)) for name in self.names())

    def _table(self, name: str) -> Piece | Mapping[int, Piece]:
        raw = self._snapshot.raw(name)
        if name not in self._taken:
            if form.in_lines(raw):
                return raw
            self._snapshot.require_once(name)
        elif form.in_lines(raw) and bytes(raw).count(b"\n") == len(self._snapshot.lines(name)) + 1:
            return self.lines(name)
        return {
            number: self._as_line(name, number, line) if isinstance(line, Raw) else line
            for number, line in self.lines(name).items()
        }

    def _as_line(self, name: str, number: int, record: Raw) -> bytes:
        """Have a record that nobody changed in one line and in UTF-8, saying what it said."""
        line = json.format(bytes(record), indent=0)
        return form.line(name, self._snapshot.fields(name, number)) if form.is_spelt_out(line) else line
