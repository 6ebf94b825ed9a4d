"""Which records are meant: with one peer, between two days, of some kinds."""

from datetime import date

from msgspec import Struct

from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Checkin, Day, Goal, Mentor, Promise, Record, Star, Topic

# The day a record is about: what `--since`, `--until` and "newest first" go by.
_DAY: dict[type[Record], str] = {
    Mentor: "since",
    Goal: "start",
    Topic: "raised",
    Promise: "made",
    Star: "created",
}


class Where(Struct, frozen=True):
    """Where to look: with one peer, between two days (both included), in some kinds; None is everywhere."""

    mentor: Mentor | None = None
    since: Day | None = None
    until: Day | None = None
    kinds: tuple[str, ...] = ()


def is_within(records: Records, record: Record, where: Where) -> bool:
    """Tell whether a record is with that peer and between those days; its kind is not looked at."""
    if where.mentor is not None and peer_of(records, record) != where.mentor.uid:
        return False
    if where.since is None and where.until is None:
        return True
    day = day_of(record)
    return (where.since is None or day >= where.since) and (where.until is None or day <= where.until)


def day_of(record: Record) -> date:
    """Name the day a record is about: of a talk its day, of a promise the day it was made."""
    day: date = getattr(record, _DAY.get(type(record), "date"))
    return record.created.date() if isinstance(record, Star) else day


def peer_of(records: Records, record: Record) -> str:
    """Name the peer a record is about, by their uid; "" for nobody's."""
    if isinstance(record, Mentor):
        return record.uid
    if isinstance(record, Checkin):
        goal = records.get(Goal, record.goal)
        return goal.mentor if goal else ""
    return getattr(record, "mentor", "")
