"""The tip of the day: what it should be about, and which one it is."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from peermentor.language import _
from peermentor.practice.growth import goals
from peermentor.practice.nouns import find, stretches
from peermentor.practice.nouns.coaching import Fact, Moment, Tip, Whose
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Checkin, Goal, Mentor
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.today.today_types import Due, TodayTip


def choose_tip_of_day(
    tips: Sequence[Tip], records: Records, dues: Sequence[Due], today: date, habits: Habits
) -> TodayTip | None:
    """Choose one tip for the most important thing of the day; the next day has another.

    None while a concern stands.
    """
    if any(due.kind == "support" for due in dues):
        return None
    told = most_telling(records, dues, today, habits)
    chosen = pick_of_day(told.fitting(tips), today)
    return TodayTip(chosen.key, chosen.text, told.why) if chosen else None


def pick_of_day(fitting: Sequence[Tip], today: date, further: int = 0) -> Tip | None:
    """Choose the tip of a day, or one `further` on in their order; None where there are none."""
    return fitting[(today.toordinal() + further) % len(fitting)] if fitting else None


class Telling(NamedTuple):
    """What a tip should be about: the moment, why, whose behaviour it is, and what is true already."""

    moment: Moment
    why: str
    about: Whose
    facts: tuple[Fact, ...] = ()

    def fitting(self, tips: Iterable[Tip]) -> list[Tip]:
        """List the tips that fit, in their order."""
        return [tip for tip in tips if tip.fits(self.moment, self.about, self.facts)]


def most_telling(records: Records, dues: Sequence[Due], today: date, habits: Habits) -> Telling:
    """Find what the tip of the day should be about: a late promise of mine first, then what is due.

    With no active peer it is about finding one; with nothing due, about any talk.
    """
    if not any(mentor.stage == "active" for mentor in records.all(Mentor)):
        return Telling("looking", _("you have no peer yet"), "either")
    for due in dues:
        if due.kind == "promise" and due.days < 0 and due.owner == "me":
            return Telling("promise", _("{ref} is late").format(ref=due.ref), "me")
    for kind, moment in _TELLING:
        for due in dues:
            if due.kind == kind:
                why = _("because of {ref}").format(ref=due.ref)
                return Telling(moment, why, _whose(due), _facts(records, due, today, habits))
    return Telling("regular", _("for the next talk"), "either")


def _facts(records: Records, due: Due, today: date, habits: Habits) -> tuple[Fact, ...]:
    if due.kind != "goal":
        return ()
    goal = find.by_handle(records, Goal, due.ref)
    at_rest = stretches.rests_with(records, goal.mentor, today)
    checkins = records.where(Checkin, goal=goal.uid)
    return goals.coaching_facts(goal, goals.goal_progress(goal, checkins, today, habits.stale_days, at_rest))


def _whose(due: Due) -> Whose:
    return "me" if due.owner == "me" else "them" if due.owner == "them" else "either"


_TELLING: tuple[tuple[str, Moment], ...] = (
    ("review", "before-review"),
    ("goal", "stalled-goal"),
    ("promise", "promise"),
)
