"""What needs a person today: what is late, and what is due in the next days."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from peermentor.language import _
from peermentor.practice.contract.record_view import MentorRef, ref
from peermentor.practice.growth import goals, word
from peermentor.practice.nouns import find, people, stretches
from peermentor.practice.nouns.care import Care, standing_concern
from peermentor.practice.nouns.order import created_key
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Agenda, Checkin, Goal, Mentor, Promise, Session
from peermentor.practice.nouns.sessions import next_review_day, next_session_day
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.peers import agreement, concern, opener
from peermentor.practice.today.today_types import Due, DueKind
from peermentor.to_type import to_type

SOMEDAY = "DATE"  # the place of a day in a command that the person completes


class WaysOn(NamedTuple):
    """The commands that settle, move and let go of something due with a peer, who stands in them as {who}."""

    settles: str
    later: str = ""
    release: str = ""


def find_due(records: Records, today: date, habits: Habits, ahead: int | None = None) -> tuple[Due, ...]:
    """List everything that is late or due within `ahead` days, else the usual; what waited longest first."""
    found = [
        *_of_mentors(records, today, habits),
        *_openers(records, today),
        *_promises(records, today),
        *_goals(records, today, habits),
    ]
    last = today + timedelta(days=habits.ahead_days if ahead is None else ahead)
    return tuple(sorted((d for d in found if d.due <= last), key=lambda d: (d.due, d.kind, d.order)))


def _of_mentors(records: Records, today: date, habits: Habits) -> Iterator[Due]:
    for mentor in records.all(Mentor):
        if care := _careful(records, mentor, today):
            yield _support(records, mentor, care, today, habits)
            continue
        stage = stretches.stage_on(mentor, _talks(records, mentor), today)
        if mentor.stage == "paused" and stage == "active" and mentor.until:
            said = _("The pause with {name} is over: take it up again?")
            ways_on = WaysOn("resume {who}", "later {who} DATE", "close {who}")
            yield _about(records, mentor, "resume", said, mentor.until, today, ways_on)
        if stage in ("active", "candidate") and (mentor.next or mentor.stage == stage):
            yield from _meeting(records, mentor, today, habits)
        if stage == "active":
            yield from _review(records, mentor, today, habits)
            yield from _agreement(records, mentor, today)
        elif stage == "winding-up":
            yield from _last_steps(records, mentor, today)


def _talks(records: Records, mentor: Mentor) -> list[date]:
    """The days of the talks held, for a pause, which a talk ends; otherwise nobody needs them."""
    return stretches.held_days(records, mentor) if mentor.stage == "paused" else []


def _careful(records: Records, mentor: Mentor, today: date) -> Care | None:
    """The concern that stands with a peer, unless the relationship is over."""
    return None if mentor.is_over else standing_concern(records, mentor, today)


def _support(records: Records, mentor: Mentor, care: Care, today: date, habits: Habits) -> Due:
    """The line for a concern: what was written, and where help is.

    It is never late, and has a command only from the day of the next review on.
    """
    asks = next_review_day(records, mentor, today, habits) <= today
    said = f"{{name}}: {concern.say_concern(care, today)} {concern.help_in_short()}"
    due = _about(records, mentor, "support", said, today, today, WaysOn("review {who}"))
    return replace(due, ref=care.written.handle, command=due.command if asks else "")


def _meeting(records: Records, mentor: Mentor, today: date, habits: Habits) -> Iterator[Due]:
    """The next meeting: to prepare it, or, when its day has passed, whether it was held."""
    day = next_session_day(records, mentor, today, habits)
    if day is None:
        return
    at = mentor.next_at if day == mentor.next else None
    agenda = _prepared(records, mentor, day, since=day if day == mentor.next else today)
    said, command = _("Meet {name}"), "prep {who}"
    if day < today:
        agreed = day == mentor.next
        said = _("Did you meet {name}?") if agreed else _("You meant to meet {name}")
        command = "log {who}" if agreed else "prep {who}"
    elif agenda:
        command = f"show {agenda.handle}" if day > today else "log {who}"
    off = "--cancelled them" if day < today else f"--date {day} --cancelled me"
    ways_on = WaysOn(command, "later {who} DATE", f"log {{who}} {off}")
    due = _about(records, mentor, "meeting", said, day, today, ways_on, at)
    yield replace(due, agreed=day == mentor.next, prepared=agenda.handle if agenda else "")


def _prepared(records: Records, mentor: Mentor, day: date, since: date) -> Agenda | None:
    """The latest agenda for a meeting on `day`, or, where that is not agreed, from `since` on."""
    made = [a for a in records.of_mentor(Agenda, mentor) if a.date == day or since <= a.date <= day]
    return max(made, key=created_key, default=None)


def _review(records: Records, mentor: Mentor, today: date, habits: Habits) -> Iterator[Due]:
    """The next review, once there was a talk: before, there is nothing to review."""
    day = next_review_day(records, mentor, today, habits)
    if not any(s.held for s in records.of_mentor(Session, mentor)):
        return
    ways_on = WaysOn("review {who}", "later {who} DATE --review")
    yield _about(records, mentor, "review", _("Look at how it goes with {name}"), day, today, ways_on)


def _agreement(records: Records, mentor: Mentor, today: date) -> Iterator[Due]:
    held = agreement.latest_agreement(records, mentor)
    if held and (check := agreement.check_day(records, mentor, held, today)):
        said = _("Look again at what you agreed on with {name}")
        ways_on = WaysOn("agree {who} --renew", f"later {held.handle} DATE", f"edit {held.handle} check=")
        due = _about(records, mentor, "agreement", said, check, today, ways_on)
        yield replace(due, terms=agreement.lasting_terms(held))


def _last_steps(records: Records, mentor: Mentor, today: date) -> Iterator[Due]:
    """The last meeting, if one is agreed, and the end itself, which is never late."""
    if mentor.next and mentor.next >= today:
        said = _("Meet {name} for the last time")
        agenda = _prepared(records, mentor, mentor.next, since=mentor.next)
        command = f"show {agenda.handle}" if agenda else "prep {who} --shape closing"
        ways_on = WaysOn(command, "later {who} DATE")
        due = _about(records, mentor, "meeting", said, mentor.next, today, ways_on, mentor.next_at)
        yield replace(due, agreed=True, prepared=agenda.handle if agenda else "")
    said = _("End it well with {name}")
    yield _about(records, mentor, "closing", said, today, today, WaysOn("close {who}"))


def _about(
    records: Records,
    mentor: Mentor,
    kind: DueKind,
    said: str,
    day: date,
    today: date,
    ways_on: WaysOn,
    at: datetime | None = None,
) -> Due:
    """Something due with one peer: `said` has a place for {name}."""
    who = find.shortest(records, mentor)
    command, later, release = (to_type(*one.format(who=who).split()) if one else "" for one in ways_on)
    return Due(
        kind,
        MentorRef.of(mentor),
        said.format(name=mentor.name),
        mentor.handle,
        day,
        stretches.days_until(records, mentor.uid, day, today),
        command,
        at=at,
        later=later,
        release=release,
    )


def _openers(records: Records, today: date) -> Iterator[Due]:
    for mentor in records.all(Mentor):
        if _careful(records, mentor, today):
            continue
        asks = opener.answer_by(records, mentor)
        if asks:
            said = _("Did {name} answer your first words?")
            ways_on = WaysOn("opener {who}", release="close {who} --declined")
            yield _about(records, mentor, "opener", said, asks, today, ways_on)


def _promises(records: Records, today: date) -> Iterator[Due]:
    for kept in records.where(Promise, state="open"):
        promise = word.as_it_stands(records, kept, today)
        if promise.due and _is_on(records, promise.mentor, today):
            yield Due(
                "promise",
                ref(records, promise.mentor),
                promise.text,
                promise.handle,
                promise.due,
                stretches.days_until(records, promise.mentor, promise.due, today),
                to_type("done", promise.handle),
                promise.owner,
                promise.due_at,
                later=to_type("later", promise.handle, SOMEDAY),
                release=to_type("drop", promise.handle, *["--released"] * (promise.owner == "them")),
            )


def _goals(records: Records, today: date, habits: Habits) -> Iterator[Due]:
    for goal in records.where(Goal, state="open"):
        if goal.owner == "them" or not _is_on(records, goal.mentor, today):
            continue
        at_rest = stretches.rests_with(records, goal.mentor, today)
        line = goals.checkins_in_order(goal, records.where(Checkin, goal=goal.uid))
        heard = goals.last_heard(goal, line)
        asks = stretches.move_by_rests(heard + timedelta(days=habits.stale_days + 1), heard, at_rest)
        target = goals.target_day(goal, at_rest)
        when = min(asks, target) if target else asks
        progress = goals.goal_progress(goal, line, today, habits.stale_days, at_rest)
        yield Due(
            "goal",
            ref(records, goal.mentor),
            goal.title,
            goal.handle,
            when,
            stretches.days_until(records, goal.mentor, when, today),
            to_type("check-in", goal.handle),
            # Moving the target is no answer where a check-in is due.
            later=to_type("later", goal.handle, SOMEDAY) if asks > today else "",
            release=to_type("edit", goal.handle, "state=let-go"),
            pace=progress.pace,
            days_left=progress.days_left,
        )


def _is_on(records: Records, mentor_uid: str, today: date) -> bool:
    """Whether records of a relationship can be due today; those of none always can."""
    mentor = records.get(Mentor, mentor_uid)
    if mentor is None:
        return True
    stage = stretches.stage_on(mentor, _talks(records, mentor), today)
    return stage in people.MEETING and _careful(records, mentor, today) is None
