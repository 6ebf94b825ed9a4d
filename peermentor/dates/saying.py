"""Dates to words: what the program says back about every date it understood.

`language` is "id" for Indonesian; any other is answered in English.
"""

from datetime import date
from typing import NamedTuple

from peermentor.dates.meaning import When


class _Tongue(NamedTuple):
    """The words one language needs to say a date; their first three letters are its short forms."""

    days: list[str]
    months: list[str]
    near: dict[int, str]
    ahead: str
    behind: str


_ENGLISH = _Tongue(
    days=["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    months=["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    near={0: "today", 1: "tomorrow", -1: "yesterday"},
    ahead="in {} days",
    behind="{} days ago",
)
_INDONESIAN = _Tongue(
    days=["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"],
    months=[
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ],
    near={0: "hari ini", 1: "besok", -1: "kemarin"},
    ahead="{} hari lagi",
    behind="{} hari lalu",
)


def say(day: date, language: str = "en") -> str:
    """A day with its weekday and year: "Fri 27 Nov 2026", "Jumat, 27 November 2026"."""
    tongue = _tongue(language)
    if tongue is _INDONESIAN:
        return f"{tongue.days[day.weekday()]}, {day.day} {tongue.months[day.month - 1]} {day.year:04}"
    return f"{_short(day, tongue)} {day.year:04}"


def month(day: date, language: str = "en") -> str:
    """The month a day is in: "Nov 2026", "November 2026"."""
    return f"{_tongue(language).months[day.month - 1]} {day.year:04}"


def say_when(when: When, language: str = "en") -> str:
    """A day and its time, if it has one: "Fri 27 Nov 2026 at 14:30", "... pukul 14.30"."""
    if when.clock is None:
        return say(when.day, language)
    clock = f"pukul {when.clock:%H.%M}" if _tongue(language) is _INDONESIAN else f"at {when.clock:%H:%M}"
    return f"{say(when.day, language)} {clock}"


def short(day: date, today: date, language: str = "en") -> str:
    """A day in as few letters as a table has room for; the year only when it is not this one."""
    said = _short(day, _tongue(language))
    return said if day.year == today.year else f"{said} {day.year:04}"


def distance(day: date, today: date, language: str = "en") -> str:
    """How far off a day is, in days: "today", "in 4 days", "3 days ago"; "besok", "4 hari lagi"."""
    tongue = _tongue(language)
    days = (day - today).days
    return tongue.near.get(days) or (tongue.ahead if days > 0 else tongue.behind).format(abs(days))


def _tongue(language: str) -> _Tongue:
    return _INDONESIAN if language == "id" else _ENGLISH


def _short(day: date, tongue: _Tongue) -> str:
    return f"{tongue.days[day.weekday()][:3]} {day.day} {tongue.months[day.month - 1][:3]}"
