"""The history of a journal: its steps, told, taken back, done again, and forgotten."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from peermentor.journal.kept_file import KeptFile
from peermentor.journal.store import damage
from peermentor.journal.store.form import HISTORY
from peermentor.journal.store.steps import Step, Torn, read_steps
from peermentor.practice.nouns.record_set import Records

if TYPE_CHECKING:
    from peermentor.journal.store.writing import Writing
    from peermentor.practice.nouns.records import Record


class History:
    """What was done to a journal, step by step; it is kept in the same `file`."""

    def __init__(self, file: KeptFile) -> None:
        self._file = file
        self._written: Writing | None = None  # what the last undo or redo left

    def steps(self) -> list[Step]:
        """List what was done to the journal, as far back as it is kept, oldest first. Raises JournalError."""
        with self._naming_torn_steps():
            return read_steps(self._file.read().lines(HISTORY))

    def count(self) -> int:
        """Count the steps that are kept, torn ones too. Raises JournalError."""
        return len(self._file.read().lines(HISTORY))

    def with_records(
        self, of: Sequence[Step] | None = None
    ) -> "tuple[list[tuple[Step, Record | None]], Records]":
        """Read the steps, oldest first, or take those `of` a run; each with the record it is known by.

        That is the record as it is now, or as the history knew it last; None where a step is about many.
        Give also the records of the same reading; after an `undo` or `redo`, those that it left.
        Raises JournalError.
        """
        from peermentor.journal.store import step_records  # noqa: PLC0415 - only where steps are shown

        with self._naming_torn_steps():
            if self._written:  # which needs no second reading
                places = [place for step in of or () for place in step.places]
                kept, records = self._written.steps, self._written.records(places)
            else:
                found = self._file.read()
                kept, records = read_steps(found.lines(HISTORY)), found.records()
        wanted = kept if of is None else of
        return [(step, step_records.record_of(step, (*kept, *wanted), records)) for step in wanted], records

    def undo(self, moment: datetime, handle: str = "", count: int = 1) -> list[Step]:
        """Take back the latest steps, or the one named, in one write.

        Raises NotFound, Refused, JournalError.
        """
        from peermentor.journal.store import undoing  # noqa: PLC0415 - only `undo` and `redo` need it

        return self._step(moment, count, lambda writing: undoing.undo(writing, handle))

    def redo(self, moment: datetime, handle: str = "", count: int = 1) -> list[Step]:
        """Do again what was taken back last, or the step named, in one write.

        Raises NotFound, Refused, JournalError.
        """
        from peermentor.journal.store import undoing  # noqa: PLC0415 - as above

        return self._step(moment, count, lambda writing: undoing.redo(writing, handle))

    def forget(self, moment: datetime) -> int:
        """Forget every step, with the words that were changed or taken back; return how many."""
        with self._file.only_writer():
            writing = self._file.writing(self._file.read(), moment)
            count = writing.forget_steps()
            if count:
                writing.save()
        return count

    def _step(self, moment: datetime, count: int, go: "Callable[[Writing], Step]") -> list[Step]:
        with self._file.only_writer():
            writing = self._file.writing(self._file.read(), moment)
            with self._naming_torn_steps():
                gone = [go(writing) for _time in range(count)]
            writing.save()
            self._written = writing
        return gone

    @contextmanager
    def _naming_torn_steps(self) -> Iterator[None]:
        try:
            yield
        except Torn as torn:
            raise damage.torn_step(self._file.path, torn.handle) from None
