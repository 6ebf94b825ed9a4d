"""tips: one piece of advice at a time."""

from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.completing import complete_words
from peermentor.commands.shared.hints import coaching_is_broken
from peermentor.language import _
from peermentor.practice.today import library
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type


def tips(
    ctx: typer.Context,
    about: Annotated[
        str | None,
        typer.Option(
            "--about",
            metavar="TOPIC|MOMENT",
            help=_("Only about this: a word like listen, or a moment like first-meeting."),
            autocompletion=complete_words(library.MOMENTS),
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help=_("All of them."))] = False,
    further: Annotated[
        int,
        typer.Option(
            "--next",
            "-n",
            count=True,
            show_default=False,
            metavar="",
            help=_("The one after it; -nn is the second after it, and so on."),
        ),
    ] = 0,
) -> Result:
    """Give one tip for your journal as it is, or about something; tomorrow brings another."""
    app: App = ctx.obj
    found = app.coaching.tips
    if not found:
        return Result(library.TipsView(()), view="tips", hints=coaching_is_broken(app))
    if everything:
        chosen = library.all_about(found, about) if about is not None else found
        return Result(library.TipsView(chosen, all=True), view="tips", hints=coaching_is_broken(app))
    if about is not None:
        shown = library.tips_about(found, about, app.today, further)
    else:
        shown = library.tip_of_the_day(found, app.journal.records(), app.today, app.habits, further)
    return Result(
        shown, view="tips", hints=coaching_is_broken(app) or (_another(about, further) if shown.tips else ())
    )


def _another(about: str | None, further: int) -> tuple[Hint, ...]:
    what = ["--about", about] if about else []
    return (Hint(_("Another one:"), to_type("tips", *what, "-" + "n" * (further + 1))),)
