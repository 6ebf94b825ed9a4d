"""The journal as text and back: UTF-8 JSON, one record per line, everything in a fixed order.

The same records always make the same bytes, so a diff shows what changed. A record is written without its
number, which is its key in the table, and without empty values that mean the same when they are missing.
Encryption, one day, wraps these bytes where `snapshot.read` takes them and `JournalStorage.save` gives them.
"""

from functools import cache
from typing import Any

import msgspec
from msgspec import NODEFAULT, Raw, json
from msgspec.structs import fields as fields_of

from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.records import KINDS, Record

Fields = dict[str, Any]
Tables = dict[str, dict[str, Fields]]

META = "meta"
ORDER: dict[str, tuple[str, ...]] = {
    META: ("format", "schema", "created", "counters"),
    "mentors": (),
    "agreements": (),
} | {kind.table: tuple(name for name in kind.__struct_fields__ if name != "number") for kind in KINDS}
"""Every table and the order of its fields, in the order they are written."""


def split(text: bytes) -> dict[str, Raw]:
    """The tables by name, each still as text. Raises msgspec.DecodeError."""
    return json.decode(text, type=dict[str, Raw])


def decode(text: bytes) -> Tables:
    """Every table as TinyDB knows it. Raises msgspec.DecodeError and UnicodeDecodeError."""
    tables = json.decode(text, type=dict[str, dict[int, Fields]])
    return {name: {str(number): said for number, said in table.items()} for name, table in tables.items()}


def encode(tables: Tables) -> bytes:
    """The whole file. Raises CommandLine for characters that no file can hold."""
    names = (*ORDER, *sorted(tables.keys() - ORDER.keys()))
    try:
        parts = [b"  %s: %s" % (json.encode(name), _table(name, tables.get(name, {}))) for name in names]
    except UnicodeEncodeError:
        raise broken_character() from None
    return b"{\n%s\n}\n" % b",\n".join(parts)


def broken_character() -> CommandLine:
    """What to say of text that no UTF-8 file can hold."""
    return CommandLine(
        _("There is a broken character in that text (half of a surrogate pair). Nothing was written."),
        _("Type that part again, or paste it from somewhere else."),
    )


def fields(record: Record) -> Fields:
    """What is written of a record: everything it says, in its own order."""
    silent = _silent(type(record))
    told: Fields = msgspec.to_builtins(record)
    return {
        name: said
        for name, said in told.items()
        if name != "number" and not (name in silent and getattr(record, name) == silent[name])
    }


def _table(name: str, table: dict[str, Fields]) -> bytes:
    if not table:
        return b"{}"
    return b"{\n%s\n  }" % b",\n".join(
        b'    "%s": %s' % (number.encode(), _line(name, table[number])) for number in sorted(table, key=int)
    )


def _line(table: str, said: Fields) -> bytes:
    names = tuple(said)
    order = _arranged(table, names)
    return json.format(
        json.encode(said if order == names else {name: said[name] for name in order}), indent=0
    )


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
