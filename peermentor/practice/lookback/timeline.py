"""The timeline of one relationship: all its records as dated events."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import Literal, get_args

from msgspec import Struct

from peermentor.practice.contract import record_view
from peermentor.practice.nouns import rhythm
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    OVER,
    Agenda,
    Agreement,
    Checkin,
    Day,
    Feedback,
    Goal,
    Mentor,
    Owner,
    Promise,
    Record,
    Reflection,
    Review,
    Session,
    Topic,
    Win,
)

EventKind = Literal[
    "added",
    "fit",
    "opener",
    "stage",
    "rhythm",
    "agreement",
    "goal",
    "topic",
    "prepared",
    "talk",
    "cancelled",
    "topic-settled",
    "tried",
    "reflection",
    "win",
    "feedback",
    "promise",
    "kept",
    "late",
    "released",
    "check-in",
    "goal-ended",
    "review",
    "closing",
]


class Event(Struct, frozen=True):
    """Something that happened on a day; `text` is what the person wrote about it.

    `value` is the stage, the rhythm, the percent of a check-in, the minutes of a talk, who called a meeting
    off, how a goal, topic or promise ended, the direction of feedback, or a review's verdict; else None.
    """

    date: Day
    kind: EventKind
    ref: str
    text: str
    owner: Owner | None = None
    value: str | int | None = None


class Timeline(Struct, frozen=True):
    """What `timeline` shows, oldest first unless `reverse`; `total` also counts what a limit left out."""

    mentor: record_view.MentorRef
    total: int
    reverse: bool
    events: tuple[Event, ...]


def tell_timeline(
    records: Records,
    mentor: Mentor,
    *,
    since: date | None = None,
    limit: int | None = None,
    reverse: bool = False,
) -> Timeline:
    """List the events of one relationship, oldest first; `limit` keeps only the latest."""
    ordered = sorted(_events(records, mentor), key=lambda told: (told[1].date, told[0]))
    events = [event for _place, event in ordered if since is None or event.date >= since]
    chosen = events[-limit:] if limit else events
    return Timeline(
        record_view.MentorRef.of(mentor),
        len(events),
        reverse,
        tuple(chosen[::-1] if reverse else chosen),
    )


def _events(records: Records, mentor: Mentor) -> Iterator[tuple[tuple[int, str], Event]]:
    """Each event with its place within a day: by its kind, as in `EventKind`, then by when it was kept."""
    places = {kind: place for place, kind in enumerate(_ORDER)}
    # A topic that a talk settled belongs to that talk; only one settled apart gets its own line.
    talked_about = {uid for session in records.of_mentor(Session, mentor) for uid in session.discussed}
    for record in _belonging(records, mentor):
        for event in _TOLD[type(record)](record, records):
            if event.kind != "topic-settled" or record.uid not in talked_about:
                yield (places[event.kind], record.uid), event


def _belonging(records: Records, mentor: Mentor) -> Iterator[Record]:
    yield mentor
    for kind in (Agreement, Goal, Topic, Agenda, Session, Reflection, Win, Feedback, Promise, Review):
        yield from records.of_mentor(kind, mentor)
    for goal in records.of_mentor(Goal, mentor):
        yield from records.where(Checkin, goal=goal.uid)


def _mentor(mentor: Mentor, _records: Records) -> Iterator[Event]:
    yield Event(mentor.since, "added", mentor.handle, mentor.why)
    for change in mentor.stages:
        if mentor.closing and change.stage in OVER and change.date == mentor.closing.date:
            continue  # the closing says it
        yield Event(change.date, "stage", mentor.handle, change.because, value=change.stage)
    for before, held in pairwise(mentor.rhythms):
        if before.every != held.every:
            yield Event(held.since, "rhythm", mentor.handle, rhythm.say_rhythm(held.every), value=held.every)
    for day in sorted({answer.date for answer in mentor.fit if answer.date}):
        answered = [answer for answer in mentor.fit if answer.date == day]
        evidence = "; ".join(answer.evidence for answer in answered if answer.evidence)
        yield Event(day, "fit", mentor.handle, evidence, value=len(answered))
    for opener in mentor.openers:
        if opener.sent:
            yield Event(opener.sent, "opener", mentor.handle, opener.text, "me", opener.kind)
    if closing := mentor.closing:
        text = closing.reached or closing.lessons or closing.thanks or closing.because
        yield Event(closing.date, "closing", mentor.handle, text)


def _agreement(agreement: Agreement, _records: Records) -> Iterator[Event]:
    hopes = (agreement.i_hope, agreement.they_hope, *agreement.boundaries)
    yield Event(agreement.date, "agreement", agreement.handle, "; ".join(filter(None, hopes)))


def _goal(goal: Goal, _records: Records) -> Iterator[Event]:
    yield Event(goal.start, "goal", goal.handle, goal.title, goal.owner)
    if goal.ended and goal.state != "open":
        yield Event(goal.ended, "goal-ended", goal.handle, goal.title, goal.owner, goal.state)


def _checkin(checkin: Checkin, records: Records) -> Iterator[Event]:
    goal = records.the(Goal, checkin.goal)
    text = checkin.note or goal.title
    yield Event(checkin.date, "check-in", goal.handle, text, goal.owner, checkin.percent)


def _topic(topic: Topic, _records: Records) -> Iterator[Event]:
    yield Event(topic.raised, "topic", topic.handle, topic.text, topic.owner)
    if topic.ended:
        text = topic.because or topic.text
        yield Event(topic.ended, "topic-settled", topic.handle, text, topic.owner, topic.state)


def _agenda(agenda: Agenda, _records: Records) -> Iterator[Event]:
    yield Event(min(agenda.created.date(), agenda.date), "prepared", agenda.handle, "", "me", agenda.minutes)


def _session(session: Session, _records: Records) -> Iterator[Event]:
    if session.cancelled:
        owner = session.cancelled
        yield Event(session.date, "cancelled", session.handle, session.notes, owner, session.cancelled)
        return
    text = session.notes or "; ".join(session.got or session.gave)
    yield Event(session.date, "talk", session.handle, text, value=session.minutes)
    for tried in session.tried:
        got = session.got[tried.insight - 1] if tried.insight <= len(session.got) else ""
        yield Event(tried.date, "tried", session.handle, tried.outcome or got, "me")


def _reflection(reflection: Reflection, _records: Records) -> Iterator[Event]:
    said = (reflection.now_what, reflection.so_what, reflection.happened, *reflection.deeper.values())
    yield Event(reflection.date, "reflection", reflection.handle, next(filter(None, said), ""), "me")


def _win(win: Win, _records: Records) -> Iterator[Event]:
    yield Event(win.date, "win", win.handle, win.text)


def _feedback(told: Feedback, _records: Records) -> Iterator[Event]:
    text = told.text or told.behaviour or told.impact or told.situation or told.question
    owner: Owner = "me" if told.direction == "given" else "them"
    yield Event(told.date, "feedback", told.handle, text, owner, told.direction)


def _promise(promise: Promise, _records: Records) -> Iterator[Event]:
    yield Event(promise.made, "promise", promise.handle, promise.text, promise.owner)
    ends: dict[str, EventKind] = {"kept": "kept", "late": "late", "dropped": "released"}
    if promise.ended and promise.state in ends:
        yield Event(
            promise.ended,
            ends[promise.state],
            promise.handle,
            promise.because or promise.text,
            promise.owner,
            promise.state,
        )


def _review(review: Review, _records: Records) -> Iterator[Event]:
    yield Event(review.date, "review", review.handle, review.because, "me", review.verdict)


_ORDER: tuple[EventKind, ...] = get_args(EventKind)
_TOLD: dict[type[Record], Callable[..., Iterator[Event]]] = {
    Mentor: _mentor,
    Agreement: _agreement,
    Goal: _goal,
    Checkin: _checkin,
    Topic: _topic,
    Agenda: _agenda,
    Session: _session,
    Reflection: _reflection,
    Win: _win,
    Feedback: _feedback,
    Promise: _promise,
    Review: _review,
}
