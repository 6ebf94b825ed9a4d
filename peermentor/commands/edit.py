"""edit: put anything right, by FIELD=VALUE or in the editor."""

from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.asking import ask_any, long_text
from peermentor.commands.shared.completing import complete_change
from peermentor.commands.shared.options import AnyHandle, argument, choose_mentor
from peermentor.commands.shared.record_changed import change_record
from peermentor.commands.shared.record_opened import edit_whole
from peermentor.language import _
from peermentor.practice.corrections.values import Typed, read_typed
from peermentor.practice.nouns import find
from peermentor.practice.nouns.fields import field_named
from peermentor.practice.nouns.records import Mentor
from peermentor.screen.terminal.result import Result
from peermentor.screen.terminal.typer_words import stand_in


def edit(
    ctx: typer.Context,
    what: AnyHandle = None,
    changes: Annotated[
        list[str] | None,
        argument(
            "FIELD=VALUE…",
            _("What to change: due=friday, with=maya, notes=-, got+=“one more”, got-=2, due= to clear."),
            complete=complete_change,
        ),
    ] = None,
) -> Result:
    """Put a record right; with no FIELD=VALUE, in the editor."""
    app: App = ctx.obj
    typed = ask_any(
        app,
        what,
        _("What is to be put right? (a number, a handle or a name)"),
        stand_in("FIELD=VALUE"),
    )
    if changes:
        said = [_told_apart(ctx, typed, read_typed(change)) for change in changes]
        return change_record(app, typed, lambda _records: said)
    return edit_whole(app, find.anything(app.journal.records(), typed))


def _told_apart(ctx: typer.Context, what: str, typed: Typed) -> Typed:
    """The change with its text from stdin, or with the peer who is meant where several fit."""
    app: App = ctx.obj
    if typed.value == "-":
        return typed._replace(value=long_text(typed.value))
    if app.interactive:
        field = field_named(type(find.anything(app.journal.records(), what)), typed.field)
        if field and field.to is Mentor:
            return typed._replace(value=choose_mentor(ctx, typed.value) or "")
    return typed
