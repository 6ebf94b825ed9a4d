"""The copies of a journal: listed, found, made, and put back."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from peermentor.errors import JournalError, NoKey, NotFound, TooNew
from peermentor.journal.file import whole_file
from peermentor.journal.file.typed_path import typed_path
from peermentor.journal.kept_file import KeptFile
from peermentor.journal.store import damage
from peermentor.journal.upkeep import backups, presence
from peermentor.journal.upkeep.backups import Backup, CopyReason
from peermentor.language import _

if TYPE_CHECKING:
    from peermentor.journal.upkeep.restoring import Restored


class Copies:
    """The journal as it was; `file` is the journal as it is."""

    def __init__(self, file: KeptFile) -> None:
        self._file = file

    def listed(self) -> list[Backup]:
        """List the copies there are of this journal, newest first.

        Raises Unwritable where they can't be listed; Gone where they went with the journal.
        """
        with damage.of_copying(backups.folder(self._file.path)):
            copies = backups.listed(self._file.path)
        if not copies:
            self._file.require_new()
        return copies

    def find(self, typed: str) -> Path:
        """Find a copy as a person names it: "2" is the second newest, else its file's name, else any path.

        Raises NotFound where there is no such file, and as `listed`.
        """
        copies = backups.kept(self._file.path)
        if typed.isdecimal() and 1 <= int(typed) <= len(copies):
            return copies[int(typed) - 1].path
        for copy in copies:
            if copy.path.name == typed:
                return copy.path
        path = typed_path(typed)
        if not path.exists():
            self.listed()  # where there is no copy at all, because they went with the journal, that is said
            raise NotFound(
                _("There is no copy “{typed}”.").format(typed=typed),
                _("See what there is: peermentor restore"),
            )
        return path

    def take(self, moment: datetime, why: CopyReason = "manual") -> Path | None:
        """Copy the journal now, and give the copy's path; None without a journal. Raises JournalError."""
        if not self._file.exists():
            self._file.require_new()
            return None
        with self._file.only_writer():
            self._file.read().tables()
            if self._file.dry_run:
                return backups.free_name(self._file.path, moment, why)
            return backups.take(self._file.path, moment, why)

    def restore(self, source: Path, moment: datetime) -> "Restored":
        """Make the journal say what a copy of it says, after keeping a copy of what it says now.

        As long as the journal can be read this is one more step, which can be undone. Raises NotFound for a
        copy that is not there, JournalError for one that can't be read.
        """
        from peermentor.journal.upkeep import restoring  # noqa: PLC0415 - only this needs it

        with self._file.only_writer():
            copy = restoring.read_copy(source)
            try:
                found = self._file.read()
                writing = self._file.writing(found, moment) if found.state != whole_file.ABSENT else None
            except (TooNew, NoKey):
                raise  # it is not broken: this program is too old for it, or has no key
            except JournalError:
                writing = None
            if writing:
                return restoring.restore(writing, copy)
            with whole_file.unbroken():
                restored = restoring.replace_whole(self._file.path, copy, moment, dry_run=self._file.dry_run)
                self._file.saved = not self._file.dry_run
            if self._file.saved:
                presence.leave_mark(self._file.path, elsewhere=self._file.is_lasting)
            return restored
