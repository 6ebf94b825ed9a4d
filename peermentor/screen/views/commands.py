"""`help --all`: every command with its line, in its group."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from rich.text import Text

from peermentor.screen.terminal.command_page import HelpPage
from peermentor.screen.terminal.console import QUIET, STRONG, console, prose, reading_width, table, words


def draw(data: Mapping[str, Sequence[HelpPage]], color: bool | None) -> None:
    """Draw each group of commands below its name."""
    screen = reading_width(console(color))
    for panel, pages in groupby(data["commands"], key=lambda page: page.panel):
        screen.print(words(panel, STRONG))
        rows = table("", "", fold=(1,))
        for page in pages:
            rows.add_row(Text(page.name, QUIET), prose(page.summary))
        screen.print(rows)
