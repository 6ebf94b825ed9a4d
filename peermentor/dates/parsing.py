"""Reads a phrase that means a day and perhaps a time, alone or at the end of a promise.

An ISO date is read without loading the vocabulary and its patterns.
"""

import re
from datetime import UTC, date, datetime, time, tzinfo

from peermentor.dates.meaning import Asked, Direction, NextMeeting, UnknownDate, When
from peermentor.language import _

_LEADS = "by|due|no later than|sebelum|paling lambat|paling telat|selambat-lambatnya"
# Digits of a count: "by 3 people" names no day; "by 20260703" was meant as one, and is refused.
_MOST_COUNTED = 2


def parse(
    phrase: str,
    today: date,
    prefer: Direction = "future",
    next_meeting: NextMeeting | None = None,
    said_on: date | None = None,
) -> When:
    """Find the day, and the time if one was said, that a phrase means for someone who types it on `today`.

    - `prefer` decides between two answers: "friday" is the last one in the past, the next in the future;
    - `next_meeting` looks up what "next talk" means; without it "next talk" is refused;
    - `said_on` is the day of an earlier talk at which the phrase was said: "20 Nov" is the first 20 November
      from that day on.

    Raises UnknownDate unless every word is understood and the day is from `EARLIEST` to `LATEST`.
    """
    asked = Asked(phrase, today, prefer, next_meeting, said_on)
    if day := _iso_day(phrase.strip()):
        return asked.within_reach(When(day, None))
    # The vocabulary and its patterns are worth loading only for words.
    from peermentor.dates.grammar import understand  # noqa: PLC0415

    return understand(asked)


def parse_day(phrase: str, today: date, prefer: Direction = "future") -> date:
    """Find the day that a phrase means. Raises UnknownDate where it says a time of day too."""
    when = parse(phrase, today, prefer)
    if when.clock is not None:
        raise UnknownDate(phrase, "unwanted-time", _("only a day is asked for, without a time"))
    return when.day


def split_deadline(
    text: str, today: date, next_meeting: NextMeeting | None = None, said_on: date | None = None
) -> tuple[str, When | None]:
    """Split a promise from the day (and time) after its last "by"; "Stand by me" has none and stays whole.

    `said_on` is the day of an earlier talk at which it was promised. Raises UnknownDate where the words after
    "by" were meant as a date but can't be read: they begin with one, or fit two days, or none.
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
    """Find the moment of a day and time in `zone` (None: the zone of the machine), with its offset.

    A time that the change to summer time leaves out moves forward by the hour that is left out; of a time
    that comes twice the first is meant (RFC 5545, 3.3.5). If moving forward would give the next day (a change
    just before midnight), it moves back: a meeting never changes its day.
    """
    said = datetime.combine(day, clock)
    forward = _in_zone(said, zone)
    if forward.date() == day:
        return forward
    back = _in_zone(said.replace(fold=1), zone)
    return back if back.date() == day else forward  # the zone has left out the whole day


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
    # Through UTC and back: a local time that does not exist becomes one that does.
    there = said.replace(tzinfo=zone) if zone else said
    return datetime.fromtimestamp(there.timestamp(), UTC).astimezone(zone)
