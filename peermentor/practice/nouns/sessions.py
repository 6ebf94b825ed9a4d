"""Meetings with one peer: which were held, how many, and when the next one is due."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import count

from peermentor.dates import When
from peermentor.practice.nouns import rhythm, stretches
from peermentor.practice.nouns.care import is_careful
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Record, Review, Session, Stage, Topic
from peermentor.practice.nouns.thresholds import EARLY_DAYS, Habits


def held_sessions(sessions: Iterable[Session]) -> list[Session]:
    """List the sessions that took place, oldest first."""
    return sorted((s for s in sessions if s.held), key=by_day)


def was_prepared(session: Session, topics: Iterable[Topic]) -> bool:
    """Tell whether a session began with an agenda, or with a topic raised beforehand."""
    return bool(session.agenda) or any(
        t.raised <= session.date and (t.ended is None or t.ended >= session.date) for t in topics
    )


def next_session_day(records: Records, mentor: Mentor, today: date, habits: Habits) -> date | None:
    """Find the day agreed for the next meeting, else the day the rhythm asks for, else None.

    The rhythm counts from the last talk, or from the day the two began or began again where that is later;
    from a meeting that was called off when it was due or later, it counts anew. Days of a pause, of a closed
    time and of a break are left out. It asks for no day of a candidate, while a pause lasts or a concern
    stands, and of a relationship that is ending or over; a day that was agreed and lies in the pause waits
    until they go on."""
    if mentor.next is not None:
        return None if _lies_in_the_pause(records, mentor, today) else mentor.next
    return _rhythm_day(records, mentor, today, habits, ("active",))


def _lies_in_the_pause(records: Records, mentor: Mentor, today: date) -> bool:
    """Whether the day agreed comes before the end of a pause that lasts still."""
    if mentor.stage != "paused" or mentor.next is None:
        return False
    lasts = stretches.stage_on(mentor, stretches.held_days(records, mentor), today) == "paused"
    return lasts and (mentor.until is None or mentor.next < mentor.until)


def _rhythm_day(
    records: Records,
    mentor: Mentor,
    today: date,
    habits: Habits,
    stages: tuple[Stage, ...],
    talk: date | None = None,
) -> date | None:
    """The day the rhythm asks for where the relationship is in one of these stages today.

    `talk` is the day of a talk that is not kept yet, and counts as one.
    """
    kept = sessions_with(records, mentor)
    talks = sorted([s.date for s in kept if s.held] + ([talk] if talk else []))
    stage = stretches.stage_on(mentor, talks, today)
    if not mentor.every or stage not in stages or is_careful(records, mentor.uid, today):
        return None
    last = max(talks[-1] if talks else _begun(mentor, talks, today), stretches.reopened(mentor) or date.min)
    away = [(first, end + timedelta(days=1)) for first, end in habits.breaks]
    at_rest = sorted([*stretches.rests(mentor, talks, today), *away])
    day = stretches.move_by_rests(rhythm.after(last, mentor.every), last, at_rest)
    for session in kept:
        if not session.held and session.date >= day:
            day = stretches.move_by_rests(rhythm.after(session.date, mentor.every), session.date, at_rest)
    return day


def _begun(mentor: Mentor, talks: Sequence[date], today: date) -> date:
    """The day a relationship became active, else the day it was added."""
    known = stretches.stretches(mentor, talks, today)
    return next((one.since for one in known if one.kind == "active"), mentor.since)


def is_agreed_meeting(records: Records, mentor: Mentor, talk: date) -> bool:
    """Tell whether a talk on the day `talk` is the meeting agreed for a later day, held early.

    It is, when it was held after the day was agreed and at most one interval of the rhythm before that day
    (14 days without a rhythm). When no talk says the day, it counts as agreed at the peer's last change.
    """
    if mentor.next is None or talk >= mentor.next:
        return False
    said = [s.date for s in records.of_mentor(Session, mentor) if s.next == mentor.next]
    agreed = max(said, default=mentor.updated.date())
    early = timedelta(days=rhythm.in_days(mentor.every) if mentor.every else EARLY_DAYS)
    return agreed < talk and mentor.next - talk <= early


def find_agreed_date(mentor: Mentor, since: date) -> When | None:
    """Find the agreed next meeting, with its time; None where none is agreed, or only one before `since`."""
    if mentor.next is None or mentor.next < since:
        return None
    at = mentor.next_at
    return When(mentor.next, at.time() if at and at.date() == mentor.next else None)


def find_next_meeting(records: Records, record: Record, since: date) -> When | None:
    """Find the agreed next meeting with a peer, or with the peer of a record; None as `find_agreed_date`."""
    mentor = record if isinstance(record, Mentor) else records.get(Mentor, getattr(record, "mentor", ""))
    return find_agreed_date(mentor, since) if mentor else None


def propose_day(
    records: Records, mentor: Mentor, today: date, habits: Habits, *, talk: date | None = None
) -> date | None:
    """Propose the next meeting: the agreed day, else the next day of the rhythm that is still free.

    Never a day that has passed, a day with a talk or with a meeting that was called off, or the agreed day of
    the talk that is about to be kept (`talk`, its day).
    """
    met_or_off = {session.date for session in records.of_mentor(Session, mentor)} | {talk}
    used = talk is not None and is_agreed_meeting(records, mentor, talk)
    if mentor.next and mentor.next >= today and mentor.next not in met_or_off and not used:
        return mentor.next
    first = _rhythm_day(records, mentor, today, habits, ("candidate", "active"), talk)
    if first is None:
        return None
    days = (rhythm.after(first, mentor.every, times) for times in count())
    return next(day for day in days if day >= today and day not in met_or_off)


def next_review_day(records: Records, mentor: Mentor, today: date, habits: Habits) -> date:
    """Find the day of the next review: as decided at the last one, else counted from the start.

    Days at rest move it, unless the last review has a concern. After a relationship was opened again, its
    next review is a first one.
    """
    latest = max(records.of_mentor(Review, mentor), key=by_day, default=None)
    at_rest = stretches.rests_of(records, mentor, today)
    again = stretches.reopened(mentor)
    begun = again or mentor.since
    if latest is None or (again and latest.date < again):
        if mentor.first_review and mentor.first_review > begun:
            return mentor.first_review
        return stretches.move_by_rests(begun + timedelta(days=habits.first_review_days), begun, at_rest)
    day = latest.next_review or latest.date + timedelta(days=habits.review_every_days)
    return day if latest.concern else stretches.move_by_rests(day, latest.date, at_rest)


def sessions_with(records: Records, mentor: Mentor) -> list[Session]:
    """List all sessions of one relationship, cancelled ones too, oldest first."""
    return sorted(records.of_mentor(Session, mentor), key=by_day)


def day_to_prepare(records: Records, mentor: Mentor, today: date, habits: Habits) -> date:
    """Find the day to prepare for: that of the next meeting where it is today or later, else today."""
    day = next_session_day(records, mentor, today, habits)
    return day if day and day >= today else today
