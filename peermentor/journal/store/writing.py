"""One write being made: the tables of a snapshot in a TinyDB, changed in memory and saved once."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from tinydb import TinyDB
from tinydb.table import Document

from peermentor.journal.file.codec import HISTORY, META, ORDER, Tables, Written
from peermentor.journal.store import history, migrations
from peermentor.journal.store.history import Step
from peermentor.journal.store.identity import Mint
from peermentor.journal.store.row_changes import ABOUT, RowChange, put
from peermentor.journal.store.snapshot import FORMAT, Snapshot
from peermentor.journal.store.storage import JournalStorage


class Writing:
    """The journal while it is being changed.

    `migrated` when the file is still of an earlier version; `marks` are the seal's, None where none fits.
    """

    def __init__(self, found: Snapshot, moment: datetime) -> None:
        self.moment = moment
        self.migrated = found.migrated
        self.as_read = found.state
        self.marks = found.seal.marks if found.seal else None
        self._highest = dict(found.meta.counters)
        self._storage = storage = JournalStorage(found)
        self.db = TinyDB(storage=lambda: storage)

    @property
    def tables(self) -> Tables:
        """All tables as they stand."""
        self._storage.take_all()
        return self._storage.read()

    @property
    def steps(self) -> Tables:
        """The table of the history alone."""
        return self._storage.read()

    def at(self, places: Iterable[tuple[str, int]]) -> Tables:
        """The tables as they stand, with at least the records at these places, each a table and a number."""
        self._storage.take(places)
        return self._storage.read()

    def points_at(self, uid: str) -> bool:
        """Whether a record speaks of this uid."""
        names = (name for name in self._storage.names() if name not in ABOUT)
        return any(self._storage.mentions(name, uid.encode()) for name in names)

    def put(self, row_changes: Sequence[RowChange], command: str, steps_kept: int) -> Step:
        """Change the tables, and keep the step that did it, which is returned, in the same write."""
        self.at((change.table, change.number) for change in row_changes)
        put(self.db, row_changes)
        for table, number in history.touched(row_changes).items():
            self._highest[table] = max(self._highest.get(table, 0), number)
        kept = max(map(int, self.steps.get(HISTORY, {})), default=0)
        number = self._highest[HISTORY] = max(self._highest.get(HISTORY, 0), kept) + 1
        step = Step(
            number=number,
            uid=Mint(self.moment)(),
            moment=self.moment,
            command=command,
            row_changes=tuple(row_changes),
        )
        history.keep(self.db, step, steps_kept)
        return step

    def written(self, last_uid: str) -> Written:
        """What `save` would write. Raises CommandLine for characters that no file can hold."""
        self._note(last_uid)
        return self._storage.written()

    def save(self, pieces: Sequence[bytes | memoryview]) -> None:
        """Replace the file. Raises Unwritable and Locked."""
        self._storage.save(pieces)

    def _note(self, last_uid: str) -> None:
        """Keep in `meta` the highest number of each kind and the last uid; on a new journal, what it is."""
        names = (*ORDER, *sorted(self._highest.keys() - ORDER.keys()))
        counters = {table: self._highest[table] for table in names if table in self._highest}
        told: dict[str, object] = {"counters": counters, "last_uid": last_uid}
        meta = self.db.table(META)
        if meta.contains(doc_id=1):
            meta.update(told, doc_ids=[1])
        else:
            about = {
                "format": FORMAT,
                "schema": migrations.SCHEMA,
                "created": self.moment.isoformat(),
            }
            meta.insert(Document(about | told, 1))
