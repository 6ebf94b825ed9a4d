"""The form of a journal in its file: UTF-8, one record a line, everything in a fixed order.

The same records always make the same bytes, so a diff shows what changed. A record is written without its
number, which is its key in the table, and without empty values that mean the same when they are missing.
What another program wrote is set in lines and spelt in UTF-8 by the next write; the order of its keys stays
until the record changes, because to know it every record would have to be understood.
"""

import re
from collections.abc import Iterable
from functools import cache

import msgspec
from msgspec import NODEFAULT, Raw, json
from msgspec.structs import fields as fields_of

from peermentor.errors import CommandLine
from peermentor.journal.file import codec
from peermentor.journal.file.codec import Fields, Piece, Tables
from peermentor.language import _
from peermentor.practice.nouns.records import KINDS, Record

FORMAT = "peermentor-journal"
BEGINNING = 400  # bytes at the start of a journal, in which its format is named
META = "meta"
HISTORY = "history"
ABOUT = {META, HISTORY}  # tables that tell of the journal, and hold no record
ORDER: dict[str, tuple[str, ...]] = {
    META: ("format", "schema", "created", "counters"),
    "mentors": (),
    "agreements": (),
} | {kind.table: tuple(name for name in kind.__struct_fields__ if name != "number") for kind in KINDS}
"""Every table and the order of its fields, in the order they are written."""

# A letter spelt by its number, as programs do that write ASCII only; in two halves beyond 65,535. It begins
# with one byte and nothing else, so that a large file is searched for that byte.
_ESCAPED = rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)"


def encode(tables: Tables) -> bytes:
    """Write the whole file. Raises CommandLine for characters that no file can hold."""
    told = (
        (name, {int(number): line(name, said) for number, said in tables.get(name, {}).items()})
        for name in in_order(tables)
    )
    return b"".join(codec.joined(told))


def count_records(tables: Tables) -> int:
    """Count the records in all tables, without what tells of the journal itself."""
    return sum(len(table) for name, table in tables.items() if name not in ABOUT)


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Put tables in the order they are written: the known ones, then those of a newer version."""
    return (*ORDER, *sorted(set(names) - ORDER.keys()))


def in_lines(table: Piece) -> bool:
    """Tell whether a table is laid out as this program does it: then its text can go out as it came in."""
    text = memoryview(table)
    begins, ends = bytes(text[:7]), bytes(text[-5:])
    return begins == b"{}" or (begins == b'{\n    "' and ends == b"}\n  }")


def laid_out(table: Piece) -> tuple[dict[int, Raw], bool]:
    """Take a table that is laid out in another way apart into records of one line each, in UTF-8.

    They say what they said, a key said twice included. Tell also whether that is all of the table: a number
    that is said twice leaves one record out. Raises msgspec.DecodeError for what is no table.
    """
    text = json.format(spelt_out(bytes(table)), indent=0)
    lines = codec.records(text)
    return lines, codec.is_as_long_as(text, lines)


def spelt_out(text: bytes) -> bytes:
    """Write letters that are spelt by their numbers as they are; the text says what it said."""
    # One byte is found many times as quickly as two, and most texts have none.
    return re.sub(_ESCAPED, _letter, text) if b"\\" in text and b"\\u" in text else text


def _letter(escaped: re.Match[bytes]) -> bytes:
    return _letter_of(escaped[0])


@cache
def _letter_of(escaped: bytes) -> bytes:
    """Give the letter itself; signs that JSON is made of stay as they are, and so does half of a pair."""
    if not escaped.startswith(b"\\u"):
        return escaped
    letter = bytes.fromhex(escaped.decode().replace("\\u", "")).decode("utf-16-be", "ignore")
    return letter.encode() if letter and not letter.isascii() else escaped


def broken_character() -> CommandLine:
    """Say that no UTF-8 file can hold this text."""
    return CommandLine(
        _("There is a broken character in that text (half of a surrogate pair). Nothing was written."),
        _("Type that part again, or paste it from somewhere else."),
    )


def fields(record: Record) -> Fields:
    """Say what is written of a record: everything it says, in its own order."""
    silent = _silent(type(record))
    told: Fields = msgspec.to_builtins(record)
    return {
        name: said
        for name, said in told.items()
        if name != "number" and not (name in silent and getattr(record, name) == silent[name])
    }


def line(table: str, said: Fields) -> bytes:
    """Write one record. Raises CommandLine for characters that no file can hold."""
    names = tuple(said)
    order = _arranged(table, names)
    try:
        text = json.encode(said if order == names else {name: said[name] for name in order})
    except UnicodeEncodeError:
        raise broken_character() from None
    return json.format(text, indent=0)


@cache
def _arranged(table: str, names: tuple[str, ...]) -> tuple[str, ...]:
    # Thousands of records share a few shapes; a table this version does not know keeps its own order.
    known = ORDER.get(table)
    if not known:
        return names
    return (*(name for name in known if name in names), *sorted(set(names).difference(known)))


@cache
def _silent(kind: type[Record]) -> Fields:
    # Only empty defaults are left out: the rest ("open", "active") are what a stranger would search for,
    # and would change their meaning with the default.
    defaults = {
        field.name: field.default if field.default_factory is NODEFAULT else field.default_factory()
        for field in fields_of(kind)
        if not field.required
    }
    return {name: default for name, default in defaults.items() if not default}
