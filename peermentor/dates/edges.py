"""Reads the first or last day of a week, month, quarter or year, and weekdays counted in a month."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Literal

from peermentor.dates.meaning import Asked
from peermentor.dates.relative import in_week, shifted
from peermentor.dates.words import MONTHS, ORDINALS, URUTAN, WEEKDAYS, WHOLES, number_of, turned
from peermentor.language import _

_SPAN = {"months": 1, "quarters": 3, "years": 12}
_YEAR_DIGITS = 4

Turn = int | Literal["nearest"]


def edge_day(words: list[str], asked: Asked) -> date | None:
    """Find a day that is named by a span: end of month, akhir Juli, last friday of this month.

    Without next, this or last, the span is the nearest whose day is today or in the direction of the phrase.
    """
    for rule in (_end_or_start, _weekday_of_month, _day_of_month):
        day = rule(words, asked)
        if day is not None:
            return day
    return None


def _end_or_start(words: list[str], asked: Asked) -> date | None:
    match _without_the(words):
        case ["end", "of", *rest] | ["akhir", *rest]:
            last = True
        case ["last", "day", "of", *rest] | ["hari", "terakhir", *rest]:
            last = True
        case ["start" | "beginning", "of", *rest] | ["awal", *rest] | ["first", "day", "of", *rest]:
            last = False
        case ["hari", "pertama", *rest]:
            last = False
        case _:
            return None
    rest = _without_the(rest)
    if (week := _turn(rest, "weeks")) is not None:
        return _facing(asked, lambda turn: in_week(turn, 6 if last else 0, asked), week)
    for unit, months in _SPAN.items():
        if (turn := _turn(rest, unit)) is not None:
            return _facing(asked, partial(_edge_of_turn, asked, months, last), turn)
    return _edge_of_named(rest, asked, last=last)


def _edge_of_turn(asked: Asked, months: int, last: bool, turn: int) -> date:
    return _edge(_first_of(asked, turn, months), months, asked, last=last)


def _edge_of_named(rest: list[str], asked: Asked, *, last: bool) -> date | None:
    """Read an edge of a named span: end of july, akhir Juli 2027, end of q3, end of 2027."""
    match rest:
        case ["q", number, *year] if number in ("1", "2", "3", "4"):
            month, length = int(number) * 3 - 2, 3
        case ["bulan", name, *year] | [name, *year] if name in MONTHS:
            month, length = MONTHS[name], 1
        case ["tahun", number] | [number] if len(number) == _YEAR_DIGITS:
            month, length, year = 1, 12, [number]
        case _:
            return None
    return _in_years(asked, year, lambda first: _edge(first, length, asked, last=last), month)


def _in_years(asked: Asked, year: list[str], day_of: Callable[[date], date], month: int) -> date | None:
    """Find the day in the year that was said, or in the nearest year in the direction of the phrase."""
    if not year:
        asked = asked.calendar
        here = asked.today.replace(month=month, day=1)
        return _facing(asked, lambda turn: day_of(shifted(asked, turn, "years", here)))
    number = number_of(year[0]) if len(year) == 1 and len(year[0]) == _YEAR_DIGITS else None
    if number is None:
        return None
    if not date.min.year <= number <= date.max.year:
        raise asked.too_far()
    return day_of(date(number, month, 1))


def _weekday_of_month(words: list[str], asked: Asked) -> date | None:
    """Read a counted weekday: last friday of this month, Jumat terakhir bulan ini, first monday of august."""
    match _without_the(words):
        case [which, name, "of" | "in", *rest] if which in ORDINALS and name in WEEKDAYS:
            place = ORDINALS[which]
        case [number, "st" | "nd" | "rd" | "th", name, "of" | "in", *rest] if name in WEEKDAYS:
            place = number_of(number) or 0
        case [name, which, *rest] if which in URUTAN and name in WEEKDAYS:
            place = URUTAN[which]
        case [name, "ke-", number, *rest] if name in WEEKDAYS:
            place = number_of(number) or 0
        case _:
            return None
    rest = _without_the(rest[1:] if rest[:1] in (["di"], ["dari"], ["pada"]) else rest)
    if not (place == -1 or 1 <= place <= 5) or not rest:
        return None

    def day_of(first: date) -> date:
        return _nth(first, WEEKDAYS[name], place, asked)

    if (turn := _turn(rest, "months")) is not None:
        return _facing(asked, lambda turn: day_of(_first_of(asked, turn, 1)), turn)
    rest = rest[1:] if rest[0] == "bulan" else rest
    if rest and rest[0] in MONTHS:
        return _in_years(asked, rest[1:], day_of, MONTHS[rest[0]])
    return None


def _day_of_month(words: list[str], asked: Asked) -> date | None:
    """Read a day of another month: the 3rd of next month, tanggal 3 bulan depan."""
    match _without_the(words):
        case [number, "st" | "nd" | "rd" | "th", "of", *rest] | ["tanggal" | "tgl", number, *rest]:
            turn = _turn(_without_the(rest), "months") if rest else None
        case _:
            return None
    if turn is None or turn == "nearest":
        return None
    try:
        return _first_of(asked, turn, 1).replace(day=number_of(number) or 0)
    except ValueError:
        raise asked.refusal("impossible", _("that month has no day {day}").format(day=number)) from None


def _turn(rest: list[str], unit: str) -> Turn | None:
    """Read which span of a unit is meant: +1, 0, -1, or the nearest where none is said; else None."""
    if len(rest) == 1 and WHOLES.get(rest[0]) == unit:
        return "nearest"
    found = turned(rest)
    if found and len(found[0]) == 1 and WHOLES.get(found[0][0]) == unit:
        return found[1]
    return None


def _facing(asked: Asked, day_of: Callable[[int], date], turn: Turn = "nearest") -> date:
    """Find the day of the span that was said, else of the nearest in the direction of the phrase."""
    if turn != "nearest":
        return day_of(turn)
    days = (day_of(asked.step * away) for away in range(2))
    return next(day for day in days if asked.faces(day))


def _first_of(asked: Asked, turn: int, months: int) -> date:
    """Find the first day of the span of `months` that is `turn` spans after the one of today."""
    today = asked.today
    begins = today.replace(month=(today.month - 1) // months * months + 1, day=1)
    return shifted(asked, turn * months, "months", begins)


def _edge(first: date, months: int, asked: Asked, *, last: bool) -> date:
    return shifted(asked, -1, "days", shifted(asked, months, "months", first)) if last else first


def _nth(first: date, weekday: int, place: int, asked: Asked) -> date:
    """Find the weekday number `place` of the month that begins on `first`; -1 is the last."""
    if place == -1:
        end = _edge(first, 1, asked, last=True)
        return shifted(asked, -((end.weekday() - weekday) % 7), "days", end)
    day = shifted(asked, (weekday - first.weekday()) % 7 + 7 * (place - 1), "days", first)
    if day.month != first.month:
        raise asked.refusal("impossible", _("that month has no such day"))
    return day


def _without_the(words: list[str]) -> list[str]:
    return words[1:] if words[:1] == ["the"] else words
