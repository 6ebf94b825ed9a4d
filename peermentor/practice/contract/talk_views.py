"""Sessions, their reflections, agendas and reviews as people and scripts see them (growth_views.py)."""

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct

from peermentor.practice.contract.growth_views import GoalView, PromiseView, goal, promise
from peermentor.practice.contract.noted_views import FeedbackView, TopicView, WinView, feedback, topic, win
from peermentor.practice.contract.record_view import MentorRef, RecordView, handle_of, own_fields, whose
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    Agenda,
    Day,
    Decision,
    Feedback,
    Goal,
    Owner,
    Promise,
    Reflection,
    Review,
    Session,
    Topic,
    Tried,
    Win,
)
from peermentor.practice.nouns.thresholds import Habits


class ReflectionView(RecordView, frozen=True, kw_only=True):
    """A reflection on a talk."""

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
    """A meeting, with its promises, wins, feedback and reflection."""

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
    asked: str | None = None


class ReviewView(RecordView, frozen=True, kw_only=True):
    """A review as it was kept."""

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


class AgendaView(RecordView, frozen=True, kw_only=True):
    """The agenda of one meeting, with its topics, promises and goals as they are now."""

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


class SessionsView(Struct, frozen=True):
    """What `sessions` lists, latest first."""

    sessions: tuple[SessionView, ...]


class SessionWhole(Struct, frozen=True):
    """What `session` shows; `questions` are those of the deeper reflection, by the keys of its answers."""

    session: SessionView
    questions: dict[str, str] = {}


class ReviewList(Struct, frozen=True):
    """What `reviews` lists, latest first."""

    reviews: tuple[ReviewView, ...]


def reflection(records: Records, reflection: Reflection) -> ReflectionView:
    """Show a reflection, as beside its session."""
    return own_fields(
        ReflectionView,
        reflection,
        mentor=whose(records, reflection.mentor),
        session=handle_of(records, Session, reflection.session),
    )


def session(records: Records, session: Session, today: date) -> SessionView:
    """Show a session with everything that belongs to it, as in `session` and after `log`."""
    return sessions(records, (session,), today)[0]


def sessions(records: Records, chosen: Sequence[Session], today: date) -> tuple[SessionView, ...]:
    """Show sessions with everything that belongs to them."""
    return tuple(
        own_fields(
            SessionView,
            one,
            mentor=whose(records, one.mentor),
            discussed=tuple(filter(None, (handle_of(records, Topic, uid) for uid in one.discussed))),
            topics=tuple(topic(records, t) for t in (records.get(Topic, uid) for uid in one.discussed) if t),
            agenda=handle_of(records, Agenda, one.agenda),
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
    """Show a review as it was kept, as in `mentor`."""
    return own_fields(ReviewView, review, mentor=whose(records, review.mentor))


def agenda(records: Records, agenda: Agenda, today: date, habits: Habits) -> AgendaView:
    """Show an agenda, as in `show a7`, without records that are gone."""
    topics = filter(None, (records.get(Topic, uid) for uid in agenda.topics))
    promised = filter(None, (records.get(Promise, uid) for uid in agenda.promises))
    aims = filter(None, (records.get(Goal, uid) for uid in agenda.goals))
    return own_fields(
        AgendaView,
        agenda,
        mentor=whose(records, agenda.mentor),
        topics=tuple(topic(records, one) for one in topics),
        promises=tuple(promise(records, one, today) for one in promised),
        goals=tuple(goal(records, one, today, habits) for one in aims),
    )
