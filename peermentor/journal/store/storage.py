"""The journal as TinyDB sees it."""

from collections.abc import Iterable, Mapping
from os.path import commonprefix
from typing import Any

from msgspec import Raw
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

    def pointing_at(self, uids: Iterable[str]) -> dict[str, tuple[str, int]]:
        """Find which of these uids a record speaks of, as the tables stand: the first, by its handle."""
        wanted, found = {uid.encode(): uid for uid in uids}, self._snapshot
        if not wanted:
            return {}
        # Uids of one step begin alike, and the whole text is searched for that at once: where only records
        # that were taken say it, no other record speaks of any of them.
        start = commonprefix(list(wanted.values())).encode()  # noqa: RUF071 - of texts, not of paths
        about = sum(bytes(found.raw(name)).count(start) for name in ABOUT)
        taken = sum(
            bytes(found.lines(name)[number]).count(start)
            for name, numbers in self._taken.items()
            if name not in ABOUT
            for number in numbers & found.lines(name).keys()
        )
        only_taken = found.text.count(start) == about + taken
        places: dict[str, tuple[str, int]] = {}
        for name in self.names():
            if name in ABOUT:
                continue
            for number, line in self._with_changes(name, {} if only_taken else found.lines(name)).items():
                text = bytes(line)
                for uid in wanted.keys() & text.split(b'"') if start in text else ():
                    places.setdefault(wanted[uid], (name, number))
        return places

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
            if end := self._with_another_end(name, lines):
                return end
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

    def _with_another_end(self, name: str, lines: dict[int, Raw]) -> list[Piece] | None:
        """Write only the end of a table anew, as most changes are to the latest records; None for others."""
        taken = sorted(self._taken[name])
        last_kept = next((number for number in reversed(lines) if number not in self._taken[name]), 0)
        if taken[0] < last_kept:
            return None
        last = {number: lines[number] for number in taken if number in lines}
        return codec.with_another_end(self._snapshot.raw(name), last, self._with_changes(name, {}))

    def _with_changes(self, name: str, lines: Mapping[int, Piece]) -> dict[int, Piece]:
        if name not in self._taken:
            return dict(lines)
        taken, now = self._taken[name], self._tables.get(name, {})
        kept = {number: line for number, line in lines.items() if number not in taken}
        return kept | {int(number): form.line(name, said) for number, said in now.items()}
