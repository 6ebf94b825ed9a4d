"""Reads days of the calendar: 2026-07-03, 3/7, Jumat, 27 November 2026, tanggal 5."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from peermentor.dates.meaning import Asked
from peermentor.dates.saying import say
from peermentor.dates.words import DATED_WEEKDAYS, MONTHS
from peermentor.language import _

_HANGING = {"st", "nd", "rd", "th", "of"}
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})")
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})([-/.])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4}|[0-9]{2})")
_DAY_AND_MONTH = re.compile(r"(?P<day>[0-9]{1,2})[-/.](?P<month>[0-9]{1,2})")
_DAY = re.compile(r"[0-9]{1,2}")
_YEAR = re.compile(r"[0-9]{4}|'?[0-9]{2}")
_SHORT = 2
_HOURS_OF_A_DAY = 24


class _Written(NamedTuple):
    """Holds a date as it was written; what was left out is None."""

    day: int
    month: int | None = None
    year: int | None = None


def calendar_day(words: list[str], asked: Asked) -> date | None:
    """Find the day that words name: "jumat 27 november". None when they name none.

    Raises UnknownDate where the weekday in front is not that of the day, or no calendar has the day.
    """
    rest = words[1:] if words[0] == "hari" else words
    weekday = DATED_WEEKDAYS.get(rest[0]) if rest else None
    if weekday is None and rest is not words:
        return None
    written = _written(rest if weekday is None else rest[1:], asked)
    if written is None:
        return None
    day = _on_calendar(written, asked)
    if weekday not in (None, day.weekday()):
        raise asked.refusal("wrong-weekday", _("the calendar has {day}").format(day=say(day)))
    return day


def _written(words: list[str], asked: Asked) -> _Written | None:
    match words:
        case ["tanggal" | "tgl", day] | ["the", day, "st" | "nd" | "rd" | "th"] if _DAY.fullmatch(day):
            return _Written(int(day))
        case [day, "st" | "nd" | "rd" | "th"] if _DAY.fullmatch(day):
            return _Written(int(day))
        case ["tanggal" | "tgl", *rest]:
            words = rest
    return _numeric(words[0], asked) if len(words) == 1 else _with_month(words, asked)


def _numeric(word: str, asked: Asked) -> _Written | None:
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _DAY_AND_MONTH):
        if found := pattern.fullmatch(word):
            parts = {**found.groupdict()}
            year = parts.pop("year", None)
            return _Written(int(parts["day"]), int(parts["month"]), _year(year, asked) if year else None)
    return None


def _with_month(words: list[str], asked: Asked) -> _Written | None:
    """Read a day with a month: 3 July, July 3, 3rd of July 2026, Jul 3 2026."""
    match _plain(words):
        case [day, month, *years] if month in MONTHS:
            pass
        case [month, day, *years] if month in MONTHS:
            pass
        case _:
            return None
    if not _DAY.fullmatch(day) or len(years) > 1 or not all(map(_YEAR.fullmatch, years)):
        return None
    if years and years[0].isdigit() and int(years[0]) < _HOURS_OF_A_DAY and len(years[0]) == _SHORT:
        raise asked.refusal(
            "unclear",
            _("{n} can be a year or an hour: say “{year}” or “{n}:00”").format(
                n=years[0], year=_year(years[0], asked)
            ),
        )
    return _Written(int(day), MONTHS[month], *(_year(year, asked) for year in years))


def _year(said: str, asked: Asked) -> int:
    """Read a year; two digits mean the year nearest to today."""
    digits = said.lstrip("'")
    if len(digits) != _SHORT:
        return int(digits)
    century = asked.today.year // 100 * 100
    return min(
        (century + step + int(digits) for step in (-100, 0, 100)), key=lambda y: abs(y - asked.today.year)
    )


def _plain(words: list[str]) -> list[str]:
    """Leave out what English adds to the number of a day: "the 3rd of July" is 3 July."""
    plain: list[str] = []
    for word in words[1:] if words[:1] == ["the"] else words:
        if word not in _HANGING or not plain or not _DAY.fullmatch(plain[-1]):
            plain.append(word)
    return plain


def _on_calendar(written: _Written, asked: Asked) -> date:
    """Find the day; without a year or month, the nearest in the direction of the phrase."""
    asked = asked.calendar
    for year, month in _months(written, asked):
        day = _day(year, month, written.day)
        if day and (written.year is not None or asked.faces(day)):
            return day
    raise asked.refusal("impossible", _lack(written))


def _months(written: _Written, asked: Asked) -> Iterable[tuple[int, int]]:
    """List the years and months a date can be in, nearest first."""
    if written.month is None:
        here = asked.today.year * 12 + asked.today.month - 1
        # Three are enough: the day of this month may have passed, and no two short months follow each other.
        turns = [divmod(here + asked.step * away, 12) for away in range(3)]
        return [(year, month + 1) for year, month in turns]
    if written.year is not None:
        return [(written.year, written.month)]
    # Around a year like 2100 the next 29 February is eight years away.
    return [(asked.today.year + asked.step * away, written.month) for away in range(9)]


def _lack(written: _Written) -> str:
    if written.month is None:
        return _("no month has a day {day}").format(day=written.day)
    if not 1 <= written.month <= 12:
        return _("there is no month {month} (the day comes first)").format(month=written.month)
    return _("that month has no day {day}").format(day=written.day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
