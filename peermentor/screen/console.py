"""The terminal as Rich sees it, and the few marks every screen shares.

Colour carries meaning and nothing else: red is late, yellow is soon or worth a look, green is good. Each has
a word or a sign beside it, so a screen reads the same without colour. Only the terminal's own colours are
used, which its owner has made readable on their background.
"""

import os
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from peermentor.screen.visible import one_line, visible

LATE, SOON, GOOD, QUIET, STRONG = "red", "yellow", "green", "dim", "bold"
READING = 88  # columns: a line of prose longer than this is hard to follow
PIPE = 160  # columns when nobody says: a row stays one line for grep and cut
_SPARKS = "▁▂▃▄▅▆▇█"
_FULL_BAR, _EMPTY_BAR = "━", "─"


def console(color: bool | None = None) -> Console:
    """The person's terminal; through a pipe it has no colour, and room for a row on one line."""
    width = None
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        width = PIPE
    return Console(no_color=True if color is False else None, highlight=False, emoji=False, width=width)


def reading_width(screen: Console) -> Console:
    """The same terminal, no wider than prose reads well."""
    screen.width = min(screen.width, READING)
    return screen


def table(*headers: str, right: Sequence[int] = (), fold: Sequence[int] = ()) -> Table:
    """A quiet table without a frame. Columns in `fold` may wrap, the others may not."""
    made = Table(box=None, padding=(0, 2, 0, 0), header_style=QUIET, show_edge=False, pad_edge=False)
    for position, header in enumerate(headers):
        made.add_column(
            Text(header),
            justify="right" if position in right else "left",
            no_wrap=position not in fold,
            overflow="fold" if position in fold else "ellipsis",
        )
    return made


def words(text: str, style: str = "") -> Text:
    """Someone's words as one line: never markup, never a control character."""
    return Text(one_line(text), style)


def prose(text: str, style: str = "") -> Text:
    """Someone's words with their line breaks."""
    return Text(visible(text), style)


def sparkline(values: Sequence[float], low: float, high: float) -> str:
    """A line of small bars between the lowest and the highest possible value."""
    top = len(_SPARKS) - 1
    span = max(high - low, 1)
    return "".join(_SPARKS[round((min(max(v, low), high) - low) / span * top)] for v in values)


def bar(percent: int, width: int = 10) -> Text:
    """How full a goal is; the empty part is drawn too, so it reads without colour."""
    full = round(percent / 100 * width)
    return Text(_FULL_BAR * full, GOOD if percent else "").append(_EMPTY_BAR * (width - full), QUIET)
