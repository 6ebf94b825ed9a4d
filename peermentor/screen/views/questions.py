"""`questions`: the question bank by moment; each question stands once, under its first moment."""

from rich.table import Table
from rich.text import Text

from peermentor.language import _
from peermentor.practice.today.library import QuestionsView
from peermentor.screen.terminal.console import (
    QUIET,
    SOON,
    console,
    print_way_on,
    reading_width,
    words,
)
from peermentor.screen.terminal.moments import by_moment, moment_heading


def draw(data: QuestionsView, color: bool | None) -> None:
    """Draw a heading for each moment; below it a star, the question, and the key to star it by."""
    screen = reading_width(console(color))
    if not data.questions:
        print_way_on(screen, _("None. See them all: peermentor questions"))
    for number, (moment, found) in enumerate(by_moment(data.questions).items()):
        if number:
            screen.print()
        screen.print(moment_heading(moment))
        rows = Table.grid(padding=(0, 1, 0, 0))
        rows.add_column(width=1)
        rows.add_column(overflow="fold")
        for one in found:
            rows.add_row(
                Text("★" if one.starred else "", SOON), words(one.text).append("  ").append(one.key, QUIET)
            )
        screen.print(rows)
