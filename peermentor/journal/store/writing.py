"""One write being made: the tables of a snapshot in a TinyDB, changed in memory and saved once."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cached_property

from msgspec import Struct, convert
from tinydb import TinyDB
from tinydb.table import Document

from peermentor.journal.file.codec import Piece, Tables
from peermentor.journal.store import migrations
from peermentor.journal.store.form import FORMAT, HISTORY, META, ORDER
from peermentor.journal.store.identity import Mint
from peermentor.journal.store.row_changes import RowChange, of_changes, put
from peermentor.journal.store.snapshot import Snapshot
from peermentor.journal.store.steps import Step, keep_step, read_steps
from peermentor.journal.store.storage import JournalStorage
from peermentor.practice.nouns.draft import Change
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import KIND_OF_TABLE


class How(Struct, frozen=True):
    """How a write is made: when, by which command, how many steps the history keeps, and whether for real."""

    moment: datetime
    command: str
    steps_kept: int
    dry_run: bool


class Writing:
    """The journal while it is being changed. `replace` puts the new file in place of what was found."""

    def __init__(self, found: Snapshot, how: How, replace: Callable[[Sequence[Piece]], None]) -> None:
        self.found = found
        self.how = how
        self._replace = replace
        self.taken: tuple[str, ...] | None = None  # what this write takes in, and what was taken in before
        self.recipients: tuple[str, ...] = ()  # the keys this write is sealed for, where others are named
        self._highest = dict(found.meta.counters)
        self._storage = storage = JournalStorage(found)
        self.db = TinyDB(storage=lambda: storage)

    @property
    def tables(self) -> Tables:
        """All tables as they stand."""
        self._storage.take_all()
        return self._storage.read()

    @property
    def steps(self) -> list[Step]:
        """The steps as they stand. Raises Torn."""
        return read_steps(self._storage.lines(HISTORY))

    def at(self, places: Iterable[tuple[str, int]]) -> Tables:
        """Give the tables as they stand, with at least the records at these places: tables and numbers."""
        self._storage.take(places)
        return self._storage.read()

    def records(self, changed: Iterable[tuple[str, int]]) -> Records:
        """Give the records as they stand, where those at these places changed: tables and numbers."""
        records, places = self.found.records(), list(changed)
        tables = self.at(places)
        for name, number in places:
            if kind := KIND_OF_TABLE.get(name):
                said = tables.get(name, {}).get(str(number))
                if said is not None:
                    records.put(convert({**said, "number": number}, kind))
                elif (before := records.numbered(kind, number)) is not None:
                    records.remove(before)
        return records

    def pointing_at(self, uids: Iterable[str]) -> dict[str, tuple[str, int]]:
        """Find which of these uids a record speaks of, as the tables stand: the first, by its handle."""
        return self._storage.pointing_at(uids)

    @cached_property
    def uids_found(self) -> set[str]:
        """The uid of every record the journal had, as it was found."""
        uid = re.compile(rb'"uid":\s*"([^"]*)"')
        names = self.found.names - {META, HISTORY}
        return {one.decode() for name in names for one in uid.findall(bytes(self.found.raw(name)))}

    def put_changes(self, changes: Sequence[Change]) -> Step:
        """Change the tables as a draft has it. Raises LookupError for a record that is gone."""
        records = (change.after or change.before for change in changes)
        tables = self.at((record.table, record.number) for record in records if record)
        return self.put(of_changes(tables, changes))

    def put(self, row_changes: Sequence[RowChange]) -> Step:
        """Change the tables, and keep the step that did it, which is returned, in the same write."""
        self.at((change.table, change.number) for change in row_changes)
        put(self.db, row_changes)
        for change in row_changes:
            self._highest[change.table] = max(self._highest.get(change.table, 0), change.number)
        last = max(self._storage.lines(HISTORY), default=0)
        number = self._highest[HISTORY] = max(self._highest.get(HISTORY, 0), last) + 1
        step = Step(
            number=number,
            uid=Mint(self.how.moment)(),
            moment=self.how.moment,
            command=self.how.command,
            row_changes=tuple(row_changes),
        )
        keep_step(self._storage, self.db, step, self.how.steps_kept)
        return step

    def forget_steps(self) -> int:
        """Forget every step, and return how many there were."""
        numbers = list(self._storage.lines(HISTORY))
        self.at((HISTORY, number) for number in numbers)
        self.db.table(HISTORY).truncate()
        return len(numbers)

    def save(self, last_uid: str = "") -> None:
        """Replace the file. Raises Unwritable, Locked, and CommandLine for what no file can hold."""
        self._note(max(last_uid, self.found.meta.last_uid))
        self._replace(self._storage.pieces())

    def _note(self, last_uid: str) -> None:
        """Keep in `meta` the highest number of each kind and the last uid; on a new journal, what it is."""
        names = (*ORDER, *sorted(self._highest.keys() - ORDER.keys()))
        counters = {table: self._highest[table] for table in names if table in self._highest}
        told: dict[str, object] = {"counters": counters, "last_uid": last_uid}
        if self.taken is not None:
            told["taken"] = list(self.taken)
        if self.recipients:
            told["recipients"] = list(self.recipients)
        meta = self.db.table(META)
        self.at([(META, 1)])
        if meta.contains(doc_id=1):
            meta.update(told, doc_ids=[1])
        else:
            about = {
                "format": FORMAT,
                "schema": migrations.SCHEMA,
                "created": self.how.moment.isoformat(),
            }
            meta.insert(Document(about | told, 1))
