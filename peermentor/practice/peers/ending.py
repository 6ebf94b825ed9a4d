"""Pauses and endings: a relationship is paused, resumed, or closed, and then read-only."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from peermentor import dates
from peermentor.errors import CommandLine, Refused
from peermentor.language import _, several
from peermentor.practice.contract import growth_views, noted_views, record_view
from peermentor.practice.growth import promises, word
from peermentor.practice.nouns import find, people
from peermentor.practice.nouns.care import is_careful
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    SIDES,
    Closing,
    Goal,
    Mentor,
    Promise,
    Session,
    Side,
    Stage,
    Topic,
    Win,
)
from peermentor.practice.nouns.sessions import held_sessions
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.peers.agreement import lasting_terms, latest_agreement

GoalsGo = Literal["keep", "hand-on", "let-go"]
GOALS_GO: tuple[GoalsGo, ...] = get_args(GoalsGo)


class OpenEnds(Struct, frozen=True):
    """What is still open between two people."""

    promises: tuple[Promise, ...]
    topics: tuple[Topic, ...]
    goals: tuple[Goal, ...]

    @property
    def handles(self) -> tuple[str, ...]:
        """The handles of what must be settled or released before the end; goals need not be."""
        return tuple(r.handle for r in (*self.promises, *self.topics))


NOTHING = OpenEnds((), (), ())


class PromisesOfOne(Struct, frozen=True):
    """How many promises one side made, kept in time, kept late, and dropped; `said` as on every screen."""

    made: int
    kept: int
    late: int
    released: int
    said: str = ""


class PromisesOfBoth(Struct, frozen=True):
    """The promises of both."""

    mine: PromisesOfOne
    theirs: PromisesOfOne


class Farewell(Struct, frozen=True, kw_only=True):
    """A whole relationship, from its first day to its last; `minutes` are those that were noted.

    `agreed` are the terms that mattered every day. `released` are the handles of what was open at the end,
    and `goals_left` the goals that were open, with what became of them.
    """

    mentor: record_view.MentorRef
    stage: Stage
    why: str
    since: date
    until: date
    sessions: int
    minutes: int
    gave: int
    got: int
    promises: PromisesOfBoth
    goals_reached: tuple[growth_views.GoalView, ...]
    wins: tuple[noted_views.WinView, ...]
    closing: Closing | None
    released: tuple[str, ...] = ()
    goals_left: tuple[growth_views.GoalView, ...] = ()
    agreed: tuple[str, ...] = ()


def must_be_ahead(until: date | None, today: date) -> None:
    """Raise CommandLine for a pause that would be over already."""
    if until and until <= today:
        raise CommandLine(
            _("A pause can't end on {day}: that is not ahead.").format(day=dates.say(until)),
            _("Give a later day."),
        )


def pause_mentor(draft: Draft, mentor: Mentor, until: date | None, because: str) -> Mentor:
    """Pause a relationship, until a day or until it is resumed; a second pause changes the day.

    Raises Refused for a candidate and for what is over, CommandLine for a day that is not ahead.
    """
    people.must_have_begun(mentor)
    must_be_ahead(until, draft.today)
    if mentor.stage == "paused":
        return people.lengthen_pause(draft, mentor, until, because)
    return people.change_stage(draft, mentor, "paused", because, until=until)


def resume_mentor(draft: Draft, mentor: Mentor, because: str = "") -> Mentor:
    """Make a relationship active again; a next meeting whose day has passed is cleared.

    Raises Refused for a candidate, also for one who was declined.
    """
    if mentor.stage != "closed":
        people.must_have_begun(mentor)
    if mentor.stage == "active":
        return mentor
    mentor = people.change_stage(draft, mentor, "active", because)
    if mentor.next and mentor.next < draft.today:
        mentor = draft.change(mentor, next=None, next_at=None)
    return mentor


def open_ends(records: Records, mentor: Mentor) -> OpenEnds:
    """Collect the open promises, topics and goals of the two, oldest first."""
    return OpenEnds(
        tuple(p for p in records.of_mentor(Promise, mentor) if p.state == "open"),
        tuple(t for t in records.of_mentor(Topic, mentor) if t.state == "open"),
        tuple(g for g in records.of_mentor(Goal, mentor) if g.state == "open"),
    )


def close_mentor(
    draft: Draft,
    mentor: Mentor,
    closing: Closing,
    *,
    release: bool = False,
    declined: bool = False,
    goals: GoalsGo = "keep",
) -> Mentor:
    """Close a relationship; a candidate is declined. From then on its records are read-only.

    With `release`, open promises and topics are dropped; `goals` says what becomes of open goals. Raises
    Refused where it is over already, for `declined` of somebody who is no candidate, and, without `release`,
    where promises or topics are open.
    """
    people.must_be_open(mentor)
    candidate = mentor.stage == "candidate"
    if declined and not candidate:
        raise Refused(
            _("{name} is no candidate any more: you began together.").format(name=mentor.name),
            _("End it well: peermentor close {who}").format(who=find.shortest(draft.records, mentor)),
        )
    left = open_ends(draft.records, mentor)
    if left.handles and not release:
        raise open_ends_refusal(draft.records, mentor, left, draft.today)
    draft.begin_with(mentor)
    _release(draft, left)
    _place(draft, left.goals, goals)
    stage: Stage = "declined" if candidate else "closed"
    return people.change_stage(
        draft, mentor, stage, closing.because, closing=closing, next=None, next_at=None
    )


def open_ends_refusal(records: Records, mentor: Mentor, left: OpenEnds, today: date) -> Refused:
    """Make the error for a relationship with something open, with the commands that settle it.

    While a concern stands nobody is sent to keep a promise first.
    """
    count = several("one thing is still open", "{n} things are still open", len(left.handles))
    handles = " ".join(left.handles)
    way_on = (
        _("Release it all: peermentor close {who} --release")
        if is_careful(records, mentor.uid, today)
        else _("Settle it (peermentor done {one}), or release it all: peermentor close {who} --release")
    )
    return Refused(
        _("Between you and {name} {count}: {handles}.").format(
            name=mentor.name, count=count, handles=handles
        ),
        way_on.format(one=left.handles[0], who=find.shortest(records, mentor)),
    )


def farewell(
    records: Records, mentor: Mentor, today: date, habits: Habits, left: OpenEnds = NOTHING
) -> Farewell:
    """Tell the whole relationship up to today or its end; `left` is what was open at the end."""
    met = held_sessions(records.of_mentor(Session, mentor))
    reached = [g for g in records.of_mentor(Goal, mentor) if g.state == "reached"]
    wins = sorted(records.of_mentor(Win, mentor), key=by_day)
    promised = records.of_mentor(Promise, mentor)
    said = word.say_of_each(records, promised, today)
    goals = {goal.uid: goal for goal in records.all(Goal)}
    held = latest_agreement(records, mentor)
    ended = mentor.closing.date if mentor.closing and mentor.is_over else today
    return Farewell(
        mentor=record_view.MentorRef.of(mentor),
        stage=mentor.stage,
        why=mentor.why,
        since=min([mentor.since, *(s.date for s in met)]),
        until=ended,
        sessions=len(met),
        minutes=sum(s.minutes or 0 for s in met),
        gave=sum(len(s.gave) for s in met),
        got=sum(len(s.got) for s in met),
        promises=PromisesOfBoth(
            *(_word(records, promised, side, today, said[side]) for side in SIDES),
        ),
        goals_reached=tuple(growth_views.goal(records, g, today, habits) for g in reached),
        wins=tuple(noted_views.win(records, w) for w in wins),
        closing=mentor.closing,
        agreed=lasting_terms(held) if held else (),
        released=left.handles,
        goals_left=tuple(growth_views.goal(records, goals[g.uid], today, habits) for g in left.goals),
    )


def _word(
    records: Records, promised: Iterable[Promise], owner: Side, today: date, said: str
) -> PromisesOfOne:
    states = [word.as_it_stands(records, p, today).state for p in promised if p.owner == owner]
    kept, late, released = states.count("kept"), states.count("late"), states.count("dropped")
    return PromisesOfOne(len(states), kept, late, released, said)


def _release(draft: Draft, left: OpenEnds) -> None:
    for promise in left.promises:
        promises.release_promise(draft, promise, "", released=True)
    for topic in left.topics:
        promises.drop_topic(draft, topic, "")


def _place(draft: Draft, left: Iterable[Goal], go: GoalsGo) -> None:
    """With "keep", my goals stay without a peer, and theirs are handed on to them."""
    for goal in left:
        if go == "let-go":
            draft.change(goal, state="let-go", ended=draft.today)
        elif go == "hand-on" or goal.owner == "them":
            draft.change(goal, state="handed-on", ended=draft.today)
        else:
            draft.change(goal, mentor="", owner="me")
