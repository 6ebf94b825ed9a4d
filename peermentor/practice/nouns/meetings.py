"""Meetings with one peer: which were held, how many, and when the next one is due."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import count

from msgspec.structs import replace

from peermentor.dates import When
from peermentor.practice.nouns import rhythm
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Review, Session
from peermentor.practice.nouns.thresholds import Habits


def held_sessions(sessions: Iterable[Session]) -> list[Session]:
    """The sessions that took place, oldest first."""
    return sorted((s for s in sessions if s.held), key=lambda s: (s.date, s.number))


def next_session_day(mentor: Mentor, sessions: Iterable[Session]) -> date | None:
    """The day agreed for the next meeting, else the one the rhythm asks for, else None.

    In a pause, and when it ends or has ended, the rhythm asks for nothing.
    """
    if mentor.next is not None:
        return mentor.next
    if not mentor.every or mentor.stage not in ("candidate", "active"):
        return None
    met = held_sessions(sessions)
    return rhythm.after(met[-1].date if met else mentor.since, mentor.every)


def find_agreed(mentor: Mentor, since: date) -> When | None:
    """Find the date agreed for the next meeting, with its time; None where there is none from a day on."""
    if mentor.next is None or mentor.next < since:
        return None
    at = mentor.next_at
    return When(mentor.next, at.time() if at and at.date() == mentor.next else None)


def propose_day(mentor: Mentor, sessions: Sequence[Session], today: date) -> date | None:
    """Propose the next meeting: the date agreed, else the next one of the rhythm that is still free.

    It is never a day that has passed, the day of a talk, or one that was called off.
    """
    met_or_off = {session.date for session in sessions}
    if mentor.next and mentor.next >= today and mentor.next not in met_or_off:
        return mentor.next
    first = next_session_day(replace(mentor, next=None), sessions)
    if first is None:
        return None
    days = (rhythm.after(first, mentor.every, times) for times in count())
    return next(day for day in days if day >= today and day not in met_or_off)


def review_due(mentor: Mentor, reviews: Iterable[Review], habits: Habits) -> date:
    """The day of the next review: as decided at the last one, else counted from the start."""
    latest = max(reviews, key=lambda r: (r.date, r.number), default=None)
    if latest is None:
        return mentor.since + timedelta(days=habits.first_review_days)
    return latest.next_review or latest.date + timedelta(days=habits.review_every_days)


def sessions_with(records: Records, mentor: Mentor) -> list[Session]:
    """All sessions of one relationship, cancelled ones too, oldest first."""
    return sorted(records.of_mentor(Session, mentor), key=lambda s: (s.date, s.number))


def day_to_prepare(mentor: Mentor, today: date) -> date:
    """The day to prepare for: the one agreed for today or later, else today."""
    return mentor.next if mentor.next and mentor.next >= today else today
