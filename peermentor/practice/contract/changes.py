"""What `edit`, `later`, `delete` and `merge` did: each field before and after, and what was removed."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from peermentor.practice.nouns.draft import Change, Draft
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Record
from peermentor.practice.nouns.ties import ties

_GIVEN_BY_JOURNAL = ("uid", "number", "created", "updated")


class FieldChange(Struct, frozen=True):
    """One field of one record before and after; a uid in it is shown as the handle of that record."""

    noun: str
    handle: str
    field: str
    before: Any
    after: Any


class ChangesView(Struct, frozen=True):
    """Everything that one command changed, in order, and the handles of what it removed."""

    changed: tuple[FieldChange, ...]
    removed: tuple[str, ...]


def changes_view(draft: Draft) -> ChangesView:
    """Show what the draft has changed and removed so far, but not what it added."""
    # A removed record is still named, where another record pointed at it.
    handles = {c.before.uid: c.before.handle for c in draft.changes if c.before and c.after is None}
    return ChangesView(
        tuple(told for change in draft.changes for told in _told(draft.records, change, handles)),
        tuple(change.before.handle for change in draft.changes if change.before and change.after is None),
    )


def _told(records: Records, change: Change, removed: dict[str, str]) -> Sequence[FieldChange]:
    before, after = change.before, change.after
    if before is None or after is None:
        return ()
    return [
        FieldChange(
            after.noun, after.handle, name, *(_value(records, after, name, value, removed) for value in both)
        )
        for name in before.__struct_fields__
        if name not in _GIVEN_BY_JOURNAL
        for both in [(getattr(before, name), getattr(after, name))]
        if both[0] != both[1]
    ]


def _value(records: Records, record: Record, field: str, value: Any, removed: dict[str, str]) -> Any:  # noqa: ANN401
    tie = next((tie for tie in ties() if tie.kind is type(record) and tie.field == field), None)
    if tie is None:
        return value
    uids = value if tie.several else [value]
    found = ((records.get(tie.at, uid), uid) for uid in uids if uid)
    handles = [target.handle if target else removed.get(uid, "?") for target, uid in found]
    return handles if tie.several else next(iter(handles), "")
