"""Wins: add-win, wins."""

from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.asking import ask_if_missing
from peermentor.commands.shared.completing import complete_handle, complete_open_mentor
from peermentor.commands.shared.converted import DayOption, Since
from peermentor.commands.shared.lines import in_a_line
from peermentor.commands.shared.options import WithMentor, argument, mentor_option
from peermentor.exchange.formats import find_format
from peermentor.language import _
from peermentor.practice.contract import noted_views
from peermentor.practice.lookback.wins import keep_win, wins_by_month
from peermentor.practice.nouns import find, people
from peermentor.practice.nouns.records import Goal, Win
from peermentor.screen.terminal.result import Result


def add_win(
    ctx: typer.Context,
    text: Annotated[str | None, argument("TEXT", _("What went well."))] = None,
    with_mentor: Annotated[str | None, mentor_option(complete_open_mentor, _("Who it was with."))] = None,
    goal: Annotated[
        str | None,
        typer.Option(
            "--goal", metavar="GOAL", help=_("The goal it belongs to."), autocompletion=complete_handle(Goal)
        ),
    ] = None,
    day: DayOption = None,
) -> Result:
    """Keep something that went well; it opens the next agenda."""
    app: App = ctx.obj
    said = ask_if_missing(app, text, "TEXT", _("What went well?"))
    with app.journal.transaction(app.now) as draft:
        who = people.find_open_mentor(draft.records, with_mentor) if with_mentor else None
        serves = find.by_handle(draft.records, Goal, goal) if goal else None
        kept = noted_views.win(draft.records, keep_win(draft, said, day or app.today, who, serves))
    line = _("Kept win {handle} on {day}: {text}").format(
        handle=kept.handle, day=app.say_day(kept.date), text=in_a_line(kept.text)
    )
    return Result({"win": kept}, line)


def wins(
    ctx: typer.Context,
    with_mentor: WithMentor = None,
    since: Since = None,
    markdown: Annotated[
        bool, typer.Option("--markdown", "-m", help=_("As a page to paste into a review of your work."))
    ] = False,
) -> Result:
    """List what went well, by month, newest first."""
    app: App = ctx.obj
    records = app.journal.records()
    uid = find.uid_meant(records, with_mentor)
    found = records.where(Win, mentor=uid) if uid else records.all(Win)
    shown = wins_by_month(records, found, since)
    return Result(shown, view="wins", text=find_format("wins-markdown").write(shown) if markdown else "")
