"""What every record shows of itself, and how one names the peer it belongs to."""

from datetime import datetime
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import asdict

from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, R, Record


class MentorRef(Struct, frozen=True):
    """A peer, named from elsewhere."""

    name: str
    handle: str


class RecordView(Struct, frozen=True, kw_only=True):
    """What every record shows of itself."""

    uid: str
    handle: str
    created: datetime
    updated: datetime


S = TypeVar("S", bound=RecordView)


def ref(records: Records, mentor_uid: str) -> MentorRef | None:
    """Name the peer a record belongs to, or None."""
    mentor = records.get(Mentor, mentor_uid)
    return MentorRef(mentor.name, mentor.handle) if mentor else None


NOBODY = MentorRef("?", "")


def whose(records: Records, mentor_uid: str) -> MentorRef:
    """Name the peer a record belongs to; "?" where a merge or a hand took them away, which `doctor` tells."""
    return ref(records, mentor_uid) or NOBODY


def own_fields(kind: type[S], record: Record, **instead: Any) -> S:  # noqa: ANN401 - any record's fields
    """Show a record by its own fields of the same names, but for those said otherwise."""
    fields = asdict(record) | {"handle": record.handle} | instead
    return kind(**{name: fields[name] for name in kind.__struct_fields__})


def handle_of(records: Records, kind: type[R], uid: str) -> str | None:
    """Name the record of a kind with this uid by its handle; None where there is none."""
    found = records.get(kind, uid) if uid else None
    return found.handle if found else None
