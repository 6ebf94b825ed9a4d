"""A phrase to the day it means; an ISO date needs neither vocabulary nor patterns."""

from datetime import date

from peermentor.dates.meaning import Asked, Direction, NextMeeting, UnknownDate, When
from peermentor.language import _


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


def _iso_day(text: str) -> date | None:
    # The standard library also reads 20260703 and 2026-W27-5, which nobody types for a day.
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
