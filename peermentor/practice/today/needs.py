"""What needs a person now: what is late, and what falls in the next days. Nothing else."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct

from peermentor.language import _
from peermentor.practice.contract.views import MentorRef, ref
from peermentor.practice.growth import goals
from peermentor.practice.nouns import find, meetings, people
from peermentor.practice.nouns.coaching import Moment, Tip
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Checkin, Goal, Mentor, Promise, Review, Session
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.peers import agreement, opener

AHEAD = Habits().ahead_days  # days that count as "this week"

Kind = Literal["meeting", "promise", "goal", "review", "agreement", "opener", "resume", "closing"]


class Due(Struct, frozen=True):
    """One thing that is due: `days` until then, negative when overdue; `at` where a time was said."""

    kind: Kind
    mentor: MentorRef | None
    text: str
    ref: str
    due: date
    days: int
    command: str
    owner: str = "me"
    at: datetime | None = None


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


def find_due(records: Records, today: date, habits: Habits, ahead: int = AHEAD) -> tuple[Due, ...]:
    """Everything late or due within `ahead` days, the latest first."""
    found = [
        *_of_mentors(records, today, habits),
        *_openers(records, today),
        *_promises(records, today),
        *_goals(records, today, habits),
    ]
    last = today + timedelta(days=ahead)
    return tuple(sorted((d for d in found if d.due <= last), key=lambda d: (d.due, d.kind, d.ref)))


def _of_mentors(records: Records, today: date, habits: Habits) -> Iterator[Due]:
    for mentor in records.all(Mentor):
        if mentor.stage == "active":
            yield from _meeting(records, mentor, today)
            yield from _review(records, mentor, today, habits)
            yield from _agreement(records, mentor, today)
        elif mentor.stage == "paused" and mentor.until and mentor.until <= today:
            said = _("The pause with {name} is over: take it up again?")
            yield _about(records, mentor, "resume", said, mentor.until, today, "resume {who}")
        elif mentor.stage == "winding-up":
            yield from _last_steps(records, mentor, today)


def _meeting(records: Records, mentor: Mentor, today: date) -> Iterator[Due]:
    day = meetings.next_session_day(mentor, records.of_mentor(Session, mentor))
    if day:
        said = _("Meet {name}") if day >= today else _("You meant to meet {name}")
        at = mentor.next_at if day == mentor.next else None
        yield _about(records, mentor, "meeting", said, day, today, "prep {who}", at)


def _review(records: Records, mentor: Mentor, today: date, habits: Habits) -> Iterator[Due]:
    day = meetings.review_due(mentor, records.of_mentor(Review, mentor), habits)
    yield _about(records, mentor, "review", _("Look at how it goes with {name}"), day, today, "review {who}")


def _agreement(records: Records, mentor: Mentor, today: date) -> Iterator[Due]:
    held = agreement.latest_agreement(records, mentor)
    if held and held.check:
        said = _("Look again at what you agreed on with {name}")
        yield _about(records, mentor, "agreement", said, held.check, today, "agree {who} --renew")


def _last_steps(records: Records, mentor: Mentor, today: date) -> Iterator[Due]:
    """A last meeting that is agreed, and the end itself: it waits without ever being late."""
    if mentor.next and mentor.next >= today:
        said = _("Meet {name} for the last time")
        yield _about(
            records, mentor, "meeting", said, mentor.next, today, "prep {who} --shape closing", mentor.next_at
        )
    yield _about(records, mentor, "closing", _("End it well with {name}"), today, today, "close {who}")


def _about(
    records: Records,
    mentor: Mentor,
    kind: Kind,
    said: str,
    day: date,
    today: date,
    command: str,
    at: datetime | None = None,
) -> Due:
    """Something due with one peer, in a sentence about {name} and a command on {who}."""
    return Due(
        kind,
        MentorRef(mentor.name, mentor.handle),
        said.format(name=mentor.name),
        mentor.handle,
        day,
        (day - today).days,
        "peermentor " + command.format(who=find.shortest(records, mentor)),
        at=at,
    )


def _openers(records: Records, today: date) -> Iterator[Due]:
    for mentor in records.all(Mentor):
        asks = opener.answer_by(records, mentor)
        if asks:
            said = _("Did {name} answer your first words?")
            yield _about(records, mentor, "opener", said, asks, today, "opener {who}")


def _promises(records: Records, today: date) -> Iterator[Due]:
    for promise in records.where(Promise, state="open"):
        if promise.due and _active(records, promise.mentor):
            yield Due(
                "promise",
                ref(records, promise.mentor),
                promise.text,
                promise.handle,
                promise.due,
                (promise.due - today).days,
                f"peermentor done {promise.handle}",
                promise.owner,
                promise.due_at,
            )


def _goals(records: Records, today: date, habits: Habits) -> Iterator[Due]:
    for goal in records.where(Goal, state="open"):
        if goal.owner == "them" or not _active(records, goal.mentor):
            continue
        line = goals.checkins_in_order(goal, records.where(Checkin, goal=goal.uid))
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
    mentor = records.get(Mentor, mentor_uid)
    return mentor is None or mentor.stage in people.MEETING


def choose_tip_of_day(
    tips: Sequence[Tip], records: Records, dues: Sequence[Due], today: date
) -> TodayTip | None:
    """One tip a day, for the most telling thing of the day; tomorrow brings another."""
    moment, why = most_telling(records, dues)
    fitting = [tip for tip in tips if moment in tip.moments]
    if not fitting:
        return None
    chosen = fitting[today.toordinal() % len(fitting)]
    return TodayTip(chosen.key, chosen.text, why)


def most_telling(records: Records, dues: Sequence[Due]) -> tuple[Moment, str]:
    """What a tip should speak to, and why."""
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
