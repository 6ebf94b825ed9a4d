"""The journal as TinyDB sees it."""

from collections.abc import Iterable, Mapping
from typing import Any

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
        """Give a table as it stands as the text of each record.

        Raises CommandLine for characters that no file can hold.
        """
        return self._with_changes(name, self._snapshot.lines(name))

    def names(self) -> tuple[str, ...]:
        """Name every table, in the order they are written."""
        return form.in_order({*self._tables, *self._snapshot.names})

    def pieces(self) -> list[Piece]:
        """Put the new file together. Raises CommandLine for characters that no file can hold."""
        return codec.joined((name, self._table(name)) for name in self.names())

    def _table(self, name: str) -> Piece | Mapping[int, Piece]:
        raw = self._snapshot.raw(name)
        if form.in_lines(raw):
            if name not in self._taken:
                return raw
            if bytes(raw).count(b"\n") == len(self._snapshot.lines(name)) + 1:
                return self.lines(name)
        self._snapshot.lines(name)  # which says what is wrong where it is no table
        lines, whole = form.laid_out(raw)
        if not whole or name in self._taken:
            self._snapshot.require_once(name)
        return self._with_changes(name, lines)

    def _with_changes(self, name: str, lines: Mapping[int, Piece]) -> dict[int, Piece]:
        taken, now = self._taken.get(name, ()), self._tables.get(name, {})
        kept = {number: line for number, line in lines.items() if number not in taken}
        return kept | {int(number): form.line(name, said) for number, said in now.items()}
