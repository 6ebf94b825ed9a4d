"""The set of all records of a journal, as rules ask it: by kind, by uid, by what fields say."""

from bisect import insort
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from heapq import nlargest
from operator import attrgetter
from typing import Any, Protocol, Self

from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.records import Mentor, R, Record


class Source(Protocol):
    """Where records come from, by the numbers of their handles, in the order they were kept.

    `numbers` names all of a kind. `values` says what each of them says in some fields (the value of one, a
    tuple for several), which is quicker than to `read` them whole. `perhaps` names at least those that hold
    all the words, which are `find.folded_text`ed.
    """

    def numbers(self, kind: type[Record]) -> Collection[int]: ...  # noqa: D102
    def values(self, kind: type[Record], names: tuple[str, ...]) -> dict[int, Any]: ...  # noqa: D102
    def read(self, kind: type[R], numbers: Sequence[int]) -> Iterable[R]: ...  # noqa: D102
    def perhaps(self, kind: type[Record], words: Sequence[str]) -> Iterable[int]: ...  # noqa: D102


class Records:
    """Everything a journal holds, with what a draft changed. Only what is asked for is read, and only once.

    What is asked for comes in the order it was kept, oldest handle first, unless said otherwise.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._known: dict[type[Record], dict[int, Any]] = {}
        self._changed: dict[type[Record], dict[int, Any]] = {}
        self._gone: dict[type[Record], set[int]] = {}
        self._indexes: dict[tuple[type[Record], tuple[str, ...]], _Index] = {}
        self._new: set[str] = set()  # uids that nothing which was kept speaks of

    @classmethod
    def of(cls, *records: Record) -> Self:
        """Make a set by hand, for rules that need no journal."""
        return cls(_InHand(records))

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Give all records of one kind."""
        return self._read(kind, self._numbers(kind))

    def get(self, kind: type[R], uid: str) -> R | None:
        """Give the record of one kind with this uid, if there is one."""
        found = self.where(kind, uid=uid) if uid else ()
        return found[-1] if found else None

    def the(self, kind: type[R], uid: str) -> R:
        """Give the record of one kind with this uid. Raises LookupError."""
        found = self.get(kind, uid)
        if found is None:
            raise LookupError(kind.table)
        return found

    def numbered(self, kind: type[R], number: int) -> R | None:
        """Give the record of one kind with this number, if there is one."""
        there = number in self._changed.get(kind, ()) or number in self._source.numbers(kind)
        if not there or number in self._gone.get(kind, ()):
            return None
        return self._read(kind, [number])[0]

    def where(self, kind: type[R], **said: Any) -> tuple[R, ...]:  # noqa: ANN401 - the fields of any record
        """Give the records of one kind whose fields say all of this: `where(Promise, state="open")`."""
        value = tuple(said.values()) if len(said) > 1 else next(iter(said.values()))
        if not self._new.isdisjoint(said.values()):
            told, changed = attrgetter(*said), self._changed.get(kind, {})
            return tuple(changed[number] for number in sorted(changed) if told(changed[number]) == value)
        return self._read(kind, self._index(kind, tuple(said)).numbers(value))

    def of_mentor(self, kind: type[R], mentor: Mentor) -> tuple[R, ...]:
        """Give the records of one kind that belong to one relationship."""
        return self.where(kind, mentor=mentor.uid)

    def latest(self, kind: type[R], count: int) -> list[R]:
        """Give the last records of one kind by the day they are about, oldest first."""
        days = self._index(kind, ("date",)).values
        first = min(nlargest(count, days.values()), default=None)
        perhaps = self._read(kind, [number for number, day in days.items() if day >= first])
        return sorted(perhaps, key=by_day)[-count:] if count else []

    def perhaps(self, kind: type[R], words: Sequence[str]) -> tuple[R, ...]:
        """Give at least the records of one kind that hold all the words, which are `find.folded_text`ed."""
        perhaps = {*self._source.perhaps(kind, words), *self._changed.get(kind, ())}
        return self._read(kind, [number for number in self._numbers(kind) if number in perhaps])

    def highest(self, kind: type[Record]) -> int:
        """Give the highest number of one kind; 0 where there is none."""
        return max([*self._source.numbers(kind), *self._changed.get(kind, ())], default=0)

    def put(self, record: Record, *, is_new: bool = False) -> None:
        """Have it among the records from here on, in place of the one with its number.

        One that `is_new` has a uid that was made for it: nothing that was kept speaks of it.
        """
        kind = type(record)
        if is_new:
            self._new.add(record.uid)
        self._gone.setdefault(kind, set()).discard(record.number)
        self._changed.setdefault(kind, {})[record.number] = record
        self._known.setdefault(kind, {})[record.number] = record
        for index in self._indexes_of(kind):
            index.put(record)

    def remove(self, record: Record) -> None:
        """Have it among the records no more."""
        kind = type(record)
        self._gone.setdefault(kind, set()).add(record.number)
        self._changed.get(kind, {}).pop(record.number, None)
        for index in self._indexes_of(kind):
            index.remove(record.number)

    def _numbers(self, kind: type[Record]) -> list[int]:
        gone, there = self._gone.get(kind, ()), self._source.numbers(kind)
        fresh = (number for number in self._changed.get(kind, ()) if number not in there)
        return [number for number in (*there, *fresh) if number not in gone]

    def _indexes_of(self, kind: type[Record]) -> Iterator["_Index"]:
        return (index for (of_kind, _names), index in self._indexes.items() if of_kind is kind)

    def _read(self, kind: type[R], numbers: Sequence[int]) -> tuple[R, ...]:
        known = self._known.setdefault(kind, {})
        if fresh := [number for number in numbers if number not in known]:
            known.update(zip(fresh, self._source.read(kind, fresh), strict=True))
        return tuple([known[number] for number in numbers])

    def _index(self, kind: type[Record], names: tuple[str, ...]) -> "_Index":
        if (kind, names) not in self._indexes:
            index = self._indexes[kind, names] = _Index(names, self._source.values(kind, names))
            for record in self._changed.get(kind, {}).values():
                index.put(record)
            for number in self._gone.get(kind, ()):
                index.remove(number)
        return self._indexes[kind, names]


class _Index:
    """What the records of a kind say in some fields, by their numbers, and the other way round."""

    def __init__(self, names: tuple[str, ...], values: dict[int, Any]) -> None:
        self.values = values
        self._told = attrgetter(*names)

    @cached_property
    def _numbers(self) -> dict[Any, list[int]]:
        numbers: dict[Any, list[int]] = {}
        for number, said in self.values.items():
            if said in numbers:
                numbers[said].append(number)
            else:
                numbers[said] = [number]
        return numbers

    def numbers(self, said: Any) -> list[int]:  # noqa: ANN401 - what any field may say
        return self._numbers.get(said, [])

    def put(self, record: Record) -> None:
        number, said = record.number, self._told(record)
        if number in self.values and self.values[number] == said:
            return
        self.remove(number)
        insort(self._numbers.setdefault(said, []), number)
        self.values[number] = said

    def remove(self, number: int) -> None:
        if number in self.values:
            self._numbers[self.values.pop(number)].remove(number)


class _InHand:
    """Records that were made by hand."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._tables: dict[type[Record], dict[int, Any]] = {}
        for record in records:
            self._tables.setdefault(type(record), {})[record.number] = record

    def numbers(self, kind: type[Record]) -> Collection[int]:
        return self._tables.get(kind, {})

    def values(self, kind: type[Record], names: tuple[str, ...]) -> dict[int, Any]:
        told = attrgetter(*names)
        return {number: told(record) for number, record in self._tables.get(kind, {}).items()}

    def read(self, kind: type[R], numbers: Sequence[int]) -> Iterable[R]:
        return [self._tables[kind][number] for number in numbers]

    def perhaps(self, kind: type[Record], words: Sequence[str]) -> Iterable[int]:
        return self.numbers(kind)
