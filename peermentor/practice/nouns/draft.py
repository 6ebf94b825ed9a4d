"""Drafts: changes to a journal, collected in memory before they are kept whole or not at all."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import R, Record


class Change(Struct, frozen=True):
    """What happened to one record: `before` is None for a new one, `after` is None for a removed one."""

    before: Record | None
    after: Record | None


class Draft:
    """Changes to a journal, in memory, until they are kept together.

    A transaction gives a draft to a function of the practice, and then keeps all of its `changes` or none.
    `mint` makes a new uid; `next_number` gives the next handle number of a kind, each only once.
    """

    def __init__(
        self,
        records: Records,
        moment: datetime,
        mint: Callable[[], str],
        next_number: Callable[[type[Record]], int],
    ) -> None:
        self.records = records
        self.moment = moment
        self._mint = mint
        self._next_number = next_number
        self._before: dict[str, Record | None] = {}
        self._after: dict[str, Record | None] = {}
        self._about = ""

    def add(self, record: R) -> R:
        """Add a new record, and give it back with its uid, number and moments."""
        kept = replace(
            record,
            uid=self._mint(),
            number=self._next_number(type(record)),
            created=self.moment,
            updated=self.moment,
        )
        self._before[kept.uid] = None
        return self._keep(kept, is_new=True)

    def add_as_kept(self, record: R, *, renumber: bool) -> R:
        """Add a record of another journal, with the uid and the moments it has there.

        `renumber` gives it a new handle, where another record has its handle here.
        """
        kept = replace(record, number=self._next_number(type(record))) if renumber else record
        self._before[kept.uid] = None
        return self._keep(kept)

    def put_back(self, record: Record, by: R) -> R:
        """Replace a record with `by`, as another journal has it; it keeps the handle it has here."""
        self._before.setdefault(record.uid, record)
        return self._keep(replace(by, number=record.number))

    def change(self, record: R, **fields: Any) -> R:  # noqa: ANN401 - the fields of any record
        """Change some fields of a record; where they hold these values already, nothing happens."""
        changed = replace(record, **fields)
        if changed == record:
            return record
        self._before.setdefault(record.uid, record)
        return self._keep(replace(changed, updated=self.moment))

    def begin_with(self, record: Record) -> None:
        """Put the change of a record before those that follow from it: a step is known by the first."""
        self._about = record.uid

    def remove(self, record: Record) -> None:
        """Remove a record. The caller has removed every pointer at it before."""
        before = self._before.setdefault(record.uid, record)
        if before is None:  # added by this very draft: there is nothing to take away from the journal
            del self._before[record.uid], self._after[record.uid]
        else:
            self._after[record.uid] = None
        self.records.remove(record)

    def _keep(self, record: R, *, is_new: bool = False) -> R:
        self._after[record.uid] = record
        self.records.put(record, is_new=is_new)
        return record

    @cached_property
    def today(self) -> date:
        """The day on which the changes are made."""
        return self.moment.date()

    @property
    def changes(self) -> tuple[Change, ...]:
        """The change set: the record it is about, then the others in the order they were first touched."""
        ordered = sorted(self._after.items(), key=lambda one: one[0] != self._about)
        return tuple(Change(self._before[uid], after) for uid, after in ordered)
