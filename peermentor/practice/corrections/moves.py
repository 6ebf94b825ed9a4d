"""Moving what is ahead: a promise, a goal, a topic, a meeting, the check of an agreement, a review."""

from datetime import date, datetime

from peermentor.errors import CommandLine, Refused
from peermentor.language import _
from peermentor.practice.growth import promises
from peermentor.practice.nouns import stretches
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.people import lengthen_pause, must_be_open
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Agreement, Goal, Mentor, Promise, Record, Review, Topic
from peermentor.practice.nouns.states import say_state

# The field with the day ahead; promises and mentors have rules of their own.
_AHEAD: dict[type[Record], str] = {
    Goal: "target",
    Topic: "later",
    Agreement: "check",
    Review: "next_review",
}


def move_later(draft: Draft, record: Record, day: date, at: datetime | None = None) -> Record:
    """Move what a record has ahead to a day, and to a time where one was said (`at`).

    A promise keeps its old day too (`move_promise`), a topic is on no agenda before, and a mentor's next
    meeting is on that day, or in a pause, the pause lasts until then. Raises CommandLine for a day that is
    over and for a record with nothing ahead, Refused for what is settled or closed.
    """
    promises.must_not_be_over(record, day, draft.today)
    if mentor := draft.records.get(Mentor, getattr(record, "mentor", "")):
        must_be_open(mentor)
    must_have_a_day_ahead(record)
    if isinstance(record, Agreement | Review):
        _must_be_the_last(draft.records, record)
    if isinstance(record, Promise):
        return promises.move_promise(draft, record, day, at)
    if isinstance(record, Mentor):
        return _move_meeting(draft, record, day, at)
    return draft.change(record, **{_AHEAD[type(record)]: day})


def must_have_a_day_ahead(record: Record) -> None:
    """Raise CommandLine for a kind of record without a day ahead, Refused for a goal or topic that ended."""
    if isinstance(record, Goal | Topic) and record.state != "open":
        raise Refused(
            _("{handle} has ended ({state}).").format(handle=record.handle, state=say_state(record.state)),
            _("Open it again: peermentor edit {handle} state=open").format(handle=record.handle),
        )
    if not isinstance(record, Promise | Mentor) and type(record) not in _AHEAD:
        raise CommandLine(
            _("{handle} has no day ahead of it.").format(handle=record.handle),
            _("To put it right: peermentor edit {handle}").format(handle=record.handle),
        )


def _must_be_the_last(records: Records, record: Agreement | Review) -> None:
    """Raise Refused for one that another came after: the day that it has ahead holds no more."""
    last = max(records.where(type(record), mentor=record.mentor), key=by_day)
    if last.uid != record.uid:
        raise Refused(
            _("{handle} is an earlier one: the day that {last} says holds now.").format(
                handle=record.handle, last=last.handle
            ),
            _("Move that one: peermentor later {last} friday").format(last=last.handle),
        )


def _move_meeting(draft: Draft, mentor: Mentor, day: date, at: datetime | None) -> Mentor:
    must_be_open(mentor)
    if mentor.stage == "paused":
        return lengthen_pause(draft, mentor, day)
    return draft.change(mentor, next=day, next_at=at)


def move_review(draft: Draft, mentor: Mentor, day: date) -> Record:
    """Move the next review to a day, which the last review keeps, or before the first one the mentor.

    Raises like `move_later`.
    """
    last = max(draft.records.of_mentor(Review, mentor), key=by_day, default=None)
    again = stretches.reopened(mentor)
    if last and not (again and last.date < again):
        return move_later(draft, last, day)
    must_be_open(mentor)
    promises.must_not_be_over(mentor, day, draft.today)
    return draft.change(mentor, first_review=day)
