"""The journal: read it as records, change it in transactions."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from copy import copy
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from peermentor.errors import AlreadyTaken, JournalError, NoKey, TooNew
from peermentor.journal.file import lock, regular, sealed, whole_file
from peermentor.journal.file.codec import Piece
from peermentor.journal.store import damage, snapshot
from peermentor.journal.store.form import HISTORY
from peermentor.journal.store.identity import Mint, Numbers
from peermentor.journal.store.snapshot import Snapshot
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

STEPS_KEPT = 500


class Journal:
    """One person's journal, in one file that they own.

    With `dry_run` a transaction does everything but the write, and leaves no trace. `may_create_folder` is
    for the place the program chose itself; a folder that a person names must be there. `saved` tells whether
    the last transaction reached the disk, which is what to say after a Ctrl-C. `command` is the name under
    which the next step goes into the history, which keeps the last `steps_kept`. `notes` is what a person
    should hear beside the answer, in a line each; `key_note` the one about keys that differ. `is_lasting`
    unless the journal is to be thrown away. `before_read` is called once, before the first reading: it takes
    in what waits for the key. `entry` names what this run takes in; `staged` is the text of a journal in
    which what waits is only shown as taken in.
    """

    def __init__(
        self,
        path: Path,
        *,
        may_create_folder: bool = False,
        dry_run: bool = False,
        is_lasting: bool = True,
    ) -> None:
        self.path = path
        self.dry_run = dry_run
        self.saved = False
        self.command = ""
        self.notes: list[str] = []
        self.key_note = ""
        self.steps_kept = STEPS_KEPT
        self._may_create_folder = may_create_folder
        self._is_lasting = is_lasting
        self._is_writing = False
        self.before_read: Callable[[], None] | None = None
        self.entry = ""
        self.staged: bytes | None = None
        self._stages = False

    @property
    def path(self) -> Path:
        """Where the journal is kept; set to a name, it is looked for, as it may be locked beside that."""
        return self._path

    @path.setter
    def path(self, typed: Path) -> None:
        self.typed = typed
        self._path = sealed.place_of(typed)

    def exists(self) -> bool:
        """Tell whether there is a file already; it may still turn out not to be readable."""
        return os.path.lexists(self.path)

    def require_new(self) -> None:
        """Make sure that a journal that is not there never was. Raises Gone."""
        if not self.exists():
            presence.refuse_gone(self.path)

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

    def read(self) -> Snapshot:
        """Read the file as it is now, not yet understood. Raises JournalError."""
        self._take_in()
        if self.staged is not None:
            return Snapshot(self.path, self.staged, _STAGED, backups.newest)
        if not self._may_create_folder:
            self._require_folder()
        found = self._as_it_is()
        if found.state == whole_file.ABSENT:
            presence.refuse_gone(self.path)
            found = self._as_it_is()  # its first write may have come between the two looks
        return found

    def _as_it_is(self) -> Snapshot:
        self._find_place()
        found, note = self._look()
        if note and not self._is_writing:
            with (
                suppress(JournalError, OSError, lock.Busy),
                lock.held(self.path),
            ):  # whoever changes the keys ends first
                found, note = self._look()
        self.key_note = note
        if note and note not in self.notes:
            self.notes.append(note)
        return found

    def _look(self) -> tuple[Snapshot, str]:
        """Read the file, and tell how the keys beside it differ from those it names, or ""."""
        found = snapshot.read(self.path, backups.newest)
        if not sealed.is_sealed(self.path) or found.state == whole_file.ABSENT:
            return found, ""
        return found, sealed.ring().trust(self.path, found.meta.recipients)

    def _take_in(self) -> None:
        if self.before_read:
            first, self.before_read = self.before_read, None
            first()

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

    @contextmanager
    def _only_writer(self) -> Iterator[None]:
        self._take_in()
        self.saved = False
        with ExitStack() as locks:
            if not (self.dry_run or self._stages):
                with damage.of_reading(self.path, backups.newest):
                    regular.refuse_other_kinds(self.path)
                with damage.of_writing(self.path):
                    if self._may_create_folder:
                        whole_file.make_folder(self.path)
                self._require_folder()
                with damage.of_writing(self.path):
                    locks.enter_context(lock.held(self.path))
                self._is_writing = True
                locks.callback(self._end_writing)
            yield

    def _end_writing(self) -> None:
        self._is_writing = False

    def _find_place(self) -> None:
        """Look where the journal is now: it may have been locked or unlocked since. Raises Unreadable."""
        self.path = self.typed  # and looks again where it is
        if not (twin := sealed.plain_twin(self.path)):
            return
        if not self._is_writing and not self.dry_run:
            with damage.of_writing(self.path), lock.held(self.path):  # whoever is locking it ends first
                self.path = self.typed  # and looks again where it is
                twin = sealed.plain_twin(self.path)
        if twin:
            raise damage.two_journals(twin, self.path)

    def _require_folder(self) -> None:
        """Make sure that its folder is there: one that went with its disk took a journal along."""
        with damage.of_writing(self.path):
            try:
                whole_file.require_folder(self.path)
            except whole_file.NoFolder:
                presence.refuse_gone(self.path)
                raise

    def _writing(self, found: Snapshot, moment: datetime) -> "Writing":
        from peermentor.journal.store.writing import How, Writing  # noqa: PLC0415 - 5 ms of TinyDB that no read needs

        how = How(moment, self.command, self.steps_kept, self.dry_run)
        writing = Writing(found, how, lambda pieces: self._replace(found, pieces, moment))
        if sealed.is_sealed(self.path) and not self._stages:
            keys = sealed.ring().keys_for(self.path)
            writing.recipients = keys if {*keys} != {*found.meta.recipients} else ()
        if self.entry:
            writing.taken = (*self._still_there(found.meta.taken), self.entry)
        return writing

    def _still_there(self, taken: Sequence[str]) -> list[str]:
        from peermentor.journal.vault import inbox  # noqa: PLC0415 - only what waited is taken in

        there = {sealed.plain_name(path.name) for path in inbox.entry_files(self.path)}
        return [name for name in taken if name in there]

    def _replace(self, found: Snapshot, pieces: Sequence[Piece], moment: datetime) -> None:
        """Put a new file in place of the one that was read, under the lock; a rehearsal stops short."""
        if self.dry_run:
            return
        if self._stages:
            self.staged = b"".join(map(bytes, pieces))
            return
        is_new = found.state == whole_file.ABSENT
        self._prepare_write(found, pieces, moment)
        with damage.of_writing(self.path), _unbroken():
            whole_file.replace(self.path, pieces, found.state)
            self.saved = True
        presence.leave_mark(self.path, elsewhere=self._is_lasting)
        if is_new and self._is_lasting and (other := presence.another_beside(self.path)):
            self.notes.append(
                _("This is a new journal, {path}; the one beside it, {other}, stays as it is.").format(
                    path=self.path, other=other
                )
            )

    def _prepare_write(self, found: Snapshot, pieces: Sequence[Piece], moment: datetime) -> None:
        """Take along what older versions left, and make the copies that come before a write."""
        from peermentor.journal.upkeep import rotation, taking_along  # noqa: PLC0415 - only a write needs them

        if found.state != whole_file.ABSENT and not presence.is_marked(self.path):
            taking_along.take_along(self.path)
        trouble = rotation.before_write(
            self.path,
            moment,
            found.state,
            lambda: (found.text, b"".join(map(bytes, pieces))),
            migrating=found.migrated,
        )
        if trouble:
            self.notes.append(trouble)


_STAGED = whole_file.State(0, 0, 1, 0, 0)  # there, and no version of any file


@contextmanager
def _unbroken() -> Iterator[None]:
    # A Ctrl-C that comes while files are being replaced waits until `saved` tells the truth about them.
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
