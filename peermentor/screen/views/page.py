"""`guide PAGE`: one page, its table, and the command for the next page."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from peermentor.language import _
from peermentor.practice.today.pages import PageView
from peermentor.screen.terminal.console import QUIET, STRONG, console, print_way_on, reading_width, words

POINT = "- "


def draw(data: PageView, color: bool | None) -> None:
    """Draw the title, the paragraphs and lists, the table, and how to read on."""
    screen = reading_width(console(color))
    screen.print(words(data.page.title, STRONG))
    for paragraph in data.page.text.strip().split("\n\n"):
        screen.print()
        _paragraph(screen, paragraph)
    if data.page.table:
        screen.print()
        screen.print(_table(data.page.table))
    if data.next:
        screen.print()
        print_way_on(screen, _("Next: peermentor guide {page}").format(page=data.next), QUIET)


def _paragraph(screen: Console, text: str) -> None:
    lead, *points = f"\n{text}".split(f"\n{POINT}")
    if lead.strip():
        screen.print(words(lead))
    rows = Table.grid(padding=(0, 1, 0, 0))
    for point in points:
        rows.add_row(Text("–", QUIET), words(point))
    if points:
        screen.print(rows)


def _table(rows: Sequence[Sequence[str]]) -> Table:
    head, *body = rows
    made = Table(box=None, padding=(0, 2, 0, 0), header_style=QUIET, show_edge=False, pad_edge=False)
    for title in head:
        made.add_column(Text(title), overflow="fold", ratio=2 if title else 1)
    for first, *rest in body:
        made.add_row(Text(first, STRONG), *(words(cell) for cell in rest))
    return made
