"""The order of records: by the day they are about, and by the moment they were kept or changed.

Never by handle alone: a handle is a name for people, and numbers of two machines interleave in a merge.
"""

from datetime import date, datetime
from typing import Any

from peermentor.practice.nouns.records import Record

Moment = tuple[datetime, str]  # when a record came to be; uids are given in order and settle a tie


def by_day(record: Any) -> tuple[date, int]:  # noqa: ANN401 - any record with a day
    """Order records by the day they are about, and within it as they were kept."""
    return record.date, record.number


def created_key(record: Record) -> Moment:
    """Tell when a record was first kept."""
    return record.created, record.uid
