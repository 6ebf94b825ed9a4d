"""Reading one event of a calendar (RFC 5545)."""

import warnings
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Event
from msgspec import Struct

from peermentor import dates
from peermentor.exchange.incoming.arrivals import Unfit, not_utf8, out_of_time
from peermentor.exchange.incoming.unfolded import ContentLine
from peermentor.language import _
from peermentor.years import is_kept_year


class Meeting(Struct, frozen=True):
    """One event of a calendar that is a meeting."""

    line: int
    event: Any
    uid: str
    starts: datetime
    instance: datetime | None  # of one time of a series: when it was to begin
    off: bool  # called off

    @property
    def order(self) -> int:
        """The number of its version: of two versions of an event, the later has the higher number."""
        return int(self.event.get("SEQUENCE", 0))


def read_event(line: int, lines: Sequence[ContentLine], *, off: bool) -> Meeting | Unfit:
    """Read one event, or say why it is no meeting; `off`: the whole calendar calls off its events."""
    for one in lines:
        if one.text is None:
            return not_utf8(one.number)
    try:
        with warnings.catch_warnings():  # of a zone that was understood
            warnings.simplefilter("ignore")
            event: Any = Event.from_ical(text_of(lines))
        if event.errors:
            name = event.errors[0][0] or _("a line in it")
            return Unfit(line=line, why=_("{name} can't be read").format(name=name), broken=True)
        start = event["DTSTART"].dt
        instance = event["RECURRENCE-ID"].dt if "RECURRENCE-ID" in event else None
        int(event.get("SEQUENCE", 0))
        uid = str(event["UID"])
    except KeyError as missing:
        return Unfit(line=line, why=_("this event has no {name}").format(name=missing.args[0]), broken=True)
    except (ValueError, TypeError, AttributeError):
        why = _("this is no event: a line in it is missing, is there twice, or can't be read")
        return Unfit(line=line, why=why, broken=True)
    title = str(event.get("SUMMARY", ""))
    if not isinstance(start, datetime):
        return Unfit(line=line, why=_("“{title}” lasts all day, and is no meeting").format(title=title))
    if start.tzinfo is None and "TZID" in event["DTSTART"].params:
        zone = event["DTSTART"].params["TZID"]
        return Unfit(line=line, why=_("there is no time zone “{zone}”").format(zone=zone), broken=True)
    if not is_kept_year(start.year):
        return out_of_time(line)
    try:
        starts = in_place(start)
        was = in_place(moment_of(instance, start)).astimezone(UTC) if instance is not None else None
    except (ValueError, OverflowError):
        return out_of_time(line)
    off = off or str(event.get("STATUS", "")).upper() == "CANCELLED"
    return Meeting(line, event, uid, starts, was, off)


def text_of(lines: Sequence[ContentLine]) -> str:
    """Write lines as the format has them, each with CR and LF at its end."""
    return "".join(f"{line.text}\r\n" for line in lines if line.text)


def moment_of(day: date | datetime, like: datetime) -> datetime:
    """Make a moment from a day, with the time of day of `like`; a moment stays as it is."""
    return day if isinstance(day, datetime) else datetime.combine(day, like.timetz())


def in_place(start: datetime) -> datetime:
    """Give a moment its zone: one without a zone, or in UTC, gets that of this machine."""
    if start.tzinfo is None:
        return dates.moment(start.date(), start.time())
    return start.astimezone() if start.utcoffset() == timedelta(0) and start.tzname() == "UTC" else start


def list_values(said: Any) -> list[Any]:  # noqa: ANN401 - a property, several, or none
    """List the values of a property, which icalendar gives as None, as one value, or as a list."""
    return said if isinstance(said, list) else [said] if said is not None else []
