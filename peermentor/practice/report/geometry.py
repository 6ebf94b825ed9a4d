"""The geometry of charts: from numbers to places in a box, without words and colours."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from peermentor.practice.report.chart_types import Bar, DayMark, Point

WIDTH, HEIGHT = 400.0, 120.0  # of a line or of bars
LOW_HEIGHT = 72.0  # of a line with few levels
CELL, GAP = 12.0, 2.0  # of a day in a month
SPACE = 0.2  # the part of a bar's room that stays empty
MOST_MONTHS = 14  # a longer time has bars of years
DAYS_A_WEEK = 7


def line_points(
    values: Iterable[tuple[date, float]],
    first: date,
    last: date,
    low: float,
    high: float,
    height: float = HEIGHT,
) -> tuple[Point, ...]:
    """Place values on their days: `first` is the left edge, `last` the right one, `low` the bottom.

    Anything outside is put on the edge; with only one day, everything is at the left.
    """
    days, range_ = max((last - first).days, 1), high - low
    return tuple(
        Point(
            round(WIDTH * _within((day - first).days / days), 1),
            round(height * (1 - _within((value - low) / range_)), 1),
        )
        for day, value in values
    )


def level(value: float, low: float, high: float, height: float = HEIGHT) -> float:
    """Place a value at its height, from the top."""
    return round(height * (1 - _within((value - low) / (high - low))), 1)


def months(first: date, last: date) -> int:
    """Count the months from the one of `first` to the one of `last`, both included."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def periods(first: date, last: date) -> tuple[date, ...]:
    """List the first days of the months from one day to another, or of the years where it is a long time."""
    if (count := months(first, last)) > MOST_MONTHS:
        return tuple(date(year, 1, 1) for year in range(first.year, last.year + 1))
    return tuple(month_after(first, place) for place in range(count))


def month_after(day: date, count: int) -> date:
    """Find the first day of the month `count` months after that of a day (before it, below 0)."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, 1)


def mirrored_bars(
    up: Sequence[int], down: Sequence[int], names: tuple[str, str]
) -> tuple[float, tuple[Bar, ...]]:
    """Place two rows of counts as bars, one up and one down from an axis; give the height of the axis, too.

    Both have the same scale. A count of 0 has no bar.
    """
    most_up, most_down = max(up, default=0), max(down, default=0)
    scale = HEIGHT / max(most_up + most_down, 1)
    axis, room = most_up * scale, WIDTH / max(len(up), 1)
    bars = []
    for place, (above, below) in enumerate(zip(up, down, strict=True)):
        x, width = round(room * (place + SPACE / 2), 1), round(room * (1 - SPACE), 1)
        if above:
            bars.append(Bar(x, round(axis - above * scale, 1), width, round(above * scale, 1), names[0]))
        if below:
            bars.append(Bar(x, round(axis, 1), width, round(below * scale, 1), names[1]))
    return round(axis, 1), tuple(bars)


def share_widths(counts: Mapping[str, int]) -> dict[str, tuple[float, float]]:
    """Divide the width of the box by counts: the place and the width of each part; a count of 0 has none."""
    whole, x, found = sum(counts.values()), 0.0, {}
    for name, count in counts.items():
        if count:
            width = WIDTH * count / whole
            found[name] = (round(x, 1), round(width, 1))
            x += width
    return found


def month_days(month: date, was: Mapping[date, str], first: date, last: date) -> tuple[DayMark, ...]:
    """Place the days of a month, with Monday at the left; a day outside `first` to `last` is "out"."""
    begins, marks, day = month.weekday(), [], month
    while day.month == month.month:
        row, column = divmod(begins + day.day - 1, DAYS_A_WEEK)
        said = was.get(day, "quiet") if first <= day <= last else "out"
        marks.append(DayMark(column * (CELL + GAP), row * (CELL + GAP), said))
        if day == date.max:
            break
        day += timedelta(days=1)
    return tuple(marks)


def _within(part: float) -> float:
    return min(max(part, 0.0), 1.0)
