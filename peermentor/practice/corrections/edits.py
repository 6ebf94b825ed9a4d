"""Correcting one record: values are read by the rules of their fields, and related records change with it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from peermentor import dates
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.corrections.meaning import must_mean_something, refuse_ending, refuse_reason
from peermentor.practice.corrections.past_changes import moves_put_right, rhythms_put_right, stages_put_right
from peermentor.practice.corrections.values import AHEAD, Reader, ReadMoment, Typed
from peermentor.practice.growth.goals import must_follow_start
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.fields import Field, field_named, fields_of, parts_of
from peermentor.practice.nouns.near import nearest
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.people import must_be_free_name, must_lie_ahead, with_rhythm
from peermentor.practice.nouns.records import (
    KINDS,
    Agenda,
    Agreement,
    Closing,
    Feedback,
    Goal,
    Mentor,
    Promise,
    R,
    Record,
    Reflection,
    Review,
    Session,
    StageChange,
    Topic,
    Tried,
    Win,
)
from peermentor.practice.peers.agreement import latest_agreement

Changes = dict[str, Any]
RHYTHM_FROM = "from"  # no field, but typed beside every=…: from when that rhythm holds
# Pairs of days that must be in order: the first not before the second. `must_follow_start` has a goal's
# target.
_IN_ORDER: dict[type[Record], tuple[tuple[str, str], ...]] = {
    Promise: (("due", "made"), ("ended", "made")),
    Goal: (("ended", "start"),),
    Topic: (("ended", "raised"),),
    Session: (("next", "date"),),
    Review: (("next_review", "date"),),
    Agreement: (("check", "date"),),
}
_OF_A_DROP = ("because", "released")
_CLOCKS = {"next": "next_at", "due": "due_at", "date": "at"}  # where the time said with a day is kept


def edit_record(draft: Draft, record: Record, typed: Sequence[Typed], moment: ReadMoment) -> Record:
    """Change a record as typed, and what depends on it; give back the changed record.

    Records of a relationship that is over can be corrected, too. Raises CommandLine for an unknown field, a
    value it can't hold, and a future day for something that has happened; NotFound, Ambiguous, Refused.
    """
    reader = Reader(draft.records, moment, record.date if isinstance(record, Session) else None)
    changes: Changes = {}
    for one in sorted(typed, key=lambda one: one.field != "date"):  # the other days of a talk count from it
        _read_into(changes, record, one, reader)
    for day, at in reader.clocks.items():
        clock = _CLOCKS.get(day)
        if clock and (clock in fields_of(type(record)) or isinstance(record, Session)):
            changes[clock] = at
    return put_right(draft, record, changes)


def put_right(draft: Draft, record: R, changes: Changes) -> R:
    """Change fields to values that are read already, and what depends on them. Raises like `edit_record`."""
    _must_have_come(draft.today, record, changes)
    must_mean_something(draft.records, record, changes)
    follow = _FOLLOWS.get(type(record))
    if follow:
        follow(draft, record, changes)
    _must_be_in_order(record, changes)
    return draft.change(record, **changes)


def editable_fields(kind: type[Record]) -> list[Field]:
    """List the fields of a kind that a person can correct, in their order."""
    return [field for field in fields_of(kind).values() if field.editable]


def what_can_be_changed(record: Record) -> list[str]:
    """Name the fields of a record that a person can put right, and the parts of what stands in its lists."""
    parts = (f"{field.name}.{place}.{part.name}" for field, place, part in parts_of(record))
    return [*(field.name for field in editable_fields(type(record))), *parts]


def _read_into(changes: Changes, record: Record, typed: Typed, reader: Reader) -> None:
    kind = type(record)
    if kind is Review and typed.field in DIMENSIONS:
        typed = typed._replace(field="ratings", place=typed.field)
    if isinstance(record, Mentor) and typed.field == RHYTHM_FROM:
        changes[RHYTHM_FROM] = _rhythm_from(record, typed, reader)
        return
    typed = _in_full(kind, typed)
    field = field_named(kind, typed.field)
    if isinstance(record, Mentor) and _is_reason(record, field, typed):
        if not record.stages:
            raise refuse_reason(reader.records, record)
        changes["stages"] = _with_reason(changes.get("stages", record.stages), typed, reader)
        return
    if field is None and isinstance(record, Mentor) and (inner := field_named(Closing, typed.field)):
        _read_ending(changes, record, inner, typed, reader)
        return
    if field is None or not (field.editable or "." in typed.place):
        raise _no_such_field(kind, typed.field)
    if field.name == "ratings" and typed.place not in ("", *DIMENSIONS):
        raise CommandLine(
            _("There is no dimension “{dimension}”.").format(dimension=typed.place),
            _("Rate one of: {dimensions}.").format(dimensions=vocabulary.choices(DIMENSIONS)),
        )
    if field.inner and not field.listed:
        _read_into(changes, record, typed._replace(field=typed.place, place=""), reader)
        return
    changes[field.name] = reader.read(field, typed, changes.get(field.name, getattr(record, field.name)))


def _in_full(kind: type[Record], typed: Typed) -> Typed:
    """Write a part of an item in full: of a peer `until.1` is `stages.1.until`."""
    field = field_named(kind, typed.field)
    if not typed.place.isdecimal() or (field and (field.listed or field.by_key)):
        return typed
    for outer in fields_of(kind).values():
        if outer.listed and any(part.name == typed.field for part in outer.parts):
            return typed._replace(field=outer.name, place=f"{typed.place}.{typed.field}")
    return typed


def _is_reason(mentor: Mentor, field: Field | None, typed: Typed) -> bool:
    """Whether it is the reason of a change of stage; once it is closed, `because` alone is of the closing."""
    if field is None and field_named(StageChange, typed.field) is fields_of(StageChange)["because"]:
        return bool(typed.place) or not mentor.closing
    return field is fields_of(Mentor)["stages"] and "." not in typed.place


def _with_reason(stages: tuple[StageChange, ...], typed: Typed, reader: Reader) -> tuple[StageChange, ...]:
    """The stages with a new reason for the one with this number (the oldest is 1), else the last."""
    place = typed.place or str(len(stages))
    if not (place.isascii() and place.isdecimal() and 1 <= int(place[:6]) <= len(stages)):
        raise CommandLine(
            _("“{field}” has {n}, and no number {said}.").format(
                field=typed.field, n=len(stages), said=place
            ),
            _("Count the changes of stage from 1, the oldest first; `timeline` shows each."),
        )
    at = int(place) - 1
    said = reader.read(fields_of(StageChange)["because"], typed._replace(place=""), stages[at].because)
    return (*stages[:at], replace(stages[at], because=said), *stages[at + 1 :])


def _rhythm_from(mentor: Mentor, typed: Typed, reader: Reader) -> date:
    """Read the day from which a rhythm holds; "start" is the first day with this peer."""
    if vocabulary.match(typed.value, ("start",)):
        return mentor.since
    return reader.moment(typed.value, "past")[0]


def _read_ending(changes: Changes, mentor: Mentor, inner: Field, typed: Typed, reader: Reader) -> None:
    """Read what is said when it ends; `close` keeps its day and its reason in the change of stage, too."""
    before = changes.get("closing", mentor.closing)
    if before is None:
        raise refuse_ending(reader.records, mentor, inner.name)
    said = reader.read(inner, typed, getattr(before, inner.name))
    changes["closing"] = replace(before, **{inner.name: said})
    both = inner.name in ("because", "date") and mentor.stages
    if both and getattr(mentor.stages[-1], inner.name) == getattr(before, inner.name):
        *others, last = changes.get("stages", mentor.stages)
        changes["stages"] = (*others, replace(last, **{inner.name: said}))


def _no_such_field(kind: type[Record], typed: str) -> CommandLine:
    if (whole := field_named(kind, typed)) and whole.parts:
        parts = ", ".join(f"{whole.name}.1.{part.name}" for part in whole.parts)
        return CommandLine(
            _("“{field}” takes one change at a time.").format(field=typed),
            _("What can be changed: {fields}.").format(fields=parts),
        )
    if kind is Mentor and typed == "stage":
        return CommandLine(
            _("Where it stands with a peer (“stage”) has commands of its own."),
            _("One of: {allowed}.").format(
                allowed=", ".join(("pause", "resume", "close", "edit-mentor --stage"))
            ),
        )
    fields = [field.name for field in editable_fields(kind)]
    others = [_(other.words) for other in KINDS if (f := field_named(other, typed)) and f.editable]
    near = nearest(typed, fields)
    said = _("A {noun} has no “{field}”.").format(noun=_(kind.words), field=typed)
    if others:
        said += " " + _("It belongs to: {nouns}.").format(nouns=", ".join(dict.fromkeys(others)))
    elif near:
        said += " " + _("Did you mean {near}?").format(near=near)
    return CommandLine(said, _("What can be changed: {fields}.").format(fields=", ".join(fields)))


def _must_have_come(today: date, record: Record, changes: Mapping[str, Any]) -> None:
    fields = fields_of(type(record))
    if "cancelled" in changes:  # a meeting to come that was called off is no talk that was held
        changes = {"date": getattr(record, "date", None), **changes}
    for name, day in changes.items():
        if name not in fields:
            continue
        field = fields[name]
        _parts_must_have_come(field, getattr(record, name), day, today)
        if field.holds is not date or name in AHEAD or day is None or day <= today:
            continue
        if isinstance(record, Agenda) or changes.get("cancelled", getattr(record, "cancelled", None)):
            continue  # the day of an agenda may be ahead, and so may that of a meeting that was called off
        raise _not_come(name, day)


def _not_come(name: str, day: date) -> CommandLine:
    return CommandLine(
        _("“{field}” can't be {day}: that day has not come.").format(field=name, day=dates.say(day)),
        _("Give today or an earlier day."),
    )


def _parts_must_have_come(field: Field, before: Any, after: Any, today: date) -> None:  # noqa: ANN401
    for place, one in enumerate(after if field.parts and field.listed else (), start=1):
        for part in field.parts if one not in before else ():
            day = getattr(one, part.name)
            if part.holds is date and part.name not in AHEAD and day and day > today:
                raise _not_come(f"{field.name}.{place}.{part.name}", day)


def _must_be_in_order(record: Record, changes: Mapping[str, Any]) -> None:
    """Raise CommandLine for days that are not in order."""
    for later, earlier in _IN_ORDER.get(type(record), ()):
        if later not in changes and earlier not in changes:
            continue
        last, first = (changes.get(name, getattr(record, name)) for name in (later, earlier))
        if last and last < first:
            raise CommandLine(
                _("“{field}” ({day}) would come before “{other}” ({first}).").format(
                    field=later, day=dates.say(last), other=earlier, first=dates.say(first)
                ),
                _("Put both right in one line: {later}=… {earlier}=…").format(later=later, earlier=earlier),
            )


def _mentor_follows(draft: Draft, mentor: Mentor, changes: Changes) -> None:
    if "name" in changes:
        must_be_free_name(draft.records, changes["name"], mentor)
    if (day := changes.get("next", mentor.next)) != mentor.next:
        must_lie_ahead(day, draft.today)
    changes |= stages_put_right(mentor, changes)
    changes |= rhythms_put_right(mentor, changes)
    since = changes.pop(RHYTHM_FROM, None)
    if since or "every" in changes:
        changes |= with_rhythm(mentor, changes.get("every", mentor.every), since or draft.today)


def _goal_follows(draft: Draft, goal: Goal, changes: Changes) -> None:
    must_follow_start(changes.get("target", goal.target), changes.get("start", goal.start))
    _ends(draft, goal, changes)
    if changes.get("state") == "open":
        changes["attained"] = None


def _ends(draft: Draft, record: Goal | Promise | Topic, changes: Changes) -> None:
    """Set the day of an end, or clear it for an open record. Raises CommandLine where the two contradict."""
    open_again = changes.get("state", record.state) == "open"
    if open_again and (changes.get("ended") or changes.get("attained") is not None):
        raise CommandLine(
            _("{handle} is still open.").format(handle=record.handle),
            _("Say how it ended too: state={states}").format(
                states=vocabulary.choices(fields_of(type(record))["state"].choices[1:], "|")
            ),
        )
    if not open_again and changes.get("ended", record.ended) is None and "state" not in changes:
        raise CommandLine(
            _("{handle} has ended, so it needs the day on which it did.").format(handle=record.handle),
            _("To open it again: state=open"),
        )
    if "state" in changes and changes["state"] != "dropped":  # why it was, and who let it off, go with that
        told = {name: field.default for name, field in fields_of(type(record)).items() if name in _OF_A_DROP}
        for name, default in told.items():
            changes.setdefault(name, default)
    if open_again:
        changes["ended"] = None
    elif changes.get("ended", record.ended) is None:
        changes["ended"] = draft.today


def _session_follows(draft: Draft, session: Session, changes: Changes) -> None:
    """Move what belongs to the talk to its new peer and its new day, and the meeting that it agreed on."""
    _move_meeting(draft, session, changes)
    whose, day = changes.get("mentor", session.mentor), changes.get("date", session.date)
    for kind, made in ((Promise, "made"), (Win, "date"), (Feedback, "date"), (Reflection, "date")):
        for one in draft.records.where(kind, session=session.uid):
            same_day = getattr(one, made) == session.date
            draft.change(one, **{"mentor": whose} | ({made: day} if same_day else {}))
    for uid in changes.get("discussed", ()) if "mentor" not in changes else ():
        discussed = draft.records.the(Topic, uid)
        if discussed.mentor != whose:
            raise CommandLine(
                _("{handle} is a topic with somebody else.").format(handle=discussed.handle),
                _("See theirs: peermentor topics"),
            )
    if whose != session.mentor:
        changes["agenda"] = ""
        changes["discussed"] = tuple(
            uid
            for uid in changes.get("discussed", session.discussed)
            if (topic := draft.records.get(Topic, uid)) and topic.mentor == whose
        )
    if "got" in changes:
        changes["tried"] = _tried_still(session, changes["got"])
    for uid in changes.get("discussed", session.discussed):
        topic = draft.records.get(Topic, uid)
        if topic and topic.state == "discussed" and topic.ended == session.date:
            draft.change(topic, ended=day)


def _move_meeting(draft: Draft, session: Session, changes: Changes) -> None:
    """Move the meeting that was agreed at the last talk, also to the peer whose talk it is now.

    A time is kept with the peer, and not with the talk.
    """
    at = changes.pop("next_at", None)
    was, whose = (
        draft.records.the(Mentor, uid) for uid in (session.mentor, changes.get("mentor", session.mentor))
    )
    day = changes.get("next", session.next)
    agreed = was.next == session.next and session == max(draft.records.of_mentor(Session, was), key=by_day)
    if was == whose:
        if agreed and "next" in changes and (was.next or not day or day >= draft.today):
            draft.change(was, next=day, next_at=at)
        return
    if agreed and was.next:
        at = at if "next" in changes else was.next_at
        draft.change(was, next=None, next_at=None)
    if day and day >= draft.today and whose.next is None:
        draft.change(whose, next=day, next_at=at)


def _tried_still(session: Session, got: Sequence[str]) -> tuple[Tried, ...]:
    """The outcomes with the new places of their insights; one whose insight is gone goes, too."""
    return tuple(
        replace(one, insight=got.index(text) + 1)
        for one in session.tried
        if one.insight <= len(session.got) and (text := session.got[one.insight - 1]) in got
    )


def _agreement_follows(draft: Draft, agreement: Agreement, changes: Changes) -> None:
    """Give the mentor the new rhythm and length, if this is the version that holds."""
    mentor = draft.records.get(Mentor, agreement.mentor)
    if mentor is None:
        return
    latest = latest_agreement(draft.records, mentor)
    if latest and latest.uid == agreement.uid:
        kept = {
            name: changes[name]
            for name in ("every", "minutes")
            if name in changes and getattr(mentor, name) == getattr(agreement, name)
        }
        draft.change(mentor, **kept)


def _promise_follows(draft: Draft, promise: Promise, changes: Changes) -> None:
    changes |= moves_put_right(promise, changes)
    _ends(draft, promise, changes)


_FOLLOWS: dict[type[Record], Callable[[Draft, Any, Changes], None]] = {
    Mentor: _mentor_follows,
    Goal: _goal_follows,
    Promise: _promise_follows,
    Topic: _ends,
    Session: _session_follows,
    Agreement: _agreement_follows,
}
