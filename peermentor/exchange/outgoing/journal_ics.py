"""The journal as a calendar: meetings as events, promises and goals as to-dos (RFC 5545).

Every event keeps its UID, and its SEQUENCE grows with every change, so that a calendar updates it and makes
no second one. Nothing private is in it, because calendars are synced and shared. A moment keeps the offset
from UTC with which it was said. Where a relationship is over, or a concern stands, a calendar asks for
nothing: what is open with that peer is not in it; what was held and what was settled stays.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Component, Event, Timezone, TimezoneStandard, Todo, vDate, vDatetime

from peermentor import dates
from peermentor.exchange.outgoing.content_lines import content_line, content_text, in_utc
from peermentor.exchange.outgoing.exports import Document
from peermentor.exchange.outgoing.file_names import NAMELESS, FileNames
from peermentor.exchange.outgoing.leaving import Leaving
from peermentor.language import _
from peermentor.practice.contract.exported import Departure
from peermentor.practice.growth import goals, word
from peermentor.practice.nouns import stretches
from peermentor.practice.nouns.care import is_at_rest
from peermentor.practice.nouns.find import shortest
from peermentor.practice.nouns.people import MEETING
from peermentor.practice.nouns.records import Checkin, Goal, Mentor, Promise, Record, Session
from peermentor.to_type import to_type

PLANNED = "-next"  # after a peer's uid: the event of the agreed meeting, which keeps its UID when it moves
_MAKER = "-//peermentor//peermentor//EN"
_AT = "@peermentor"
_EVENING = timedelta(hours=6)  # before the day begins
_BEFORE = timedelta(hours=1)
_PROMISE_STATUS = {"open": "NEEDS-ACTION", "kept": "COMPLETED", "late": "COMPLETED", "dropped": "CANCELLED"}
_GOAL_STATUS = {"open": "IN-PROCESS", "reached": "COMPLETED", "let-go": "CANCELLED", "handed-on": "CANCELLED"}


class JournalIcs:
    """The journal as a calendar: in one file, or a file for each event as calendar programs keep them."""

    suffix = ".ics"
    begins_with = ""

    def write(self, leaving: Leaving) -> str:
        """Write one calendar with everything."""
        return _write_calendar([entry for _uid, entry, _starts in _entries(leaving)])

    def write_folder(self, leaving: Leaving) -> Iterator[Document]:
        """Write a calendar for each event; its mark is when a planned meeting begins."""
        names = FileNames()
        for uid, entry, starts in _entries(leaving):
            name, text = f"{names.give(uid, NAMELESS)}{self.suffix}", _write_calendar([entry])
            yield Document(name, text, uid, starts, sign=f"UID:{uid}{_AT}")

    def departure(
        self, leaving: Leaving, document: Document, mark: str, there: str | None
    ) -> Departure | None:
        """Say what a calendar changed in a planned meeting that began at `mark` when it was written.

        None for any other event, and where the journal has the same change already.
        """
        mentor = leaving.records.get(Mentor, document.uid.removesuffix(PLANNED))
        if mentor is None or not mark:
            return None
        if there is None or is_called_off(there):
            return _say_removed(leaving, mentor)
        begins = begins_at(there)
        if begins is None or begins.isoformat() in (mark, document.mark):
            return None
        return _say_moved(leaving, mentor, begins)


def _say_removed(leaving: Leaving, mentor: Mentor) -> Departure:
    day = mentor.next or leaving.now.date()
    said = _("The talk with {name} on {day} was removed there. If it was called off:")
    return Departure(
        mentor.handle,
        said.format(name=content_line(mentor.name), day=dates.say_at(day, mentor.next_at)),
        to_type("log", shortest(leaving.records, mentor), "--cancelled", "both", "--date", str(day)),
    )


def _say_moved(leaving: Leaving, mentor: Mentor, begins: date | datetime) -> Departure:
    day, at = (begins.date(), begins) if isinstance(begins, datetime) else (begins, None)
    when = f"{day} {at:%H:%M}" if at else str(day)
    said = _("The talk with {name} was moved there to {day}. To have it here too:")
    return Departure(
        mentor.handle,
        said.format(name=content_line(mentor.name), day=dates.say_at(day, at)),
        to_type("later", shortest(leaving.records, mentor), when),
    )


def is_called_off(text: str) -> bool:
    """Tell whether the event in a file has the status "cancelled"."""
    try:
        events: Any = Calendar.from_ical(text).walk("VEVENT")
        return str(events[0].get("STATUS", "")).upper() == "CANCELLED"
    except (ValueError, IndexError, AttributeError):
        return False


def begins_at(text: str) -> date | datetime | None:
    """Find when the event in a file begins; None where the file can't be read."""
    try:
        events: Any = Calendar.from_ical(text).walk("VEVENT")
        starts = events[0]["DTSTART"].dt
    except (ValueError, KeyError, IndexError, AttributeError):
        return None
    return starts if isinstance(starts, date) else None


def _entries(leaving: Leaving) -> Iterator[tuple[str, Component, str]]:
    for session in leaving.watch(leaving.of(Session)):
        yield session.uid, _make_held(leaving, session), ""
    at_rest = {
        mentor.uid
        for mentor in leaving.records.all(Mentor)
        if is_at_rest(leaving.records, mentor, leaving.now.date())
    }
    for mentor in leaving.of(Mentor):
        if mentor.next and mentor.stage in MEETING and mentor.uid not in at_rest:
            at = mentor.next_at or mentor.next
            yield mentor.uid + PLANNED, _make_planned(leaving, mentor, at), at.isoformat()
    for promise in leaving.watch(leaving.of(Promise)):
        if promise.state != "open" or promise.mentor not in at_rest:
            yield promise.uid, _make_promise(leaving, promise), ""
    for goal in leaving.of(Goal):
        if goal.state != "open" or goal.mentor not in at_rest:
            yield goal.uid, _make_goal(leaving, goal), ""


def _make_held(leaving: Leaving, session: Session) -> Component:
    event = _begin_entry(Event(), session, session.uid, _talk_with(leaving, session.mentor))
    _put_start(event, session.at or session.date, session.minutes)
    event.add("status", "CONFIRMED" if session.held else "CANCELLED")
    return event


def _make_planned(leaving: Leaving, mentor: Mentor, at: date | datetime) -> Component:
    event = _begin_entry(Event(), mentor, mentor.uid + PLANNED, _talk_with(leaving, mentor.uid))
    _put_start(event, at, mentor.minutes or leaving.habits.minutes)
    event.add("status", "CONFIRMED")
    _remind(event, _BEFORE if isinstance(at, datetime) else _EVENING)
    return event


def _make_promise(leaving: Leaving, promise: Promise) -> Component:
    now = word.as_it_stands(leaving.records, promise, leaving.now.date())
    todo = _begin_entry(
        Todo(), promise, promise.uid, _whose(leaving, promise.owner, promise.mentor, promise.text)
    )
    if promise.cue:
        todo.add("description", content_text(promise.cue))
    moved = now.due != promise.due  # by a pause; then the time of day no longer holds
    _put_due(todo, now.due if moved else promise.due_at or promise.due)
    todo.add("status", _PROMISE_STATUS[promise.state])
    _put_end(todo, promise.state in ("kept", "late"), promise.ended)
    if promise.state == "open" and promise.owner == "me" and now.due:
        _remind(todo, _BEFORE if promise.due_at and not moved else _EVENING, end=True)
    return todo


def _make_goal(leaving: Leaving, goal: Goal) -> Component:
    checkins = goals.checkins_in_order(goal, leaving.records.where(Checkin, goal=goal.uid))
    at_rest = stretches.rests_with(leaving.records, goal.mentor, leaving.now.date())
    target = goals.target_day(goal, at_rest)
    latest = max([goal, *checkins], key=lambda record: record.updated)
    todo = _begin_entry(Todo(), goal, goal.uid, _whose(leaving, goal.owner, goal.mentor, goal.title), latest)
    if goal.success:
        todo.add("description", content_text(goal.success))
    todo.add("dtstart", goal.start) if target and target > goal.start else None
    _put_due(todo, target)
    todo.add("status", _GOAL_STATUS[goal.state])
    if goal.state == "reached":
        _put_end(todo, True, goal.ended)
    elif checkins:
        todo.add("percent-complete", checkins[-1].percent)
    if goal.state == "open" and goal.owner != "them" and target:
        _remind(todo, _EVENING, end=True)
    return todo


def _begin_entry(
    entry: Component, record: Record, uid: str, title: str, latest: Record | None = None
) -> Component:
    """Begin an event or a to-do; `latest` is the record that changed last, where that is another."""
    changed = (latest or record).updated
    entry.add("uid", uid + _AT)
    entry.add("dtstamp", in_utc(changed))
    entry.add("created", in_utc(record.created))
    entry.add("last-modified", in_utc(changed))
    # The seconds since it was first kept: they never get less, and nothing must be counted.
    entry.add("sequence", max(0, int((changed - record.created).total_seconds())))
    entry.add("summary", content_line(title))
    entry.add("class", "PRIVATE")
    return entry


def _talk_with(leaving: Leaving, uid: str) -> str:
    return _("Talk with {name}").format(name=leaving.name_of(Mentor, uid) or "?")


def _whose(leaving: Leaving, owner: str, mentor: str, text: str) -> str:
    return f"{leaving.name_of(Mentor, mentor) or '?'}: {text}" if owner == "them" else text


def _put_start(event: Component, at: date | datetime, minutes: int | None) -> None:
    event["dtstart"] = _write_moment(at)
    if isinstance(at, datetime) and minutes:
        event.add("duration", timedelta(minutes=minutes))


def _put_due(todo: Component, due: date | datetime | None) -> None:
    if due:
        todo["due"] = _write_moment(due)


def _put_end(todo: Component, completed: bool, day: date | None) -> None:
    if completed and day:
        todo.add("completed", datetime(day.year, day.month, day.day, 12, tzinfo=UTC))  # it has to be a moment
        todo.add("percent-complete", goals.FULL)


def _write_moment(at: date | datetime) -> Any:  # noqa: ANN401 - a property of icalendar

    if not isinstance(at, datetime):
        said = vDate(at)
        said.params["VALUE"] = "DATE"
        return said
    offset = at.utcoffset() or timedelta()
    if not offset:
        return vDatetime(at.astimezone(UTC))
    local = vDatetime(at.replace(tzinfo=None))
    local.params["TZID"] = _zone_name(offset)
    return local


def _zone_name(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _remind(entry: Component, before: timedelta, *, end: bool = False) -> None:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry["summary"])
    alarm.add("trigger", -before, parameters={"RELATED": "END"} if end else {})
    entry.add_component(alarm)


def _write_calendar(entries: Sequence[Component]) -> str:
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    for offset in sorted(_offsets(entries)):
        calendar.add_component(_make_zone(offset))
    for entry in entries:
        calendar.add_component(entry)
    text: bytes = calendar.to_ical()
    return text.decode()


def _offsets(entries: Sequence[Component]) -> set[str]:
    said = (entry[name] for entry in entries for name in ("dtstart", "due") if name in entry)
    return {one.params["TZID"] for one in said if "TZID" in one.params}


def _make_zone(name: str) -> Component:
    sign, hours, minutes = name[3], int(name[4:6]), int(name[6:])
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1)
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - a zone begins by its own clock
    standard.add("tzoffsetfrom", offset)
    standard.add("tzoffsetto", offset)
    standard.add("tzname", name)
    zone = Timezone()
    zone.add("tzid", name)
    zone.add_component(standard)
    return zone


FORMAT = JournalIcs()
