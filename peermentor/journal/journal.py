"""The journal, and what it is asked for: in a few lines here, or in a module beside this one."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import copy
from datetime import datetime
from typing import TYPE_CHECKING

from peermentor.errors import AlreadyTaken
from peermentor.journal.file import whole_file
from peermentor.journal.kept_file import KeptFile
from peermentor.journal.store.identity import Mint, Numbers
from peermentor.language import _
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.record_set import Records

if TYPE_CHECKING:
    from peermentor.journal.copies import Copies
    from peermentor.journal.doctor import Doctor
    from peermentor.journal.history import History
    from peermentor.journal.traces import Traces
    from peermentor.journal.vault.inbox import Entry, Inbox


class Journal(KeptFile):
    """One person's journal, in one file that they own: read as records, changed in transactions.

    Its `history` tells and takes back, its `copies` are made and put back, its `doctor` mends, its `traces`
    are for what is forgotten for good, and in its `inbox` waits what was written without the key.
    """

    def records(self) -> Records:
        """Read everything in the journal as it is now; a missing file is a new journal.

        Raises JournalError.
        """
        return self.read().records()

    @contextmanager
    def transaction(self, moment: datetime) -> Iterator[Draft]:
        """Change the journal, whole or not at all: one lock, one reading, one write.

        Leaving the block keeps what the draft collected; an exception in it keeps nothing, and no change
        touches nothing. Raises JournalError; CommandLine for characters that no file can hold; AlreadyTaken
        for an entry of the inbox that was taken in before.
        """
        with self.only_writer():
            found = self.read()
            if self._was_taken_in(found):
                raise AlreadyTaken(_("That is in the journal already."))
            records = found.records()
            mint = Mint(moment, found.meta.last_uid)
            draft = Draft(records, moment, mint, Numbers(records, found.meta.counters))
            yield draft
            if changes := draft.changes:
                writing = self.writing(found, moment)
                writing.put_changes(changes)
                writing.save(mint.last)

    def rehearsal(self, moment: datetime) -> AbstractContextManager[Draft]:
        """Begin a transaction that never writes, to be refused before a person is asked for more."""
        stage = Journal(self.typed, may_create_folder=self._may_create_folder, dry_run=True)
        return stage.transaction(moment)

    @property
    def history(self) -> "History":
        """What was done to it, step by step: told, taken back, done again, forgotten."""
        from peermentor.journal.history import History  # noqa: PLC0415 - most commands only read or write

        return History(self)

    @property
    def copies(self) -> "Copies":
        """The journal as it was: listed, found, made, put back."""
        from peermentor.journal.copies import Copies  # noqa: PLC0415 - as above

        return Copies(self)

    @property
    def doctor(self) -> "Doctor":
        """What looks at everything it rests on, and mends what loses nothing."""
        from peermentor.journal.doctor import Doctor  # noqa: PLC0415 - as above

        return Doctor(self)

    @property
    def traces(self) -> "Traces":
        """Whatever knows of a record, also of one that was deleted: to forget it for good."""
        from peermentor.journal.traces import Traces  # noqa: PLC0415 - as above

        return Traces(self)

    @property
    def inbox(self) -> "Inbox":
        """What waits for the key."""
        from peermentor.journal.vault.inbox import Inbox  # noqa: PLC0415 - only where something waits

        return Inbox(self.path)

    def has_inbox(self) -> bool:
        """Tell whether something waits for the key."""
        return os.path.lexists(whole_file.beside(self.path) / "inbox")

    def for_entry(self, entry: "Entry", *, stage: bool) -> "Journal":
        """Give this journal for what waits: one that takes it in, or with `stage` only shows it so."""
        other = copy(self)
        other.before_read, other.notes, other.dry_run = None, [], False
        other.entry, other._stages = entry.name, stage
        return other

    def for_trial(self, moment: datetime) -> "Journal":
        """Give a journal that is empty, and only in memory: to try on it what is to wait for the key."""
        from peermentor.journal.store import form, migrations  # noqa: PLC0415 - as above

        about = {"format": form.FORMAT, "schema": migrations.SCHEMA, "created": moment.isoformat()}
        other = copy(self)
        other.before_read, other.notes, other.dry_run, other._stages = None, [], False, True
        other.staged = form.encode({form.META: {"1": about | {"counters": {}}}})
        return other
