"""How often two people meet: "3w", "1m", "10d", and what follows from it."""

import re
from datetime import date, timedelta

from peermentor.errors import CommandLine
from peermentor.language import _, several

_UNITS = {
    "d": "d", "day": "d", "days": "d", "hari": "d",
    "w": "w", "week": "w", "weeks": "w", "minggu": "w",
    "m": "m", "month": "m", "months": "m", "bulan": "m",
}  # fmt: skip
_WORDS = {
    "daily": "1d", "weekly": "1w", "biweekly": "2w", "fortnightly": "2w", "monthly": "1m", "quarterly": "3m",
    "harian": "1d", "mingguan": "1w", "bulanan": "1m", "sehari": "1d", "seminggu": "1w", "sebulan": "1m",
}  # fmt: skip
LONGEST = {"d": 366, "w": 52, "m": 12}  # a rhythm slower than a year is no rhythm


def parse(text: str) -> str:
    """A rhythm in its short form: "every 3 weeks" and "3w" are "3w", "month" is "1m".

    Raises CommandLine for what is not a rhythm, for zero, and for more than a year.
    """
    said = re.sub(r"^(every|each|setiap|tiap)\s+", "", text.strip().casefold())
    if said in _WORDS:
        return _WORDS[said]
    found = re.fullmatch(r"(\d{1,3})?\s*([a-z]+)", said)
    unit = _UNITS.get(found[2]) if found else None
    if not found or unit is None or not 1 <= int(found[1] or 1) <= LONGEST[unit]:
        raise CommandLine(
            _("I can't read “{text}” as a rhythm.").format(text=text),
            _("Say it like: 2w, 10d, month, “every 3 weeks” (up to a year)."),
        )
    return f"{int(found[1] or 1)}{unit}"


def said(every: str) -> str:
    """A rhythm in words: "every 3 weeks"; empty where none is agreed."""
    if not every:
        return ""
    count, unit = int(every[:-1]), every[-1]
    if unit == "d":
        return several("every day", "every {n} days", count)
    if unit == "w":
        return several("every week", "every {n} weeks", count)
    return several("every month", "every {n} months", count)


def in_days(every: str) -> int:
    """How many days one interval has; a month is 30."""
    return int(every[:-1]) * {"d": 1, "w": 7, "m": 30}[every[-1]]


def slower(every: str) -> str:
    """The next slower rhythm, one unit more; the slowest stays as it is."""
    count, unit = int(every[:-1]), every[-1]
    return f"{min(count + 1, LONGEST[unit])}{unit}"


def after(day: date, every: str, times: int = 1) -> date:
    """The day so many intervals later; months keep the day of the month, or take the month's last."""
    count, unit = int(every[:-1]) * times, every[-1]
    if unit == "m":
        from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - only a monthly rhythm needs it

        return day + relativedelta(months=count)
    return day + timedelta(days=count * (7 if unit == "w" else 1))


def whole_intervals(every: str, since: date, until: date) -> int:
    """How many whole intervals fit between two days."""
    count = 0
    while after(since, every, count + 1) <= until:
        count += 1
    return count
