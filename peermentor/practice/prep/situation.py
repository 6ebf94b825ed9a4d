"""How things stand between two people on the day they meet: what is open, what has happened, what is due.

It is looked up once; the parts of an agenda and the reasons for its questions are read from it. Everything
is in an order that does not depend on the order in which the journal hands its records over.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from peermentor.practice.growth import goals, promises, topics, word
from peermentor.practice.growth.goals import Progress
from peermentor.practice.nouns import stretches
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    Agenda,
    Agreement,
    Checkin,
    Feedback,
    Goal,
    Mentor,
    Promise,
    R,
    Reflection,
    Session,
    Star,
    Topic,
    Win,
)
from peermentor.practice.nouns.sessions import held_sessions, next_review_day
from peermentor.practice.nouns.stretches import Days
from peermentor.practice.nouns.thresholds import REVIEW_SOON_DAYS, SESSIONS_WITHOUT_FEEDBACK, Habits
from peermentor.practice.peers import agreement


class OpenGoal(Struct, frozen=True):
    """A goal someone is working on, where it stands, and for how many days nothing was heard of it."""

    goal: Goal
    progress: Progress
    quiet: int

    @property
    def behind(self) -> bool:
        """Off its pace against the calendar."""
        return self.progress.pace == "behind"

    @property
    def trouble(self) -> int:
        """3 behind and stale, 2 behind, 1 stale, 0 neither."""
        return 2 * self.behind + self.progress.stale


class Situation(Struct, frozen=True, kw_only=True):
    """All that is between two people on one day, most pressing first."""

    mentor: Mentor
    day: date
    sessions: tuple[Session, ...]
    promises: tuple[Promise, ...]
    topics: tuple[Topic, ...]
    goals: tuple[OpenGoal, ...]
    wins: tuple[Win, ...]
    settled: tuple[Promise, ...]
    reached: tuple[Goal, ...]
    intentions: tuple[Reflection, ...]
    feedback: Feedback | None
    review_due: date
    agreement: Agreement | None
    check: date | None
    slower: str
    agendas: tuple[Agenda, ...]
    stars: frozenset[str]

    @property
    def last(self) -> Session | None:
        """The latest session held, or None before the first."""
        return self.sessions[-1] if self.sessions else None

    @property
    def overdue(self) -> tuple[Promise, ...]:
        """The promises whose day has passed by the day of the meeting."""
        return tuple(p for p in self.promises if promises.is_overdue(p, self.day))

    @property
    def without_feedback(self) -> int:
        """How many sessions were held after the day of the latest feedback."""
        return sum(1 for s in self.sessions if self.feedback is None or s.date > self.feedback.date)

    @property
    def feedback_due(self) -> bool:
        """Whether it has been long enough."""
        return self.without_feedback >= SESSIONS_WITHOUT_FEEDBACK

    @property
    def review_soon(self) -> bool:
        """Whether the review is due, or nearly."""
        return self.review_due <= self.day + timedelta(days=REVIEW_SOON_DAYS)


def describe_situation(records: Records, mentor: Mentor, day: date, habits: Habits) -> Situation:
    """How things stand with a mentor on a day. Meetings held after that day are not looked at."""
    sessions = tuple(s for s in held_sessions(_ours(records, Session, mentor)) if s.date <= day)
    since = sessions[-1].date if sessions else date.min
    promised = _ours(records, Promise, mentor)
    open_promises = (word.as_it_stands(records, p, day) for p in promised if p.state == "open")
    return Situation(
        mentor=mentor,
        day=day,
        sessions=sessions,
        promises=tuple(promises.by_urgency(open_promises, day)),
        topics=tuple(topics.by_weight(t for t in _ours(records, Topic, mentor) if t.state == "open")),
        goals=_open_goals(records, mentor, day, habits),
        wins=_wins(records, mentor, since),
        settled=tuple(word.as_it_stands(records, p, day) for p in promised if p.ended and p.ended >= since),
        reached=tuple(g for g in _ours(records, Goal, mentor) if _reached_since(g, since)),
        intentions=_intentions(records, mentor, sessions),
        feedback=max(_ours(records, Feedback, mentor), key=by_day, default=None),
        review_due=next_review_day(records, mentor, day, habits),
        agreement=agreement.latest_agreement(records, mentor),
        check=agreement.check_day(records, mentor, agreement.latest_agreement(records, mentor), day),
        slower=agreement.slower_rhythm_for(mentor, records),
        agendas=tuple(a for a in _ours(records, Agenda, mentor) if a.date != day),
        stars=frozenset(s.question for s in records.all(Star) if s.ended is None),
    )


def _ours(records: Records, kind: type[R], mentor: Mentor) -> list[R]:
    return _settled_order(records.of_mentor(kind, mentor))


def _settled_order(found: Iterable[R]) -> list[R]:
    return sorted(found, key=lambda r: (r.number, r.uid))


def _open_goals(records: Records, mentor: Mentor, day: date, habits: Habits) -> tuple[OpenGoal, ...]:
    at_rest = stretches.rests_of(records, mentor, day)
    found = [
        _open_goal(goal, _settled_order(records.where(Checkin, goal=goal.uid)), day, habits, at_rest)
        for goal in _ours(records, Goal, mentor)
        if goal.state == "open"
    ]
    return tuple(
        sorted(found, key=lambda g: (-g.trouble, g.goal.target or date.max, g.goal.number, g.goal.uid))
    )


def _open_goal(
    goal: Goal, checkins: Iterable[Checkin], day: date, habits: Habits, at_rest: Sequence[Days]
) -> OpenGoal:
    line = goals.checkins_in_order(goal, checkins)
    heard = line[-1].date if line else goal.start
    progress = goals.goal_progress(goal, line, day, habits.stale_days, at_rest)
    aimed = replace(goal, target=goals.target_day(goal, at_rest))
    return OpenGoal(aimed, progress, stretches.awake(heard, day, at_rest))


def _wins(records: Records, mentor: Mentor, since: date) -> tuple[Win, ...]:
    """Wins with this mentor, and those that belong to nobody in particular: they are worth telling too."""
    told = max(since, mentor.since)
    found = [w for w in records.of_mentor(Win, mentor) if w.date >= since]
    found += [w for w in records.where(Win, mentor="") if w.date >= told]
    return tuple(sorted(found, key=lambda w: (w.date, w.number, w.uid)))


def _reached_since(goal: Goal, since: date) -> bool:
    return goal.state == "reached" and goal.ended is not None and goal.ended >= since


def _intentions(records: Records, mentor: Mentor, sessions: tuple[Session, ...]) -> tuple[Reflection, ...]:
    """What was meant to be tried after the last session."""
    if not sessions:
        return ()
    last = sessions[-1]
    return tuple(
        r
        for r in _ours(records, Reflection, mentor)
        if r.now_what and (r.session == last.uid or (not r.session and r.date >= last.date))
    )
