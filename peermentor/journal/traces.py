"""What knows the words of a record: the journal, its history, drafts, answers and copies."""

from collections.abc import Callable, Sequence

from peermentor.journal.file import whole_file
from peermentor.journal.kept_file import KeptFile
from peermentor.journal.upkeep import forgetting
from peermentor.journal.upkeep.forgetting import Forgotten
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Record


class Traces:
    """Everything that the records of a journal left, in its `file` and beside it."""

    def __init__(self, file: KeptFile) -> None:
        self._file = file

    def remembered(self) -> Records:
        """Read what is in the journal, and what was deleted and stays in its history or a copy.

        Raises JournalError.
        """
        return forgetting.remembered(self._file.read())

    def forget(self, choose: Callable[[Records, Records], Sequence[Record]]) -> Forgotten:
        """Forget the records chosen for good, wherever their words are kept. Raises JournalError.

        They are chosen from what is in the journal, and from that with what is `remembered`.
        """
        with self._file.only_writer():
            found = self._file.read()
            chosen = choose(found.records(), forgetting.remembered(found))
            with whole_file.unbroken():
                done = forgetting.forget(found, chosen, dry_run=self._file.dry_run)
                self._file.saved = not self._file.dry_run
            return done
