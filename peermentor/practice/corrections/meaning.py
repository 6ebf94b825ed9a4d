"""What a field can't say in the state its record is in: the last day of no pause, the reason of no drop.

Such a change would be kept and do nothing, so it is refused with what gives it a meaning. Making a field
empty is never refused: what an older version let people write there can go.
"""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from peermentor.errors import Refused
from peermentor.language import _
from peermentor.practice.nouns import find, people, vocabulary
from peermentor.practice.nouns.fields import fields_of
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    Goal,
    Mentor,
    Promise,
    Record,
    Rehearsal,
    Review,
    Session,
    Topic,
)
from peermentor.practice.nouns.states import say_state
from peermentor.practice.nouns.stretches import reopened
from peermentor.practice.talk.talk import OF_ANY_MEETING
from peermentor.to_type import to_type

Meanings = Callable[[Records, Any, str], None]  # raises for the field of a record as it would be


def must_mean_something(records: Records, record: Record, changes: Mapping[str, Any]) -> None:
    """Raise Refused for a change that would do nothing in the state the record has after all the changes."""
    means = _MEANS.get(type(record))
    fields = fields_of(type(record))
    if means is None:
        return
    changed = {name: value for name, value in changes.items() if name in fields}
    after = replace(record, **changed)
    for name, value in changed.items():
        if value not in (fields[name].default, getattr(record, name)):
            means(records, after, name)


def refuse_reason(records: Records, mentor: Mentor) -> Refused:
    """Make the refusal of a reason for a pause or an end that there never was."""
    who = find.shortest(records, mentor)
    return Refused(
        _("{name} was never paused, and nothing has ended: there is no “{field}”.").format(
            name=mentor.name, field="because"
        ),
        _("To pause: {pause}; to end: {close}").format(
            pause=to_type("pause", who, "--because", "…"), close=to_type("close", who)
        ),
    )


def refuse_ending(records: Records, mentor: Mentor, field: str) -> Refused:
    """Make the refusal of what is said when it ends, where it has not."""
    return Refused(
        _("It has not ended with {name}: “{field}” is said when it does.").format(
            name=mentor.name, field=field
        ),
        _("End it: {command}").format(command=to_type("close", find.shortest(records, mentor))),
    )


def _of_mentor(records: Records, mentor: Mentor, name: str) -> None:
    if name in ("next", "first_review"):
        people.must_be_open(mentor)
    who = find.shortest(records, records.the(Mentor, mentor.uid))  # the name may be one of the changes
    if name == "until" and mentor.stage != "paused":
        raise Refused(
            _("{name} is not paused: there is no day on which a pause ends.").format(name=mentor.name),
            _("To pause until a day: {command}").format(
                command=to_type("pause", who, "--until", _("friday"))
            ),
        )
    said = max(records.of_mentor(Review, mentor), key=by_day, default=None)
    again = reopened(mentor)
    if name == "first_review" and said and not (again and said.date < again):
        raise Refused(
            _("The first review with {name} was made ({handle}).").format(
                name=mentor.name, handle=said.handle
            ),
            _("To move the next one: {command}").format(
                command=to_type("later", who, _("friday"), "--review")
            ),
        )


def _of_what_is_dropped(_records: Records, record: Promise | Topic, name: str) -> None:
    if name in ("because", "released") and record.state != "dropped":
        raise Refused(
            _("{handle} was not dropped ({state}): “{field}” belongs to that.").format(
                handle=record.handle, state=say_state(record.state), field=name
            ),
            _say_how_it_ended("dropped"),
        )
    if name == "later" and record.state != "open":
        raise Refused(
            _("{handle} has ended ({state}).").format(handle=record.handle, state=say_state(record.state)),
            _("Open it again: peermentor edit {handle} state=open").format(handle=record.handle),
        )
    if name == "after" and record.state == "open":
        raise Refused(
            _("{handle} is still open.").format(handle=record.handle), _say_how_it_ended("discussed")
        )


def _say_how_it_ended(state: str) -> str:
    states = vocabulary.choices((state,))
    return _("Say how it ended too: state={states}").format(states=states)


def _of_goal(records: Records, goal: Goal, name: str) -> None:
    line, before = [goal.uid], goal.follows if name == "follows" else ""
    while before and before not in line:
        line.append(before)
        before = found.follows if (found := records.get(Goal, before)) else ""
    if before:
        raise Refused(
            _("{handle} can't grow out of itself.").format(handle=goal.handle),
            _("Name the goal that came before it, or none: follows="),
        )


def _of_talk(_records: Records, session: Session, name: str) -> None:
    if not session.held and name not in OF_ANY_MEETING:
        raise Refused(
            _("{handle} was called off, so it has no “{field}”.").format(handle=session.handle, field=name),
            _("If you did meet: peermentor edit {handle} cancelled=").format(handle=session.handle),
        )


def _of_rehearsal(_records: Records, rehearsal: Rehearsal, name: str) -> None:
    belongs = {"behaviour": "feedback", "own_part": "conversation", "if_no": "conversation"}.get(name)
    if belongs and belongs != rehearsal.kind:
        kind = vocabulary.say_word(belongs, fields_of(Rehearsal)["kind"].choices)
        raise Refused(
            _("{handle} is made ready for something else: “{field}” is of the kind {kind}.").format(
                handle=rehearsal.handle, field=name, kind=kind
            ),
            _("To change the kind too: kind={kind}").format(kind=kind),
        )


_MEANS: dict[type[Record], Meanings] = {
    Mentor: _of_mentor,
    Promise: _of_what_is_dropped,
    Topic: _of_what_is_dropped,
    Goal: _of_goal,
    Session: _of_talk,
    Rehearsal: _of_rehearsal,
}
