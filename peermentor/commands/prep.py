"""prep: an agenda from everything still open between the two of you."""

from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.hints import coaching_is_broken
from peermentor.commands.shared.options import MentorArgument, ask_mentor, one_of
from peermentor.language import _
from peermentor.practice.nouns import people
from peermentor.practice.nouns.sessions import day_to_prepare
from peermentor.practice.prep import agenda
from peermentor.screen.terminal.result import Result


def prep(
    ctx: typer.Context,
    mentor: MentorArgument = None,
    day: Annotated[
        str | None,
        typer.Option(
            "--date", metavar="DATE", help=_("The day you meet; the agreed one, or today, if not said.")
        ),
    ] = None,
    minutes: Annotated[int | None, typer.Option("--minutes", help=_("How long you have (5-480)."))] = None,
    shape: Annotated[
        str | None,
        typer.Option("--shape", metavar="|".join(agenda.SHAPES), help=_("The kind of talk.")),
    ] = None,
    markdown: Annotated[
        bool, typer.Option("--markdown", "-m", help=_("As a checklist to paste into a chat."))
    ] = False,
) -> Result:
    """Make the agenda and keep it; the same journal and day always give the same one."""
    app: App = ctx.obj
    on = app.ahead(day) if day is not None else None
    whom = ask_mentor(app, mentor)
    with app.journal.transaction(app.now) as draft:
        who = people.find_open_mentor(draft.records, whom)
        on = on or day_to_prepare(who, app.today)
        prepared = agenda.prepare_agenda(
            draft.records,
            who,
            on,
            app.coaching,
            minutes=minutes,
            shape=one_of(shape, "--shape", agenda.SHAPES),
            habits=app.habits,
        )
        agenda.keep_agenda(draft, who, prepared)
    return Result(prepared, view="markdown" if markdown else "agenda", hints=coaching_is_broken(app))
