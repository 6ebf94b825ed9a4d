"""What one reading of the file found: our journal, whole, or a JournalError that says what it is instead."""

from pathlib import Path

from msgspec import Raw, Struct, ValidationError, json

from peermentor.errors import JournalError
from peermentor.journal.file import codec, whole_file
from peermentor.journal.file.codec import BROKEN, Fields, Tables
from peermentor.journal.file.whole_file import State
from peermentor.journal.store import damage, form, migrations
from peermentor.journal.store.damage import WayBack
from peermentor.journal.store.form import FORMAT, META
from peermentor.journal.store.source import RawRecords
from peermentor.language import _
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Record


class Meta(Struct, frozen=True):
    """What a journal says about itself: its version, the highest number of each table, the last uid."""

    schema: int
    counters: dict[str, int] = {}
    last_uid: str = ""
    taken: tuple[str, ...] = ()  # what waited for the key, by name, and may still lie in the inbox
    recipients: tuple[str, ...] = ()  # the public keys it is sealed for, as far as it is locked


class _Format(Struct):
    format: str


class Snapshot:
    """The journal as it was at one moment; `migrated` when the file itself is still of an earlier version.

    The file is taken apart into tables, and a table into the text of each record when it is first asked for.
    """

    def __init__(
        self, path: Path, text: bytes, state: State, way_back: WayBack, *, migrated: bool = False
    ) -> None:
        self.path = path
        # Some editors on Windows put a byte order mark in front.
        self.text = text
        self._text = text.removeprefix(b"\xef\xbb\xbf")
        self.state = state
        self.migrated = migrated
        self.meta = Meta(migrations.SCHEMA)
        self._way_back = way_back
        self._tables: dict[str, Raw] = {}
        self._lines: dict[str, dict[int, Raw]] = {}
        self._table_twice = ""
        if state != whole_file.ABSENT:
            self._take_apart()
            self.meta = self._read_meta()
            if self._table_twice:
                raise damage.table_twice(self.path, self._table_twice)

    @property
    def names(self) -> set[str]:
        """The names of its tables."""
        return set(self._tables)

    def records(self) -> Records:
        """Give everything in it, each record decoded when it is asked for; that may raise Unreadable."""
        return Records(RawRecords(self.lines, self._misfit))

    def raw(self, name: str) -> Raw:
        """Give a table as the text it is in the file."""
        return self._tables.get(name, _NO_TABLE)

    def lines(self, name: str) -> dict[int, Raw]:
        """Give a table as the text of each record, in the order of their numbers. Raises Unreadable."""
        if name not in self._lines:
            try:
                found = codec.records(self.raw(name))
            except BROKEN:
                raise self._no_table(name) from None
            if not codec.is_as_long_as(self.raw(name), found):
                self.require_once(name)
            numbers = sorted(found)
            self._lines[name] = (
                found if numbers == list(found) else {number: found[number] for number in numbers}
            )
        return self._lines[name]

    def fields(self, name: str, number: int) -> Fields:
        """Give one record as plain fields, the caller's to change. Raises Unreadable."""
        try:
            fields = json.decode(self.lines(name)[number], type=Fields)
            if codec.says_twice(self.lines(name)[number]):
                raise self._unreadable_record(name, str(number))
        except ValidationError:
            raise self._no_table(name) from None
        except BROKEN:
            raise self._not_json() from None
        return fields

    def tables(self) -> Tables:
        """Give all of it as plain tables, the caller's to change; none for a new one. Raises Unreadable."""
        if not self._tables:
            return {}
        try:
            tables = codec.decode(self._text)
        except ValidationError:
            tables = {}
        except BROKEN:
            raise self._not_json() from None
        if form.encode(tables) != self._text:  # else nothing is said twice, and every table is one
            self.require_passable()
            for name in self._tables:
                self.require_once(name)
                for number in self.lines(name):
                    self.fields(name, number)
        return tables

    def require_passable(self) -> None:
        """Make sure that all of it is text, before it is passed on unseen. Raises Unreadable."""
        if not codec.is_utf8(self._text):
            raise self._not_json()

    def require_once(self, name: str) -> None:
        """Make sure that a table has none of its numbers twice. Raises Unreadable.

        JSON lets a key be said twice and the last one wins: what a merge leaves when both lines are kept.
        """
        try:
            records = self._lines[name] if name in self._lines else codec.records(self.raw(name))
            if codec.is_all_of(self.raw(name), records):
                return
            pairs = codec.pairs(self.raw(name))
        except BROKEN:
            raise self._no_table(name) from None
        if len(pairs) > len(records):
            from peermentor.journal.store import merged_by_hand  # noqa: PLC0415 - only a broken file needs it

            number = codec.first_twice(key for key, _said in pairs) or ""
            lines = merged_by_hand.lines_of(self._text, name, int(number)) if number.isdecimal() else []
            raise damage.twice(self.path, name, number, lines)

    def _take_apart(self) -> None:
        try:
            pairs = codec.pairs(self._text)
        except ValidationError:
            raise damage.not_ours(self.path, self._way_back(self.path)) from None
        except BROKEN:
            raise self._not_json() from None
        self._tables = {str(name): table for name, table in pairs}
        if len(self._tables) < len(pairs):
            self._table_twice = codec.first_twice(name for name, _table in pairs) or ""

    def _read_meta(self) -> Meta:
        try:
            about = codec.records(self._tables[META])[1]
            ours = json.decode(about, type=_Format).format == FORMAT
        except (KeyError, *BROKEN):
            ours = False
        if not ours:
            raise damage.not_ours(self.path, self._way_back(self.path))
        try:
            meta = json.decode(about, type=Meta)
        except BROKEN:
            raise self._unreadable(_("its “meta” line is broken")) from None
        if meta.schema < migrations.FIRST:
            raise self._unreadable(_("there never was a version {n}").format(n=meta.schema))
        return meta

    def _unreadable(self, why: str) -> JournalError:
        return damage.unreadable(self.path, why, self._way_back(self.path))

    def _not_json(self) -> JournalError:
        return damage.not_json(self.path, self._text, self._way_back(self.path))

    def _no_table(self, name: str) -> JournalError:
        return self._unreadable(_("“{table}” is not a table").format(table=name))

    def _misfit(self, kind: type[Record], number: int) -> JournalError:
        if not codec.is_utf8(self._text):
            return self._not_json()
        return self._unreadable_record(kind.table, f"{kind.prefix}{number}")

    def _unreadable_record(self, table: str, handle: str) -> JournalError:
        return damage.misfit(self.path, table, handle, self._way_back(self.path))


_NO_TABLE = Raw(b"{}")


def read(path: Path, way_back: WayBack = damage.no_way_back) -> Snapshot:
    """Read a journal; a missing file is a new one. Raises Unreadable, NotOurs, TooNew."""
    with damage.of_reading(path, way_back):
        text, state = whole_file.look(path)
    found = Snapshot(path, text or b"", state, way_back)
    if found.meta.schema > migrations.SCHEMA:
        raise damage.too_new(path, found.meta.schema, migrations.SCHEMA)
    return found if found.meta.schema == migrations.SCHEMA else _brought_up(found, way_back)


def _brought_up(old: Snapshot, way_back: WayBack) -> Snapshot:
    tables = old.tables()
    migrations.migrate(tables, old.meta.schema)
    return Snapshot(old.path, form.encode(tables), old.state, way_back, migrated=True)
