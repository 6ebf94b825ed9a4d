"""One relationship at a glance: what is open, what each side gave, and the last few talks."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from peermentor.practice.contract import growth_views, noted_views, people_views, talk_views
from peermentor.practice.growth import promises, word
from peermentor.practice.growth.topics import SureOf, rate_confidence
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    SIDES,
    Closing,
    Day,
    Feedback,
    Goal,
    Mentor,
    Promise,
    Review,
    Session,
    StageChange,
    Topic,
    Win,
)
from peermentor.practice.nouns.sessions import held_sessions, sessions_with
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.peers import agreement
from peermentor.practice.peers.agreement import AgreedTime

LATELY = 5  # sessions and wins shown


class SharedWork(Struct, frozen=True):
    """How two people share the work: talks in which I gave and got something, promises kept, topics brought.

    `…_kept` counts the promises kept in time, `…_settled` also those kept late. `my_word` and `their_word`
    say it as on every screen.
    """

    gave: int
    got: int
    my_promises_kept: int
    my_promises_settled: int
    their_promises_kept: int
    their_promises_settled: int
    my_topics: int
    their_topics: int
    my_word: str = ""
    their_word: str = ""


class Portrait(Struct, frozen=True):
    """What `mentor` shows, on this day."""

    date: Day
    mentor: people_views.MentorView
    goals: tuple[growth_views.GoalView, ...]
    promises: tuple[growth_views.PromiseView, ...]
    topics: tuple[noted_views.TopicView, ...]
    sessions: tuple[talk_views.SessionView, ...]
    wins: tuple[noted_views.WinView, ...]
    energy: tuple[int, ...]
    balance: SharedWork
    reviews: tuple[talk_views.ReviewView, ...]
    agreement: people_views.AgreementView | None
    hours: AgreedTime | None
    stages: tuple[StageChange, ...]
    closing: Closing | None
    feedback: tuple[noted_views.FeedbackView, ...]
    talked: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    confidence: tuple[SureOf, ...] = ()


def draw_portrait(records: Records, mentor: Mentor, today: date, habits: Habits) -> Portrait:
    """Collect everything open with one peer, and the last few talks, latest first."""
    sessions = sessions_with(records, mentor)
    promised = records.of_mentor(Promise, mentor)
    held = agreement.latest_agreement(records, mentor)
    standing = (word.as_it_stands(records, p, today) for p in promised if p.state == "open")
    kept = {p.uid: p for p in promised}
    still_open = [kept[p.uid] for p in promises.by_urgency(standing, today)]
    wins = sorted(records.of_mentor(Win, mentor), key=by_day, reverse=True)
    told = sorted(records.of_mentor(Feedback, mentor), key=by_day, reverse=True)
    return Portrait(
        date=today,
        mentor=people_views.mentor(records, mentor, today, habits),
        goals=tuple(
            growth_views.goal(records, g, today, habits)
            for g in records.of_mentor(Goal, mentor)
            if g.state == "open"
        ),
        promises=tuple(growth_views.promise(records, p, today) for p in still_open),
        topics=tuple(
            noted_views.topic(records, t) for t in records.of_mentor(Topic, mentor) if t.state == "open"
        ),
        sessions=talk_views.sessions(records, sessions[: -LATELY - 1 : -1], today),
        wins=tuple(noted_views.win(records, w) for w in wins[:LATELY]),
        feedback=tuple(noted_views.feedback(records, f) for f in told[:LATELY]),
        energy=tuple(s.energy for s in sessions if s.energy is not None),
        balance=_balance(records, mentor, sessions, records.of_mentor(Topic, mentor), today),
        reviews=tuple(talk_views.review(records, r) for r in records.of_mentor(Review, mentor)),
        agreement=people_views.agreement(records, held, today) if held else None,
        hours=agreement.agreed_time(records, mentor, today, habits.breaks),
        stages=mentor.stages,
        closing=mentor.closing,
        talked=tuple(s.talked for s in sessions if s.talked is not None),
        asked=tuple(s.asked for s in sessions if s.asked is not None),
        confidence=rate_confidence(records.of_mentor(Topic, mentor)),
    )


def _balance(
    records: Records, mentor: Mentor, sessions: Iterable[Session], topics: Iterable[Topic], today: date
) -> SharedWork:
    held, topics = held_sessions(sessions), list(topics)
    promised = records.of_mentor(Promise, mentor)
    kept = word.judge_counted(records, promised, today)
    mine, theirs = (word.add_up(j for j in kept if j.promise.owner == side) for side in SIDES)
    said = word.say_of_each(records, promised, today)
    return SharedWork(
        sum(bool(s.gave) for s in held),
        sum(bool(s.got) for s in held),
        mine.in_time,
        mine.in_time + mine.late,
        theirs.in_time,
        theirs.in_time + theirs.late,
        sum(t.owner == "me" for t in topics),
        sum(t.owner == "them" for t in topics),
        said["me"],
        said["them"],
    )
