"""Meetings with one peer: which were held, how many, and when the next one is due."""

from collections.abc import Iterable
from datetime import date, timedelta

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
