"""Putting a change set into the tables: the same for a command, and one day for undo, redo and sync."""

from collections.abc import Iterable, Mapping, MutableMapping
from datetime import datetime
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document, Table

from peermentor.journal import migrations
from peermentor.journal.codec import META, ORDER, Fields, fields
from peermentor.journal.snapshot import FORMAT, Meta
from peermentor.practice.records import Change, Record


def put(db: TinyDB, changes: Iterable[Change]) -> None:
    """Make the tables say what the changes say; fields this version does not know stay as they are."""
    for name, group in _by_table(changes).items():
        table = db.table(name)
        removed = [change.before.number for change in group if change.before and not change.after]
        changed = {c.before.number: (c.before, c.after) for c in group if c.before and c.after}
        added = [change.after for change in group if change.after and not change.before]
        # TinyDB rebuilds a whole table on each call: one call of a kind, and none for nothing.
        if removed:
            table.remove(doc_ids=removed)
        if changed:
            _rewrite(table, changed)
        if added:
            table.insert_multiple(Document(fields(record), record.number) for record in added)


def note(db: TinyDB, changes: Iterable[Change], before: Meta, last_uid: str, moment: datetime) -> None:
    """Keep in `meta` the highest number of each kind and the last uid; on a new journal, what it is."""
    highest = dict(before.counters)
    for table, group in _by_table(changes).items():
        numbers = (record.number for change in group for record in (change.before, change.after) if record)
        highest[table] = max(highest.get(table, 0), *numbers)
    told: dict[str, object] = {
        "counters": {table: highest[table] for table in (*ORDER, *sorted(highest)) if table in highest},
        "last_uid": last_uid,
    }
    meta = db.table(META)
    if meta.contains(doc_id=1):
        meta.update(told, doc_ids=[1])
    else:
        about = {"format": FORMAT, "schema": migrations.SCHEMA, "created": moment.isoformat()}
        meta.insert(Document(about | told, 1))


def _by_table(changes: Iterable[Change]) -> dict[str, list[Change]]:
    groups: dict[str, list[Change]] = {}
    for change in changes:
        record = change.after or change.before
        if record is not None:
            groups.setdefault(record.table, []).append(change)
    return groups


def _rewrite(table: Table, changed: Mapping[int, tuple[Record, Record]]) -> None:
    by_uid = {before.uid: (fields(before), fields(after)) for before, after in changed.values()}
    found = table.update(lambda said: _amend(said, *by_uid[said["uid"]]), doc_ids=changed)
    if len(found) != len(changed):
        raise LookupError(table.name)


def _amend(said: MutableMapping[Any, Any], before: Fields, after: Fields) -> None:
    # Only what differs is touched, so that what a newer version wrote inside the rest stays too.
    for name in before.keys() | after.keys():
        if name not in after:
            said.pop(name, None)
        elif before.get(name) != after[name]:
            said[name] = after[name]
