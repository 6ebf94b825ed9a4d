"""JSON as text and back, whatever its tables are about: tables of records, one record a line.

A table is taken apart into its records without understanding them, and put together again from the pieces:
a record that is not asked for is neither decoded nor encoded, and stays as it was.
"""

import codecs
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import DecodeError, Raw, json

Fields = dict[str, Any]
Tables = dict[str, dict[str, Fields]]
Piece = bytes | Raw

BROKEN = (DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding raises; RecursionError where objects are nested too deep for the parser."""

# Bytes decoded at a time: for larger parts Python asks the system for memory each time, which is slower.
_AT_ONCE = 1 << 14


def pairs(text: Piece) -> list[tuple[str, Raw]]:
    """Take an object apart into keys and the text of values; one said twice is there twice. Raises BROKEN."""
    return list(json.decode(text, type=dict[_Key, Raw], dec_hook=_key).items())


class _Key(str):
    """A key that is like no other: JSON lets one be said twice, and a dict would keep only the last."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


def _key(_kind: type, key: str) -> _Key:
    return _Key(key)


def first_twice(keys: Iterable[str]) -> str | None:
    """Find the first key that is said more than once."""
    return next((key for key, times in Counter(map(str, keys)).items() if times > 1), None)


def says_twice(record: Piece) -> bool:
    """Tell whether a record, or anything in it, says one of its keys twice. Raises RecursionError."""
    from json import loads  # noqa: PLC0415 - only this parser tells of every object, and few records need it

    twice = False

    def noted(said: list[tuple[str, object]]) -> None:
        nonlocal twice
        twice = twice or first_twice(key for key, _value in said) is not None

    loads(bytes(record), object_pairs_hook=noted)
    return twice


def records(table: Piece) -> dict[int, Raw]:
    """Take a table apart into the text of each record, by number. Raises BROKEN."""
    return json.decode(table, type=dict[int, Raw])


def is_all_of(table: Piece, records: Mapping[int, Piece]) -> bool:
    """Tell whether a table is these records and nothing else, as far as it is spaced in one of two ways.

    The two are this program's own, and the default of Python's `json`.
    """
    text = bytes(table)
    if text.startswith(b"{\n"):
        return text == _lines(records)
    return text == b"{%b}" % b", ".join([b'"%d": %b' % one for one in records.items()])


def is_as_long_as(table: Piece, records: Mapping[int, Piece]) -> bool:
    """Tell whether a table is as long as these records are in one of those two ways: so it has no other.

    Only lengths are compared, so nothing is copied.
    """
    ours = bytes(memoryview(table)[:2]) == b"{\n"
    said = _digits(records) + sum(map(len, records.values()))
    around = len('    "": ,\n') if ours else len('"": , ')
    ends = len("{\n  }") - len(",") if ours else len("{}") - len(", ")
    return len(table) == said + around * len(records) + ends


def _digits(numbers: Iterable[int]) -> int:
    """Count the digits of numbers above zero, without writing each of them."""
    ordered, first, digits = sorted(numbers), 1, 0
    while (shorter := bisect_left(ordered, first)) < len(ordered):
        digits += len(ordered) - shorter
        first *= 10
    return digits


def decode(text: Piece) -> Tables:
    """Understand every table as TinyDB knows it. Raises BROKEN."""
    tables = json.decode(text, type=dict[str, dict[int, Fields]])
    return {name: {str(number): said for number, said in table.items()} for name, table in tables.items()}


def is_utf8(text: bytes) -> bool:
    """Tell whether this is UTF-8 text: records that are not decoded are written again unchecked."""
    decode_part = codecs.getincrementaldecoder("utf-8")().decode
    view = memoryview(text)
    try:
        for at in range(0, len(text), _AT_ONCE):
            decode_part(view[at : at + _AT_ONCE])
        decode_part(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def joined(tables: Iterable[tuple[str, Sequence[Piece] | Mapping[int, Piece]]]) -> list[Piece]:
    """Put the whole file together, in pieces to be written one after another.

    A table is its text, in pieces, or its records by number, each of them one line.
    """
    pieces: list[Piece] = []
    for name, table in tables:
        pieces.append(b"%s  %s: " % (b",\n" if pieces else b"{\n", json.encode(name)))
        pieces += [_lines(table)] if isinstance(table, Mapping) else table
    return [*pieces, b"\n}\n"]


def with_another_end(table: Piece, last: Mapping[int, Piece], new: Mapping[int, Piece]) -> list[Piece] | None:
    """Put other records in place of the last ones of a table that is laid out; nothing before them is copied.

    None where it does not end with these, each a line of its own.
    """
    end, text = _end(last), memoryview(table)
    return [Raw(text[: -len(end)]), _end(new)] if text[-len(end) :] == end else None


def _end(last: Mapping[int, Piece]) -> bytes:
    return b",\n%b" % _lines(last)[len(b"{\n") :] if last else b"\n  }"


def _lines(table: Mapping[int, Piece]) -> bytes:
    if not table:
        return b"{}"
    return b"{\n%s\n  }" % b",\n".join(
        [b'    "%d": %b' % (number, table[number]) for number in sorted(table)]
    )
