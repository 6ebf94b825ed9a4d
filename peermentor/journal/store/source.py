"""Records of a file as rules ask for them: each one is text until somebody asks for it.

A question about fields (`where`) decodes those fields of every record and nothing else of it; what they do
not ask for is skipped by the parser without being made.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, get_args

from msgspec import NODEFAULT, Raw, defstruct, field, json
from msgspec.structs import fields, force_setattr

from peermentor.errors import JournalError
from peermentor.journal.file.codec import BROKEN
from peermentor.practice.nouns.records import R, Record

EARLIEST, LATEST = 1900, 2200  # years a mentoring journal can speak of
# What people type or paste for these signs; no letter is spelt by them.
_SIGNS = re.compile("|".join("’‘“”–—‑…").encode())
_SPELT_BY_SIGNS = frozenset("'\"-.")
_NEVER = datetime.min  # noqa: DTZ901 - what a record says of moments that nobody noted


class RawRecords:
    """The records of one reading of the file, as a `record_set.Source`.

    `raw` gives a table as text, `lines` as the text of each record, and raises Unreadable; `misfit` names a
    record that does not say what its kind must say.
    """

    def __init__(
        self,
        raw: Callable[[str], Raw],
        lines: Callable[[str], dict[int, Raw]],
        misfit: Callable[[type[Record], int], JournalError],
    ) -> None:
        self._raw = raw
        self._lines = lines
        self._misfit = misfit

    def numbers(self, kind: type[Record]) -> Collection[int]:
        """Name all records of a kind."""
        return self._lines(kind.table)

    def values(self, kind: type[Record], names: tuple[str, ...]) -> dict[int, Any]:
        """Say what every record of a kind says in these fields."""
        raw, said = self._raw(kind.table), attrgetter(*names)
        if len(raw) <= len("{}"):
            return {}
        form = _some_fields(kind, names)
        try:
            told = json.decode(raw, type=dict[int, form])  # type: ignore[valid-type]
        except BROKEN:
            raise self._misfit_of(kind, self._lines(kind.table), form) from None
        return {number: said(told[number]) for number in sorted(told)}

    def read(self, kind: type[R], numbers: Sequence[int]) -> Iterator[R]:
        """Decode some records."""
        lines = self._lines(kind.table)
        try:
            text = b"[%b]" % b",".join([lines[number] for number in numbers])
            records: list[R] = json.decode(text, type=list[kind])  # type: ignore[valid-type]
        except BROKEN:
            raise self._misfit_of(kind, {number: lines[number] for number in numbers}, kind) from None
        for number, record in zip(numbers, records, strict=True):
            if not record.uid or _is_out_of_time(record):
                raise self._misfit(kind, number)
            # Nobody else has seen the record yet: this finishes making it.
            force_setattr(record, "number", number)
            yield record

    def perhaps(self, kind: type[Record], words: Sequence[str]) -> Iterator[int]:
        """Name the records whose text holds all the words, and those that may spell them in another way."""
        wanted = [word.encode() for word in words]
        signs = None if _SPELT_BY_SIGNS.intersection("".join(words)) else _SIGNS
        for number, line in self._lines(kind.table).items():
            text = bytes(line).lower()
            if signs and not text.isascii():
                text = signs.sub(b" ", text)
            if not text.isascii() or b"\\" in text or all(word in text for word in wanted):
                yield number

    def _misfit_of(self, kind: type[Record], lines: dict[int, Raw], form: type[Any]) -> JournalError:
        for number, line in lines.items():
            try:
                json.decode(line, type=form)
            except BROKEN:
                return self._misfit(kind, number)
        return self._misfit(kind, max(lines))  # each is one, but nested so deep that all of them are too much


_fields_of = cache(fields)  # a fifth of a millisecond for each kind, and most are asked about more than once


@cache
def _some_fields(kind: type[Record], names: tuple[str, ...]) -> type[Any]:
    told = {one.name: one for one in _fields_of(kind)}
    some = [
        (name, told[name].type)
        if told[name].required
        else (name, told[name].type, field(default=told[name].default))
        if told[name].default_factory is NODEFAULT
        else (name, told[name].type, field(default_factory=told[name].default_factory))
        for name in names
    ]
    return defstruct("Fields", some, kw_only=True, gc=False)


def _is_out_of_time(record: Record) -> bool:
    """Tell whether it speaks of a day that no calendar of ours reaches: counting days would overflow."""
    for day in _days_of(type(record))(record):
        if day is not None and not EARLIEST <= day.year <= LATEST and day != _NEVER:
            return True
    return False


@cache
def _days_of(kind: type[Record]) -> Callable[[Record], tuple[date | None, ...]]:
    return attrgetter(
        *(one.name for one in _fields_of(kind) if {date, datetime} & {one.type, *get_args(one.type)})
    )
