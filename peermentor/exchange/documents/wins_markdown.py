"""Wins as a page, for a review of one's work (`wins --markdown`)."""

from peermentor import dates
from peermentor.exchange.markdown import markdown_line
from peermentor.language import _
from peermentor.practice.contract.noted_views import WinView
from peermentor.practice.lookback.wins import WinsView


class WinsMarkdown:
    """Wins as a page in Markdown."""

    def write(self, wins: WinsView) -> str:
        """Write months as headings and wins as a list."""
        lines = ["# " + _("What went well")]
        for month in wins.months:
            lines += ["", "## " + dates.month(month.wins[0].date), ""]
            lines += [_line(win) for win in month.wins]
        return "\n".join(lines)


def _line(win: WinView) -> str:
    day = dates.say(win.date)
    goal = " " + _("(goal: {goal})").format(goal=markdown_line(win.goal_title)) if win.goal_title else ""
    return f"- {markdown_line(win.text)}{goal}, {day}"


FORMAT = WinsMarkdown()
