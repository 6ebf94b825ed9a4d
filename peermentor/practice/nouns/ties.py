"""What points at what: which records hang on another, and which only name it.

A tie is a field that holds the uid of another record, or several of them. A record hangs on another when it
was made with it, or means nothing without it: the promises of a talk, the check-ins of a goal, everything
about a peer. It only names another when it can stand alone: a win for a goal is still a win without the goal.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec import NODEFAULT

from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.fields import fields_of
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import KINDS, Record

_MADE_WITH = ("mentor", "session")  # fields that say what a record came with


class Tie(NamedTuple):
    """One field that points: of which `kind` of record, `at` which kind, and whether at `several` records.

    `hangs`: the record hangs on the other, as above. `needs`: it means nothing without the other.
    """

    kind: type[Record]
    field: str
    at: type[Record]
    several: bool
    hangs: bool
    needs: bool


@cache
def ties() -> tuple[Tie, ...]:
    """List every field that points at a record, in the order of the records and their fields."""
    return tuple(
        Tie(kind, field.name, field.to, field.listed, needs or field.name in _MADE_WITH, needs)
        for kind in KINDS
        for field in fields_of(kind).values()
        if field.to
        for needs in [field.default is NODEFAULT]
    )


def pointing_at(records: Records, record: Record) -> Iterator[tuple[Tie, Record]]:
    """Find every record that points at `record`, once for each field that points, in the order of `ties`."""
    for tie in ties():
        if tie.at is type(record):
            if tie.several:
                found = tuple(r for r in records.all(tie.kind) if record.uid in getattr(r, tie.field))
            else:
                found = records.where(tie.kind, **{tie.field: record.uid})
            yield from ((tie, other) for other in found)


def untie(draft: Draft, tie: Tie, record: Record, uid: str, instead: str = "") -> Record:
    """Remove the pointer at `uid` from a record's field, or replace it with the uid `instead`."""
    current = _as_it_is(draft, record)
    value: object = instead
    if tie.several:
        put = (instead if one == uid else one for one in getattr(current, tie.field))
        value = tuple(dict.fromkeys(one for one in put if one))
    return draft.change(current, **{tie.field: value})


def _as_it_is(draft: Draft, record: Record) -> Record:
    # This draft may have changed it since it was found: an agenda can name two deleted topics.
    return draft.records.get(type(record), record.uid) or record
