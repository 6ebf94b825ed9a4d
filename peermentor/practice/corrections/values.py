"""Reading what a person types for a field: days, people, numbers, words and lists."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, Protocol

from msgspec import Struct
from msgspec.structs import replace

from peermentor.dates import Direction
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.growth.attainment import HEAVIEST, SCALE
from peermentor.practice.nouns import find, rhythm, vocabulary
from peermentor.practice.nouns.fields import Field, field_named, fields_of, words_field
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Agenda, Agreement, Goal, Mentor, Session
from peermentor.practice.nouns.thresholds import LONGEST_NOTED, LONGEST_TALK, SHORTEST_TALK


class ReadMoment(Protocol):
    """How the program reads a date phrase, which looks back or ahead from a day (`App.moment`)."""

    def __call__(  # noqa: D102 - said above
        self, phrase: str, prefer: Direction, *, said_on: date | None = None
    ) -> tuple[date, datetime | None]: ...


# For these fields "friday" is the next Friday; for all others the last.
AHEAD = ("due", "target", "next", "until", "check", "first_review", "next_review", "later", "was", "to")

# What may be typed, where a journal may hold more: what older versions and imports kept stays readable.
_TYPED_BOUNDS: dict[tuple[type[Struct], str], tuple[int, int]] = {
    (Session, "minutes"): (1, LONGEST_NOTED),
    **{(kind, "minutes"): (SHORTEST_TALK, LONGEST_TALK) for kind in (Mentor, Agreement, Agenda)},
    (Goal, "weight"): (1, HEAVIEST),
}


class Typed(NamedTuple):
    """One change as typed: `got+=A thing`, `due=friday`, `got.2=Another`, `milestones-=1`.

    The place may go on to one part of an item: `milestones.2.done=friday` has the place "2.done".
    """

    field: str
    place: str
    sign: Literal["=", "+=", "-="]
    value: str


class Reader:
    """Reads typed values, and looks up the people and records that they name.

    `moment` reads a date phrase; `said_on` is the day of the talk whose fields are read, from which the days
    of `AHEAD` are counted. `clocks` has the time of each day that was read, where one was said.
    """

    def __init__(self, records: Records, moment: ReadMoment, said_on: date | None = None) -> None:
        self.records = records
        self.moment = moment
        self.said_on = said_on
        self.clocks: dict[str, datetime | None] = {}

    def read(self, field: Field, typed: Typed, now: Any) -> Any:  # noqa: ANN401 - what any field holds
        """Give the value of the field after a change; `now` is its value before. Raises CommandLine."""
        if field.by_key:
            return self._by_key(field, typed, now)
        if field.listed:
            return self._list(field, typed, now)
        if typed.sign != "=" or typed.place:
            raise CommandLine(
                _("“{field}” holds one thing, not a list.").format(field=field.name),
                _("Write it like {field}=…").format(field=field.name),
            )
        if not typed.value.strip():
            return self._empty(field)
        return self._one(field, typed.value)

    def _empty(self, field: Field) -> Any:  # noqa: ANN401 - what any field holds
        if not field.clearable:
            raise CommandLine(
                _("“{field}” can't be empty.").format(field=field.name),
                _("One of: {allowed}.").format(allowed=vocabulary.choices(field.choices))
                if field.choices
                else _("Give it something else; what should not be there at all: peermentor delete"),
            )
        if field.holds is date:
            self.clocks[field.name] = None
        return field.default

    def _by_key(self, field: Field, typed: Typed, now: dict[str, Any]) -> dict[str, Any]:
        if not typed.place:
            raise CommandLine(
                _("Say which: {field}.NAME=…").format(field=field.name),
                _("There are: {names}.").format(names=", ".join(now) or _("nothing")),
            )
        if typed.value.strip():
            return now | {typed.place: self._one(field, typed.value)}
        return {key: one for key, one in now.items() if key != typed.place}

    def _list(self, field: Field, typed: Typed, now: tuple[Any, ...]) -> tuple[Any, ...]:
        number, dot, part = typed.place.partition(".")
        if dot:
            place = self._place(field, typed._replace(place=number), now)
            return (*now[: place - 1], self._part(field, now[place - 1], part, typed.value), *now[place:])
        if typed.place or typed.sign == "-=":
            place = self._place(field, typed, now)
            before, after = now[: place - 1], now[place:]
            if typed.sign == "-=" or not typed.value.strip():
                return (*before, *after)
            return (*before, self._item(field, typed.value, now[place - 1]), *after)
        lines = _items(typed.value)
        if typed.sign == "+=":
            return (*now, *(self._item(field, line) for line in lines))
        return tuple(self._item(field, line, _before(field, at, lines, now)) for at, line in enumerate(lines))

    def _part(self, field: Field, item: Struct, part: str, value: str) -> Struct:
        """One part of an item changed: the day a milestone was done. Raises CommandLine."""
        inner = field_named(field.inner, part) if field.inner else None
        if inner is None or not inner.typed:
            raise CommandLine(
                _("“{field}” has no “{part}” that can be changed.").format(field=field.name, part=part),
                _("What can be changed: {fields}.").format(
                    fields=", ".join(f"{field.name}.1.{one.name}" for one in field.parts) or field.name
                ),
            )
        # Its days are no day of the record, and nor are their times.
        apart = Reader(self.records, self.moment, self.said_on)
        return replace(item, **{inner.name: apart.read(inner, Typed(part, "", "=", value), None)})

    def _place(self, field: Field, typed: Typed, now: Sequence[Any]) -> int:
        said = typed.place or typed.value.strip()
        if said.isascii() and said.isdecimal() and 1 <= int(said[:6]) <= len(now):
            return int(said)
        raise CommandLine(
            _("“{field}” has {n}, and no number {said}.").format(field=field.name, n=len(now), said=said),
            _("Count them from 1; add one: {field}+=…").format(field=field.name)
            if field.typed
            else _("Count them from 1, the oldest first."),
        )

    def _item(self, field: Field, text: str, now: Struct | None = None) -> Any:  # noqa: ANN401 - what any field holds
        if field.inner is None:
            return self._one(field, text)
        words = words_field(field.inner)
        if now:
            return replace(now, **{words: text.strip()})
        if field.numbered:
            raise CommandLine(
                _("“{field}” takes one change at a time.").format(field=field.name),
                _("Say which, counted from 1: {field}.1=…").format(field=field.name),
            )
        return field.inner(**{words: text.strip()})

    def _one(self, field: Field, text: str) -> Any:  # noqa: ANN401 - what any field holds
        word = text.strip()
        if field.to is Mentor:
            return find.mentor(self.records, word).uid
        if field.to:
            return find.by_handle(self.records, field.to, word).uid
        if field.choices:
            return _word_of(field, word, field.choices)
        if field.holds is date:
            if field.name in AHEAD:
                day, self.clocks[field.name] = self.moment(word, "future", said_on=self.said_on)
            else:
                day, self.clocks[field.name] = self.moment(word, "past")
            if field is fields_of(Session)["date"]:
                self.said_on = day
            return day
        if field.holds is bool:
            return _word_of(field, word, ("yes", "no")) == "yes"
        if field.holds is int:
            return SCALE[word] if field.name == "attained" and word in SCALE else _number(field, word)
        return rhythm.parse(word) if field.name == "every" else text.strip()


def read_typed(text: str) -> Typed:
    """Read one change as typed. Raises CommandLine for any other text.

    >>> read_typed("got.2=Ask first")
    Typed(field='got', place='2', sign='=', value='Ask first')
    """
    name, equals, value = text.partition("=")
    sign: Literal["=", "+=", "-="] = "+=" if name.endswith("+") else "-=" if name.endswith("-") else "="
    field, _dot, place = name.rstrip("+-").strip().partition(".")
    if not equals or not field:
        raise CommandLine(
            _("“{text}” is no change.").format(text=text),
            _("Write FIELD=VALUE: due=friday, with=maya, got+=“one thing more”; due= makes it empty."),
        )
    return Typed(field, place, sign, value)


def _before(field: Field, at: int, lines: Sequence[str], now: Sequence[Any]) -> Any:  # noqa: ANN401 - what any field holds
    """Find the earlier item for a line of a list: the one with the same words, else at the same place."""
    if field.inner is None or field.numbered:
        return None
    words = words_field(field.inner)
    same = next((one for one in now if getattr(one, words) == lines[at].strip()), None)
    taken = at < len(now) and getattr(now[at], words) in map(str.strip, lines)
    return same or (now[at] if len(lines) == len(now) and not taken else None)


def _items(value: str) -> list[str]:
    """Several items: one a line, or with ";" between them."""
    lines = value.split("\n") if "\n" in value else value.split(";")
    return [line.strip() for line in lines if line.strip()]


def _word_of(field: Field, word: str, choices: Sequence[str]) -> str:
    meant = vocabulary.match_prefix(word, choices)
    if meant is None:
        raise CommandLine(
            _("“{field}” can't be “{value}”.").format(field=field.name, value=word),
            _("One of: {allowed}.").format(allowed=vocabulary.choices(choices)),
        )
    return meant


def _number(field: Field, word: str) -> int:
    digits = word.removesuffix("%").strip()
    low, high = _TYPED_BOUNDS.get((field.kind, field.name), (field.least, field.most))
    if digits.lstrip("-").isdecimal() and digits.isascii() and len(digits) <= 7:  # noqa: PLR2004 - a million is enough
        number = int(digits)
        if (low is None or number >= low) and (high is None or number <= high):
            return number
    raise CommandLine(
        _("“{field}” can't be “{value}”.").format(field=field.name, value=word),
        _("A number from {low} to {high}.").format(low=low or 0, high=high if high is not None else "…"),
    )
