"""Charts as numbers: the place of each mark in a box, from its top left corner.

`title` names a chart, and `text` says everything it shows, for people who can't see it.
"""

from typing import ClassVar

from msgspec import Struct


class Point(Struct, frozen=True):
    """A place in the box."""

    x: float
    y: float


class Tick(Struct, frozen=True):
    """Words at a place: beside a line across the box at that height, or below the box."""

    at: float
    text: str


class Chart(Struct, frozen=True, kw_only=True):
    """What every chart has; `kind` is its shape."""

    kind: ClassVar[str]
    key: str
    title: str
    text: str
    width: float
    height: float


class LineChart(Chart, frozen=True, kw_only=True):
    """A line over days; `guide` is the line that the calendar asks for, if there is one."""

    kind = "line"
    points: tuple[Point, ...]
    guide: tuple[Point, ...] = ()
    levels: tuple[Tick, ...] = ()
    first: str
    last: str


class Bar(Struct, frozen=True):
    """One bar, of one series."""

    x: float
    y: float
    width: float
    height: float
    series: str


class BarChart(Chart, frozen=True, kw_only=True):
    """Two series, one upwards from the `axis` and one downwards, over months or years."""

    kind = "bars"
    bars: tuple[Bar, ...]
    axis: float
    names: tuple[Tick, ...]


class Share(Struct, frozen=True):
    """One part of a whole: its place, its width, its count and its words."""

    x: float
    width: float
    series: str
    count: int
    text: str


class ShareChart(Chart, frozen=True, kw_only=True):
    """One bar divided into the parts of a whole."""

    kind = "shares"
    shares: tuple[Share, ...]


class DayMark(Struct, frozen=True):
    """A day of a month, and what it `was`.

    "met", "often" (met more than once), "off" (called off), "quiet", or "out" (the report is not about it).
    """

    x: float
    y: float
    was: str


class MonthChart(Chart, frozen=True, kw_only=True):
    """One month, a row for each week from its Monday."""

    kind = "month"
    name: str
    said: str
    days: tuple[DayMark, ...]
