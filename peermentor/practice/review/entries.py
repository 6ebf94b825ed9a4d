"""The entries that a review looks at: what the journal has about one relationship, in one window."""

from collections.abc import Callable, Iterable
from datetime import date
from operator import attrgetter

from msgspec import Struct

from peermentor.practice.growth import word
from peermentor.practice.growth.word import Kept
from peermentor.practice.nouns import stretches
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Feedback, Mentor, Promise, Record, Session, Topic
from peermentor.practice.nouns.sessions import sessions_with, was_prepared
from peermentor.practice.nouns.stretches import Days, Stretch
from peermentor.practice.review import paths
from peermentor.practice.review.paths import GoalPath
from peermentor.practice.review.window import Span


class Entries(Struct, frozen=True):
    """The entries of one relationship: of the window, or, in `…_ever`, of all time up to its end.

    `promises` are those of both sides that count, `overdue` the open ones whose day has passed. `prepared`
    are the sessions with an agenda or a topic raised before. `notes_gave`, `notes_got`: whether this person
    ever noted that, with any peer.
    """

    mentor: Mentor
    span: Span
    stretches: tuple[Stretch, ...]
    at_rest: tuple[Days, ...]
    sessions: tuple[Session, ...]
    called_off: tuple[Session, ...]
    promises: tuple[Kept, ...]
    overdue: tuple[Promise, ...]
    paths: tuple[GoalPath, ...]
    feedback: tuple[Feedback, ...]
    prepared: tuple[Session, ...]
    sessions_ever: tuple[Session, ...]
    called_off_ever: tuple[Session, ...]
    prepared_ever: tuple[Session, ...]
    feedback_ever: tuple[Feedback, ...]
    notes_gave: bool
    notes_got: bool


def handles(records: Iterable[Record]) -> tuple[str, ...]:
    """List the handles of records."""
    return tuple(record.handle for record in records)


def gather_entries(records: Records, mentor: Mentor, span: Span, breaks: Iterable[Days] = ()) -> Entries:
    """Gather everything a review of this relationship looks at; nothing after the end of the window."""
    met = tuple(s for s in sessions_with(records, mentor) if s.date <= span.until)
    held = tuple(s for s in met if s.held)
    days = [s.date for s in held]
    at_rest = stretches.rests(mentor, days, span.until)
    told = tuple(f for f in records.of_mentor(Feedback, mentor) if f.date <= span.until)
    topics = records.of_mentor(Topic, mentor)
    prepared = tuple(s for s in held if was_prepared(s, topics))
    promised = [p for p in records.of_mentor(Promise, mentor) if p.made <= span.until]
    judged = [word.judge(p, at_rest, span.until) for p in promised]
    return Entries(
        mentor=mentor,
        span=span,
        stretches=stretches.stretches(mentor, days, span.until, breaks),
        at_rest=at_rest,
        sessions=tuple(s for s in held if span.holds(s.date)),
        called_off=tuple(s for s in met if not s.held and span.holds(s.date)),
        promises=tuple(word.judge_counted(records, promised, span.until, span.since)),
        overdue=tuple(j.promise for j in judged if _is_overdue(j, span.until)),
        paths=paths.goal_paths(records, mentor, span, at_rest),
        feedback=tuple(f for f in told if span.holds(f.date)),
        prepared=tuple(s for s in prepared if span.holds(s.date)),
        sessions_ever=held,
        called_off_ever=tuple(s for s in met if not s.held),
        prepared_ever=prepared,
        feedback_ever=told,
        notes_gave=_is_noted(records, held, attrgetter("gave")),
        notes_got=_is_noted(records, held, attrgetter("got")),
    )


def _is_noted(records: Records, held: Iterable[Session], side: Callable[[Session], object]) -> bool:
    # The talks with all other peers are many: they are read only where these few say nothing.
    return any(map(side, held)) or any(side(s) for s in records.all(Session) if s.held)


def _is_overdue(kept: Kept, today: date) -> bool:
    return kept.promise.state == "open" and kept.day is not None and kept.day < today
