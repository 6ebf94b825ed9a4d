"""What a change does to the tables: one change for each record, as fields, so that it can be taken back.

The same for a command, for undo and redo, and for restore: row changes are worked out, then put in place.
Fields are kept as they stand in the file, so what a newer version wrote inside a record comes back too.
"""

from collections.abc import Iterable, Mapping, MutableMapping
from functools import partial
from typing import Any, Literal

try:
    from _blake2 import (
        blake2s,
    )  # hashlib has the same one, and loads OpenSSL for the others: 4 ms of each write
except ImportError:  # pragma: no cover - an interpreter built in another way
    from hashlib import blake2s

from msgspec import Struct, convert, json
from msgspec.structs import replace
from tinydb import TinyDB
from tinydb.table import Document

from peermentor.journal.file.codec import Fields, Tables
from peermentor.journal.store.form import ABOUT, broken_character, fields
from peermentor.practice.nouns.draft import Change
from peermentor.practice.nouns.records import Record

MOMENT = "updated"  # differs after every change, so it tells nothing about what was changed


class RowChange(Struct, frozen=True, omit_defaults=True):
    """One record added, changed or removed.

    Changed: `before` and `after` hold the fields that differ (a field in only one of them was not there on
    the other side). Removed: `before` is the whole record. Added: `mark` tells whether it is still as it was
    added, without keeping its words twice; `after` is the whole record while it waits to be put in (again).
    """

    table: str
    number: int
    uid: str
    kind: Literal["added", "changed", "removed"]
    before: Fields = {}
    after: Fields = {}
    mark: str = ""


def of_changes(tables: Tables, changes: Iterable[Change]) -> list[RowChange]:
    """List what a change set does to the tables as they are. Raises LookupError for a record that is gone."""
    return [row_change for change in changes if (row_change := _of_change(tables, change))]


def between(now: Tables, then: Tables) -> list[RowChange]:
    """List the row changes that turn the tables `now` into `then`: records only, nothing about the file."""
    found = []
    for table in sorted({*now, *then} - ABOUT):
        here, there = now.get(table, {}), then.get(table, {})
        for number in sorted({*here, *there}, key=int):
            found += _between(table, int(number), here.get(number), there.get(number))
    return found


def put(db: TinyDB, row_changes: Iterable[RowChange]) -> None:
    """Make the tables say what the changes say. TinyDB rebuilds a table on each call: one of each kind."""
    for name, group in _by_table(row_changes).items():
        table = db.table(name)
        if removed := [change.number for change in group if change.kind == "removed"]:
            table.remove(doc_ids=removed)
        if changed := {change.uid: change for change in group if change.kind == "changed"}:
            table.update(partial(_amend, changed), doc_ids=[change.number for change in changed.values()])
        if added := [change for change in group if change.kind == "added"]:
            table.insert_multiple(Document(change.after, change.number) for change in added)


def inverse(change: RowChange, tables: Tables) -> RowChange:
    """Make the row change that takes `change` back, given the tables as it left them."""
    said = tables.get(change.table, {}).get(str(change.number), {})
    if change.kind == "added":
        return replace(change, kind="removed", before=said, after={}, mark="")
    if change.kind == "removed":
        return replace(change, kind="added", before={}, after=change.before, mark=mark(change.before))
    return replace(change, before=change.after, after=change.before)


def still_holds(change: RowChange, tables: Tables) -> bool:
    """Tell whether the record is as the change left it, so that taking it back overwrites nothing later."""
    said = tables.get(change.table, {}).get(str(change.number))
    if change.kind == "removed":
        return said is None
    if said is None or said.get("uid") != change.uid:
        return False
    if change.kind == "added":
        return mark(said) == change.mark
    names = {*change.before, *change.after} - {MOMENT}
    return all(said.get(name) == change.after.get(name) for name in names)


def mark(said: Fields) -> str:
    """Make a short digest of what a record says, without the moment of its last change."""
    told = {name: said[name] for name in said if name != MOMENT}
    try:
        return blake2s(json.encode(told, order="deterministic"), digest_size=10).hexdigest()
    except UnicodeEncodeError:
        raise broken_character() from None


def _of_change(tables: Tables, change: Change) -> RowChange | None:
    record = change.after or change.before
    if record is None:
        return None
    after = _readable(change.after) if change.after else None
    now = tables.get(record.table, {}).get(str(record.number))
    if change.before is None:
        then = after
    elif now is None or now.get("uid") != record.uid:
        raise LookupError(record.table)
    else:
        then = _amended(now, fields(change.before), after) if after else None
    found = _between(record.table, record.number, now if change.before else None, then)
    return found[0] if found else None


def _readable(record: Record) -> Fields:
    """Give the fields to write, after a check that they can be read again. Raises ValidationError."""
    told = fields(record)
    convert(told, type(record))
    return told


def _amended(now: Fields, before: Fields, after: Fields) -> Fields:
    # Only what differs is laid over the record, so that fields this version does not know stay.
    gone = before.keys() - after.keys()
    differing = {name: said for name, said in after.items() if name not in before or before[name] != said}
    return {name: said for name, said in now.items() if name not in gone} | differing


def _between(table: str, number: int, now: Fields | None, then: Fields | None) -> list[RowChange]:
    if now == then:
        return []
    if now is not None and then is not None and now.get("uid") == then.get("uid"):
        names = [name for name in {**now, **then} if now.get(name, _MISSING) != then.get(name, _MISSING)]
        before = {name: now[name] for name in names if name in now}
        after = {name: then[name] for name in names if name in then}
        return [RowChange(table, number, str(now.get("uid", "")), "changed", before, after)]
    found = []
    if now is not None:
        found.append(RowChange(table, number, str(now.get("uid", "")), "removed", before=now))
    if then is not None:
        found.append(RowChange(table, number, str(then.get("uid", "")), "added", after=then, mark=mark(then)))
    return found


_MISSING = object()


def _amend(by_uid: Mapping[str, RowChange], said: MutableMapping[Any, Any]) -> None:
    change = by_uid[said["uid"]]
    for name in change.before.keys() - change.after.keys():
        said.pop(name, None)
    said.update(change.after)


def _by_table(row_changes: Iterable[RowChange]) -> dict[str, list[RowChange]]:
    groups: dict[str, list[RowChange]] = {}
    for change in row_changes:
        groups.setdefault(change.table, []).append(change)
    return groups
