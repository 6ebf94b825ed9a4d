"""The journal as text and back: UTF-8 JSON, one record per line, everything in a fixed order.

The same records always make the same bytes, so a diff shows what changed. A record is written without its
number, which is its key in the table, and without empty values that mean the same when they are missing.
Encryption, one day, wraps these bytes where `snapshot.read` takes them and `JournalStorage.save` gives them.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec
from msgspec import NODEFAULT, Raw, json
from msgspec.structs import fields as fields_of

from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.nouns.records import KINDS, Record

Fields = dict[str, Any]
Tables = dict[str, dict[str, Fields]]

META = "meta"
HISTORY = "history"
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


class Written(NamedTuple):
    """The whole file, and where each table is in it: from its opening brace up to behind the other."""

    pieces: list[bytes | memoryview]
    places: dict[str, tuple[int, int]]

    @property
    def text(self) -> bytes:
        """All of it in one piece, which takes as long again as reading it did."""
        return b"".join(self.pieces)

    @property
    def fresh(self) -> bytes:
        """What was not taken over from another text as it stood there."""
        return b"".join(piece for piece in self.pieces if isinstance(piece, bytes))


def decode_table(text: bytes | memoryview) -> dict[str, Fields]:
    """One table. Raises msgspec.DecodeError and UnicodeDecodeError."""
    return {str(number): said for number, said in json.decode(text, type=dict[int, Fields]).items()}


def encode(tables: Tables) -> bytes:
    """The whole file. Raises CommandLine for characters that no file can hold."""
    return joined((name, [table(name, tables.get(name, {}))]) for name in in_order(tables)).text


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Tables in the order they are written: those there always are, then those this version does not know."""
    return (*ORDER, *sorted(set(names) - ORDER.keys()))


def joined(tables: Iterable[tuple[str, Sequence[bytes | memoryview]]]) -> Written:
    """The whole file from its tables, each a name and the pieces of its text."""
    pieces: list[bytes | memoryview] = []
    places = {}
    at = 0
    for name, told in tables:
        pieces.append(b"%s  %s: " % (b",\n" if pieces else b"{\n", json.encode(name)))
        start = at + len(pieces[-1])
        pieces += told
        at = start + sum(map(len, told))
        places[name] = (start, at)
    return Written([*pieces, b"\n}\n"], places)


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


def table(name: str, table: dict[str, Fields]) -> bytes:
    """One table. Raises CommandLine for characters that no file can hold."""
    if not table:
        return b"{}"
    return b"{\n%s\n  }" % b",\n".join(
        b'    "%s": %s' % (number.encode(), line(name, table[number])) for number in sorted(table, key=int)
    )


def line(table: str, said: Fields) -> bytes:
    """One record. Raises CommandLine for characters that no file can hold."""
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
