"""A phrase to the day and moment it means, alone or at the end of a promise.

An ISO date needs neither vocabulary nor patterns.
"""

import re
from datetime import UTC, date, datetime, time, tzinfo

from peermentor.dates.meaning import Asked, Direction, NextMeeting, UnknownDate, When
from peermentor.language import _

_LEADS = "by|due|no later than|sebelum|paling lambat|paling telat|selambat-lambatnya"
# "By 3 people" speaks of no day; "by 20260703" does, and is refused.
_MOST_COUNTED = 2


def parse(
    phrase: str,
    today: date,
    prefer: Direction = "future",
    next_meeting: NextMeeting | None = None,
    said_on: date | None = None,
) -> When:
    """Find the day, and the time of day if one was said, that a phrase means to someone speaking on `today`.

    `prefer` decides what has two answers: "friday" is the last one in the past, the next one in the
    future. `next_meeting` looks up what "next talk" means; without it, it means nothing here. `said_on` is
    the day of an earlier talk at which it was said: "20 Nov" is the first one from there on. Raises
    UnknownDate unless every word was understood and the day lies in 1900 to 2200.
    """
    asked = Asked(phrase, today, prefer, next_meeting, said_on)
    if day := _iso_day(phrase.strip()):
        return asked.within_reach(When(day, None))
    # The vocabulary and its patterns are worth loading only for words.
    from peermentor.dates.grammar import understand  # noqa: PLC0415

    return understand(asked)


def parse_day(phrase: str, today: date, prefer: Direction = "future") -> date:
    """Find the day that a phrase means, where a time of day has no place: one that is said is refused."""
    when = parse(phrase, today, prefer)
    if when.clock is not None:
        raise UnknownDate(phrase, "unwanted-time", _("only a day is asked for, without a time"))
    return when.day


def split_deadline(
    text: str, today: date, next_meeting: NextMeeting | None = None, said_on: date | None = None
) -> tuple[str, When | None]:
    """Split a promise from the day (and time) after its last "by"; "Stand by me" has none and stays whole.

    `said_on` is the day of an earlier talk at which it was promised. Raises UnknownDate where a date was
    meant and can't be read: it begins as one, or fits two days, or none.
    """
    found = re.fullmatch(rf"(.*\S)\s+(?:{_LEADS})\s+(\S.*)", text.strip(), re.DOTALL | re.IGNORECASE)
    if not found:
        return text, None
    try:
        return found[1], parse(found[2], today, "future", next_meeting, said_on)
    except UnknownDate as unknown:
        if _was_meant(unknown, found[2]):
            raise
        return text, None


def moment(day: date, clock: time, zone: tzinfo | None = None) -> datetime:
    """Find the moment a clock shows on a day in a zone (the machine's own); it keeps that zone's offset.

    A time that the change to summer time leaves out moves forward by what is left out, and of one that comes
    twice the first is meant (RFC 5545, 3.3.5). Where moving forward would end on the next day (a change
    just before midnight), it moves back instead: a meeting never changes its day.
    """
    said = datetime.combine(day, clock)
    forward = _in_zone(said, zone)
    if forward.date() == day:
        return forward
    back = _in_zone(said.replace(fold=1), zone)
    return back if back.date() == day else forward  # a day that the zone skipped whole has no moment


def _iso_day(text: str) -> date | None:
    # The standard library also reads 20260703 and 2026-W27-5, which nobody types for a day.
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _was_meant(unknown: UnknownDate, phrase: str) -> bool:
    if unknown.problem != "unknown" or unknown.begins:
        return True
    first, *more = phrase.split()
    counted = first.isdigit() and len(first) <= _MOST_COUNTED and bool(more)
    return any(mark.isdigit() for mark in first) and not counted


def _in_zone(said: datetime, zone: tzinfo | None) -> datetime:
    # Through UTC and back: a local time that never was comes out as the one that was.
    there = said.replace(tzinfo=zone) if zone else said
    return datetime.fromtimestamp(there.timestamp(), UTC).astimezone(zone)
