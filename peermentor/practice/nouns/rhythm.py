"""Rhythms: how often two people mean to meet ("3w", "1m", "10d"), and the days that follow from it."""

from datetime import date, timedelta

from peermentor.errors import CommandLine
from peermentor.language import _, several

LONGEST = {"d": 366, "w": 52, "m": 12}  # a year


def parse(text: str) -> str:
    """Read a rhythm, and give its short form: "every three weeks" and "tiga minggu sekali" are "3w".

    Raises CommandLine for any other text, for zero, and for more than a year.
    """
    # The vocabulary of dates is worth loading only where a rhythm was typed.
    from peermentor.dates.rhythms import rhythm  # noqa: PLC0415

    count, unit = rhythm(text) or (0, "")
    if unit and 1 <= count <= LONGEST[unit]:
        return f"{count}{unit}"
    said = (
        _("“{text}” is no rhythm to meet in: m is months, and it goes from 1 day to a year.")
        if unit == "m"
        else _("“{text}” is no rhythm to meet in: it goes from 1 day to a year.")
        if unit
        else _("I can't read “{text}” as a rhythm.")
    )
    raise CommandLine(
        said.format(text=text),
        _("Say it like: 2w, 10d, month, “every 3 weeks”, “tiga minggu sekali” (up to a year)."),
    )


def say_rhythm(every: str) -> str:
    """Say a rhythm in words: "every 3 weeks"; empty where none is agreed."""
    if not every:
        return ""
    count, unit = int(every[:-1]), every[-1]
    if count == 1:  # not of `several`: a language with one plural form still has a word of its own for it
        return {"d": _("every day"), "w": _("every week"), "m": _("every month")}[unit]
    if unit == "d":
        return several("every {n} day", "every {n} days", count)
    if unit == "w":
        return several("every {n} week", "every {n} weeks", count)
    return several("every {n} month", "every {n} months", count)


def in_days(every: str) -> int:
    """Count the days of one interval; a month is 30."""
    return int(every[:-1]) * {"d": 1, "w": 7, "m": 30}[every[-1]]


def next_slower(every: str) -> str:
    """Make a rhythm one unit slower: "3w" gives "4w"; the slowest, a year, stays."""
    count, unit = int(every[:-1]), every[-1]
    return f"{min(count + 1, LONGEST[unit])}{unit}"


def after(day: date, every: str, times: int = 1) -> date:
    """Find the day `times` intervals later; a month after 31 January is the last day of February."""
    count, unit = int(every[:-1]) * times, every[-1]
    if unit == "m":
        from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - only a monthly rhythm needs it

        return day + relativedelta(months=count)
    return day + timedelta(days=count * (7 if unit == "w" else 1))
