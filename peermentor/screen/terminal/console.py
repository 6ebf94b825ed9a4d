"""The terminal as Rich sees it, and the marks that every screen shares.

Colour has a meaning everywhere: red is late, amber is soon or worth a look, green is good. Each has a word
or a sign beside it, so a screen says the same without colour. Amber and green are from the fixed palette of
256 colours and can be read on white and on black; a terminal's own yellow and light green can hardly be seen
on white.
"""

import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from peermentor.screen.terminal.answer import in_rows
from peermentor.screen.terminal.visible import one_line, visible

LATE, SOON, GOOD, QUIET, STRONG = "red", "color(130)", "color(28)", "dim", "bold"
READING = 88  # columns: a line of prose longer than this is hard to follow
PIPE = 160  # columns of a pipe, if COLUMNS says nothing: a row stays one line for grep and cut
_HANGING = "  "
_SPARKS = "▁▂▃▄▅▆▇█"
_FULL_BAR, _EMPTY_BAR = "━", "─"


def console(color: bool | None = None) -> Console:
    """Make the console for stdout; through a pipe it has no colour, and room for a row on one line."""
    no_color = True if color is False else None
    if sys.stdout.isatty():
        return _Screen(no_color=no_color, highlight=False, emoji=False)
    width = None if "COLUMNS" in os.environ else PIPE
    pipe: Any = _Trimmed(sys.stdout)
    return _Screen(file=pipe, no_color=no_color, highlight=False, emoji=False, width=width)


class _Screen(Console):
    def on_broken_pipe(self) -> None:
        """Leave a broken pipe to `answer.show_result`: Rich would end the program with an error."""
        raise  # noqa: PLE0704 - Rich calls this where it has caught the error


class _Trimmed:
    """Takes off the spaces with which Rich fills a line: they mean nothing to grep, cut or a paste."""

    def __init__(self, pipe: TextIO) -> None:
        self._pipe = pipe

    def write(self, text: str) -> int:
        return self._pipe.write(re.sub(r" +$", "", text, flags=re.MULTILINE))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - everything else is the pipe's own
        return getattr(self._pipe, name)


def reading_width(screen: Console) -> Console:
    """Make the console at most READING columns wide, for prose; give the same console."""
    screen.width = min(screen.width, READING)
    return screen


def table(*headers: str, right: Sequence[int] = (), fold: Sequence[int] = ()) -> Table:
    """Make a table without a frame. `right` and `fold` are places of columns: set right, allowed to wrap."""
    made = Table(
        box=None,
        padding=(0, 2, 0, 0),
        header_style=QUIET,
        show_edge=False,
        pad_edge=False,
        show_header=any(headers),
    )
    for position, header in enumerate(headers):
        made.add_column(
            Text(header),
            justify="right" if position in right else "left",
            no_wrap=position not in fold,
            overflow="fold" if position in fold else "ellipsis",
        )
    return made


def words(text: str, style: str = "") -> Text:
    """Write someone's words on one line, without markup and control characters."""
    return Text(one_line(text), style)


def marked(mark: str, style: str, rest: Text) -> Text:
    """Put a mark in a style before words that keep their own: the style of a Text would cover both."""
    return Text().append(mark, style).append_text(rest)


def strong(text: str) -> Text:
    """Write a name or a title in bold; what is appended to it has a style of its own."""
    return marked("", "", words(text, STRONG))


def prose(text: str, style: str = "") -> Text:
    """Write someone's words with their line breaks."""
    return Text(visible(text), style)


def indented(drawn: RenderableType, by: int = 2) -> Padding:
    """Move what is drawn to the right."""
    return Padding(drawn, (0, 0, 0, by), expand=False)


def print_way_on(screen: Console, text: str, style: str = "") -> None:
    """Print a line with a command to type, which is not broken, so that it can be copied."""
    screen.print(Text(in_rows(visible(text), screen.width), style), soft_wrap=True)


def in_pieces(title: str, pieces: Iterable[str], width: int) -> Text:
    """Write a title and pieces; a line breaks between pieces and never inside one, such as a command."""
    lines = [title]
    for piece in pieces:
        longer = lines[-1] + (piece if lines[-1] == title else " · " + piece)
        if cell_len(longer) > width:
            lines.append(_HANGING + piece)
        else:
            lines[-1] = longer
    return Text("\n".join(lines), QUIET)


def sparkline(values: Sequence[float], low: float, high: float) -> str:
    """Draw a row of small bars on a scale from `low` to `high`; "" for fewer than two values."""
    return "".join(spark(value, low, high) for value in values) if len(values) > 1 else ""


def spark(value: float, low: float, high: float) -> str:
    """Draw one small bar of a sparkline."""
    top = len(_SPARKS) - 1
    return _SPARKS[round((min(max(value, low), high) - low) / max(high - low, 1) * top)]


def bar(part: int, whole: int, width: int = 12, style: str = "") -> Text:
    """Draw a part of a whole as a bar. The empty part is drawn too, so that it reads without colour."""
    full = round(part / whole * width) if whole else 0
    return Text().append(_FULL_BAR * full, style).append(_EMPTY_BAR * (width - full), QUIET)
