"""Writes days for the screen: short, with how far away they are, and coloured only when late or soon."""

from datetime import date, datetime

from rich.text import Text

from peermentor import dates, language
from peermentor.language import _
from peermentor.screen.terminal.console import LATE, QUIET, SOON

SOON_DAYS = 3  # a day at most so far ahead is soon


def day(value: date | None, today: date) -> str:
    """Write a day for a table: "Fri 27 Nov"; "" for None."""
    return dates.short(value, today) if value else ""


def due(value: date | None, today: date, at: datetime | None = None) -> Text:
    """Write a day that is due, with its time if one was said, coloured when it is late or soon."""
    if value is None:
        return Text("")
    days = (value - today).days
    style = LATE if days < 0 else SOON if days <= SOON_DAYS else ""
    return Text(dates.short_at(value, at, today), style)


def far(days: int | None, at: datetime | None = None) -> Text:
    """Say how far away a day is: "3 days late", "today 15:00", "in 4 days, 15:00".

    A late day has no time: beside "3 days late" it would be read as a part of the count.
    """
    if days is None:
        return Text("")
    away = _far(days)
    if at and days < 0:
        return away
    if at and days <= 1:
        away.append(f" {dates.time_of_day(at)}")
    elif at:
        away.append(f", {dates.time_of_day(at)}")
    return away


def ago(days: int) -> Text:
    """Say how long ago a day was, without calling it late: "yesterday", "3 days ago"."""
    return Text(_("yesterday") if days == 1 else language.several("{n} day ago", "{n} days ago", days), SOON)


def _far(days: int) -> Text:
    if days < 0:
        return Text(language.several("{n} day late", "{n} days late", -days), LATE)
    if days <= 1:
        return Text(_("today") if days == 0 else _("tomorrow"), SOON)
    return Text(language.several("in {n} day", "in {n} days", days), SOON if days <= SOON_DAYS else QUIET)


def stage(value: str) -> str:
    """Say the stage of a relationship."""
    return {
        "candidate": _("candidate"),
        "paused": _("paused"),
        "winding-up": _("winding up"),
        "closed": _("closed"),
        "declined": _("declined"),
    }.get(value, _("active"))
