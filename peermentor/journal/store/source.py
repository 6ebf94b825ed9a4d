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
from peermentor.journal.store.form import spelt_out
from peermentor.practice.nouns.find import folded_name
from peermentor.practice.nouns.records import R, Record
from peermentor.years import is_kept_year

# What nearly all questions are about: these fields are decoded with whatever is asked for first.
_TIES = ("uid", "mentor", "session", "goal")
# Signs that people type in one way and paste in another; no letter is spelt by them.
_SIGNS = "|".join("’‘“”–—‑…").encode()
_SPELT_BY_SIGNS = frozenset("'\"-.")
# The letters with a mark that most languages of Latin letters have. Both patterns begin with one byte, which
# a line is searched for quickly; the letters of others are left for the search itself to fold.
_MARKED = b"\xc3[\x80-\xbf]"
# So many records are searched together: a call for each takes longer, and so does more than fits a cache.
_TOGETHER = 100
_NEVER = datetime.min  # noqa: DTZ901 - stands in a record for a moment that is not known


class RawRecords:
    """The records of one reading of the file, as a `record_set.Source`.

    `lines` gives a table as the text of each record, and raises Unreadable, also where a number is said
    twice; `misfit` names a record that does not say what its kind must say.
    """

    def __init__(
        self,
        lines: Callable[[str], dict[int, Raw]],
        misfit: Callable[[type[Record], int], JournalError],
    ) -> None:
        self._lines = lines
        self._misfit = misfit
        self._told: dict[type[Record], tuple[tuple[str, ...], dict[int, Any]]] = {}

    def numbers(self, kind: type[Record]) -> Collection[int]:
        """Name all records of a kind."""
        return self._lines(kind.table)

    def values(self, kind: type[Record], names: tuple[str, ...]) -> dict[int, Any]:
        """Say what every record of a kind says in these fields."""
        said = attrgetter(*names)
        told = self._some(kind, names)
        return {number: said(one) for number, one in told.items()}

    def read(self, kind: type[R], numbers: Sequence[int]) -> Iterator[R]:
        """Decode some records."""
        lines = self._lines(kind.table)
        try:
            text = b"[%b]" % b",".join([lines[number] for number in numbers])
            records: list[R] = json.decode(text, type=list[kind])  # type: ignore[valid-type]
        except BROKEN:
            raise self._misfit_of(kind, {number: lines[number] for number in numbers}, kind) from None
        for number, record in zip(numbers, records, strict=True):
            if not record.uid or is_out_of_time(record):
                raise self._misfit(kind, number)
            # Frozen records can't be assigned to; nothing else refers to this one yet.
            force_setattr(record, "number", number)
            yield record

    def perhaps(self, kind: type[Record], words: Sequence[str]) -> Iterator[int]:
        """Name the records whose text holds all the words, and those that may spell them in another way."""
        first, *others = [word.encode() for word in words] or [b""]
        signs = None if _SPELT_BY_SIGNS.intersection("".join(words)) else _SIGNS
        lines = list(self._lines(kind.table).items())
        for at in range(0, len(lines), _TOGETHER):
            some = lines[at : at + _TOGETHER]
            # With a byte between them that no file of text holds.
            text = spelt_out(b"\0".join([line for _number, line in some])).lower()
            if not text.isascii():
                text = re.sub(_MARKED, _unmarked, re.sub(signs, b" ", text) if signs else text)
            plain = text.isascii() and b"\\" not in text
            if plain and first not in text:
                continue
            for (number, _line), line in zip(some, text.split(b"\0"), strict=False):
                there = first in line and all(map(line.__contains__, others))
                if there or not (plain or (line.isascii() and b"\\" not in line)):
                    yield number

    def _some(self, kind: type[Record], names: tuple[str, ...]) -> dict[int, Any]:
        """Decode some fields of every record of a kind, by number; what others want to know of them too."""
        asked, told = self._told.get(kind, ((), {}))
        if not set(names).issubset(asked):
            asked = tuple(dict.fromkeys((*asked, *names, *_TIES)))
            told = self._decoded(kind, tuple(name for name in asked if name in kind.__struct_fields__))
            self._told[kind] = asked, told
        return told

    def _decoded(self, kind: type[Record], names: tuple[str, ...]) -> dict[int, Any]:
        lines = self._lines(kind.table)
        if not lines:
            return {}  # making the form takes longer than reading some records
        decode = json.Decoder(_some_fields(kind, names)).decode
        try:
            return {number: decode(line) for number, line in lines.items()}
        except BROKEN:
            raise self._misfit_of(kind, lines, _some_fields(kind, names)) from None

    def _misfit_of(self, kind: type[Record], lines: dict[int, Raw], form: type[Any]) -> JournalError:
        for number, line in lines.items():
            try:
                json.decode(line, type=form)
            except BROKEN:
                return self._misfit(kind, number)
        return self._misfit(kind, max(lines))  # each is one, but nested so deep that all of them are too much


def _unmarked(letter: re.Match[bytes]) -> bytes:
    return _plain_letter(letter[0])


@cache
def _plain_letter(letter: bytes) -> bytes:
    return folded_name(letter.decode()).encode()


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


def is_out_of_time(record: Record) -> bool:
    """Tell whether a date is outside of the years that the journal keeps."""
    for day in _days_of(type(record))(record):
        if day is not None and not is_kept_year(day.year) and day != _NEVER:
            return True
    return False


@cache
def _days_of(kind: type[Record]) -> Callable[[Record], tuple[date | None, ...]]:
    return attrgetter(
        *(one.name for one in _fields_of(kind) if {date, datetime} & {one.type, *get_args(one.type)})
    )
