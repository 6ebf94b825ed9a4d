"""`wins --markdown`: a page to paste into a review of one's work."""

import sys

from peermentor import dates
from peermentor.language import _
from peermentor.practice.contract.views import WinView
from peermentor.practice.lookback.wins import WinsView
from peermentor.practice.nouns.markdown import markdown_line
from peermentor.screen.terminal.answer import say


def draw(data: WinsView, _color: bool | None) -> None:
    """Months as headings, wins as a list; nothing of it depends on a terminal."""
    lines = ["# " + _("What went well")]
    for month in data.months:
        lines += ["", "## " + dates.month(month.wins[0].date), ""]
        lines += [_line(win) for win in month.wins]
    say("\n".join(lines), sys.stdout)


def _line(win: WinView) -> str:
    day = dates.say(win.date)
    goal = " " + _("(goal: {goal})").format(goal=markdown_line(win.goal_title)) if win.goal_title else ""
    return f"- {markdown_line(win.text)}{goal}, {day}"
