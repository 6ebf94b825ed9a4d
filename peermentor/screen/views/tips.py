"""`tips`: one tip, or all of them by their moment."""

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from peermentor.language import _
from peermentor.practice.nouns.coaching import Tip
from peermentor.practice.today.library import TipsView
from peermentor.screen.terminal.console import QUIET, console, prose, reading_width
from peermentor.screen.terminal.moments import by_moment, moment_heading


def draw(data: TipsView, color: bool | None) -> None:
    """Draw one tip with the reason for it, or all tips."""
    screen = reading_width(console(color))
    if not data.tips:
        screen.print(Text(_("No tip for now.")))
        if data.why:
            screen.print(Text(data.why))
    elif data.all:
        _all(screen, data.tips)
    else:
        screen.print(prose(data.tips[0].text))
        if data.why:
            screen.print(Text(_("Why this one: {why}").format(why=data.why), QUIET))


def _all(screen: Console, tips: Iterable[Tip]) -> None:
    for number, (moment, found) in enumerate(by_moment(tips).items()):
        if number:
            screen.print()
        screen.print(moment_heading(moment))
        for tip in found:
            screen.print(Padding(prose(tip.text), (0, 0, 0, 2)))
