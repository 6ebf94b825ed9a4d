"""Writes dates, times and lengths of time in the language in use."""

from datetime import date, datetime, time

from peermentor.dates.meaning import When
from peermentor.language import _, said_of, several


def say(day: date) -> str:
    """Write a day with its weekday and year: "Fri 27 Nov 2026", "Jumat, 27 November 2026"."""
    return said_of("a date in full", "{weekday} {day} {month} {year}").format(
        weekday=said_of("in full", "Mon Tue Wed Thu Fri Sat Sun").split()[day.weekday()],
        day=day.day,
        month=_month(day),
        year=f"{day.year:04}",
    )


def month(day: date) -> str:
    """Write the month a day is in: "Nov 2026", "November 2026"."""
    return f"{_month(day)} {day.year:04}"


def month_alone(day: date) -> str:
    """Write the month a day is in, in three letters: "Aug", "Agu"."""
    return said_of("in three letters", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()[
        day.month - 1
    ]


def say_when(when: When) -> str:
    """Write a day and its time, if it has one: "Fri 27 Nov 2026 at 14:30", "... pukul 14.30"."""
    if when.clock is None:
        return say(when.day)
    return _("{day} at {clock}").format(day=say(when.day), clock=time_of_day(when.clock))


def say_at(day: date, at: datetime | None) -> str:
    """Write a day, with the time of `at` where that is on this day: "Fri 27 Nov 2026 at 15:00"."""
    return say_when(When(day, _clock_on(day, at)))


def short_at(day: date, at: datetime | None, today: date) -> str:
    """Write a day in few letters, with the time of `at` where that is on this day: "Fri 27 Nov 15:00"."""
    clock = _clock_on(day, at)
    return f"{short(day, today)} {time_of_day(clock)}" if clock else short(day, today)


def _clock_on(day: date, at: datetime | None) -> time | None:
    return at.time() if at and at.date() == day else None


def time_of_day(moment: time | datetime) -> str:
    """Write a time of day: "14:30", "14.30"."""
    return said_of("a time of day", "{clock:%H:%M}").format(clock=moment)


def short(day: date, today: date) -> str:
    """Write a day in few letters, with its year only where that is not the year of `today`: "Fri 27 Nov"."""
    said = f"{_weekday(day)} {day.day} {month_alone(day)}"
    return said if day.year == today.year else f"{said} {day.year:04}"


def distance(day: date, today: date) -> str:
    """Say how far away a day is, in days: "today", "in 4 days", "3 days ago"; "besok", "4 hari lagi"."""
    days = (day - today).days
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    if days in near:
        return near[days]
    return (
        several("in {n} day", "in {n} days", days)
        if days > 0
        else several("{n} day ago", "{n} days ago", -days)
    )


def _weekday(day: date) -> str:
    return said_of("in three letters", "Mon Tue Wed Thu Fri Sat Sun").split()[day.weekday()]


def _month(day: date) -> str:
    return said_of("in full", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()[day.month - 1]


def say_length(minutes: int) -> str:
    """Write a length of time in minutes as hours and minutes: "45 min", "1 h 20 min", "2 h"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{n} min").format(n=rest)
    return _("{h} h {n} min").format(h=hours, n=rest) if rest else _("{h} h").format(h=hours)
