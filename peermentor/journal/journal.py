"""The journal: read it as records, change it in transactions."""

import os
import signal
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path

from peermentor.journal import backups, lock, snapshot, whole_file
from peermentor.journal.identity import Mint, Numbers
from peermentor.journal.snapshot import Snapshot
from peermentor.practice.records import Change, Draft, Records


class Journal:
    """One person's journal, in one file that they own.

    With `dry_run` a transaction does everything but the write, and leaves no trace. `may_create_folder` is
    for the place the program chose itself; a folder that a person names must be there. `saved` tells whether
    the last transaction reached the disk, which is what to say after a Ctrl-C.
    """

    def __init__(self, path: Path, *, may_create_folder: bool = False, dry_run: bool = False) -> None:
        self.path = path
        self.dry_run = dry_run
        self.saved = False
        self._may_create_folder = may_create_folder

    def exists(self) -> bool:
        """Whether there is a file already; it may still turn out not to be readable."""
        return os.path.lexists(self.path)

    def records(self) -> Records:
        """Everything in the journal as it is now; a missing file is a new journal. Raises JournalError."""
        return self._read().records()

    @contextmanager
    def transaction(self, moment: datetime) -> Iterator[Draft]:
        """Change the journal, whole or not at all: one lock, one reading, one write.

        Leaving the block keeps what the draft collected; an exception in it keeps nothing, and no change
        touches nothing. Raises JournalError; CommandLine for characters that no file can hold.
        """
        self.saved = False
        with self._only_writer():
            found = self._read()
            records = found.records()
            mint = Mint(moment, found.meta.last_uid)
            draft = Draft(records, moment, mint, Numbers(records, found.meta.counters))
            yield draft
            if changes := draft.changes:
                self._keep(found, changes, mint.last, moment)

    def rehearsal(self, moment: datetime) -> AbstractContextManager[Draft]:
        """A transaction that never writes, to be refused before a person is asked for more."""
        stage = Journal(self.path, may_create_folder=self._may_create_folder, dry_run=True)
        return stage.transaction(moment)

    def _read(self) -> Snapshot:
        if not self._may_create_folder:
            whole_file.require_folder(self.path)
        return snapshot.read(self.path)

    @contextmanager
    def _only_writer(self) -> Iterator[None]:
        if self.dry_run:
            yield
            return
        if self._may_create_folder:
            whole_file.make_folder(self.path)
        whole_file.require_folder(self.path)
        with lock.held(self.path):
            yield

    def _keep(self, found: Snapshot, changes: tuple[Change, ...], last_uid: str, moment: datetime) -> None:
        from tinydb import TinyDB  # noqa: PLC0415 - 5 ms that a command which only reads does not need

        from peermentor.journal.changes import note, put  # noqa: PLC0415 - likewise
        from peermentor.journal.storage import JournalStorage  # noqa: PLC0415 - likewise

        storage = JournalStorage(found)
        db = TinyDB(storage=lambda: storage)
        put(db, changes)
        note(db, changes, found.meta, last_uid, moment)
        text = storage.text()
        if self.dry_run:
            return
        backups.before_write(self.path, moment, migrating=found.migrated)
        with _unbroken():
            storage.save(text)
            self.saved = True


@contextmanager
def _unbroken() -> Iterator[None]:
    # A Ctrl-C that comes while the file is being replaced waits until `saved` tells the truth about it.
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
