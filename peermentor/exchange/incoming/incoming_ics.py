"""The past meetings of a calendar (RFC 5545), with everyone who is invited or named in the title.

Every event is read by itself, so that a broken one is only one bad line. A series is counted up to today; an
instance that was moved or called off replaces the original one, even if the series is not in the file.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from icalendar import Timezone, vRecur
from icalendar.timezone import tzp
from msgspec.structs import replace

from peermentor.exchange.incoming.arrivals import Arrival, ArrivingTalk, Person, Unfit, Wants
from peermentor.exchange.incoming.meetings import Meeting, list_values, read_event, text_of
from peermentor.exchange.incoming.repeating import is_usual, list_times
from peermentor.exchange.incoming.unfolded import ContentLine, blocks, unfold
from peermentor.language import _, several
from peermentor.practice.nouns.thresholds import LONGEST_NOTED

# What is read of an event, and what only calendars need.
_READ = {"UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "ATTENDEE", "ORGANIZER", "STATUS", "SEQUENCE"}
_READ |= {"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}
_OF_CALENDARS = {"DTSTAMP", "CREATED", "LAST-MODIFIED", "TRANSP", "CLASS", "PRIORITY"}


class IncomingIcs:
    """Meetings of a calendar."""

    suffixes = (".ics", ".ical")

    def read(self, data: bytes, wants: Wants) -> Iterator[Arrival]:
        """Read every event; a series gives one talk for each time it took place."""
        lines = list(unfold(data))
        calendars = list(blocks(lines, "VCALENDAR"))
        if not calendars:
            yield Unfit(line=1, why=_("this is no calendar"), broken=True)
        yield from (calendar for calendar in calendars if isinstance(calendar, Unfit))
        off = _called_off(calendars)
        _learn_zones(lines)
        latest: dict[tuple[str, datetime | None], Meeting] = {}
        ahead: list[int] = []
        for block in blocks(lines, "VEVENT"):
            found = block if isinstance(block, Unfit) else read_event(*block, off=block[0] in off)
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
                times = list_times(meeting, moved, wants.now)
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
    meeting: Meeting, times: list[datetime] | Unfit, moved: set[tuple[str, datetime | None]]
) -> Iterator[Unfit]:
    """Say why an event never took place: it was called off, or its rule has no day up to today."""
    taken_out = "EXDATE" in meeting.event or meeting.uid in (uid for uid, _instance in moved)
    if times == [] and meeting.off:
        title = " ".join(str(meeting.event.get("SUMMARY", "")).split())
        yield Unfit(line=meeting.line, why=_("“{title}” was called off").format(title=title))
    elif times == [] and not taken_out:
        yield Unfit(line=meeting.line, why=_("its rule names no day up to today"))


def _called_off(calendars: Sequence[tuple[int, list[ContentLine]] | Unfit]) -> set[int]:
    """The line numbers of calendars that were sent to call off their events (RFC 5546)."""
    return {
        line.number
        for calendar in calendars
        if not isinstance(calendar, Unfit)
        if any((line.text or "").strip().upper() == "METHOD:CANCEL" for line in calendar[1])
        for line in calendar[1]
    }


def _learn_zones(lines: Sequence[ContentLine]) -> None:
    """Tell icalendar the time zones that the file describes and that it does not know."""
    for block in blocks(lines, "VTIMEZONE"):
        if isinstance(block, Unfit):
            continue
        try:
            if not all(map(is_usual, _rules_in(block[1]))):
                continue  # dateutil would search for ever where a rule has no day
            zone = Timezone.from_ical(text_of(block[1]))
            if tzp.timezone(str(zone["TZID"])) is None:
                tzp.cache_timezone_component(zone)
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # an event in that zone will say so


def _rules_in(lines: Sequence[ContentLine]) -> Iterator[Any]:
    """The rules in these lines, to be checked before icalendar makes a zone of them. Raises ValueError."""
    for line in lines:
        name, colon, said = (line.text or "").partition(":")
        if colon and name.partition(";")[0].upper() == "RRULE":
            yield vRecur.from_ical(said)


def _talk(meeting: Meeting, master: Meeting, at: datetime) -> Arrival:
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
    meeting: Meeting, at: datetime, title: str, whom: tuple[Person, ...], *, cancelled: bool
) -> ArrivingTalk:
    instance = meeting.instance or at.astimezone(UTC)
    return ArrivingTalk(
        line=meeting.line,
        unread=tuple(n for n in meeting.event if n not in _READ | _OF_CALENDARS and not n.startswith("X-")),
        whom=whom,
        source=f"ics:{meeting.uid} {instance:%Y%m%dT%H%M%SZ}",
        date=at.date(),
        at=datetime.fromisoformat(
            at.isoformat()
        ),  # with its offset instead of a zone, whose rules can change
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
    return minutes if 0 < minutes <= LONGEST_NOTED else None


def _people(event: Any, names: Sequence[str] = ("ATTENDEE", "ORGANIZER")) -> tuple[Person, ...]:  # noqa: ANN401
    said = [one for name in names for one in list_values(event.get(name))]
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
    # An event without guests: its title may name a peer, in whole words.
    words = "".join(sign if sign.isalnum() or sign in "'’-" else " " for sign in title).split()
    pairs = [" ".join(pair) for pair in pairwise(words)]
    return tuple(Person(name, by_word=True) for name in dict.fromkeys([*pairs, *words]))


FORMAT = IncomingIcs()
