"""Topics, wins and feedback as people and scripts see them (growth_views.py)."""

from msgspec import Struct

from peermentor.practice.contract.record_view import MentorRef, RecordView, handle_of, own_fields, ref, whose
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    Day,
    Feedback,
    Goal,
    Session,
    Side,
    Topic,
    TopicState,
    Win,
)


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


class TopicsView(Struct, frozen=True):
    """What `topics` lists."""

    topics: tuple[TopicView, ...]


class FeedbackList(Struct, frozen=True):
    """What `feedback` lists, latest first."""

    feedback: tuple[FeedbackView, ...]


def topic(records: Records, topic: Topic) -> TopicView:
    """Show a topic, as in `topics`."""
    return own_fields(TopicView, topic, mentor=whose(records, topic.mentor))


def win(records: Records, win: Win) -> WinView:
    """Show a win, as in `wins` and beside the session that brought it."""
    return own_fields(
        WinView,
        win,
        mentor=ref(records, win.mentor),
        session=handle_of(records, Session, win.session),
        goal=handle_of(records, Goal, win.goal),
        goal_title=served.title if (served := records.get(Goal, win.goal)) else None,
    )


def feedback(records: Records, feedback: Feedback) -> FeedbackView:
    """Show feedback, as beside the session that brought it."""
    return own_fields(
        FeedbackView,
        feedback,
        mentor=whose(records, feedback.mentor),
        session=handle_of(records, Session, feedback.session),
    )
