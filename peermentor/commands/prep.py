"""prep: an agenda from everything still open between the two of you."""

from datetime import date
from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.asking import ask_mentor
from peermentor.commands.shared.converted import day_option, word_option
from peermentor.commands.shared.hints import coaching_is_broken
from peermentor.commands.shared.options import MentorArgument
from peermentor.exchange.formats import find_format
from peermentor.language import _
from peermentor.practice.corrections.moves import move_later
from peermentor.practice.nouns import find, people
from peermentor.practice.nouns.care import standing_concern
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Shape
from peermentor.practice.nouns.sessions import day_to_prepare
from peermentor.practice.prep import agenda
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type


def prep(
    ctx: typer.Context,
    mentor: MentorArgument = None,
    day: Annotated[
        date | None,
        day_option(
            "--date",
            help=_("The day you meet; if not said, the next meeting, or today."),
            looks="ahead",
        ),
    ] = None,
    minutes: Annotated[int | None, typer.Option("--minutes", help=_("How long you have (5-480)."))] = None,
    shape: Annotated[
        Shape | None, word_option("--shape", help=_("The kind of talk."), allowed=agenda.SHAPES)
    ] = None,
    markdown: Annotated[
        bool, typer.Option("--markdown", "-m", help=_("As a checklist to paste into a chat."))
    ] = False,
    copy: Annotated[
        bool, typer.Option("--copy", "-c", help=_("Put that checklist on the clipboard, too."))
    ] = False,
    anyway: Annotated[
        bool, typer.Option("--anyway", help=_("The usual agenda, though something serious stands."))
    ] = False,
) -> Result:
    """Make the agenda and keep it; the same journal and day always give the same one."""
    app: App = ctx.obj
    whom = ask_mentor(app, mentor)
    with app.journal.transaction(app.now) as draft:
        who = people.find_open_mentor(draft.records, whom)
        on = day or day_to_prepare(draft.records, who, app.today, app.habits)
        prepared = agenda.prepare_agenda(
            draft.records,
            who,
            on,
            app.coaching,
            minutes=minutes,
            shape=shape,
            habits=app.habits,
            anyway=anyway,
            today=app.today,
        )
        agenda.keep_agenda(draft, who, prepared)
        moved = day is not None and who.next not in (None, day) and who.stage in people.MEETING
        if moved:
            move_later(draft, who, on)
        text = find_format("prep-markdown").write(prepared) if markdown or copy else ""
        if copy and not app.journal.dry_run:
            _copy(
                text, to_type("prep", find.shortest(draft.records, who), "--markdown")
            )  # where that can't be, nothing is kept either
    said = []
    if moved and who.next and not markdown:
        day_before = app.say_day(who.next)
        said.append(_("The meeting agreed for {day} is moved to this day.").format(day=day_before))
    if copy and not app.journal.dry_run:
        said.append(_("The checklist is on the clipboard."))
    return Result(
        prepared,
        "\n".join(said),
        view="agenda",
        text=text if markdown else "",
        hints=coaching_is_broken(app) or (_say_by_rhythm(app, draft.records, who, on) if day is None else ()),
    )


def _say_by_rhythm(app: App, records: Records, who: Mentor, on: date) -> tuple[Hint, ...]:
    """Say of a day that only the rhythm asks for that nobody agreed on it, and how to prepare for today."""
    if on in (app.today, who.next) or standing_concern(records, who, app.today):
        return ()
    command = to_type("prep", find.shortest(records, who), "--date", _("today"))
    return (Hint(_("No day is agreed: this is about the one your rhythm asks for. For today:"), command),)


def _copy(text: str, otherwise: str) -> None:
    from peermentor.screen.terminal.clipboard import copy_text  # noqa: PLC0415 - only where something is copied

    copy_text(text, otherwise)
