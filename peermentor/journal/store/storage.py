"""The journal as TinyDB sees it."""

from collections.abc import Iterable, Mapping
from typing import Any

from tinydb.storages import Storage

from peermentor.journal.file import codec
from peermentor.journal.file.codec import BROKEN, Piece, Tables
from peermentor.journal.store import form
from peermentor.journal.store.form import ABOUT
from peermentor.journal.store.snapshot import Snapshot


class JournalStorage(Storage):
    """The tables of a snapshot, changed in memory.

    TinyDB is handed the records that are to be changed (`take`) and no others; for the new file they are put
    together with the text of those (`pieces`).
    """

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        snapshot.require_passable()
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
            self._taken.setdefault(name, set())
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

    def pointing_at(self, uid: str) -> tuple[str, int] | None:
        """Find a record, as the tables stand, that speaks of this uid: its table and its number."""
        what, found = uid.encode(), self._snapshot
        # The whole text is searched at once: what is not in these is in a record that nobody took.
        about = sum(bytes(found.raw(name)).count(what) for name in ABOUT)
        taken = sum(
            bytes(line).count(what)
            for name, numbers in self._taken.items()
            if name not in ABOUT
            for number, line in found.lines(name).items()
            if number in numbers
        )
        names = (name for name in self.names() if name not in ABOUT)
        if found.text.count(what) == about + taken:
            names = (name for name in self._tables if name not in ABOUT)
        return next(
            (
                (name, number)
                for name in names
                for number, line in self.lines(name).items()
                if what in bytes(line)
            ),
            None,
        )

    def names(self) -> tuple[str, ...]:
        """Name every table, in the order they are written."""
        return form.in_order({*self._tables, *self._snapshot.names})

    def pieces(self) -> list[Piece]:
        """Put the new file together. Raises CommandLine for characters that no file can hold."""
        return codec.joined((name, self._table(name)) for name in self.names())

    def _table(self, name: str) -> list[Piece] | Mapping[int, Piece]:
        raw = self._snapshot.raw(name)
        if form.in_lines(raw) and name not in self._taken:
            return [raw]
        if form.in_lines(raw):
            lines = self._snapshot.lines(name)
            if lines and min(self._taken[name], default=0) > max(lines):
                return codec.lengthened(raw, self._with_changes(name, {}))
            self._snapshot.require_once(name)
            if bytes(raw).count(b"\n") == len(lines) + 1:
                return self._with_changes(name, lines)
        try:
            lines, whole = form.laid_out(raw)
        except BROKEN:
            self._snapshot.lines(name)  # which says what is wrong
            raise
        if not whole:
            self._snapshot.require_once(name)
        return self._with_changes(name, lines)

    def _with_changes(self, name: str, lines: Mapping[int, Piece]) -> dict[int, Piece]:
        if name not in self._taken:
            return dict(lines)
        taken, now = self._taken[name], self._tables.get(name, {})
        kept = {number: line for number, line in lines.items() if number not in taken}
        return kept | {int(number): form.line(name, said) for number, said in now.items()}
