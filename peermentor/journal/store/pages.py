"""A table in a file that is as this program left it: a record a line, each found by what it says.

Only for a file whose seal holds (seal.py): nobody else wrote in it, so there is a line for each record, in
the order of their numbers, nothing is said twice, and what a field says is written in one way only.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from heapq import nlargest
from operator import attrgetter
from pathlib import Path
from typing import Any

from msgspec import Raw, ValidationError, defstruct, json
from msgspec.structs import fields as fields_of
from msgspec.structs import force_setattr

from peermentor.errors import JournalError
from peermentor.journal.store import damage
from peermentor.practice.nouns.record_set import by_day, says
from peermentor.practice.nouns.records import R, Record

_LINE = b'\n    "'  # how a line begins; a line break cannot be inside a text, where it is written as \n
_UID = b'{"uid": "'  # how every record begins
Line = tuple[int, bytes | Raw]
FEW = 8  # searches of a table by the same fields take as long as an index of it, which is made after them
SURE = 3  # letters of a word that are enough to look for
_Fields = tuple[type[Record], tuple[str, ...]]


class Page:
    """The lines of one table: `text` from `start`, its brace, up to `end`, behind the other brace."""

    def __init__(self, text: bytes, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self._first = start + 1  # the line break before the first line
        self._stop = max(end - len(b"\n  }"), self._first)

    @property
    def whole(self) -> memoryview:
        """The table as it stands in the file."""
        return memoryview(self.text)[self.start : self.end]

    @cached_property
    def count(self) -> int:
        """How many lines there are."""
        return self.text.count(_LINE, self._first, self._stop)

    @cached_property
    def highest(self) -> int:
        """The number of the last line; 0 where there is none."""
        last = self.text.rfind(_LINE, self._first, self._stop)
        return 0 if last < 0 else self._number(last)

    def lines(self) -> Iterator[Line]:
        """Every line: its number, and its record."""
        at = self._first
        while at < self._stop:
            yield self._line(at)
            at = self._after(at)

    def numbered(self, number: int) -> bytes | None:
        """The record with this number, if there is one."""
        at, there = self._sought(number, self._number)
        return self._line(at)[1] if there else None

    def of_uid(self, uid: str) -> Iterator[Line]:
        """The line with this uid; where a clock was set back the lines are not in the order of their uids."""
        at, there = self._sought(uid.encode(), self._uid)
        if there:
            yield self._line(at)
        else:
            yield from self.saying("uid", uid, "")

    def saying(self, name: str, value: object, default: object) -> Iterator[Line]:
        """The lines in which a field says this, or something in them does; in their order.

        What says nothing of a field whose default this is means it too.
        """
        key = b"%s: " % json.encode(name)
        said = key + json.encode(value)
        if value:
            # The quote at its end would make the search stop at every word, and take three times as long.
            said = said.removesuffix(b'"')
        if value == default and self.text.count(key, self._first, self._stop) < self.count:
            yield from (line for line in self.lines() if said in line[1] or key not in line[1])
            return
        at = self.text.find(said, self._first, self._stop)
        while at >= 0:
            begin = self.text.rfind(_LINE, self._first, at)
            yield self._line(begin)
            at = self.text.find(said, self._after(begin), self._stop)

    def holding(self, pieces: Sequence[bytes], lowered: bytes) -> Iterator[Line]:
        """The lines in which all the pieces occur, in the whole text without its capital letters."""
        rarest, *others = sorted(pieces, key=len, reverse=True)
        at = lowered.find(rarest, self._first, self._stop)
        while at >= 0:
            begin = self.text.rfind(_LINE, self._first, at)
            end = self._after(begin)
            if all(lowered.find(piece, begin, end) >= 0 for piece in others):
                yield self._line(begin)
            at = lowered.find(rarest, end, self._stop)

    def spelling(self, words: Sequence[bytes], spelt: Callable[[bytes], bytes]) -> Iterator[Line]:
        """The lines in which all the words occur once the whole table is `spelt` otherwise, line by line."""
        at = self._first
        for line in spelt(self.text[self._first : self._stop]).split(b"\n")[1:]:
            if all(word in line for word in words):
                at = self.text.index(b"\n" + line[: line.index(b":")], at)
                yield self._line(at)

    def with_lines(self, lines: Mapping[int, bytes | None]) -> list[bytes | memoryview]:
        """The table with some records put in, or (None) taken out, as pieces of text to be joined."""
        view = memoryview(self.text)
        pieces: list[bytes | memoryview] = []
        at = self._first
        for number in sorted(lines):
            place, there = self._sought(number, self._number)
            if place > at:
                pieces.append(view[at : place - (place < self._stop)])  # without the comma before a line
            line = lines[number]
            if line is not None:
                pieces.append(b'%s%d": %s' % (_LINE, number, line))
            at = self._after(place) if there else place
        if at < self._stop:
            pieces.append(view[at : self._stop])
        if not pieces:
            return [b"{}"]
        between = [part for piece in pieces for part in (b",", piece)]
        return [b"{", *between[1:], b"\n  }"]

    def _sought(self, wanted: Any, told: Callable[[int], Any]) -> tuple[int, bool]:  # noqa: ANN401
        """Where the line that tells this begins, or would in the order of what is `told`; is it there?"""
        low, high = self._first, self._stop
        while low < high:
            middle = max(self.text.rfind(_LINE, low, (low + high) // 2 + len(_LINE)), low)
            found = told(middle)
            if found == wanted:
                return middle, True
            low, high = (self._after(middle), high) if found < wanted else (low, middle)
        return low, False

    def _after(self, at: int) -> int:
        """The line break at which the line after this one begins."""
        end = self.text.find(b"\n", at + 1, self._stop)
        return self._stop if end < 0 else end

    def _number(self, at: int) -> int:
        begin = at + len(_LINE)
        return int(self.text[begin : self.text.index(b'"', begin)])

    def _uid(self, at: int) -> bytes:
        begin = self.text.index(_UID, at) + len(_UID)
        return self.text[begin : self.text.index(b'"', begin)]

    def _line(self, at: int) -> Line:
        begin, end = at + len(_LINE), self._after(at)
        quote = self.text.index(b'"', begin)
        return int(self.text[begin:quote]), self.text[quote + len('": ') : end - (end < self._stop)]


class Pages:
    """The records of a file whose seal holds, each decoded when it is asked for (see `records.Finder`)."""

    def __init__(self, path: Path, text: bytes, pages: Mapping[str, Page], marks: Iterable[str]) -> None:
        self._path = path
        self._text = text
        self._pages = pages
        self._marks = marks  # every letter and sign outside ASCII that occurs
        self._asked: Counter[_Fields] = Counter()
        self._indexes: dict[_Fields, dict[Any, list[Line]]] = {}

    def read(self, kind: type[R]) -> Iterator[R]:
        """Every record of a kind. Raises Unreadable, as all of these do for a record that does not fit."""
        page = self._pages.get(kind.table)
        table = self._decoded(page.whole, dict[int, kind], kind) if page else {}  # type: ignore[valid-type]
        for number, record in table.items():
            force_setattr(record, "number", number)
            yield record

    def where(self, kind: type[R], said: Mapping[str, Any]) -> Iterator[R]:
        """The records that say all of this."""
        page = self._pages.get(kind.table)
        if page is None:
            return
        names = tuple(said)
        if names == ("uid",):
            yield from self._records(kind, page.of_uid(said["uid"]))
            return
        self._asked[kind, names] += 1
        if self._asked[kind, names] > FEW:
            key = tuple(said.values()) if len(said) > 1 else said[names[0]]
            yield from self._records(kind, self._index(page, kind, names).get(key, ()))
            return
        lines = page.saying(names[0], said[names[0]], _defaults(kind).get(names[0]))
        yield from (record for record in self._records(kind, lines) if says(record, said))

    def numbered(self, kind: type[R], number: int) -> R | None:
        """The record with this number."""
        page = self._pages.get(kind.table)
        said = page.numbered(number) if page else None
        return None if said is None else self._record(kind, (number, said))

    def latest(self, kind: type[R], count: int) -> list[R]:
        """The last by the day they are about."""
        dated = self._slim(kind, _fields(kind, ("date",))).items()
        last = nlargest(count, [(said.date, number) for number, said in dated])
        return sorted(filter(None, (self.numbered(kind, number) for _date, number in last)), key=by_day)

    def perhaps(self, kind: type[R], words: Sequence[str], folded: Callable[[str], str]) -> Iterator[R]:
        """At least the records that hold all the words."""
        page = self._pages.get(kind.table)
        if page is None:
            return
        marks = {mark: means for mark in self._marks if (means := folded(mark)) != mark}
        elsewise = "".join(marks.values())
        if folded(elsewise) != elsewise:
            yield from self.read(kind)  # letters that come out otherwise the second time: there are a few
            return
        # Whatever cannot be spelt in another way in this file stands in it as it is.
        sure = [
            max(re.split(f"[{re.escape(elsewise)}]", word) if elsewise else [word], key=len) for word in words
        ]
        if "" in marks.values() or min(map(len, sure), default=0) < SURE:
            lines = page.spelling([word.encode() for word in words], partial(_spelt, marks))
        else:
            lines = page.holding([piece.encode() for piece in sure], self._lowered)
        yield from self._records(kind, lines)

    @cached_property
    def _lowered(self) -> bytes:
        return self._text.lower()

    def highest(self, kind: type[Record]) -> int:
        """The highest number."""
        page = self._pages.get(kind.table)
        return page.highest if page else 0

    def _index(self, page: Page, kind: type[Record], names: tuple[str, ...]) -> dict[Any, list[Line]]:
        """The lines of a table by what they say in a field, or (as a tuple) in several."""
        if (kind, names) not in self._indexes:
            index: dict[Any, list[Line]] = {}
            told = map(attrgetter(*names), self._slim(kind, _fields(kind, names)).values())
            for line, said in zip(json.decode(page.whole, type=dict[int, Raw]).items(), told, strict=True):
                index.setdefault(said, []).append(line)
            self._indexes[kind, names] = index
        return self._indexes[kind, names]

    def _slim(self, kind: type[Record], form: type[Any]) -> dict[int, Any]:
        """Of every record what the form holds, by number."""
        page = self._pages.get(kind.table)
        return self._decoded(page.whole, dict[int, form], kind) if page else {}  # type: ignore[valid-type]

    def _record(self, kind: type[R], line: Line) -> R:
        return next(self._records(kind, (line,)))

    def _records(self, kind: type[R], lines: Iterable[Line]) -> Iterator[R]:
        lines = list(lines)
        text = b"[%s]" % b",".join([bytes(said) for _number, said in lines])
        for (number, _said), record in zip(lines, self._decoded(text, list[kind], kind), strict=True):  # type: ignore[valid-type]
            force_setattr(record, "number", number)
            yield record

    def _decoded(self, text: bytes | memoryview, form: Any, kind: type[Record]) -> Any:  # noqa: ANN401
        try:
            return json.decode(text, type=form)
        except ValidationError:
            raise self._misfit(kind) from None

    def _misfit(self, kind: type[Record]) -> JournalError:
        # It was whole when it was written; this program asks for more than the one that wrote it.
        for number, said in self._pages[kind.table].lines():
            try:
                json.decode(said, type=kind)
            except ValidationError:
                return damage.misfit(self._path, kind.table, f"{kind.prefix}{number}")
        return damage.misfit(self._path, kind.table, kind.prefix)


def _spelt(marks: Mapping[str, str], text: bytes) -> bytes:
    """A text with each of the marks as it is meant, and without capital letters."""
    for mark, means in marks.items():
        text = text.replace(mark.encode(), means.encode())
    return text.lower()


@cache
def _defaults(kind: type[Record]) -> dict[str, Any]:
    return {field.name: field.default for field in fields_of(kind)}


@cache
def _fields(kind: type[Record], names: tuple[str, ...]) -> type[Any]:
    """A form of these fields of a record, as they are there."""
    told = [field for field in fields_of(kind) if field.name in names]
    fields = [(f.name, f.type) if f.required else (f.name, f.type, f.default) for f in told]
    return defstruct("Fields", fields, kw_only=True)
