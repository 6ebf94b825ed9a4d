"""`wins --markdown`: a page to paste into a review of one's work."""

import sys

from peermentor import dates
from peermentor.language import _
from peermentor.practice.agenda_markdown import one_line
from peermentor.practice.shown import WinShown
from peermentor.practice.wins import WinsShown
from peermentor.screen.answer import say


def draw(data: WinsShown, _color: bool | None) -> None:
    """Months as headings, wins as a list; nothing of it depends on a terminal."""
    lines = ["# " + _("What went well")]
    for month in data.months:
        lines += ["", "## " + dates.month(month.wins[0].date), ""]
        lines += [_line(win) for win in month.wins]
    say("\n".join(lines), sys.stdout)


def _line(win: WinShown) -> str:
    day = dates.say(win.date)
    goal = " " + _("(goal: {goal})").format(goal=one_line(win.goal_title)) if win.goal_title else ""
    return f"- {one_line(win.text)}{goal}, {day}"
