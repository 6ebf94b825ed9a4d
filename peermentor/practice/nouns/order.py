"""The order of records: by the day they are about, and by the moment they were kept or changed.

Never by handle alone: a handle is a name for people, and numbers of two machines interleave in a merge.
"""

from datetime import date, datetime
from typing import Any

from peermentor.practice.nouns.records import Record

# When a record came to be: whether that was noted, the moment, and the uid; uids are given in order.
Moment = tuple[bool, datetime, str]


def by_day(record: Any) -> tuple[date, Moment]:  # noqa: ANN401 - any record with a day
    """Order records by the day they are about, and within it as they were kept."""
    return record.date, created_key(record)


def created_key(record: Record) -> Moment:
    """Tell when a record was first kept."""
    return record.created.tzinfo is not None, record.created, record.uid
