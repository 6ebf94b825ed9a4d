"""The file a journal is kept in: read as it is now, and changed by one writer at a time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from peermentor.errors import JournalError
from peermentor.journal.file import lock, regular, sealed, whole_file
from peermentor.journal.file.codec import Piece
from peermentor.journal.store import damage, snapshot
from peermentor.journal.store.snapshot import Snapshot
from peermentor.journal.upkeep import backups, presence
from peermentor.language import _

if TYPE_CHECKING:
    from peermentor.journal.store.writing import Writing

STEPS_KEPT = 500


class KeptFile:
    """The file of a journal during one run, to read and to write.

    With `dry_run` a write changes nothing on the disk. `may_create_folder` is for the place
    the program chose itself; a folder that a person names must be there. `is_lasting` unless the journal is
    to be thrown away. `saved` tells whether the last write reached the disk, which is what to say after a
    Ctrl-C. `command` is the name under which the next step goes into the history, which keeps the last
    `steps_kept`. `notes` is what a person should hear beside the answer, in a line each; `key_note` the one
    about keys that differ. `before_read` is called once, before the first reading: it takes in what waits for
    the key. `entry` names what this run takes in; `staged` is the text of a journal in which what waits is
    only shown as taken in.
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
        self.is_lasting = is_lasting
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

    def look_again(self) -> None:
        """Look where the journal is now: it may have been locked or unlocked since it was named."""
        self.path = self.typed

    def exists(self) -> bool:
        """Tell whether there is a file already; it may still turn out not to be readable."""
        return self.path.exists()  # a link to where none is any more is none

    def require_new(self) -> None:
        """Make sure that a journal that is not there never was. Raises Gone."""
        if not self.exists():
            presence.refuse_gone(self.path)

    def read(self) -> Snapshot:
        """Read the file as it is now, not yet understood. Raises JournalError."""
        self._take_in()
        if self.staged is not None:
            return Snapshot(self.path, self.staged, whole_file.AT_HAND, backups.newest)
        if not self._may_create_folder:
            self._require_folder()
        found = self._as_it_is()
        if found.state == whole_file.ABSENT:
            presence.refuse_gone(self.path)
            found = self._as_it_is()  # its first write may have come between the two looks
        return found

    def _take_in(self) -> None:
        if self.before_read:
            first, self.before_read = self.before_read, None
            first()

    def _as_it_is(self) -> Snapshot:
        self._find_place()
        found, note = self._look()
        if note and not self._is_writing:
            with (
                suppress(JournalError, OSError, lock.Busy),
                lock.held(self.path),
            ):  # waits until a change of keys is finished
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

    def _find_place(self) -> None:
        """Find where the journal is now, and that it is in one place only. Raises Unreadable."""
        self.look_again()
        if not (twin := sealed.plain_twin(self.path)):
            return
        if not self._is_writing and not self.dry_run:
            with damage.of_writing(self.path), lock.held(self.path):  # waits until a locking is finished
                self.look_again()
                twin = sealed.plain_twin(self.path)
        if twin:
            raise damage.two_journals(twin, self.path)

    def _require_folder(self) -> None:
        """Make sure that its folder is there: without its disk the journal is gone too."""
        with damage.of_writing(self.path):
            try:
                whole_file.require_folder(self.path)
            except whole_file.NoFolder:
                presence.refuse_gone(self.path)
                raise

    @contextmanager
    def only_writer(self) -> Iterator[None]:
        """Hold the lock of the journal, so that what is read is still so when it is written.

        A rehearsal takes none. Raises JournalError.
        """
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
                locks.callback(setattr, self, "_is_writing", False)
            yield

    def writing(self, found: Snapshot, moment: datetime) -> "Writing":
        """Begin to write over what was found, as the only writer: its `save` is the one write."""
        from peermentor.journal.store.writing import How, Writing  # noqa: PLC0415 - 5 ms of TinyDB that no read needs

        how = How(moment, self.command, self.steps_kept, self.dry_run)
        writing = Writing(found, how, lambda pieces: self._replace(found, pieces, moment))
        if sealed.is_sealed(self.path) and not self._stages:
            keys = sealed.ring().keys_for(self.path)
            writing.recipients = keys if {*keys} != {*found.meta.recipients} else ()
            if not found.meta.recipients and found.state != whole_file.ABSENT and not self.dry_run:
                said = _("This journal names its keys from now on, and nothing is sealed for others: {keys}.")
                self.notes.append(said.format(keys=", ".join(keys)))
                self.notes.append(
                    _(
                        "Whose they are: peermentor vault status. "
                        "One that is not yours: peermentor vault remove-key KEY"
                    )
                )
        if self.entry:
            writing.taken = (*self._still_there(found.meta.taken), self.entry)
        return writing

    def _was_taken_in(self, found: Snapshot) -> bool:
        """Tell whether what this run takes in is in the journal already; its file goes after that only."""
        return bool(self.entry) and (self.entry in found.meta.taken or not self._still_there([self.entry]))

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
        with damage.of_writing(self.path), whole_file.unbroken():
            whole_file.replace(self.path, pieces, found.state)
            self.saved = True
        presence.leave_mark(self.path, elsewhere=self.is_lasting)
        if is_new and self.is_lasting and (other := presence.another_beside(self.path)):
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
