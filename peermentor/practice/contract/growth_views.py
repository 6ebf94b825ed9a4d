"""Goals and promises as people and scripts see them: names and handles for uids, and what holds today.

The fields of these, of noted_views.py, people_views.py and talk_views.py are the contract of `--json`: they
may be added to, never renamed or removed.
"""

from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import asdict

from peermentor.practice.contract.noted_views import TopicView
from peermentor.practice.contract.record_view import MentorRef, RecordView, handle_of, own_fields, ref, whose
from peermentor.practice.growth import goals, promises, word
from peermentor.practice.nouns import stretches
from peermentor.practice.nouns.care import is_careful
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    Checkin,
    Day,
    DueMove,
    Goal,
    GoalState,
    Milestone,
    Owner,
    Promise,
    PromiseState,
    Session,
    Side,
)
from peermentor.practice.nouns.thresholds import Habits


class GoalView(RecordView, frozen=True, kw_only=True):
    """A goal, and its progress today.

    While a concern stands with the peer it is `careful`, and neither stale nor untended.
    """

    title: str
    mentor: MentorRef | None
    owner: Owner
    why: str
    success: str
    obstacle: str
    start: Day
    target: Day | None
    milestones: tuple[Milestone, ...]
    state: GoalState
    ended: Day | None
    percent: int
    line: tuple[int, ...]
    pace: goals.Pace
    stale: bool
    days_left: int | None
    attained: int | None
    weight: int
    follows: str | None
    untended: bool
    careful: bool = False


class CheckinView(RecordView, frozen=True, kw_only=True):
    """One check-in of a goal."""

    goal: str
    date: Day
    percent: int
    note: str


class PromiseView(RecordView, frozen=True, kw_only=True):
    """A promise; `days` until it is due, `carried` over from so many talks.

    Negative days are those it is late, without days at rest. It is `careful` while a concern stands with the
    peer: then nobody is asked to keep it.
    """

    mentor: MentorRef
    owner: Side
    text: str
    made: Day
    due: Day | None
    due_at: datetime | None
    state: PromiseState
    ended: Day | None
    because: str
    session: str | None
    goal: str | None
    days: int | None
    overdue: bool
    carried: int
    cue: str
    moved: tuple[DueMove, ...] = ()
    released: bool = False
    careful: bool = False


class InsightView(Struct, frozen=True):
    """An insight ("s3.1"), and what came of trying it."""

    handle: str
    session: str
    insight: int
    text: str
    date: Day | None
    outcome: str


class GoalsView(Struct, frozen=True):
    """What `goals` lists."""

    goals: tuple[GoalView, ...]


class GoalWhole(Struct, frozen=True):
    """What `goal` shows: the goal, its check-ins and its promises."""

    goal: GoalView
    checkins: tuple[CheckinView, ...]
    promises: tuple[PromiseView, ...]


class PromisesView(Struct, frozen=True):
    """What `promises` lists."""

    promises: tuple[PromiseView, ...]


class Settled(Struct, frozen=True):
    """What `done` and `drop` settled."""

    promises: tuple[PromiseView, ...]
    topics: tuple[TopicView, ...]
    tried: tuple[InsightView, ...] = ()
    goals: tuple[GoalView, ...] = ()


def goal(records: Records, goal: Goal, today: date, habits: Habits) -> GoalView:
    """Show a goal, as in `goals` and `goal`."""
    checkins = records.where(Checkin, goal=goal.uid)
    at_rest = stretches.rests_with(records, goal.mentor, today)
    progress = goals.goal_progress(goal, checkins, today, habits.stale_days, at_rest)
    careful = is_careful(records, goal.mentor, today)
    return own_fields(
        GoalView,
        goal,
        mentor=ref(records, goal.mentor),
        target=goals.target_day(goal, at_rest),
        follows=handle_of(records, Goal, goal.follows),
        untended=not careful and goals.untended(goal, checkins, records.where(Promise, goal=goal.uid)),
        careful=careful,
        **asdict(progress) | {"stale": progress.stale and not careful},
    )


def checkin(records: Records, checkin: Checkin) -> CheckinView:
    """Show a check-in, as in `goal`."""
    return own_fields(CheckinView, checkin, goal=handle_of(records, Goal, checkin.goal))


def promise(records: Records, promise: Promise, today: date) -> PromiseView:
    """Show a promise as it was kept, as in `promises`, with the day and the state it has today.

    A pause has moved the day of a copy from `as_it_stands` already; here it would be moved twice.
    """
    kept, promise = promise, word.as_it_stands(records, promise, today)
    return own_fields(
        PromiseView,
        promise,
        mentor=whose(records, promise.mentor),
        session=handle_of(records, Session, promise.session),
        goal=handle_of(records, Goal, promise.goal),
        days=stretches.days_until(records, promise.mentor, promise.due, today)
        if promise.due and promise.state == "open"
        else None,
        overdue=promises.is_overdue(promise, today),
        carried=promises.times_carried(records, kept, today),
        careful=is_careful(records, promise.mentor, today),
    )


def insight(session: Session, place: int) -> InsightView:
    """Show an insight by its place in the talk, from 1, as `done` does."""
    came = next((one for one in session.tried if one.insight == place), None)
    return InsightView(
        handle=f"{session.handle}.{place}",
        session=session.handle,
        insight=place,
        text=session.got[place - 1],
        date=came.date if came else None,
        outcome=came.outcome if came else "",
    )
