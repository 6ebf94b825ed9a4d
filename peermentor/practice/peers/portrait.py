"""One relationship at a glance: what is open, what each side gave, and how it went lately."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from peermentor.practice.contract import views
from peermentor.practice.growth import promises
from peermentor.practice.nouns import meetings
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    Closing,
    Feedback,
    Goal,
    Mentor,
    Promise,
    Review,
    Session,
    Side,
    StageChange,
    Topic,
    Win,
)
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.peers import agreement
from peermentor.practice.peers.agreement import AgreedTime

LATELY = 5  # sessions and wins shown


class SharedWork(Struct, frozen=True):
    """How two people share the work: talks in which each gave, promises kept on time, topics brought."""

    gave: int
    got: int
    my_promises_kept: int
    my_promises_settled: int
    their_promises_kept: int
    their_promises_settled: int
    my_topics: int
    their_topics: int


class Portrait(Struct, frozen=True):
    """What `mentor` shows."""

    mentor: views.MentorView
    goals: tuple[views.GoalView, ...]
    promises: tuple[views.PromiseView, ...]
    topics: tuple[views.TopicView, ...]
    sessions: tuple[views.SessionView, ...]
    wins: tuple[views.WinView, ...]
    energy: tuple[int, ...]
    balance: SharedWork
    reviews: tuple[views.ReviewView, ...]
    agreement: views.AgreementView | None
    hours: AgreedTime | None
    stages: tuple[StageChange, ...]
    closing: Closing | None
    feedback: tuple[views.FeedbackView, ...]


def draw_portrait(records: Records, mentor: Mentor, today: date, habits: Habits) -> Portrait:
    """Everything open with one peer, and the last few talks, latest first."""
    sessions = meetings.sessions_with(records, mentor)
    promised = records.of_mentor(Promise, mentor)
    held = agreement.latest_agreement(records, mentor)
    still_open = promises.by_urgency((p for p in promised if p.state == "open"), today)
    wins = sorted(records.of_mentor(Win, mentor), key=lambda w: (w.date, w.number), reverse=True)
    told = sorted(records.of_mentor(Feedback, mentor), key=lambda f: (f.date, f.number), reverse=True)
    return Portrait(
        mentor=views.mentor(records, mentor, today, habits),
        goals=tuple(
            views.goal(records, g, today, habits)
            for g in records.of_mentor(Goal, mentor)
            if g.state == "open"
        ),
        promises=tuple(views.promise(records, p, today) for p in still_open),
        topics=tuple(views.topic(records, t) for t in records.of_mentor(Topic, mentor) if t.state == "open"),
        sessions=views.sessions(records, sessions[: -LATELY - 1 : -1], today),
        wins=tuple(views.win(records, w) for w in wins[:LATELY]),
        feedback=tuple(views.feedback(records, f) for f in told[:LATELY]),
        energy=tuple(s.energy for s in sessions if s.energy is not None),
        balance=_balance(sessions, promised, records.of_mentor(Topic, mentor)),
        reviews=tuple(views.review(records, r) for r in records.of_mentor(Review, mentor)),
        agreement=views.agreement(records, held, today) if held else None,
        hours=agreement.agreed_time(records, mentor, today),
        stages=mentor.stages,
        closing=mentor.closing,
    )


def _balance(sessions: Iterable[Session], promised: Iterable[Promise], topics: Iterable[Topic]) -> SharedWork:
    held, promised, topics = meetings.held_sessions(sessions), list(promised), list(topics)

    def word(owner: Side) -> tuple[int, int]:
        settled = [p for p in promised if p.owner == owner and p.state in ("kept", "late")]
        return sum(p.state == "kept" for p in settled), len(settled)

    return SharedWork(
        sum(bool(s.gave) for s in held),
        sum(bool(s.got) for s in held),
        *word("me"),
        *word("them"),
        sum(t.owner == "me" for t in topics),
        sum(t.owner == "them" for t in topics),
    )
