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
    """Changes being made to a journal, in memory: records in, a change set out.

    A transaction hands one to the practice and keeps what it collected, whole or not at all. `mint` gives a
    new uid, `next_number` the next handle number of a kind, which is never given again.
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

    def add(self, record: R) -> R:
        """Keep a new record; what comes back has its uid, handle and moments."""
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
        """Keep a record that comes from another journal, with its uid and its moments.

        Its handle comes along too, unless it is to be a new one: another record may have that handle here.
        """
        kept = replace(record, number=self._next_number(type(record))) if renumber else record
        self._before[kept.uid] = None
        return self._keep(kept)

    def put_back(self, record: Record, by: R) -> R:
        """Keep what another journal says of a record in its place: under the handle it has here."""
        self._before.setdefault(record.uid, record)
        return self._keep(replace(by, number=record.number))

    def change(self, record: R, **fields: Any) -> R:  # noqa: ANN401 - the fields of any record
        """Keep a record with some fields changed; nothing happens when they say what it says already."""
        changed = replace(record, **fields)
        if changed == record:
            return record
        self._before.setdefault(record.uid, record)
        return self._keep(replace(changed, updated=self.moment))

    def remove(self, record: Record) -> None:
        """Take a record away; what points at it is the caller's to mend first."""
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
        """The change set, in the order the records were first touched."""
        return tuple(Change(self._before[uid], after) for uid, after in self._after.items())
