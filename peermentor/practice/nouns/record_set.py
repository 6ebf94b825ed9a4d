"""The set of all records of a journal, as rules ask it: by kind, by uid, by what fields say."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol, Self

from peermentor.practice.nouns.records import Mentor, R, Record


class Finder(Protocol):
    """Finds records without reading every one of their kind; what it finds is in the order it was kept.

    `where`: those that say all of it. `latest`: the last by day.
    `perhaps`: at least those that hold all the words once their letters are as `folded` makes them.
    """

    def where(self, kind: type[R], said: Mapping[str, Any]) -> Iterable[R]: ...  # noqa: D102
    def numbered(self, kind: type[R], number: int) -> R | None: ...  # noqa: D102
    def latest(self, kind: type[R], count: int) -> Iterable[R]: ...  # noqa: D102
    def perhaps(self, kind: type[R], words: Sequence[str], folded: Callable[[str], str]) -> Iterable[R]: ...  # noqa: D102
    def highest(self, kind: type[Record]) -> int: ...  # noqa: D102


def says(record: Record, said: Mapping[str, Any]) -> bool:
    """Whether a record says all of this, field by field."""
    return all(getattr(record, name) == value for name, value in said.items())


def by_day(record: Any) -> tuple[date, int]:  # noqa: ANN401 - any record with a day
    """Records by the day they are about, and as they were kept within it."""
    return record.date, record.number


class Records:
    """Everything a journal holds, with what a draft changed. Only what is asked for is read, and only once.

    What is asked for comes in the order it was kept, oldest handle first, unless said otherwise. `read` reads
    a whole kind; where there is a `finder`, it is asked for less than that.
    """

    def __init__(
        self, read: Callable[[type[Record]], Iterable[Record]], finder: Finder | None = None
    ) -> None:
        self._read = read
        self._finder = finder
        self._whole: dict[type[Record], dict[str, Any]] = {}
        self._changed: dict[type[Record], dict[str, Any]] = {}
        self._found: dict[_Asked, tuple[Any, ...]] = {}
        self._groups: dict[_Fields, dict[tuple[Any, ...], list[Any]]] = {}

    @classmethod
    def of(cls, *records: Record) -> Self:
        """A set made by hand, for rules that need no journal."""
        return cls(lambda kind: (r for r in records if type(r) is kind))

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """All records of one kind."""
        return tuple(self._table(kind).values())

    def get(self, kind: type[R], uid: str) -> R | None:
        """The record of one kind with this uid, if there is one."""
        if self._to_find(kind):
            return next(iter(self.where(kind, uid=uid)), None) if uid else None
        return self._table(kind).get(uid)

    def the(self, kind: type[R], uid: str) -> R:
        """The record of one kind with this uid. Raises LookupError."""
        found = self.get(kind, uid)
        if found is None:
            raise LookupError(kind.table)
        return found

    def numbered(self, kind: type[R], number: int) -> R | None:
        """The record of one kind with this number, if there is one."""
        finder = self._to_find(kind)
        known = self._changed.get(kind, {}).values() if finder else self._table(kind).values()
        found = next((record for record in known if record.number == number), None)
        return finder.numbered(kind, number) if finder and found is None else found

    def where(self, kind: type[R], **said: Any) -> tuple[R, ...]:  # noqa: ANN401 - the fields of any record
        """The records of one kind whose fields say all of this."""
        asked = (kind, tuple(said.items()))
        if asked not in self._found:
            if finder := self._to_find(kind):
                found = self._with_changes(kind, finder.where(kind, said), said)
            else:
                found = tuple(self._grouped(kind, tuple(said)).get(tuple(said.values()), ()))
            self._found[asked] = found
        return self._found[asked]

    def of_mentor(self, kind: type[R], mentor: Mentor) -> tuple[R, ...]:
        """The records of one kind that belong to one relationship."""
        return self.where(kind, mentor=mentor.uid)

    def latest(self, kind: type[R], count: int) -> list[R]:
        """The last records of one kind by the day they are about, oldest first."""
        if (finder := self._to_find(kind)) and kind not in self._changed:
            return list(finder.latest(kind, count))
        return sorted(self.all(kind), key=by_day)[-count:]

    def perhaps(self, kind: type[R], words: Sequence[str], folded: Callable[[str], str]) -> tuple[R, ...]:
        """At least the records of one kind that hold all the words, letters being as `folded` makes them."""
        if (finder := self._to_find(kind)) and kind not in self._changed:
            return tuple(finder.perhaps(kind, words, folded))
        return self.all(kind)

    def highest(self, kind: type[Record]) -> int:
        """The highest number of one kind; 0 where there is none."""
        finder = self._to_find(kind)
        known = self._changed.get(kind, {}) if finder else self._table(kind)
        found: int = max((record.number for record in known.values()), default=0)
        return found if finder is None else max(found, finder.highest(kind))

    def put(self, record: Record) -> None:
        """Have it among the records from here on, in place of the one with its uid."""
        kind = type(record)
        self._changed.setdefault(kind, {})[record.uid] = record
        if kind in self._whole:
            self._whole[kind][record.uid] = record
        self._look_anew(kind)

    def remove(self, record: Record) -> None:
        """Have it among the records no more."""
        kind = type(record)
        self._table(kind).pop(record.uid, None)
        self._changed.get(kind, {}).pop(record.uid, None)
        self._look_anew(kind)

    def _look_anew(self, kind: type[Record]) -> None:
        for known in (self._found, self._groups):
            for asked in [asked for asked in known if asked[0] is kind]:
                del known[asked]  # type: ignore[arg-type]  # each has keys of its own

    def _to_find(self, kind: type[Record]) -> Finder | None:
        return None if kind in self._whole else self._finder

    def _table(self, kind: type[R]) -> dict[str, R]:
        if kind not in self._whole:
            self._whole[kind] = {r.uid: r for r in self._read(kind)} | self._changed.get(kind, {})
        return self._whole[kind]

    def _grouped(self, kind: type[R], names: tuple[str, ...]) -> dict[tuple[Any, ...], list[R]]:
        if (kind, names) not in self._groups:
            groups: dict[tuple[Any, ...], list[R]] = {}
            for record in self._table(kind).values():
                groups.setdefault(tuple(getattr(record, name) for name in names), []).append(record)
            self._groups[kind, names] = groups
        return self._groups[kind, names]

    def _with_changes(self, kind: type[R], found: Iterable[R], said: Mapping[str, Any]) -> tuple[R, ...]:
        changed = self._changed.get(kind)
        if not changed:
            return tuple(found)
        still = [record for record in found if record.uid not in changed]
        still += [record for record in changed.values() if says(record, said)]
        return tuple(sorted(still, key=lambda record: record.number))


_Fields = tuple[type[Record], tuple[str, ...]]
_Asked = tuple[type[Record], tuple[tuple[str, Any], ...]]
