"""today: what needs you now, and nothing else. Also what bare `peermentor` shows."""

from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.hints import coaching_is_broken, hint_of_the_day, hint_of_waiting_text
from peermentor.errors import NoKey
from peermentor.language import _
from peermentor.practice.today.by_person import in_brief
from peermentor.practice.today.needs import find_due
from peermentor.practice.today.tip_of_day import choose_tip_of_day
from peermentor.practice.today.today_types import Today
from peermentor.screen.terminal.result import Result
from peermentor.to_type import to_type

SOME_LATE = 1  # the exit code of `today --brief` when something is late
LISTED = ("review-due", "next-date")  # hints about something that `today` lists anyway


def today(
    ctx: typer.Context,
    days: Annotated[
        int | None,
        typer.Option("--days", min=0, max=366, help=_("How many days ahead count as this week.")),
    ] = None,
    whole: Annotated[bool, typer.Option("--all", help=_("All of it, however long."))] = False,
    brief: Annotated[
        bool,
        typer.Option("--brief", help=_("One line for a prompt, or none; exit 1 when something is late.")),
    ] = False,
) -> Result:
    """Show what is due, by person, and one tip."""
    app: App = ctx.obj
    if brief:
        app.without_asking()  # a prompt waits for nobody
    try:
        records = app.journal.records()
    except NoKey:
        if not brief or app.json:
            raise
        return Result({}, text=_("locked"))
    dues = find_due(records, app.today, app.habits, days)
    if brief:
        late = any(due.is_late for due in dues)
        return Result(Today(app.today, dues, None), text=in_brief(dues), exit_code=SOME_LATE if late else 0)
    if app.quiet:
        return Result(Today(app.today, dues, None, whole), view="today", found=bool(dues))
    tip = choose_tip_of_day(app.coaching.tips, records, dues, app.today, app.habits)
    hints = (
        coaching_is_broken(app) or hint_of_waiting_text(app) or hint_of_the_day(app, records, unless=LISTED)
    )
    return Result(Today(app.today, dues, tip, whole), view="today", hints=hints)


def welcome() -> Result:
    """Offer three first commands, and nothing else, where there is no journal yet."""
    first = (
        (to_type("demo"), _("look around in a made-up quarter")),
        (to_type("add-mentor", "Maya Pranata"), _("someone you learn with, or hope to")),
        (to_type("--help"), _("everything there is")),
    )
    width = max(len(command) for command, _what in first)
    lines = [f"  {command:<{width}}  {what}" for command, what in first]
    return Result(
        {"commands": [command for command, _what in first]},
        "\n".join((_("Welcome. Three commands to begin with:"), *lines)),
    )
