"""Correcting one record: what was typed is read by the rules of its fields, and its days must be in order."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from peermentor import dates
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.corrections.following import RHYTHM_FROM, Changes, follow
from peermentor.practice.corrections.meaning import must_mean_something, refuse_ending, refuse_reason
from peermentor.practice.corrections.values import AHEAD, Reader, ReadMoment, Typed
from peermentor.practice.nouns import people, vocabulary
from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.fields import Field, field_named, fields_of, parts_of
from peermentor.practice.nouns.near import nearest
from peermentor.practice.nouns.records import (
    KINDS,
    Agenda,
    Agreement,
    Closing,
    Goal,
    Mentor,
    Promise,
    R,
    Record,
    Review,
    Session,
    StageChange,
    Topic,
)

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
_STAGE = "stage"  # no slip that is put right: it changes today, and what it was stays in `stages`
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
    stage = changes.pop(_STAGE, None)
    right = put_right(draft, record, changes)
    return people.change_mentor(draft, right, stage=stage) if stage and isinstance(right, Mentor) else right


def put_right(draft: Draft, record: R, changes: Changes) -> R:
    """Change fields to values that are read already, and what depends on them. Raises like `edit_record`."""
    _must_have_come(draft.today, record, changes)
    must_mean_something(draft.records, record, changes)
    draft.begin_with(record)
    follow(draft, record, changes)
    _must_be_in_order(record, changes)
    return draft.change(record, **changes)


def editable_fields(kind: type[Record]) -> list[Field]:
    """List the fields of a kind that a person can correct, in their order."""
    return [field for field in fields_of(kind).values() if field.typed or _is_stage(kind, field)]


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
    if field is None or not (field.typed or "." in typed.place or _is_stage(kind, field)):
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


def _is_stage(kind: type[Record], field: Field) -> bool:
    return kind is Mentor and field.name == _STAGE


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
    fields = [field.name for field in editable_fields(kind)]
    if whole:
        if said_with := [day for day, clock in _CLOCKS.items() if clock == whole.name]:
            return CommandLine(
                _("“{field}” is the time of a day, and is changed with it.").format(field=typed),
                _('Write both: {day}="friday 15:00"').format(day=said_with[0]),
            )
        return CommandLine(
            _("“{field}” of a {noun} is kept by the program itself, and can't be changed.").format(
                field=typed, noun=_(kind.words)
            ),
            _("What can be changed: {fields}.").format(fields=", ".join(fields)),
        )
    others = [_(other.words) for other in KINDS if (f := field_named(other, typed)) and f.typed]
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
