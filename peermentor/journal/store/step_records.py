"""What a step was about, as a record: as it is now, or as the history knew it last."""

from collections.abc import Iterator, Sequence

from msgspec import ValidationError, convert

from peermentor.journal.file.codec import Fields
from peermentor.journal.store.row_changes import RowChange
from peermentor.journal.store.steps import Step
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import KIND_OF_TABLE, Record

_MANY = {"restore", "import", "doctor"}  # commands that are about no single record


def record_of(step: Step, steps: Sequence[Step], records: Records) -> Record | None:
    """Give the record a person knows a step by, as it is now, or as the `steps` knew it last.

    None for a step that is about many, and where nothing tells of the record any more.
    """
    change = _main_change(step)
    if change is None:
        return None
    now = records.numbered(KIND_OF_TABLE[change.table], change.number)
    if now is not None and now.uid == change.uid:
        return now
    return next(filter(None, (_made(change, fields) for fields in _whole(change, steps))), None)


def whole_of(change: RowChange) -> Record | None:
    """Give the record that a change has all the words of; None for one that has a part, or is of no kind."""
    fields = change.before or change.after
    whole = fields and change.kind != "changed" and change.table in KIND_OF_TABLE
    return _made(change, fields) if whole else None


def _main_change(step: Step) -> RowChange | None:
    if step.command in _MANY:
        return None
    known = [change for change in step.row_changes if change.table in KIND_OF_TABLE]
    # What a command added is what it was for; else what it took away, and the rest followed from that.
    return min(known, key=lambda change: ("added", "removed", "changed").index(change.kind), default=None)


def _whole(change: RowChange, steps: Sequence[Step]) -> Iterator[Fields]:
    """Give each whole record that the steps hold for this change, the latest first."""
    place = change.table, change.number, change.uid
    for step in reversed(steps):
        for one in step.row_changes:
            if (one.table, one.number, one.uid) == place and one.kind != "changed":
                yield one.before or one.after


def _made(change: RowChange, fields: Fields) -> Record | None:
    try:
        return convert({**fields, "number": change.number}, KIND_OF_TABLE[change.table])
    except ValidationError:
        return None
