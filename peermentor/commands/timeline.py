"""timeline: one relationship, event by event."""

from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.asking import ask_mentor
from peermentor.commands.shared.converted import Since
from peermentor.commands.shared.options import AnyMentor
from peermentor.language import _
from peermentor.practice.lookback.timeline import tell_timeline
from peermentor.practice.nouns import find
from peermentor.screen.terminal.result import Result

SCREENFUL = 15  # events shown where no --limit is given; some take two rows


def timeline(
    ctx: typer.Context,
    mentor: AnyMentor = None,
    since: Since = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", min=1, help=_("So many lines; a screenful if not said.")),
    ] = None,
    whole: Annotated[bool, typer.Option("--all", help=_("All of it, from the first day."))] = False,
    reverse: Annotated[bool, typer.Option("--reverse", "-r", help=_("The oldest first."))] = False,
) -> Result:
    """Show what happened with one peer, day by day, the latest first.

    A script is told all of it in the order it happened, and the latest first with --reverse.
    """
    app: App = ctx.obj
    whom = ask_mentor(app, mentor)
    records = app.journal.records()
    who = find.mentor(records, whom)
    usual = None if app.json or whole or since else SCREENFUL
    newest_first = reverse if app.json else not reverse
    told = tell_timeline(records, who, since=since, limit=limit or usual, reverse=newest_first)
    return Result(told, view="timeline", found=bool(told.events))
