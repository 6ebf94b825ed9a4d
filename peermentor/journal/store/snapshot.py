"""What one reading of the file found: our journal, whole, or a JournalError that says what it is instead."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import DecodeError, Raw, Struct, ValidationError, json
from msgspec.structs import force_setattr

from peermentor.errors import JournalError
from peermentor.journal.file import codec, whole_file
from peermentor.journal.file.codec import META, Fields, Tables
from peermentor.journal.file.whole_file import State
from peermentor.journal.store import damage, migrations, seal
from peermentor.journal.store.pages import Page, Pages
from peermentor.journal.store.seal import Places, Seal
from peermentor.language import _
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import KINDS, Record

FORMAT = "peermentor-journal"
EARLIEST, LATEST = 1900, 2200  # years a mentoring journal can speak of
_BROKEN = (DecodeError, UnicodeDecodeError, RecursionError)  # the last: nested deeper than any journal


class Meta(Struct, frozen=True):
    """What a journal says about itself: its version, the highest number of each table, the last uid."""

    schema: int
    counters: dict[str, int] = {}
    last_uid: str = ""


class Snapshot:
    """The journal as it was at one moment; `migrated` when the file itself is still of an earlier version.

    Where the file is as this program left it there are `pages`, and single records are found in them.
    """

    def __init__(
        self,
        path: Path,
        text: bytes,
        raw: dict[str, Raw],
        meta: Meta,
        state: State,
        *,
        migrated: bool = False,
        seal: Seal | None = None,
    ) -> None:
        self.path = path
        self.meta = meta
        self.state = state
        self.migrated = migrated
        self.text = text
        self._raw = raw
        self.seal = seal
        self.pages = {name: Page(text, *place) for name, place in seal.tables.items()} if seal else None

    def records(self) -> Records:
        """Everything in it, each kind understood when first asked for; that may raise Unreadable."""
        if self.pages is None or self.seal is None:
            return Records(self._read)
        finder = Pages(self.path, self.text, self.pages, self.seal.marks)
        return Records(finder.read, finder)

    def table(self, name: str) -> dict[str, Fields]:
        """One of its tables, the caller's to change. Raises Unreadable."""
        if self.pages is None:
            return self.tables().get(name, {})
        page = self.pages.get(name)
        return codec.decode_table(page.whole) if page else {}

    def tables(self) -> Tables:
        """All of it as plain tables, the caller's to change; empty for a new journal. Raises Unreadable."""
        if not self.text:
            return {}
        try:
            tables = codec.decode(self.text)
        except _BROKEN:
            raise self._broken_table() from None
        if self.pages is None:
            self._refuse_twins(tables)
        return tables

    def _read(self, kind: type[Record]) -> Iterable[Record]:
        raw = self._raw.get(kind.table)
        if raw is None:
            return ()
        try:
            table = json.decode(raw, type=dict[int, kind])  # type: ignore[valid-type]
        except ValidationError:
            raise self._misfit(kind) from None
        except _BROKEN:
            raise damage.not_json(self.path, self.text) from None
        # A day that no calendar of ours reaches would overflow wherever days are counted.
        return self._numbered(kind, table, odd=_ODD_YEAR.search(raw) is not None)

    def _numbered(self, kind: type[Record], table: dict[int, Record], *, odd: bool) -> Iterator[Record]:
        for number in sorted(table):
            record = table[number]
            if not record.uid:
                raise damage.misfit(self.path, kind.table, f"{kind.prefix}{number}")
            if odd and _is_out_of_time(record):
                raise damage.misfit(self.path, kind.table, f"{kind.prefix}{number}")
            # Nobody else has seen the record yet: this finishes making it.
            force_setattr(record, "number", number)
            yield record

    def _misfit(self, kind: type[Record]) -> JournalError:
        try:
            lines = json.decode(self._raw[kind.table], type=dict[int, Raw])
        except _BROKEN:
            return self._broken_table()
        for number, line in lines.items():
            try:
                json.decode(line, type=kind)
            except _BROKEN:
                return damage.misfit(self.path, kind.table, f"{kind.prefix}{number}")
        return self._broken_table()

    def _broken_table(self) -> JournalError:
        for name, raw in self._raw.items():
            try:
                json.decode(raw, type=dict[int, dict[str, object]])
            except ValidationError:
                return damage.unreadable(self.path, _("“{table}” is not a table").format(table=name))
            except _BROKEN:
                break
        return damage.not_json(self.path, self.text)

    def _refuse_twins(self, tables: Tables) -> None:
        # JSON lets a key be said twice and the last one wins: what a merge leaves when both lines are kept.
        # What we write says nothing twice, so only a text of somebody else's is gone through for it.
        if codec.encode(tables) == self.text:
            return
        from json import loads  # noqa: PLC0415 - only this parser tells about keys said twice

        try:
            self._refuse_said_twice(loads(self.text, object_pairs_hook=list))
        except RecursionError:
            raise damage.not_json(self.path, self.text) from None

    def _refuse_said_twice(self, tables: "Pairs") -> None:
        if _twice(tables):
            raise damage.table_twice(self.path)
        for table, lines in tables:
            if number := _twice(lines):
                raise damage.twice(self.path, table, number)
            for number, fields in lines:
                if _any_twice(fields):
                    raise damage.misfit(self.path, table, number)


_ODD_YEAR = re.compile(rb'"(?!19|20|21|2200)\d{4}-\d\d-\d\d["T]')


def _is_out_of_time(record: Record) -> bool:
    told = (getattr(record, name) for name in record.__struct_fields__)
    return any(isinstance(said, date) and not EARLIEST <= said.year <= LATEST for said in told)


Pairs = list[tuple[str, Any]]


def _twice(pairs: Pairs) -> str | None:
    counted = Counter(key for key, _said in pairs)
    return next((key for key, times in counted.items() if times > 1), None)


def _any_twice(said: object) -> bool:
    """Whether a record, or anything in it, says one of its fields twice."""
    if not isinstance(said, list):
        return False
    inside = [one[1] if isinstance(one, tuple) else one for one in said]
    pairs = [one for one in said if isinstance(one, tuple)]
    return _twice(pairs) is not None or any(map(_any_twice, inside))


def read(path: Path) -> Snapshot:
    """Read a journal; a missing file is a new one. Raises Unreadable, NotOurs, TooNew."""
    text, state = whole_file.look(path)
    if text is None:
        return Snapshot(path, b"", {}, Meta(migrations.SCHEMA), state)
    if (sealed := seal.holds(path, text)) and (meta := _meta_of_ours(text, sealed.tables)):
        return Snapshot(path, text, {}, meta, state, seal=sealed)
    # Some editors on Windows put a byte order mark in front.
    text = text.removeprefix(b"\xef\xbb\xbf")
    raw = _split(path, text)
    meta = _meta(path, raw)
    if meta.schema > migrations.SCHEMA:
        raise damage.too_new(path, meta.schema, migrations.SCHEMA)
    found = Snapshot(path, text, raw, meta, state)
    return found if meta.schema == migrations.SCHEMA else _brought_up(found)


def is_ours(path: Path, text: bytes) -> bool:
    """Whether everything in a text is as this program writes it, so that it need not be asked again."""
    raw = codec.split(text)
    found = Snapshot(path, text, raw, _meta(path, raw), whole_file.ABSENT)
    records = found.records()
    try:
        # A uid of two records is for `doctor` to tell; found line by line it would mean the other of the two.
        return all(len(records.all(kind)) == _lines(raw.get(kind.table)) for kind in KINDS)
    except JournalError:
        return False


def _lines(table: Raw | None) -> int:
    return len(json.decode(table, type=dict[int, Raw])) if table is not None else 0


def _meta_of_ours(text: bytes, places: Places) -> Meta | None:
    start, end = places[META]
    meta = json.decode(memoryview(text)[start:end], type=dict[int, Meta])[1]
    return meta if meta.schema == migrations.SCHEMA else None


def _brought_up(old: Snapshot) -> Snapshot:
    tables = old.tables()
    migrations.migrate(tables, old.meta.schema)
    text = codec.encode(tables)
    raw = codec.split(text)
    return Snapshot(old.path, text, raw, _meta(old.path, raw), old.state, migrated=True)


def _split(path: Path, text: bytes) -> dict[str, Raw]:
    try:
        return codec.split(text)
    except ValidationError:
        raise damage.not_ours(path) from None
    except _BROKEN:
        raise damage.not_json(path, text) from None


def _meta(path: Path, raw: dict[str, Raw]) -> Meta:
    class Format(Struct):
        format: str

    try:
        about = json.decode(raw[META], type=dict[int, Raw])[1]
        ours = json.decode(about, type=Format).format == FORMAT
    except (KeyError, *_BROKEN):
        ours = False
    if not ours:
        raise damage.not_ours(path)
    try:
        meta = json.decode(about, type=Meta)
    except _BROKEN:
        raise damage.unreadable(path, _("its “meta” line is broken")) from None
    if meta.schema < migrations.FIRST:
        raise damage.unreadable(path, _("there never was a version {n}").format(n=meta.schema))
    return meta
