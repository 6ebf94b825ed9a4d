"""`config`: every setting, its value and what it is for."""

from rich.table import Table
from rich.text import Text

from peermentor.language import _
from peermentor.practice.contract.setting_views import SettingsView
from peermentor.practice.nouns.settings import say_value
from peermentor.screen.terminal.console import QUIET, STRONG, console, print_way_on, reading_width, words


def draw(data: SettingsView, color: bool | None) -> None:
    """Draw every setting, in bold those that are set, and below them where the file is."""
    screen = reading_width(console(color))
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(no_wrap=True)
    rows.add_column(overflow="fold", min_width=6, max_width=20)
    rows.add_column(overflow="fold")
    for setting in data.settings:
        rows.add_row(
            Text(setting.key),
            words(say_value(setting.value) or "–", STRONG if setting.set else ""),
            words(setting.meaning).append(" ").append(setting.range, QUIET),
        )
    screen.print(rows)
    screen.print()
    print_way_on(screen, _("Change one: peermentor config minutes 30"), QUIET)
    screen.print(words(_("Kept in {file}").format(file=data.file), QUIET), soft_wrap=True)
