"""The meetings of a calendar that are over (RFC 5545), with whoever is invited or named in the title.

Every event is read on its own, so a broken one is one line. What repeats is counted up to today; an instance
that was moved or called off stands in place of the one it was, whether the series is in the file or not.
"""

import warnings
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from dateutil import rrule
from icalendar import Event, Timezone, vRecur
from icalendar.timezone import tzp
from msgspec import Struct
from msgspec.structs import replace

from peermentor import dates
from peermentor.exchange.incoming.arrivals import Arrival, ArrivingTalk, Person, Unfit, Wants, out_of_time
from peermentor.exchange.incoming.unfolded import ContentLine, blocks, unfold
from peermentor.journal.store.source import EARLIEST, LATEST
from peermentor.language import _, several

MOST_TIMES = 1000  # of one series up to today: nineteen years of every week
# How calendars let a meeting repeat. dateutil looks for a day until the year 9999 where a rule has none.
_OFTEN = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_USUAL = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "WKST"}
# What is read of an event, and what only calendars need.
_READ = {"UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "ATTENDEE", "ORGANIZER", "STATUS", "SEQUENCE"}
_READ |= {"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}
_OF_CALENDARS = {"DTSTAMP", "CREATED", "LAST-MODIFIED", "TRANSP", "CLASS", "PRIORITY"}
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class _Meeting(Struct, frozen=True):
    """One event of the file, understood as far as it says something."""

    line: int
    event: Any
    uid: str
    starts: datetime
    instance: datetime | None  # of a series: when it was to begin
    off: bool  # called off, all of it

    @property
    def order(self) -> int:
        """Of two versions of one event the later has the higher."""
        return int(self.event.get("SEQUENCE", 0))


class IncomingIcs:
    """Meetings of a calendar."""

    suffixes = (".ics", ".ical")

    def read(self, data: bytes, wants: Wants) -> Iterator[Arrival]:
        """Read every event, those of a series in their place."""
        lines = list(unfold(data))
        calendars = list(blocks(lines, "VCALENDAR"))
        if not calendars:
            yield Unfit(line=1, why=_("this is no calendar"), broken=True)
        yield from (calendar for calendar in calendars if isinstance(calendar, Unfit))
        off = _called_off(calendars)
        _learn_zones(lines)
        latest: dict[tuple[str, datetime | None], _Meeting] = {}
        ahead: list[int] = []
        for block in blocks(lines, "VEVENT"):
            found = block if isinstance(block, Unfit) else _read_event(*block, off=block[0] in off)
            if isinstance(found, Unfit):
                yield found
                continue
            key = found.uid, found.instance
            if key not in latest or latest[key].order <= found.order:
                latest[key] = found
        for block in blocks(lines, "VTODO"):
            line = block.line if isinstance(block, Unfit) else block[0]
            yield Unfit(line=line, why=_("this is something to do, and no meeting"))
        moved = {key for key in latest if key[1] is not None}
        for meeting in latest.values():
            master = latest.get((meeting.uid, None), meeting)
            try:
                times = _times(meeting, moved, wants.now)
                talks = [] if isinstance(times, Unfit) else [_talk(meeting, master, at) for at in times]
            except (ValueError, TypeError, OverflowError, AttributeError):
                why = _("this is no event: when it is, how long, or how it repeats can't be read")
                yield Unfit(line=meeting.line, why=why, broken=True)
                continue
            yield from [times] if isinstance(times, Unfit) else talks[:1]
            yield from (replace(talk, unread=()) for talk in talks[1:])  # a series says it once
            if times == [] and not meeting.off and meeting.starts > wants.now:
                ahead.append(meeting.line)
            else:
                yield from _of_no_day(meeting, times, moved)
        if ahead:
            why = several("{n} meeting is still to come", "{n} meetings are still to come", len(ahead))
            yield Unfit(line=min(ahead), why=why)


def _of_no_day(
    meeting: _Meeting, times: list[datetime] | Unfit, moved: set[tuple[str, datetime | None]]
) -> Iterator[Unfit]:
    """Say why an event took place on no day: it was called off, or its rule names none."""
    taken_out = "EXDATE" in meeting.event or meeting.uid in (uid for uid, _instance in moved)
    if times == [] and meeting.off:
        title = " ".join(str(meeting.event.get("SUMMARY", "")).split())
        yield Unfit(line=meeting.line, why=_("“{title}” was called off").format(title=title))
    elif times == [] and not taken_out:
        yield Unfit(line=meeting.line, why=_("its rule names no day up to today"))


def _called_off(calendars: Sequence[tuple[int, list[ContentLine]] | Unfit]) -> set[int]:
    """Give the lines of a calendar that was sent to call off whatever is in it (RFC 5546)."""
    return {
        line.number
        for calendar in calendars
        if not isinstance(calendar, Unfit)
        if any((line.text or "").strip().upper() == "METHOD:CANCEL" for line in calendar[1])
        for line in calendar[1]
    }


def _learn_zones(lines: Sequence[ContentLine]) -> None:
    """Let icalendar know the zones that the file describes and nobody else does."""
    for block in blocks(lines, "VTIMEZONE"):
        if isinstance(block, Unfit):
            continue
        try:
            if not all(map(_is_usual, _rules_in(block[1]))):
                continue  # dateutil looks for the changes of a zone for ever where a rule names no day
            zone = Timezone.from_ical(_text(block[1]))
            if tzp.timezone(str(zone["TZID"])) is None:
                tzp.cache_timezone_component(zone)
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # an event in that zone will say so


def _rules_in(lines: Sequence[ContentLine]) -> Iterator[Any]:
    """The rules of some lines, before icalendar makes a zone of them, which it keeps. Raises ValueError."""
    for line in lines:
        name, colon, said = (line.text or "").partition(":")
        if colon and name.partition(";")[0].upper() == "RRULE":
            yield vRecur.from_ical(said)


def _read_event(line: int, lines: Sequence[ContentLine], *, off: bool) -> _Meeting | Unfit:
    for one in lines:
        if one.text is None:
            return Unfit(line=one.number, why=_("this is not UTF-8; save it as UTF-8"), broken=True)
    try:
        with warnings.catch_warnings():  # of a zone that was understood
            warnings.simplefilter("ignore")
            event: Any = Event.from_ical(_text(lines))
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
    if not EARLIEST <= start.year <= LATEST:
        return out_of_time(line)
    try:
        starts = _in_place(start)
        was = _in_place(_moment_of(instance, start)).astimezone(UTC) if instance is not None else None
    except (ValueError, OverflowError):
        return out_of_time(line)
    off = off or str(event.get("STATUS", "")).upper() == "CANCELLED"
    return _Meeting(line, event, uid, starts, was, off)


def _text(lines: Sequence[ContentLine]) -> str:
    return "".join(f"{line.text}\r\n" for line in lines if line.text)


def _moment_of(day: date | datetime, like: datetime) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, like.timetz())


def _in_place(start: datetime) -> datetime:
    """A moment where it was said: a floating one is the machine's, and what is in UTC was said nowhere."""
    if start.tzinfo is None:
        return dates.moment(start.date(), start.time())
    return start.astimezone() if start.utcoffset() == timedelta(0) and start.tzname() == "UTC" else start


def _times(
    meeting: _Meeting, moved: set[tuple[str, datetime | None]], now: datetime
) -> list[datetime] | Unfit:
    """When it took place, up to now; nothing for what is still to come."""
    event = meeting.event
    if meeting.off and "RRULE" in event:
        return []
    if "RRULE" not in event and "RDATE" not in event:
        return [meeting.starts] if meeting.starts <= now else []
    wall = meeting.starts.replace(tzinfo=None)
    zone = event["DTSTART"].dt.tzinfo
    until = now.astimezone(zone).replace(tzinfo=None)
    found = {wall} if "RRULE" not in event else set()
    for rule in _listed(event.get("RRULE")):
        if not _is_usual(rule):
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


def _is_usual(rule: Any) -> bool:  # noqa: ANN401 - a rule of icalendar
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
    """Count a rule by the clock on the wall, up to now: so a change to summer time moves nothing."""
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


def _listed(said: Any) -> list[Any]:  # noqa: ANN401 - a property, several, or none
    return said if isinstance(said, list) else [said] if said is not None else []


def _dates_in(event: Any, name: str) -> Iterator[date | datetime]:  # noqa: ANN401 - an event of icalendar
    for one in _listed(event.get(name)):
        for said in one.dts:
            yield said.dt[0] if isinstance(said.dt, tuple) else said.dt


def _wall(at: date | datetime, like: datetime, zone: Any) -> datetime:  # noqa: ANN401 - any zone
    moment = _moment_of(at, like.replace(tzinfo=None))
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(zone).replace(tzinfo=None)


def _at_wall(at: datetime, zone: Any) -> datetime:  # noqa: ANN401 - any zone
    return _in_place(at.replace(tzinfo=zone))


def _talk(meeting: _Meeting, master: _Meeting, at: datetime) -> Arrival:
    event = meeting.event
    title = " ".join(str(event.get("SUMMARY", master.event.get("SUMMARY", ""))).split())
    whom = _people(event) or _people(master.event)
    organizer = next(iter(_people(event, ("ORGANIZER",))), None)
    if meeting.off:
        if organizer is None:
            return Unfit(line=meeting.line, why=_("“{title}” was called off").format(title=title))
        return _arriving(meeting, at, title, (organizer,), cancelled=True)
    if not whom and "ATTENDEE" not in event:
        whom = _named_in(title)
    return _arriving(meeting, at, title, whom, cancelled=False)


def _arriving(
    meeting: _Meeting, at: datetime, title: str, whom: tuple[Person, ...], *, cancelled: bool
) -> ArrivingTalk:
    instance = meeting.instance or at.astimezone(UTC)
    return ArrivingTalk(
        line=meeting.line,
        unread=tuple(n for n in meeting.event if n not in _READ | _OF_CALENDARS and not n.startswith("X-")),
        whom=whom,
        source=f"ics:{meeting.uid} {instance:%Y%m%dT%H%M%SZ}",
        date=at.date(),
        at=datetime.fromisoformat(at.isoformat()),  # with its offset, and no zone that may change its mind
        minutes=None if cancelled else _minutes(meeting.event),
        notes=title,
        cancelled="them" if cancelled else None,
        fresh=True,
    )


def _minutes(event: Any) -> int | None:  # noqa: ANN401 - an event of icalendar
    if "DURATION" in event:
        length = event["DURATION"].dt
    elif "DTEND" in event and isinstance(event["DTEND"].dt, datetime):
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        if (start.tzinfo is None) != (end.tzinfo is None):
            return None
        length = end - start
    else:
        return None
    minutes = int(length.total_seconds() // 60)
    return minutes if 0 < minutes <= 24 * 60 else None


def _people(event: Any, names: Sequence[str] = ("ATTENDEE", "ORGANIZER")) -> tuple[Person, ...]:  # noqa: ANN401
    said = [one for name in names for one in _listed(event.get(name))]
    return tuple(
        Person(str(one.params.get("CN", "")), contact=_address(str(one)))
        for one in said
        if str(one.params.get("CUTYPE", "INDIVIDUAL")).upper() == "INDIVIDUAL"
        if str(one.params.get("PARTSTAT", "")).upper() != "DECLINED"
    )


def _address(said: str) -> str:
    scheme, colon, rest = said.partition(":")
    return rest if colon and scheme.lower() == "mailto" else said


def _named_in(title: str) -> tuple[Person, ...]:
    # An event one made for oneself invites nobody; whole words of its title are all it says of people.
    words = "".join(sign if sign.isalnum() or sign in "'’-" else " " for sign in title).split()
    pairs = [" ".join(pair) for pair in pairwise(words)]
    return tuple(Person(name, by_word=True) for name in dict.fromkeys([*pairs, *words]))


FORMAT = IncomingIcs()
