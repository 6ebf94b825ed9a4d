"""The order of records: by the day they are about, and by the moment they were kept or changed.

Never by handle: it is a name for people, and a merge mixes the numbers of two machines.
"""

from datetime import date, datetime
from typing import Any

from peermentor.practice.nouns.records import Record

# Whether the moment is known, the moment, and the uid: uids are made in order, so one decides between equals.
CreatedKey = tuple[bool, datetime, str]


def by_day(record: Any) -> tuple[date, CreatedKey]:  # noqa: ANN401 - any record with a day
    """Order records by the day they are about, and within a day by `created_key`."""
    return record.date, created_key(record)


def day_of(record: Record) -> date:
    """Find the day a record is about: the day of a talk, the day on which a promise was made."""
    day: date = getattr(record, record.dated_by)
    return day.date() if isinstance(day, datetime) else day


def created_key(record: Record) -> CreatedKey:
    """Order records by the moment they were first kept."""
    return record.created.tzinfo is not None, record.created, record.uid
