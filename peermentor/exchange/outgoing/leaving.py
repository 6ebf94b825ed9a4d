"""What leaves the journal: the chosen records, and those of their fields that may leave.

Every format asks here, so that private fields are left out in one place, by practice/nouns/fields.py.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from msgspec import Struct

from peermentor.practice.lookback.selection import Where, is_within
from peermentor.practice.nouns.fields import EMPTY, Field, fields_of, without_private
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    KINDS,
    Agenda,
    Agreement,
    Checkin,
    Goal,
    Mentor,
    Promise,
    R,
    Record,
    Session,
    Topic,
    Win,
)
from peermentor.practice.nouns.thresholds import Habits

T = TypeVar("T")
# The field that names a record to people who have no handles.
_NAMED_BY: dict[type[Record], str] = {
    Mentor: "name",
    Goal: "title",
    Topic: "text",
    Promise: "text",
    Win: "text",
    Session: "date",
    Agenda: "date",
    Agreement: "date",
    Checkin: "date",
}


def _unwatched(work: Sequence[T]) -> Iterable[T]:
    return work


class Leaving:
    """The records that leave, and the moment and the habits they are seen with.

    With `sharing`, nothing private is given, and no uids: what a record points at is named in words. `watch`
    wraps long work, to show the progress. `own_pages` reads the person's own templates: path and text, by
    name.
    """

    def __init__(
        self,
        records: Records,
        now: datetime,
        where: Where = Where(),  # noqa: B008 - frozen
        *,
        habits: Habits = Habits(),  # noqa: B008 - frozen
        sharing: bool = False,
        watch: Callable[[Sequence[Any]], Iterable[Any]] = _unwatched,
        own_pages: Callable[[], Mapping[str, tuple[str, str]]] = dict,
    ) -> None:
        self.records = records
        self.now = now
        self.where = where
        self.habits = habits
        self.sharing = sharing
        self.watch = watch
        self.own_pages = own_pages

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Give the chosen records of one kind, in the order they were kept; none of a private kind."""
        return self._chosen.get(kind, ())  # type: ignore[return-value]  # the table holds each kind under itself

    def seen(self, kinds: Iterable[type[Record]]) -> Records:
        """Give all records of some kinds; for sharing, without what is private.

        They keep their uids, by which they point at each other, and which must not be written.
        """
        if not self.sharing:
            return self.records
        shared = [kind for kind in kinds if not kind.private]
        return Records.of(*(without_private(one) for kind in shared for one in self.records.all(kind)))

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out by choice."""
        return self.where == Where()

    def whole(self) -> "Leaving":
        """Give the same for the whole journal."""
        return Leaving(self.records, self.now, habits=self.habits, sharing=self.sharing)

    def kinds(self) -> list[type[Record]]:
        """List the kinds of which a record leaves."""
        return [kind for kind, records in self._chosen.items() if records]

    def fields(self, record: Struct) -> dict[str, Any]:
        """Give the fields of a record that leave, without empty ones.

        A pointer is a uid, or for sharing a name. Days and moments stay as they are; a struct inside (a
        milestone) is a dictionary of its fields.
        """
        said = {}
        for field in fields_of(type(record)).values():
            value = getattr(record, field.name)
            if value not in EMPTY and (field.shareable or not self.sharing):
                said[field.name] = self._value(field, value)
        return {name: value for name, value in said.items() if value not in (*EMPTY, [])}

    def name_of(self, kind: type[Record], uid: str) -> Any:  # noqa: ANN401 - a text, or the day of a talk
        """Name the record with this uid; "" where it is gone, or may not be named."""
        found = self.records.get(kind, uid)
        named_by = _NAMED_BY.get(kind)
        if found is None or named_by is None or (self.sharing and not fields_of(kind)[named_by].shareable):
            return ""
        return getattr(found, named_by)

    def _value(self, field: Field, value: Any) -> Any:  # noqa: ANN401 - whatever a field holds
        if field.listed:
            return [item for item in (self._one(field, item) for item in value) if item not in EMPTY]
        return dict(value) if field.by_key else self._one(field, value)

    def _one(self, field: Field, value: Any) -> Any:  # noqa: ANN401
        if field.inner:
            return self.fields(value)
        return self.name_of(field.to, value) if field.to and self.sharing else value

    @cached_property
    def _chosen(self) -> Mapping[type[Record], tuple[Record, ...]]:
        wanted = [
            kind
            for kind in KINDS
            if (not self.where.kinds or kind.noun in self.where.kinds) and not (self.sharing and kind.private)
        ]
        chosen = {kind: self._within(kind) for kind in wanted}
        if not self.where.kinds and (self.where.since or self.where.until):
            for kind in (Goal, Mentor):  # those that a chosen record points at, whatever their day
                spoken_of = _spoken_of(chosen, kind)
                chosen[kind] = tuple(
                    record
                    for record in self.records.all(kind)
                    if record.uid in spoken_of or record in chosen[kind]
                )
        return chosen

    def _within(self, kind: type[Record]) -> tuple[Record, ...]:
        everything = self.records.all(kind)
        if self.where == Where(kinds=self.where.kinds):
            return everything
        return tuple(record for record in everything if is_within(self.records, record, self.where))


def _spoken_of(chosen: Mapping[type[Record], Iterable[Record]], kind: type[Record]) -> set[str]:
    return {
        getattr(record, field.name)
        for one, records in chosen.items()
        for field in fields_of(one).values()
        if field.to is kind and not field.listed
        for record in records
    }
