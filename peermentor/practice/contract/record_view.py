"""What all views of records have in common, and how they name a peer."""

from datetime import datetime
from typing import Any, Self, TypeVar

from msgspec import Struct
from msgspec.structs import asdict

from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, R, Record


class MentorRef(Struct, frozen=True):
    """The name and the handle of a peer, in the view of another record."""

    name: str
    handle: str

    @classmethod
    def of(cls, mentor: Mentor) -> Self:
        """Name a peer."""
        return cls(mentor.name, mentor.handle)


class RecordView(Struct, frozen=True, kw_only=True):
    """The fields that every view of a record has."""

    uid: str
    handle: str
    created: datetime
    updated: datetime


S = TypeVar("S", bound=RecordView)


def ref(records: Records, mentor_uid: str) -> MentorRef | None:
    """Name the peer a record belongs to, or None."""
    mentor = records.get(Mentor, mentor_uid)
    return MentorRef.of(mentor) if mentor else None


NOBODY = MentorRef("?", "")


def whose(records: Records, mentor_uid: str) -> MentorRef:
    """Name the peer a record belongs to; "?" where that record is missing, which `doctor` reports."""
    return ref(records, mentor_uid) or NOBODY


def own_fields(kind: type[S], record: Record, **instead: Any) -> S:  # noqa: ANN401 - any record's fields
    """Make a view from the record's fields of the same names, and from those given in `instead`."""
    fields = asdict(record) | {"handle": record.handle} | instead
    return kind(**{name: fields[name] for name in kind.__struct_fields__})


def handle_of(records: Records, kind: type[R], uid: str) -> str | None:
    """Find the handle of the record with this uid; None where there is none."""
    found = records.get(kind, uid) if uid else None
    return found.handle if found else None
