"""Days as other programs write them: in numbers, never relative to a day."""

import re
from datetime import date, datetime, time
from typing import NamedTuple

from peermentor import dates
from peermentor.years import is_kept_year

_DAY = r"(\d{1,4})([-./])(\d{1,2})\2(\d{2}|\d{4})"
_CLOCK = r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*([AaPp]\.?[Mm]\.?)?"
_WHEN = re.compile(rf"{_DAY}(?:[T,]?\s*{_CLOCK})?")
_CLOCK_ALONE = re.compile(_CLOCK)
_FOUR_DIGITS = 4
_NOON = 12


class OutOfTimeError(ValueError):
    """A day outside of the years that are kept."""


class WrittenDay(NamedTuple):
    """A day, and the time where one was written beside it."""

    day: date
    clock: time | None

    @property
    def at(self) -> datetime | None:
        """The moment, in the machine's zone; None where no time was written."""
        return dates.moment(self.day, self.clock) if self.clock else None


def read_written(text: str, *, month_first: bool = False) -> WrittenDay:
    """Read "2026-09-07", "07.09.2026", "7/9/26 16:00": year first, else day first (or month first).

    Raises OutOfTimeError for a year that is not kept, ValueError for anything else.
    """
    found = _WHEN.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    first, sign, second, third = found.group(1, 2, 3, 4)
    if len(first) == _FOUR_DIGITS:
        day = date(int(first), int(second), int(third))
    else:
        year = int(third) + (0 if len(third) == _FOUR_DIGITS else 2000)
        day = (
            date(year, int(first), int(second))
            if month_first and sign != "."
            else date(year, int(second), int(first))
        )
    if not is_kept_year(day.year):
        raise OutOfTimeError(text)
    return WrittenDay(day, _clock_of(found.groups()[4:]) if found[5] else None)


def read_clock(text: str) -> time:
    """Read a time of day: "16:00", "4:45 PM". Raises ValueError."""
    found = _CLOCK_ALONE.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    return _clock_of(found.groups())


def _clock_of(said: tuple[str | None, ...]) -> time:
    hour, minute, half = int(said[0] or 0), int(said[1] or 0), (said[3] or "").lower()
    if half and not 1 <= hour <= _NOON:
        raise ValueError(said)
    if half:
        hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
    return time(hour, minute)
