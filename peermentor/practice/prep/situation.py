"""The situation of two people on the day they meet: what is open, what has happened, what is due.

The parts of an agenda and the reasons for its questions are made from it. Its order does not depend on the
order in which the journal gives its records.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from peermentor.practice.growth import goals, promises, topics, word
from peermentor.practice.growth.goals import Progress
from peermentor.practice.nouns import stretches
from peermentor.practice.nouns.order import by_day, created_key
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
    """An open goal, its progress, and the days since its last check-in or its start (`quiet`)."""

    goal: Goal
    progress: Progress
    quiet: int

    @property
    def behind(self) -> bool:
        """Whether it is behind the calendar."""
        return self.progress.pace == "behind"

    @property
    def trouble(self) -> int:
        """3 behind and stale, 2 behind, 1 stale, 0 neither."""
        return 2 * self.behind + self.progress.stale


class Situation(Struct, frozen=True, dict=True):
    """Everything between two people on the `day` they meet, most urgent first; later meetings are left out.

    What can still change before that day is judged by `today`, where that is earlier: a promise due in
    between is not late yet. Each field is found when it is first asked for: a hint needs few of them, an
    agenda all.
    """

    records: Records
    mentor: Mentor
    day: date
    habits: Habits
    today: date = date.max

    @property
    def seen_on(self) -> date:
        """The last day of which anything is known."""
        return min(self.today, self.day)

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions held up to the day, oldest first."""
        return tuple(s for s in held_sessions(self._ours(Session)) if s.date <= self.day)

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """The open promises of both."""
        open_ones = (p for p in self._ours(Promise) if p.state == "open")
        return tuple(promises.by_urgency(map(self._as_it_stands, open_ones), self.seen_on))

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The parked topics of both."""
        return tuple(topics.by_weight(t for t in self._ours(Topic) if topics.is_parked(t, self.day)))

    @cached_property
    def goals(self) -> tuple[OpenGoal, ...]:
        """The open goals, those in trouble first."""
        at_rest = stretches.rests_of(self.records, self.mentor, self.seen_on)
        found = [
            _open_goal(
                goal,
                self.records.where(Checkin, goal=goal.uid),
                self.seen_on,
                self.habits,
                at_rest,
            )
            for goal in self._ours(Goal)
            if goal.state == "open"
        ]
        return tuple(
            sorted(found, key=lambda g: (-g.trouble, g.goal.target or date.max, *created_key(g.goal)))
        )

    @cached_property
    def wins(self) -> tuple[Win, ...]:
        """Wins since the last session, with this peer and with nobody."""
        told = max(self.since, self.mentor.since)
        found = [w for w in self.records.of_mentor(Win, self.mentor) if w.date >= self.since]
        found += [w for w in self.records.where(Win, mentor="") if w.date >= told]
        return tuple(sorted(found, key=by_day))

    @cached_property
    def settled(self) -> tuple[Promise, ...]:
        """Promises that ended since the last session."""
        ended = (p for p in self._ours(Promise) if p.ended and p.ended >= self.since)
        return tuple(map(self._as_it_stands, ended))

    @cached_property
    def reached(self) -> tuple[Goal, ...]:
        """Goals reached since the last session."""
        return tuple(
            g for g in self._ours(Goal) if g.state == "reached" and g.ended and g.ended >= self.since
        )

    @cached_property
    def intentions(self) -> tuple[Reflection, ...]:
        """Reflections on the last session that say what to try ("now what")."""
        if self.last is None:
            return ()
        uid, day = self.last.uid, self.last.date
        return tuple(
            r
            for r in self._ours(Reflection)
            if r.now_what and (r.session == uid or (not r.session and r.date >= day))
        )

    @cached_property
    def feedback(self) -> Feedback | None:
        """The latest feedback, either way."""
        return max(self._ours(Feedback), key=by_day, default=None)

    @cached_property
    def review_due(self) -> date:
        """The day of the next review."""
        return next_review_day(self.records, self.mentor, self.day, self.habits)

    @cached_property
    def agreement(self) -> Agreement | None:
        """The agreement that holds, or None."""
        return agreement.latest_agreement(self.records, self.mentor)

    @cached_property
    def agreement_check(self) -> date | None:
        """The day to look at the agreement again."""
        return agreement.check_day(self.records, self.mentor, self.agreement, self.day)

    @cached_property
    def slower(self) -> str:
        """The slower rhythm to propose because energy falls, else ""."""
        return agreement.slower_rhythm_for(self.records, self.mentor)

    @cached_property
    def agendas(self) -> tuple[Agenda, ...]:
        """The agendas of other days."""
        return tuple(a for a in self._ours(Agenda) if a.date != self.day)

    @cached_property
    def stars(self) -> frozenset[str]:
        """The keys of the questions with a star."""
        return starred_keys(self.records)

    @property
    def since(self) -> date:
        """The day of the last session; before the first one, the earliest day there is."""
        return self.last.date if self.last else date.min

    @property
    def last(self) -> Session | None:
        """The latest session held, or None before the first."""
        return self.sessions[-1] if self.sessions else None

    @property
    def overdue(self) -> tuple[Promise, ...]:
        """The promises whose day has passed."""
        return tuple(p for p in self.promises if promises.is_overdue(p, self.seen_on))

    @property
    def without_feedback(self) -> int:
        """How many sessions were held after the day of the latest feedback."""
        return sum(1 for s in self.sessions if self.feedback is None or s.date > self.feedback.date)

    @property
    def feedback_due(self) -> bool:
        """Whether so many sessions without feedback are reason to give or ask for some."""
        return self.without_feedback >= SESSIONS_WITHOUT_FEEDBACK

    @property
    def review_soon(self) -> bool:
        """Whether there was a talk, and its review is due within the next days, or already."""
        return bool(self.sessions) and self.review_due <= self.day + timedelta(days=REVIEW_SOON_DAYS)

    def _ours(self, kind: type[R]) -> list[R]:
        return sorted(self.records.of_mentor(kind, self.mentor), key=created_key)

    def _as_it_stands(self, promise: Promise) -> Promise:
        return word.as_it_stands(self.records, promise, self.seen_on)


def starred_keys(records: Records) -> frozenset[str]:
    """List the keys of the questions that have a star."""
    return frozenset(star.question for star in records.all(Star) if star.ended is None)


def _open_goal(
    goal: Goal, checkins: Iterable[Checkin], day: date, habits: Habits, at_rest: Sequence[Days]
) -> OpenGoal:
    line = goals.checkins_in_order(goal, checkins)
    progress = goals.goal_progress(goal, line, day, habits.stale_days, at_rest)
    aimed = replace(goal, target=goals.target_day(goal, at_rest))
    return OpenGoal(aimed, progress, stretches.awake_days(goals.last_heard(goal, line), day, at_rest))
