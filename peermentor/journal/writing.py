"""One write being made: the tables of a snapshot in a TinyDB, changed in memory and saved once."""

from collections.abc import Sequence
from datetime import datetime

from tinydb import TinyDB
from tinydb.table import Document

from peermentor.journal import history, migrations
from peermentor.journal.codec import META, ORDER, Tables
from peermentor.journal.history import HISTORY, Step
from peermentor.journal.identity import Mint
from peermentor.journal.snapshot import FORMAT, Snapshot
from peermentor.journal.storage import JournalStorage
from peermentor.journal.touches import Touch, put


class Writing:
    """The journal while it is being changed. `migrated` when the file is still of an earlier version."""

    def __init__(self, found: Snapshot, moment: datetime) -> None:
        self.moment = moment
        self.migrated = found.migrated
        self.as_read = found.state
        self._highest = dict(found.meta.counters)
        self._storage = storage = JournalStorage(found)
        self.db = TinyDB(storage=lambda: storage)

    @property
    def tables(self) -> Tables:
        """The tables as they stand."""
        return self._storage.read()

    def put(self, touches: Sequence[Touch], command: str, steps_kept: int) -> Step:
        """Change the tables, and keep the step that did it, which is returned, in the same write."""
        put(self.db, touches)
        for table, number in history.touched(touches).items():
            self._highest[table] = max(self._highest.get(table, 0), number)
        kept = max(map(int, self.tables.get(HISTORY, {})), default=0)
        number = self._highest[HISTORY] = max(self._highest.get(HISTORY, 0), kept) + 1
        step = Step(
            number=number,
            uid=Mint(self.moment)(),
            moment=self.moment,
            command=command,
            touches=tuple(touches),
        )
        history.keep(self.db, step, steps_kept)
        return step

    def text(self, last_uid: str) -> bytes:
        """What `save` would write. Raises CommandLine for characters that no file can hold."""
        self._note(last_uid)
        return self._storage.text()

    def save(self, text: bytes) -> None:
        """Replace the file. Raises Unwritable and Locked."""
        self._storage.save(text)

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
