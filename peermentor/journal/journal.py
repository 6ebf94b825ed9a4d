"""The journal: read it as records, change it in transactions."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from copy import copy
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from peermentor.errors import AlreadyTaken, JournalError, NoKey, TooNew
from peermentor.journal.file import sealed, whole_file
from peermentor.journal.kept_file import KeptFile, _unbroken
from peermentor.journal.store import damage
from peermentor.journal.store.form import HISTORY
from peermentor.journal.store.identity import Mint, Numbers
from peermentor.journal.upkeep import backups, presence
from peermentor.language import _
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.record_set import Records

if TYPE_CHECKING:
    from peermentor.journal.store.steps import Step
    from peermentor.journal.store.writing import Writing
    from peermentor.journal.upkeep.backups import Backup, Why
    from peermentor.journal.upkeep.forgetting import Forgotten
    from peermentor.journal.upkeep.restoring import Restored
    from peermentor.journal.vault.inbox import Entry
    from peermentor.practice.nouns.records import Record
    from peermentor.practice.nouns.upkeep import Finding


class Journal(KeptFile):
    """One person's journal, in one file that they own."""

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
        with self._only_writer():
            found = self.read()
            if self.entry in found.meta.taken:
                raise AlreadyTaken(_("That is in the journal already."))
            records = found.records()
            mint = Mint(moment, found.meta.last_uid)
            draft = Draft(records, moment, mint, Numbers(records, found.meta.counters))
            yield draft
            if changes := draft.changes:
                writing = self._writing(found, moment)
                writing.put_changes(changes)
                writing.save(mint.last)

    def rehearsal(self, moment: datetime) -> AbstractContextManager[Draft]:
        """Begin a transaction that never writes, to be refused before a person is asked for more."""
        stage = Journal(self.typed, may_create_folder=self._may_create_folder, dry_run=True)
        return stage.transaction(moment)

    def steps(self) -> "list[Step]":
        """List what was done to the journal, as far back as it is kept, oldest first. Raises JournalError."""
        from peermentor.journal.store.steps import read_steps  # noqa: PLC0415 - only these commands need it

        with self._naming_torn_steps():
            return read_steps(self.read().lines(HISTORY))

    def count_steps(self) -> int:
        """Count the steps that are kept, torn ones too. Raises JournalError."""
        return len(self.read().lines(HISTORY))

    def history(
        self, of: "Sequence[Step] | None" = None
    ) -> "tuple[list[tuple[Step, Record | None]], Records]":
        """Read the steps, oldest first, or take those `of` a run; each with the record it is known by.

        That is the record as it is now, or as the history knew it last; None where a step is about many.
        Give also the records of the same reading. Raises JournalError.
        """
        from peermentor.journal.store import step_records, steps  # noqa: PLC0415

        found = self.read()
        records = found.records()
        with self._naming_torn_steps():
            kept = steps.read_steps(found.lines(HISTORY))
        wanted = kept if of is None else of
        return [(step, step_records.record_of(step, (*kept, *wanted), records)) for step in wanted], records

    def undo(self, moment: datetime, handle: str = "", count: int = 1) -> "list[Step]":
        """Take back the latest steps, or the one named, in one write.

        Raises NotFound, Refused, JournalError.
        """
        from peermentor.journal.store import undoing  # noqa: PLC0415

        return self._step(moment, count, lambda writing: undoing.undo(writing, handle))

    def redo(self, moment: datetime, handle: str = "", count: int = 1) -> "list[Step]":
        """Do again what was taken back last, or the step named, in one write.

        Raises NotFound, Refused, JournalError.
        """
        from peermentor.journal.store import undoing  # noqa: PLC0415

        return self._step(moment, count, lambda writing: undoing.redo(writing, handle))

    def forget_history(self, moment: datetime) -> int:
        """Forget every step, with the words that were changed or taken back; how many there were."""
        with self._only_writer():
            writing = self._writing(self.read(), moment)
            count = writing.forget_steps()
            if count:
                writing.save()
        return count

    def remembered(self) -> Records:
        """Read what is in the journal, and what was deleted and stays in its history or a copy.

        Raises JournalError.
        """
        from peermentor.journal.upkeep import forgetting  # noqa: PLC0415 - only `forget` needs it

        return forgetting.remembered(self.read())

    def forget(self, choose: "Callable[[Records, Records], Sequence[Record]]") -> "Forgotten":
        """Forget the records chosen for good, wherever their words are kept. Raises JournalError.

        They are chosen from what is in the journal, and from that with what is `remembered`.
        """
        from peermentor.journal.upkeep import forgetting  # noqa: PLC0415 - as above

        with self._only_writer():
            found = self.read()
            chosen = choose(found.records(), forgetting.remembered(found))
            with _unbroken():
                done = forgetting.forget(found, chosen, dry_run=self.dry_run)
                self.saved = not self.dry_run
            return done

    def copies(self) -> "list[Backup]":
        """List the copies there are of this journal, newest first.

        Raises Unwritable where they can't be listed; Gone where they went with the journal.
        """
        with damage.of_copying(backups.folder(self.path)):
            copies = backups.listed(self.path)
        if not copies:
            self.require_new()
        return copies

    def find_copy(self, typed: str) -> Path:
        """Find a copy by its number in `copies` (from 1), its name, or its path. Raises NotFound."""
        return backups.find_copy(self.path, typed)

    def back_up(self, moment: datetime, why: "Why" = "manual") -> Path | None:
        """Copy the journal now: where the copy is, None when there is none. Raises JournalError."""
        if not self.exists():
            self.require_new()
            return None
        with self._only_writer():
            self.read().tables()
            if self.dry_run:
                return backups.free_name(self.path, moment, why)
            return backups.take(self.path, moment, why)

    def checkup(self, moment: datetime) -> "list[Finding]":
        """Look at every invariant of the journal, one by one."""
        from peermentor.journal.upkeep import checkup  # noqa: PLC0415

        self.path = self.typed  # and looks again where it is
        found = checkup.look(self.path, moment)
        if sealed.is_sealed(self.path):
            from peermentor.journal.vault import locking  # noqa: PLC0415 - only a locked journal needs it

            found += locking.check_locked(self.path)
        return found

    def restore(self, source: Path, moment: datetime) -> "Restored":
        """Make the journal say what a copy of it says, after keeping a copy of what it says now.

        As long as the journal can be read this is one more step, which can be undone. Raises NotFound for a
        copy that is not there, JournalError for one that can't be read.
        """
        from peermentor.journal.upkeep import restoring  # noqa: PLC0415

        with self._only_writer():
            copy = restoring.read_copy(source)
            try:
                found = self.read()
                writing = self._writing(found, moment) if found.state != whole_file.ABSENT else None
            except (TooNew, NoKey):
                raise  # nothing is wrong with it; this program is too old to judge, or has no key to it
            except JournalError:
                writing = None
            if writing:
                return restoring.restore(writing, copy)
            with _unbroken():
                restored = restoring.replace_whole(self.path, copy, moment, dry_run=self.dry_run)
                self.saved = not self.dry_run
            if self.saved:
                presence.leave_mark(self.path, elsewhere=self._is_lasting)
            return restored

    def mend(self, moment: datetime) -> "list[Step]":
        """Do what `doctor` can without losing anything: permissions, leftovers, and lost ties.

        The ties are one step, which can be undone. Raises JournalError.
        """
        from peermentor.journal.upkeep import hand_merge, mending, surroundings  # noqa: PLC0415

        if self.dry_run:
            self.saved = False
            return []
        with self._only_writer():
            with damage.of_writing(self.path):
                surroundings.close_to_others(self.path)
                for left in surroundings.leftovers(self.path):
                    left.unlink(missing_ok=True)
            with _unbroken():
                self.saved = hand_merge.mend(self.path, moment)
            return mending.untie(self._writing(self.read(), moment))

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

    def _step(self, moment: datetime, count: int, go: "Callable[[Writing], Step]") -> "list[Step]":
        with self._only_writer():
            writing = self._writing(self.read(), moment)
            with self._naming_torn_steps():
                gone = [go(writing) for _time in range(count)]
            writing.save()
        return gone

    @contextmanager
    def _naming_torn_steps(self) -> Iterator[None]:
        from peermentor.journal.store.steps import Torn  # noqa: PLC0415

        try:
            yield
        except Torn as torn:
            raise damage.torn_step(self.path, torn.handle) from None
