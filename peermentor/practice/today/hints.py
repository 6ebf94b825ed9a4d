"""Hints: one thing that is worth doing next in this journal, with its command.

Each rule is a row of one table, most important first, with its idea of PRACTICE.md. At most one hint is shown
at a time. With every talk, check-in and settled promise, the next rule that holds gets its turn, so that no
hint is shown twice in a row; where only one holds, every other time there is none.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta

from msgspec import Struct

from peermentor.language import _
from peermentor.practice.growth import goals
from peermentor.practice.nouns import find
from peermentor.practice.nouns.care import standing_concern
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    Agenda,
    Checkin,
    Goal,
    Mentor,
    Promise,
    Reflection,
    Session,
    Topic,
)
from peermentor.practice.nouns.sessions import next_session_day, propose_day, was_prepared
from peermentor.practice.nouns.thresholds import (
    DRAINED,
    GOAL_ALONE_DAYS,
    NUDGE_SESSIONS,
    ONE_LED,
    SESSIONS_BEFORE_AGREEMENT,
    Habits,
)
from peermentor.practice.peers import agreement
from peermentor.practice.prep.situation import Situation
from peermentor.to_type import to_type


class Nudge(Struct, frozen=True):
    """A hint: what is true, and the command to type; `key` is its rule, `row` its idea of PRACTICE.md."""

    key: str
    row: int
    text: str
    command: str


class HintCase(Struct, frozen=True):
    """What the rules look at: one relationship, and the shortest text for its peer (`who`)."""

    records: Records
    situation: Situation
    who: str
    habits: Habits

    @property
    def name(self) -> str:
        """The peer's first name."""
        return find.first_name(self.situation.mentor.name)

    @property
    def lately(self) -> tuple[Session, ...]:
        """The last few talks; none while there are fewer."""
        met = self.situation.sessions
        return met[-NUDGE_SESSIONS:] if len(met) >= NUDGE_SESSIONS else ()


HintSaid = tuple[str, tuple[str, ...]] | None  # what is true, and the words of the command after `peermentor`


def choose_hint(records: Records, mentor: Mentor, today: date, habits: Habits) -> Nudge | None:
    """Choose the hint whose turn it is in one relationship, or None."""
    found = true_hints(records, mentor, today, habits)
    return _at_turn(found, count_turns(records, mentor)) if found else None


def choose_hint_of_day(
    records: Records, today: date, habits: Habits, unless: Collection[str] = ()
) -> Nudge | None:
    """Choose the hint of a day among all relationships, or None; `unless` names rules to leave out."""
    found = [
        nudge
        for mentor in records.all(Mentor)
        for nudge in true_hints(records, mentor, today, habits)
        if nudge.key not in unless
    ]
    order = [key for _row, key, _rule in RULES]
    found.sort(key=lambda nudge: order.index(nudge.key))
    return _at_turn(found, today.toordinal())


def _at_turn(found: Sequence[Nudge], turn: int) -> Nudge | None:
    """The hint at this turn; a single one has every second, so that it does not become noise."""
    place = turn % max(len(found), 2)
    return found[place] if place < len(found) else None


def true_hints(records: Records, mentor: Mentor, today: date, habits: Habits) -> list[Nudge]:
    """List all hints that hold for one relationship, most important first.

    There are none unless it is active, and none while a concern stands. After a talk that left somebody
    drained, only what is about that holds: nothing more is asked of them.
    """
    if mentor.stage != "active" or standing_concern(records, mentor, today):
        return []
    who = find.shortest(records, mentor)
    case = HintCase(records, Situation(records, mentor, today, habits), who, habits)
    last = case.situation.last
    drained = last is not None and last.energy == DRAINED
    said = ((row, key, rule(case)) for row, key, rule in RULES if key == "energy" or not drained)
    return [Nudge(key, row, found[0], to_type(*found[1])) for row, key, found in said if found]


def count_turns(records: Records, mentor: Mentor) -> int:
    """Count the turns of a relationship, from 0: talks, check-ins, and times when something was settled."""
    talks = records.of_mentor(Session, mentor)
    settled = {one.updated for one in records.of_mentor(Promise, mentor) if one.state != "open"}
    settled |= {one.updated for one in records.of_mentor(Topic, mentor) if one.state != "open"}
    settled -= {talk.created for talk in talks}  # a talk settles its topics, in one turn
    checked = sum(len(records.where(Checkin, goal=g.uid)) for g in records.of_mentor(Goal, mentor))
    return max(len(talks) + checked + len(settled) - 1, 0)


def _no_next_date(case: HintCase) -> HintSaid:
    mentor, day = case.situation.mentor, case.situation.day
    talks = case.records.of_mentor(Session, mentor)
    wanted = next_session_day(case.records, mentor, day, case.habits)
    proposed = propose_day(case.records, mentor, day, case.habits)
    if mentor.next or wanted is None or wanted < day or proposed is None or not talks:
        return None
    said = _("No next date is agreed yet. Agree on one now.")
    return said, ("edit-mentor", mentor.handle, "--next", proposed.isoformat())


def _review_is_due(case: HintCase) -> HintSaid:
    if not case.situation.sessions or case.situation.review_due > case.situation.day:
        return None
    return _("Your review with {name} is due.").format(name=case.name), ("review", case.who)


def _energy_falls(case: HintCase) -> HintSaid:
    if not case.situation.slower:
        return None
    said = _("Your energy after talks with {name} is going down. A slower rhythm may help.")
    return said.format(name=case.name), ("edit-mentor", case.who, "--every", case.situation.slower)


def _one_leads(case: HintCase) -> HintSaid:
    led = {session.led for session in case.situation.sessions[-ONE_LED:]}
    if len(case.situation.sessions) < ONE_LED or len(led) != 1:
        return None
    if led == {"me"}:
        said = _("You led your last {n} talks; let {name} bring what comes first next time.")
        return said.format(n=ONE_LED, name=case.name), ("add-topic", case.who, "…", "--from", "them")
    if led == {"them"}:
        said = _("{name} led your last {n} talks; bring what comes first next time.")
        return said.format(n=ONE_LED, name=case.name), ("add-topic", case.who, "…", "--important")
    return None


def _topics_of_one(case: HintCase) -> HintSaid:
    owners = [topic.owner for topic in case.situation.topics]
    if len(owners) < 2 or len(set(owners)) > 1:  # noqa: PLR2004 - one topic is nobody's monologue
        return None
    if owners[0] == "me":
        said = _("Every topic parked is yours; ask {name} for one.")
        return said.format(name=case.name), ("add-topic", case.who, "…", "--from", "them")
    said = _("Every topic parked is {name}'s; bring one of your own.")
    return said.format(name=case.name), ("add-topic", case.who, "…")


def _no_agreement(case: HintCase) -> HintSaid:
    if case.situation.agreement or len(case.situation.sessions) < SESSIONS_BEFORE_AGREEMENT:
        return None
    said = _("You and {name} have met more than once; say what you expect of each other.")
    return said.format(name=case.name), ("agree", case.who)


def _no_feedback(case: HintCase) -> HintSaid:
    if not case.situation.feedback_due:
        return None
    said = _("{n} talks with {name} went by without feedback; give some, or ask for some.")
    return said.format(n=case.situation.without_feedback, name=case.name), ("add-feedback", case.who, "given")


def _giving_of_one(case: HintCase) -> HintSaid:
    gave, got = (any(getattr(s, side) for s in case.lately) for side in ("gave", "got"))
    if gave == got:
        return None
    if gave:
        said = _("Lately you only gave; ask {name} for something you can use.")
    else:
        said = _("Lately you only took away; ask what would help {name}.")
    return said.format(name=case.name), ("questions", "--moment", "one-sided")


def _unprepared(case: HintCase) -> HintSaid:
    topics = case.records.of_mentor(Topic, case.situation.mentor)
    agendas = case.records.of_mentor(Agenda, case.situation.mentor)
    ahead = any(agenda.date >= case.situation.day for agenda in agendas)
    if not case.lately or ahead or any(was_prepared(session, topics) for session in case.lately):
        return None
    said = _("Your last talks with {name} came without an agenda; the next one can have one.")
    return said.format(name=case.name), ("prep", case.who)


def _hours_above(case: HintCase) -> HintSaid:
    mentor, today = case.situation.mentor, case.situation.day
    spent = agreement.agreed_time(case.records, mentor, today, case.habits.breaks)
    if spent is None or spent.level != "more":
        return None
    said = _("{name}: {said}").format(name=case.name, said=agreement.say_agreed_time(spent))
    return said, ("agree", case.who, "--renew")


def _goal_without_success(case: HintCase) -> HintSaid:
    for goal in _own_goals(case):
        if not goal.success:
            said = _("{handle} does not say yet what success looks like.")
            return said.format(handle=goal.handle), ("edit-goal", goal.handle, "--success", "…")
    return None


def _goal_alone(case: HintCase) -> HintSaid:
    for goal in _own_goals(case):
        old = case.situation.day - goal.start >= timedelta(days=GOAL_ALONE_DAYS)
        tending = case.records.where(Checkin, goal=goal.uid), case.records.where(Promise, goal=goal.uid)
        if old and goals.untended(goal, *tending):
            said = _("There is no promise and no check-in for {handle} yet. Begin with one small step.")
            return said.format(handle=goal.handle), ("promise", case.who, "…", "--goal", goal.handle)
    return None


def _own_goals(case: HintCase) -> list[Goal]:
    return [found.goal for found in case.situation.goals if found.goal.owner != "them"]


def _nothing_reflected(case: HintCase) -> HintSaid:
    reflected = {r.session for r in case.records.of_mentor(Reflection, case.situation.mentor)}
    if not case.lately or reflected & {session.uid for session in case.lately}:
        return None
    latest = case.lately[-1].handle
    return _("Look back at your last talk: what happened, so what, now what?"), ("reflect", latest)


RULES: tuple[tuple[int, str, Callable[[HintCase], HintSaid]], ...] = (
    (9, "next-date", _no_next_date),
    (29, "review-due", _review_is_due),
    (47, "energy", _energy_falls),
    (5, "one-leads", _one_leads),
    (44, "agreement", _no_agreement),
    (43, "hours", _hours_above),
    (10, "feedback", _no_feedback),
    (25, "giving", _giving_of_one),
    (7, "topics", _topics_of_one),
    (15, "goal-alone", _goal_alone),
    (38, "success", _goal_without_success),
    (41, "unprepared", _unprepared),
    (12, "reflection", _nothing_reflected),
)
