"""The times at which a meeting took place, also of a series (RFC 5545), counted in local time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from dateutil import rrule

from peermentor.exchange.incoming.arrivals import Unfit
from peermentor.exchange.incoming.meetings import Meeting, in_place, list_values, moment_of
from peermentor.language import _

MOST_TIMES = 1000  # of one series up to today: nineteen years of every week
# The rules that calendars use. Where a rule has no day at all, dateutil would search until the year 9999.
_OFTEN = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_USUAL = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "WKST"}
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def list_times(
    meeting: Meeting, moved: set[tuple[str, datetime | None]], now: datetime
) -> list[datetime] | Unfit:
    """List the times at which a meeting took place, up to now; those in `moved` were moved elsewhere."""
    event = meeting.event
    if meeting.off and "RRULE" in event:
        return []
    if "RRULE" not in event and "RDATE" not in event:
        return [meeting.starts] if meeting.starts <= now else []
    wall = meeting.starts.replace(tzinfo=None)
    zone = event["DTSTART"].dt.tzinfo
    until = now.astimezone(zone).replace(tzinfo=None)
    found = {wall} if "RRULE" not in event else set()
    for rule in list_values(event.get("RRULE")):
        if not is_usual(rule):
            return Unfit(line=meeting.line, why=_("it repeats in a way that is not read here"), broken=True)
        for number, at in enumerate(_counted(rule, wall, until, zone)):
            if number >= MOST_TIMES:
                why = _("it repeats more than {n} times until today: export a shorter time").format(
                    n=MOST_TIMES
                )
                return Unfit(line=meeting.line, why=why, broken=True)
            found.add(at)
    found |= {_wall(at, meeting.starts, zone) for at in _dates_in(event, "RDATE")}
    gone = {_wall(at, meeting.starts, zone) for at in _dates_in(event, "EXDATE")}
    times = [_at_wall(at, zone) for at in sorted(found - gone) if at <= until]
    return [at for at in times if (meeting.uid, at.astimezone(UTC)) not in moved]


def is_usual(rule: Any) -> bool:  # noqa: ANN401 - a rule of icalendar
    """Tell whether a rule is one that we read, and has a day at all."""
    often = str(rule.get("FREQ", [""])[0]).upper()
    months = [int(month) for month in rule.get("BYMONTH", range(1, 13))]
    days = [abs(int(day)) for day in rule.get("BYMONTHDAY", [1])]
    return (
        often in _OFTEN
        and {name.upper() for name in rule} <= _USUAL
        and int(rule.get("INTERVAL", [1])[0]) > 0
        and ("BYSETPOS" not in rule or often in ("MONTHLY", "YEARLY"))
        and set(months) <= {*range(1, 13)}
        and any(0 < day <= _LONGEST_MONTHS[month - 1] for month in months for day in days)
    )


def _counted(rule: Any, wall: datetime, until: datetime, zone: Any) -> Iterator[datetime]:  # noqa: ANN401
    """The times of a rule up to now, in local time, so that summer time moves nothing."""
    last = rule.get("UNTIL", [None])[0]
    if last is not None:
        end = last if isinstance(last, datetime) else datetime.combine(last, time.max)
        until = min(until, end.astimezone(zone).replace(tzinfo=None) if end.tzinfo else end)
    parts = {name: said for name, said in rule.items() if name.upper() not in ("UNTIL", "COUNT")}
    text = ";".join(part for part in type(rule)(parts).to_ical().decode().split(";") if part)
    counted = rrule.rrulestr(f"{text};UNTIL={until:%Y%m%dT%H%M%S}", dtstart=wall)
    most = int(rule.get("COUNT", [MOST_TIMES + 1])[0])
    for number, at in enumerate(counted):
        if number >= most:
            return
        yield at


def _dates_in(event: Any, name: str) -> Iterator[date | datetime]:  # noqa: ANN401 - an event of icalendar
    for one in list_values(event.get(name)):
        for said in one.dts:
            yield said.dt[0] if isinstance(said.dt, tuple) else said.dt


def _wall(at: date | datetime, like: datetime, zone: Any) -> datetime:  # noqa: ANN401 - any zone
    moment = moment_of(at, like.replace(tzinfo=None))
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(zone).replace(tzinfo=None)


def _at_wall(at: datetime, zone: Any) -> datetime:  # noqa: ANN401 - any zone
    return in_place(at.replace(tzinfo=zone))
