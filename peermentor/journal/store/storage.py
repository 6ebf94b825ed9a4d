"""The journal as TinyDB sees it."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import json
from tinydb.storages import Storage

from peermentor.journal.file import codec, whole_file
from peermentor.journal.file.codec import HISTORY, META, Tables, Written
from peermentor.journal.store.snapshot import Snapshot


class JournalStorage(Storage):
    """The tables of a snapshot, changed in memory; only `save` writes the file, once for a whole command.

    Of a file that is as this program left it, TinyDB is only handed the records that are to be changed
    (`take`), and all the other lines are written as they were read.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self._snapshot = snapshot
        self._taken: dict[str, set[int]] = {}  # the lines of each page that TinyDB has in hand
        self._tables: Tables = {}
        if snapshot.pages is None:
            self._tables = snapshot.tables()
        else:
            self._tables = {name: snapshot.table(name) for name in (META, HISTORY)}

    def read(self) -> Tables:
        """The tables as they stand, with what was changed, as far as they were taken."""
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Remember the tables for `save`."""
        self._tables = data

    def take(self, places: Iterable[tuple[str, int]]) -> None:
        """Have these records among the tables, each a table and a number; they need not be there."""
        for name, number in places:
            page = (self._snapshot.pages or {}).get(name)
            if page is None or name in (META, HISTORY) or number in self._taken.setdefault(name, set()):
                continue
            self._taken[name].add(number)
            if (line := page.numbered(number)) is not None:
                self._tables.setdefault(name, {})[str(number)] = json.decode(line)

    def take_all(self) -> None:
        """Have every record among the tables."""
        for name, page in (self._snapshot.pages or {}).items():
            self.take((name, number) for number, _line in page.lines())

    def written(self) -> Written:
        """What `save` would write. Raises CommandLine for characters that no file can hold."""
        return codec.joined((name, self._text(name)) for name in self.names())

    def names(self) -> tuple[str, ...]:
        """Every table, in the order they are written."""
        return codec.in_order({*self._tables, *(self._snapshot.pages or ())})

    def mentions(self, name: str, said: bytes) -> bool:
        """Whether a line of this table would say so."""
        page, taken = (self._snapshot.pages or {}).get(name), self._taken.get(name, ())
        if any(said in codec.line(name, fields) for fields in self._tables.get(name, {}).values()):
            return True
        lines = page.holding([said], page.text) if page else ()
        return any(number not in taken for number, _line in lines)

    def save(self, pieces: Sequence[bytes | memoryview]) -> None:
        """Replace the file with this text. Raises Unwritable, and Locked when it is not what was read."""
        whole_file.replace(self._snapshot.path, pieces, self._snapshot.state)

    def _text(self, name: str) -> list[bytes | memoryview]:
        page, table = (self._snapshot.pages or {}).get(name), self._tables.get(name, {})
        if page is None or name in (META, HISTORY):
            return [codec.table(name, table)]
        lines: dict[int, bytes | None] = dict.fromkeys(self._taken.get(name, ()))
        lines |= {int(number): codec.line(name, said) for number, said in table.items()}
        return page.with_lines(lines) if lines else [page.whole]
