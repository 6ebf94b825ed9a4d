"""What needs a person now: what is late, and what falls in the next days. Nothing else."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from peermentor.language import _
from peermentor.practice import find, goals, meetings
from peermentor.practice.coaching import Moment, Tip
from peermentor.practice.records import Checkin, Goal, Mentor, Promise, Records, Review, Session
from peermentor.practice.shown import MentorRef, ref
from peermentor.practice.thresholds import Habits

AHEAD = 7  # days that count as "this week"


class Due(Struct, frozen=True):
    """One thing that is due: `days` until then, negative when overdue; `command` acts on it."""

    kind: Literal["meeting", "promise", "goal", "review", "agreement"]
    mentor: MentorRef | None
    text: str
    ref: str
    due: date
    days: int
    command: str
    owner: str = "me"


class TodayTip(Struct, frozen=True):
    """One tip, and why this one."""

    key: str
    text: str
    why: str


class Today(Struct, frozen=True):
    """What `today` shows."""

    date: date
    due: tuple[Due, ...]
    tip: TodayTip | None


def due(records: Records, today: date, habits: Habits, ahead: int = AHEAD) -> tuple[Due, ...]:
    """Everything late or due within `ahead` days, the latest first."""
    found = [
        *_of_mentors(records, today, habits),
        *_promises(records, today),
        *_goals(records, today, habits),
    ]
    last = today + timedelta(days=ahead)
    return tuple(sorted((d for d in found if d.due <= last), key=lambda d: (d.due, d.kind, d.ref)))


def _of_mentors(records: Records, today: date, habits: Habits) -> Iterator[Due]:
    for mentor in records.all(Mentor):
        if mentor.stage != "active":
            continue
        who, typed = MentorRef(mentor.name, mentor.handle), find.shortest(records, mentor)
        next_day = meetings.next_meeting(mentor, records.of_mentor(Session, mentor))
        if next_day:
            text = _("Meet {name}") if next_day >= today else _("You meant to meet {name}")
            yield Due(
                "meeting",
                who,
                text.format(name=mentor.name),
                mentor.handle,
                next_day,
                (next_day - today).days,
                f"peermentor prep {typed}",
            )
        review = meetings.review_due(mentor, records.of_mentor(Review, mentor), habits)
        yield Due(
            "review",
            who,
            _("Look at how it goes with {name}").format(name=mentor.name),
            mentor.handle,
            review,
            (review - today).days,
            f"peermentor review {typed}",
        )


def _promises(records: Records, today: date) -> Iterator[Due]:
    for promise in records.all(Promise):
        if promise.state == "open" and promise.due and _active(records, promise.mentor):
            yield Due(
                "promise",
                ref(records, promise.mentor),
                promise.text,
                promise.handle,
                promise.due,
                (promise.due - today).days,
                f"peermentor done {promise.handle}",
                promise.owner,
            )


def _goals(records: Records, today: date, habits: Habits) -> Iterator[Due]:
    checkins = records.all(Checkin)
    for goal in records.all(Goal):
        if goal.state != "open" or goal.owner == "them" or not _active(records, goal.mentor):
            continue
        line = goals.in_order(goal, checkins)
        heard = line[-1].date if line else goal.start
        asks = heard + timedelta(days=habits.stale_days + 1)
        when = min(asks, goal.target) if goal.target else asks
        yield Due(
            "goal",
            ref(records, goal.mentor),
            goal.title,
            goal.handle,
            when,
            (when - today).days,
            f"peermentor check-in {goal.handle}",
        )


def _active(records: Records, mentor_uid: str) -> bool:
    mentor = records.table(Mentor).get(mentor_uid)
    return mentor is None or mentor.stage == "active"


def tip(tips: Sequence[Tip], records: Records, dues: Sequence[Due], today: date) -> TodayTip | None:
    """One tip a day, for the most telling thing of the day; tomorrow brings another."""
    moment, why = _moment(records, dues)
    fitting = [tip for tip in tips if moment in tip.moments]
    if not fitting:
        return None
    chosen = fitting[today.toordinal() % len(fitting)]
    return TodayTip(chosen.key, chosen.text, why)


def _moment(records: Records, dues: Sequence[Due]) -> tuple[Moment, str]:
    if not any(mentor.stage == "active" for mentor in records.all(Mentor)):
        return "looking", _("nobody is by your side yet")
    for due in dues:
        if due.kind == "promise" and due.days < 0 and due.owner == "me":
            return "promise", _("{ref} is late").format(ref=due.ref)
    for kind, moment in _TELLING:
        for due in dues:
            if due.kind == kind:
                return moment, _("because of {ref}").format(ref=due.ref)
    return "regular", _("for the next talk")


_TELLING: tuple[tuple[str, Moment], ...] = (
    ("review", "before-review"),
    ("goal", "stalled-goal"),
    ("promise", "promise"),
)
