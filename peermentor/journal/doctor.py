"""What `doctor` looks at in a journal, and what it mends there."""

from datetime import datetime

from peermentor.journal.file import sealed, whole_file
from peermentor.journal.kept_file import KeptFile
from peermentor.journal.store import damage
from peermentor.journal.store.steps import Step
from peermentor.journal.upkeep import checkup, hand_merge, mending, surroundings
from peermentor.practice.nouns.upkeep import Finding


class Doctor:
    """Looks after the journal in `file`."""

    def __init__(self, file: KeptFile) -> None:
        self._file = file

    def look(self, moment: datetime) -> list[Finding]:
        """Look at every invariant of the journal, one by one."""
        self._file.look_again()
        found = checkup.look(self._file.path, moment)
        if sealed.is_sealed(self._file.path) and self._file.exists():
            from peermentor.journal.vault import locking  # noqa: PLC0415 - only a locked journal needs it

            found += locking.check_locked(self._file.path)
        return found

    def mend(self, moment: datetime) -> list[Step]:
        """Do what can be done without losing anything: permissions, leftovers, and lost ties.

        The ties are one step, which can be undone. Raises JournalError.
        """
        if self._file.dry_run:
            self._file.saved = False
            return []
        with self._file.only_writer():
            with damage.of_writing(self._file.path):
                surroundings.close_to_others(self._file.path)
                for left in surroundings.leftovers(self._file.path):
                    left.unlink(missing_ok=True)
            with whole_file.unbroken():
                self._file.saved = hand_merge.mend(self._file.path, moment)
            return mending.untie(self._file.writing(self._file.read(), moment))
