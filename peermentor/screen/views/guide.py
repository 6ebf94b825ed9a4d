"""`guide`: the list of the pages."""

from rich.table import Table
from rich.text import Text

from peermentor.language import _
from peermentor.practice.today.pages import Contents
from peermentor.screen.terminal.console import QUIET, STRONG, console, print_way_on, reading_width


def draw(data: Contents, color: bool | None) -> None:
    """Draw a row for each page: the word to type and its title."""
    screen = reading_width(console(color))
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(no_wrap=True)
    rows.add_column(overflow="fold")
    for page in data.pages:
        rows.add_row(Text(page.key, STRONG), Text(page.title))
    screen.print(rows)
    screen.print()
    print_way_on(screen, _("Read one: peermentor guide {page}").format(page=data.pages[0].key), QUIET)
