"""Selecting records: with one peer, between two days, of some kinds."""

from msgspec import Struct

from peermentor.practice.nouns.order import day_of
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Checkin, Day, Goal, Mentor, Record


class Where(Struct, frozen=True):
    """What to select: a peer, days (both included), and kinds by their nouns; None or () selects all."""

    mentor: Mentor | None = None
    since: Day | None = None
    until: Day | None = None
    kinds: tuple[str, ...] = ()


def is_within(records: Records, record: Record, where: Where) -> bool:
    """Tell whether a record is with that peer and between those days; kinds are not checked here."""
    if where.mentor is not None and peer_of(records, record) != where.mentor.uid:
        return False
    if where.since is None and where.until is None:
        return True
    day = day_of(record)
    return (where.since is None or day >= where.since) and (where.until is None or day <= where.until)


def peer_of(records: Records, record: Record) -> str:
    """Find the uid of the peer a record is about; "" for none."""
    if isinstance(record, Mentor):
        return record.uid
    if isinstance(record, Checkin):
        goal = records.get(Goal, record.goal)
        return goal.mentor if goal else ""
    return getattr(record, "mentor", "")
