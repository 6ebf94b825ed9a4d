"""Records as people and scripts see them: uids become names and handles, and what follows from today is said.

The fields of these are the contract of `--json`: they may be added to, never renamed or removed.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import asdict

from peermentor.practice.growth import goals, promises, word
from peermentor.practice.nouns import stretches
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    Agenda,
    Agreement,
    Checkin,
    Day,
    Decision,
    DueMove,
    Feedback,
    Focus,
    Goal,
    GoalState,
    Mentor,
    Milestone,
    Owner,
    Promise,
    PromiseState,
    R,
    Record,
    Reflection,
    Rehearsal,
    Review,
    Session,
    Side,
    Stage,
    Topic,
    TopicState,
    Tried,
    Win,
)
from peermentor.practice.nouns.sessions import held_sessions, next_review_day, next_session_day, sessions_with
from peermentor.practice.nouns.thresholds import Habits


class MentorRef(Struct, frozen=True):
    """A peer, named from elsewhere."""

    name: str
    handle: str


class RecordView(Struct, frozen=True, kw_only=True):
    """What every record shows of itself."""

    uid: str
    handle: str
    created: datetime
    updated: datetime


class MentorView(RecordView, frozen=True, kw_only=True):
    """A peer, with how often you met and what is open between you."""

    name: str
    stage: Stage
    skill: str
    focus: Focus | None
    role: str
    department: str
    contact: str
    met: str
    why: str
    every: str
    minutes: int | None
    since: Day
    sessions: int
    last: Day | None
    next: Day | None
    next_at: datetime | None
    next_days: int | None
    until: Day | None
    first_review: Day | None
    review_due: Day
    promises_open: int
    topics_open: int


class GoalView(RecordView, frozen=True, kw_only=True):
    """A goal, and where it stands today."""

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


class CheckinView(RecordView, frozen=True, kw_only=True):
    """One check-in of a goal."""

    goal: str
    date: Day
    percent: int
    note: str


class TopicView(RecordView, frozen=True, kw_only=True):
    """Something to talk about."""

    mentor: MentorRef
    text: str
    owner: Side
    important: bool
    raised: Day
    state: TopicState
    ended: Day | None
    before: int | None
    after: int | None
    because: str
    later: Day | None


class PromiseView(RecordView, frozen=True, kw_only=True):
    """A promise; `days` until it is due (negative: overdue), `carried` over so many meetings."""

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


class WinView(RecordView, frozen=True, kw_only=True):
    """Something that went well."""

    mentor: MentorRef | None
    text: str
    date: Day
    session: str | None
    goal: str | None
    goal_title: str | None


class FeedbackView(RecordView, frozen=True, kw_only=True):
    """Feedback given or received."""

    mentor: MentorRef
    direction: str
    text: str
    situation: str
    behaviour: str
    impact: str
    question: str
    date: Day
    session: str | None


class ReflectionView(RecordView, frozen=True, kw_only=True):
    """What happened, so what, now what."""

    mentor: MentorRef
    session: str | None
    date: Day
    role: str | None
    happened: str
    so_what: str
    now_what: str
    strengths: tuple[str, ...]
    improve: tuple[str, ...]
    deeper: dict[str, str]


class SessionView(RecordView, frozen=True, kw_only=True):
    """A meeting, with the promises, wins and reflection it brought."""

    mentor: MentorRef
    date: Day
    at: datetime | None
    minutes: int | None
    led: Owner | None
    role: str | None
    notes: str
    gave: tuple[str, ...]
    got: tuple[str, ...]
    discussed: tuple[str, ...]
    energy: int | None
    talked: str | None
    cancelled: Owner | None
    held: bool
    next: Day | None
    promises: tuple[PromiseView, ...]
    wins: tuple[WinView, ...]
    feedback: tuple[FeedbackView, ...]
    reflection: ReflectionView | None
    agenda: str | None
    tried: tuple[Tried, ...]
    topics: tuple[TopicView, ...]


class ReviewView(RecordView, frozen=True, kw_only=True):
    """An earlier review."""

    mentor: MentorRef
    date: Day
    since: Day
    ratings: dict[str, int]
    verdict: str
    decision: Decision | None
    because: str
    next_review: Day | None
    concern: bool
    seen: dict[str, str]
    low: tuple[str, ...]
    over: bool = False


class AgreementView(RecordView, frozen=True, kw_only=True):
    """What two peers agreed on; `check_days` until they look at it again (negative: overdue)."""

    mentor: MentorRef
    date: Day
    focus: Focus | None
    i_bring: str
    they_bring: str
    i_hope: str
    they_hope: str
    channel: str
    every: str
    minutes: int | None
    quiet: str
    confidential: str
    boundaries: tuple[str, ...]
    stop: str
    check: Day | None
    check_days: int | None


class RehearsalView(RecordView, frozen=True, kw_only=True):
    """What was made ready for a conversation or for feedback, and how it went."""

    mentor: MentorRef
    date: Day
    kind: str
    tone: str
    happened: str
    behaviour: str
    effect: str
    own_part: str
    ask: str
    if_no: str
    went: str


class RehearsalWhole(Struct, frozen=True):
    """What `rehearse` shows: the parts, the words to say, and the words in them that judge."""

    rehearsal: RehearsalView
    words: str
    judging: tuple[str, ...] = ()


class AgendaView(RecordView, frozen=True, kw_only=True):
    """What was prepared for one meeting; what it names is told as it is now."""

    mentor: MentorRef
    date: Day
    minutes: int
    shape: str
    topics: tuple[TopicView, ...]
    promises: tuple[PromiseView, ...]
    goals: tuple[GoalView, ...]
    questions: tuple[str, ...]
    tip: str


class AgendaWhole(Struct, frozen=True):
    """What `show a7` shows: the agenda, and its questions and its tip in words, by their keys."""

    agenda: AgendaView
    texts: dict[str, str]


S = TypeVar("S", bound=RecordView)


class MentorsView(Struct, frozen=True):
    """What `mentors` lists, on this day."""

    date: Day
    mentors: tuple[MentorView, ...]


class GoalsView(Struct, frozen=True):
    """What `goals` lists."""

    goals: tuple[GoalView, ...]


class GoalWhole(Struct, frozen=True):
    """What `goal` shows: the goal, its check-ins and the promises that serve it."""

    goal: GoalView
    checkins: tuple[CheckinView, ...]
    promises: tuple[PromiseView, ...]


class TopicsView(Struct, frozen=True):
    """What `topics` lists."""

    topics: tuple[TopicView, ...]


class PromisesView(Struct, frozen=True):
    """What `promises` lists."""

    promises: tuple[PromiseView, ...]


class InsightView(Struct, frozen=True):
    """Something taken from a talk ("s3.1"), and what came of trying it."""

    handle: str
    session: str
    insight: int
    text: str
    date: Day | None
    outcome: str


class Settled(Struct, frozen=True):
    """What `done` and `drop` settled."""

    promises: tuple[PromiseView, ...]
    topics: tuple[TopicView, ...]
    tried: tuple[InsightView, ...] = ()


class SessionsView(Struct, frozen=True):
    """What `sessions` lists, latest first."""

    sessions: tuple[SessionView, ...]


class FeedbackList(Struct, frozen=True):
    """What `feedback` lists, latest first."""

    feedback: tuple[FeedbackView, ...]


class ReviewList(Struct, frozen=True):
    """What `reviews` lists, latest first."""

    reviews: tuple[ReviewView, ...]


class SessionWhole(Struct, frozen=True):
    """What `session` shows; `questions` are those of the deeper reflection, by the keys of its answers."""

    session: SessionView
    questions: dict[str, str] = {}


def ref(records: Records, mentor_uid: str) -> MentorRef | None:
    """Name the peer a record belongs to, or None."""
    mentor = records.get(Mentor, mentor_uid)
    return MentorRef(mentor.name, mentor.handle) if mentor else None


NOBODY = MentorRef("?", "")


def whose(records: Records, mentor_uid: str) -> MentorRef:
    """Name the peer a record belongs to; "?" where a merge or a hand took them away, which `doctor` tells."""
    return ref(records, mentor_uid) or NOBODY


def _own_fields(kind: type[S], record: Record, **instead: Any) -> S:  # noqa: ANN401 - any record's fields
    """The record's own fields by the same names, but for those said otherwise."""
    fields = asdict(record) | {"handle": record.handle} | instead
    return kind(**{name: fields[name] for name in kind.__struct_fields__})


def _handle(records: Records, kind: type[R], uid: str) -> str | None:
    found = records.get(kind, uid) if uid else None
    return found.handle if found else None


def mentor(records: Records, mentor: Mentor, today: date, habits: Habits) -> MentorView:
    """Show a peer, as in `mentors` and `mentor`."""
    sessions = sessions_with(records, mentor)
    met = held_sessions(sessions)
    due = next_session_day(records, mentor, today, habits)
    return _own_fields(
        MentorView,
        mentor,
        sessions=len(met),
        last=met[-1].date if met else None,
        next=due,
        next_days=(due - today).days if due else None,
        review_due=next_review_day(records, mentor, today, habits),
        promises_open=sum(p.state == "open" for p in records.of_mentor(Promise, mentor)),
        topics_open=sum(t.state == "open" for t in records.of_mentor(Topic, mentor)),
    )


def goal(records: Records, goal: Goal, today: date, habits: Habits) -> GoalView:
    """Show a goal, as in `goals` and `goal`."""
    checkins = records.where(Checkin, goal=goal.uid)
    at_rest = stretches.rests_of(records, records.get(Mentor, goal.mentor), today)
    progress = goals.goal_progress(goal, checkins, today, habits.stale_days, at_rest)
    return _own_fields(
        GoalView,
        goal,
        mentor=ref(records, goal.mentor),
        target=goals.target_day(goal, at_rest),
        follows=_handle(records, Goal, goal.follows),
        untended=goals.untended(goal, checkins, records.where(Promise, goal=goal.uid)),
        **asdict(progress),
    )


def checkin(records: Records, checkin: Checkin) -> CheckinView:
    """Show a check-in, as in `goal`."""
    return _own_fields(CheckinView, checkin, goal=_handle(records, Goal, checkin.goal))


def topic(records: Records, topic: Topic) -> TopicView:
    """Show a topic, as in `topics`."""
    return _own_fields(TopicView, topic, mentor=whose(records, topic.mentor))


def promise(records: Records, promise: Promise, today: date) -> PromiseView:
    """Show a promise, as in `promises`, with the day and the state that hold for it today."""
    kept, promise = promise, word.as_it_stands(records, promise, today)
    return _own_fields(
        PromiseView,
        promise,
        mentor=whose(records, promise.mentor),
        session=_handle(records, Session, promise.session),
        goal=_handle(records, Goal, promise.goal),
        days=(promise.due - today).days if promise.due and promise.state == "open" else None,
        overdue=promises.is_overdue(promise, today),
        carried=promises.times_carried(records, kept, today),
    )


def win(records: Records, win: Win) -> WinView:
    """Show a win, as in `wins` and beside the session that brought it."""
    return _own_fields(
        WinView,
        win,
        mentor=ref(records, win.mentor),
        session=_handle(records, Session, win.session),
        goal=_handle(records, Goal, win.goal),
        goal_title=served.title if (served := records.get(Goal, win.goal)) else None,
    )


def feedback(records: Records, feedback: Feedback) -> FeedbackView:
    """Show feedback, as beside the session that brought it."""
    return _own_fields(
        FeedbackView,
        feedback,
        mentor=whose(records, feedback.mentor),
        session=_handle(records, Session, feedback.session),
    )


def reflection(records: Records, reflection: Reflection) -> ReflectionView:
    """Show a reflection, as beside its session."""
    return _own_fields(
        ReflectionView,
        reflection,
        mentor=whose(records, reflection.mentor),
        session=_handle(records, Session, reflection.session),
    )


def insight(session: Session, place: int) -> InsightView:
    """Show something taken from a talk, by its place counted from 1, as `done` answers."""
    came = next((one for one in session.tried if one.insight == place), None)
    return InsightView(
        handle=f"{session.handle}.{place}",
        session=session.handle,
        insight=place,
        text=session.got[place - 1],
        date=came.date if came else None,
        outcome=came.outcome if came else "",
    )


def session(records: Records, session: Session, today: date) -> SessionView:
    """Show a session with everything it brought, as in `session` and after `log`."""
    return sessions(records, (session,), today)[0]


def sessions(records: Records, chosen: Sequence[Session], today: date) -> tuple[SessionView, ...]:
    """Show sessions with everything they brought."""
    return tuple(
        _own_fields(
            SessionView,
            one,
            mentor=whose(records, one.mentor),
            discussed=tuple(filter(None, (_handle(records, Topic, uid) for uid in one.discussed))),
            topics=tuple(topic(records, t) for t in (records.get(Topic, uid) for uid in one.discussed) if t),
            agenda=_handle(records, Agenda, one.agenda),
            held=one.held,
            promises=tuple(promise(records, p, today) for p in records.where(Promise, session=one.uid)),
            wins=tuple(win(records, w) for w in records.where(Win, session=one.uid)),
            feedback=tuple(feedback(records, f) for f in records.where(Feedback, session=one.uid)),
            reflection=next(
                (reflection(records, r) for r in records.where(Reflection, session=one.uid)), None
            ),
        )
        for one in chosen
    )


def review(records: Records, review: Review) -> ReviewView:
    """Show an earlier review, as in `mentor`."""
    return _own_fields(ReviewView, review, mentor=whose(records, review.mentor))


def agreement(records: Records, agreement: Agreement, today: date) -> AgreementView:
    """Show what was agreed, as in `agree` and `mentor`."""
    return _own_fields(
        AgreementView,
        agreement,
        mentor=whose(records, agreement.mentor),
        check_days=(agreement.check - today).days if agreement.check else None,
    )


def agenda(records: Records, agenda: Agenda, today: date, habits: Habits) -> AgendaView:
    """Tell what was prepared, as shown by `show a7`; what is gone since is left out."""
    topics = filter(None, (records.get(Topic, uid) for uid in agenda.topics))
    promised = filter(None, (records.get(Promise, uid) for uid in agenda.promises))
    aims = filter(None, (records.get(Goal, uid) for uid in agenda.goals))
    return _own_fields(
        AgendaView,
        agenda,
        mentor=whose(records, agenda.mentor),
        topics=tuple(topic(records, one) for one in topics),
        promises=tuple(promise(records, one, today) for one in promised),
        goals=tuple(goal(records, one, today, habits) for one in aims),
    )


def rehearsal(records: Records, rehearsal: Rehearsal) -> RehearsalView:
    """Tell what was made ready, as shown by `rehearse` and `show`."""
    return _own_fields(RehearsalView, rehearsal, mentor=whose(records, rehearsal.mentor))
