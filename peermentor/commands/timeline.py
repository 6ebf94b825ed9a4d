"""One relationship as a scroll: timeline."""

from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.converted import Since
from peermentor.commands.shared.options import AnyMentor, ask_mentor
from peermentor.language import _
from peermentor.practice.lookback.timeline import tell_timeline
from peermentor.practice.nouns import find
from peermentor.screen.terminal.result import Result


def timeline(
    ctx: typer.Context,
    mentor: AnyMentor = None,
    since: Since = None,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=1, help=_("Only the latest N lines."))
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", "-r", help=_("The latest first."))] = False,
) -> Result:
    """Show everything that happened with one peer, day by day, oldest first."""
    app: App = ctx.obj
    whom = ask_mentor(app, mentor)
    records = app.journal.records()
    who = find.mentor(records, whom)
    return Result(tell_timeline(records, who, since=since, limit=limit, reverse=reverse), view="timeline")
