"""`wins`: what went well, month by month."""

from rich.text import Text

from peermentor import dates
from peermentor.language import _
from peermentor.practice.contract.noted_views import WinView
from peermentor.practice.lookback.wins import WinsView
from peermentor.screen.terminal.console import QUIET, STRONG, console, print_way_on, table, words
from peermentor.screen.views import when


def draw(data: WinsView, color: bool | None) -> None:
    """Draw each month and below it a row for each win: handle, day, words, and what it belongs to."""
    screen = console(color)
    if not data.months:
        print_way_on(screen, _('No wins to show. Something small will do: peermentor add-win "…"'))
        return
    for month in data.months:
        if month != data.months[0]:
            screen.print()
        screen.print(Text(dates.month(month.wins[0].date), STRONG))
        rows = table("", "", "", fold=(2,))
        for win in month.wins:
            rows.add_row(Text(win.handle, QUIET), Text(when.day(win.date, win.date), QUIET), _words(win))
        screen.print(rows)


def _words(win: WinView) -> Text:
    text = words(win.text)
    belongs = [
        _("for {goal}").format(goal=win.goal_title) if win.goal_title else "",
        _("with {name}").format(name=win.mentor.name) if win.mentor else "",
    ]
    if said := ", ".join(filter(None, belongs)):
        text = Text().append_text(text).append("\n").append_text(words(said, QUIET))
    return text
