"""The wins of a report, the latest first."""

from peermentor.language import _, several
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.records import Goal, Win
from peermentor.practice.report.report_types import Row, Section
from peermentor.practice.report.scope import Scope

MOST_ROWS = 100


def wins_section(scope: Scope) -> Section | None:
    """List what went well; None where nothing was kept."""
    wins = sorted((win for win in scope.theirs(Win) if scope.within(win.date)), key=by_day)
    if not wins:
        return None
    return Section(
        key="wins",
        title=_("Wins"),
        figure=several("{n} win", "{n} wins", len(wins)),
        lists=(scope.rows("", wins, lambda win: _row(scope, win), MOST_ROWS),),
    )


def _row(scope: Scope, win: Win) -> Row:
    goal = scope.seen.get(Goal, win.goal)
    return scope.row(win, scope.day(win.date), win.text, scope.name(win.mentor), goal.title if goal else "")
