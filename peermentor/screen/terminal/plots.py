"""Draws small pictures with letters: a calendar of weeks, and strips with a mark for each talk.

Every mark has its own shape, so nothing here needs colour to be read.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from rich.text import Text

from peermentor import dates
from peermentor.language import _
from peermentor.practice.lookback.trends import Week
from peermentor.screen.terminal.console import GOOD, QUIET, SOON, spark

LATEST = 24  # talks that a strip or a sparkline shows
GAP = 1  # columns between two months
MET, OFTEN, CALLED_OFF, NOTHING = "▪", "■", "✕", "·"
TALKED = {"me": "▲", "them": "▼", "even": "="}  # who talked more
ASKED = {"yes": "▲", "partly": "=", "no": "▼"}  # asked more than told
SURE = {"more": "▲", "same": "=", "less": "▼"}  # confidence in a topic after the talk, against before


def calendar(weeks: Sequence[Week], width: int) -> list[Text]:
    """Draw each week as a mark below its month, a pair of lines for each year; more on a narrow screen."""
    lines: list[Text] = []
    for year, weeks_of_year in groupby(weeks, key=lambda week: week.start.year):
        names, marks = _begun(year), _begun()
        for _month, group in groupby(weeks_of_year, key=lambda week: week.start.month):
            month = tuple(group)
            name = dates.month_alone(month[0].start)
            room = max(len(month), len(name)) + GAP
            if len(names) + room > width:
                lines += [names, marks]
                names, marks = _begun(), _begun()
            names.append(name.ljust(room), QUIET)
            marks.append_text(Text().join(map(_week, month))).append(" " * (room - len(month)))
        lines += [names, marks]
    return lines


def _begun(year: int | None = None) -> Text:
    return Text("").append(f"{year or '':<6}", QUIET)


def legend(weeks: Iterable[Week]) -> Text:
    """Explain the marks that occur in a calendar."""
    seen = {_week(week).plain for week in weeks}
    said = {
        MET: _("you met"),
        OFTEN: _("more than once"),
        CALLED_OFF: _("called off"),
        NOTHING: _("a quiet week"),
    }
    return Text("  ".join(f"{mark} {text}" for mark, text in said.items() if mark in seen), QUIET)


def _week(week: Week) -> Text:
    if week.held:
        return Text(MET if week.held == 1 else OFTEN, GOOD)
    return Text(CALLED_OFF, SOON) if week.called_off else Text(NOTHING, QUIET)


def strip(line: Sequence[str], marks: Mapping[str, str]) -> str:
    """Draw a mark for each of the LATEST talks, oldest first; a dot where `marks` has none."""
    return "".join(marks.get(said, NOTHING) for said in line[-LATEST:])


def rating_strip(line: Sequence[int | None]) -> str:
    """Draw the LATEST ratings of 1-5 as a sparkline; a skipped one is a dot. "" for fewer than two."""
    line = line[-LATEST:]
    rated = [rating for rating in line if rating is not None]
    if len(rated) < 2:  # noqa: PLR2004 - one value is no line
        return ""
    return "".join(NOTHING if rating is None else spark(rating, 1, 5) for rating in line)
