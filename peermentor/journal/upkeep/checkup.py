"""Every invariant of a journal, looked at one by one: what holds, what does not, and what would mend it."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

from peermentor.errors import JournalError, NoKey
from peermentor.journal.file import sealed, whole_file
from peermentor.journal.file.codec import Fields, Tables
from peermentor.journal.store import migrations, snapshot
from peermentor.journal.store.form import HISTORY, count_records
from peermentor.journal.store.snapshot import Snapshot
from peermentor.journal.store.steps import Torn, read_steps
from peermentor.journal.upkeep import backups, hand_merge, presence, surroundings
from peermentor.language import _, several
from peermentor.practice.nouns.fields import Field, fields_of, words_out_of_place
from peermentor.practice.nouns.records import KINDS, Record
from peermentor.practice.nouns.upkeep import Finding
from peermentor.to_type import to_type
from peermentor.years import is_kept_year

_UID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")


def look(path: Path, now: datetime) -> list[Finding]:
    """Look at every invariant of the journal at this path, in the order they matter."""
    found: list[Finding] = []
    try:
        read = snapshot.read(path, backups.newest)
        if read.state == whole_file.ABSENT:
            presence.refuse_gone(path)
        tables = read.tables()
    except NoKey as error:
        text = _("{why} What is written in it was not looked at.").format(why=error.message)
        away = sealed.is_closed(path)  # else a key is here, and this journal is sealed for others
        found.append(Finding("key", away, text, error.hint, note=away))
    except JournalError as error:
        found.append(Finding("whole", False, error.message, error.hint, _lines_mend(path)))
    else:
        found += _of_tables(read, tables, now)
    return [*found, *surroundings.look_around(path, now)]


def _lines_mend(path: Path) -> Literal["", "lines"]:
    with suppress(OSError):
        if hand_merge.put_right(path):
            return "lines"
    return ""


def _of_tables(read: Snapshot, tables: Tables, now: datetime) -> Iterator[Finding]:
    records = count_records(tables)
    yield Finding(
        "whole", True, several("The file is whole: {n} record.", "The file is whole: {n} records.", records)
    )
    yield Finding("schema", True, _("Its format is version {n}.").format(n=migrations.SCHEMA))
    yield _typed(read)
    yield _unique(tables)
    yield _pointing(tables)
    yield _dated(tables, now)
    yield _retold(read)


def _typed(read: Snapshot) -> Finding:
    records = read.records()
    try:
        for kind in KINDS:
            for record in records.all(kind):
                for field, said in words_out_of_place(record):
                    return Finding(
                        "records",
                        False,
                        _("In {handle} “{field}” can't be “{value}”.").format(
                            handle=record.handle, field=field.name, value=said
                        ),
                        to_type("edit", record.handle, f"{field.name}={field.choices[0]}"),
                    )
    except JournalError as error:
        return Finding("records", False, error.message, error.hint)
    return Finding("records", True, _("Every record is one of its kind, with a handle of its own."))


def _unique(tables: Tables) -> Finding:
    counted = Counter(str(said.get("uid")) for _kind, _number, said in _records(tables))
    twice = sorted(uid for uid, times in counted.items() if times > 1)
    if not twice:
        return Finding("uids", True, _("No two records share an identity."))
    text = several("{n} identity is shared by several records.", "{n} identities are shared.", len(twice))
    return Finding("uids", False, text, _("Open the file and remove the record that was pasted twice."))


def dangling(tables: Tables) -> Iterator[tuple[type[Record], int, str, Fields]]:
    """Find records that point at one that is not there: kind, number, the field, and what it says."""
    known = {str(said.get("uid")) for _kind, _number, said in _records(tables)}
    for kind, number, said in _records(tables):
        for name, field in fields_of(kind).items():
            if field.to is None:
                continue
            if any(_UID.fullmatch(target) and target not in known for target in _targets(said.get(name))):
                yield kind, number, name, said


def _targets(said: object) -> list[str]:
    every = said if isinstance(said, list) else [said]
    return [target for target in every if isinstance(target, str)]


def _pointing(tables: Tables) -> Finding:
    lost = [f"{kind.prefix}{number}" for kind, number, _name, _said in dangling(tables)]
    if not lost:
        return Finding("pointers", True, _("Every record finds the records it belongs to."))
    text = _("{handles} belong to records that are not there.").format(handles=", ".join(lost))
    way_on = _("peermentor doctor --repair takes the lost ties away; the records stay.")
    return Finding("pointers", False, text, way_on, "pointers")


def _dated(tables: Tables, now: datetime) -> Finding:
    odd = [
        f"{kind.prefix}{number}"
        for kind, number, said in _records(tables)
        if any(_is_odd(field, said.get(name), now) for name, field in fields_of(kind).items())
    ]
    if not odd:
        return Finding("dates", True, _("Every date is in its range, and nothing was kept in the future."))
    text = _("{handles} have dates out of range or out of order, or were kept in the future.")
    way_on = _("Look at them, and put their dates right: peermentor edit {handle}")
    return Finding("dates", False, text.format(handles=", ".join(odd)), way_on.format(handle=odd[0]))


def _retold(read: Snapshot) -> Finding:
    try:
        kept = len(read_steps(read.lines(HISTORY)))
    except Torn as torn:
        text = _("{handle} in the history is not a whole step, so nothing can be undone.")
        way_on = _("Your records are whole. To go on without the old steps: peermentor history --forget")
        return Finding("history", False, text.format(handle=torn.handle), way_on)
    return Finding("history", True, several("{n} step can be told.", "{n} steps can be told.", kept))


def _is_odd(field: Field, value: object, now: datetime) -> bool:
    if field.inner:
        inner = fields_of(field.inner).items()
        items = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]
        return any(
            _ends_before_it_began(one) or any(_is_odd(part, one.get(name), now) for name, part in inner)
            for one in items
        )
    if not isinstance(value, str) or not re.match(r"\d{4}-\d\d-\d\d", value):
        return False
    if field.name in ("created", "updated"):
        try:
            return datetime.fromisoformat(value) > now + timedelta(days=1)
        except (ValueError, TypeError):
            return True
    return field.holds is date and not is_kept_year(int(value[:4]))


def _ends_before_it_began(change: Fields) -> bool:
    """Tell whether a pause lasts until a day that is not after its first."""
    began, until = change.get("date"), change.get("until")
    return isinstance(began, str) and isinstance(until, str) and until <= began


def _records(tables: Tables) -> Iterator[tuple[type[Record], int, Fields]]:
    for kind in KINDS:
        for number, said in tables.get(kind.table, {}).items():
            yield kind, int(number), said
