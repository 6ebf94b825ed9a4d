"""What the journal holds about one relationship in one window: the entries a review may rest on."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from peermentor.practice.growth import goals
from peermentor.practice.growth.promises import is_overdue
from peermentor.practice.nouns.order import created_key, updated_key
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Checkin, Feedback, Goal, Mentor, Promise, Record, Session, Topic
from peermentor.practice.nouns.sessions import sessions_with
from peermentor.practice.review.window import Span


class Path(Struct, frozen=True):
    """How far one goal came: its percent before the window and at its end, and the entries that say so."""

    goal: Goal
    start: int
    end: int
    refs: tuple[str, ...]


class Entries(Struct, frozen=True):
    """The entries of one relationship: those of the window, and of the whole time where the name says `ever`.

    `due` are the promises of both sides to judge, `overdue` all that are late by now; `prepared` are the
    sessions that began with an agenda or topics raised beforehand; `paths` are the goals ever checked in.
    """

    mentor: Mentor
    span: Span
    sessions: tuple[Session, ...]
    called_off: tuple[Session, ...]
    due: tuple[Promise, ...]
    overdue: tuple[Promise, ...]
    goals: tuple[Goal, ...]
    paths: tuple[Path, ...]
    feedback: tuple[Feedback, ...]
    prepared: tuple[Session, ...]
    sessions_ever: tuple[Session, ...]
    prepared_ever: bool
    feedback_ever: bool


def handles(records: Iterable[Record]) -> tuple[str, ...]:
    """What people type for each."""
    return tuple(record.handle for record in records)


def gather_entries(records: Records, mentor: Mentor, span: Span) -> Entries:
    """Everything a review of this relationship looks at; what lies after the window is not there yet."""
    met = tuple(s for s in sessions_with(records, mentor) if s.date <= span.until)
    inside = tuple(s for s in met if span.holds(s.date, created_key(s)))
    ever = tuple(s for s in met if s.held)
    told = tuple(f for f in records.of_mentor(Feedback, mentor) if f.date <= span.until)
    promises = records.of_mentor(Promise, mentor)
    topics = records.of_mentor(Topic, mentor)
    growing = tuple(g for g in records.of_mentor(Goal, mentor) if _was_growing(g, span))
    return Entries(
        mentor=mentor,
        span=span,
        sessions=tuple(s for s in inside if s.held),
        called_off=tuple(s for s in inside if not s.held),
        due=tuple(p for p in promises if _was_due(p, span)),
        overdue=tuple(p for p in promises if is_overdue(p, span.until)),
        goals=growing,
        paths=tuple(_paths(growing, records, span)),
        feedback=tuple(f for f in told if span.holds(f.date, created_key(f))),
        prepared=tuple(s for s in inside if s.held and was_prepared(s, topics)),
        sessions_ever=ever,
        prepared_ever=any(was_prepared(s, topics) for s in ever),
        feedback_ever=bool(told),
    )


def on_time(promise: Promise) -> bool:
    """Kept, and by its day; the day itself is in time."""
    return (
        promise.state == "kept"
        and promise.due is not None
        and promise.ended is not None
        and promise.ended <= promise.due
    )


def _was_due(promise: Promise, span: Span) -> bool:
    """Due in the window, and up for judgement.

    A promise due on the last day and still open has that day left: the next window judges it. One released
    by its day was talked about in time and counts for nobody; one dropped afterwards was not kept.
    """
    if promise.due is None or not span.since <= promise.due <= span.until or _judged_before(promise, span):
        return False
    if promise.state == "dropped" and (promise.ended is None or promise.ended <= promise.due):
        return False
    return on_time(promise) or promise.due < span.until


def _judged_before(promise: Promise, span: Span) -> bool:
    """Whether the review that closed the window before, on this promise's day, found it kept already."""
    if span.closed is None or promise.due != span.since or not on_time(promise):
        return False
    return promise.ended != promise.due or updated_key(promise) <= span.closed


def _was_growing(goal: Goal, span: Span) -> bool:
    """A goal of mine, or of both, that was open for at least a part of the window."""
    if goal.owner == "them" or goal.start > span.until:
        return False
    return goal.ended is None or goal.ended > span.until or span.holds(goal.ended, updated_key(goal))


def was_prepared(session: Session, topics: Iterable[Topic]) -> bool:
    """Whether it began with an agenda, or with a topic raised beforehand."""
    return bool(session.agenda) or any(
        t.raised <= session.date and (t.ended is None or t.ended >= session.date) for t in topics
    )


def _paths(growing: Iterable[Goal], records: Records, span: Span) -> Iterator[Path]:
    for goal in growing:
        line = goals.checkins_in_order(goal, records.where(Checkin, goal=goal.uid))
        line = [c for c in line if c.date <= span.until]
        if line:
            yield _path(goal, line, span)


def _path(goal: Goal, line: Sequence[Checkin], span: Span) -> Path:
    inside = [c for c in line if span.holds(c.date, created_key(c))]
    before = [c for c in line if c not in inside]
    # Reaching a goal is its last check-in, whether or not a percent was said as well.
    end = goals.FULL if goal.state == "reached" else line[-1].percent
    return Path(goal, before[-1].percent if before else 0, end, handles([goal, *inside]))
