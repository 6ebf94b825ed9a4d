"""`today`: what is late, then this week, then one tip; it fits one screen."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from peermentor import dates
from peermentor.language import _, several
from peermentor.practice.today.needs import Due, Today
from peermentor.screen.terminal.console import (
    QUIET,
    SOON,
    STRONG,
    console,
    marked,
    prose,
    reading_width,
    words,
)
from peermentor.screen.views import when
from peermentor.to_type import to_type

MOST = 6  # rows of each part, so that both and a tip fit one screen; the rest is counted


def draw(data: Today, color: bool | None) -> None:
    """Draw what needs the person, late first."""
    screen = reading_width(console(color))
    screen.print(Text(dates.say(data.date), STRONG))
    usual = [due for due in data.due if due.kind != "support"]
    late = [due for due in usual if due.days < 0]
    soon = [due for due in usual if due.days >= 0]
    if not data.due:
        screen.print(Text(_("Nothing needs you now.")))
    for due in data.due:
        if due.kind == "support":
            screen.print()
            screen.print(prose(due.text))
            if due.command:
                screen.print(Text(due.command.removeprefix(f"{to_type()} "), QUIET))
    _part(screen, _("Late"), late)
    _part(screen, _("This week"), soon)
    if data.tip:
        screen.print()
        screen.print(marked(_("Tip: "), SOON, words(data.tip.text)))


def _part(screen: Console, title: str, dues: Sequence[Due]) -> None:
    if not dues:
        return
    screen.print()
    screen.print(Text(title, STRONG))
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(no_wrap=True)
    rows.add_column(overflow="fold")
    rows.add_column(no_wrap=True, style=QUIET)
    for due in dues[:MOST]:
        rows.add_row(when.far(due.days, due.at), _due(due), due.command.removeprefix(f"{to_type()} "))
    screen.print(rows)
    if len(dues) > MOST:
        screen.print(Text(several("and {n} more", "and {n} more", len(dues) - MOST), QUIET))


def _due(due: Due) -> Text:
    text = words(due.text)
    if due.kind == "promise" and due.mentor:
        first = due.mentor.name.split()[0]
        whose = _("you, for {name}") if due.owner == "me" else _("{name}, for you")
        text.append(" – ", QUIET).append_text(words(whose.format(name=first), QUIET))
    if due.kind == "goal":
        text.append(" – ", QUIET).append(_("how far is it?"), QUIET)
    return text
