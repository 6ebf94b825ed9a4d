"""edit: put anything right, by FIELD=VALUE or in the editor."""

from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.asking import ask_any, long_text
from peermentor.commands.shared.completing import complete_change
from peermentor.commands.shared.options import AnyHandle, argument, choose_mentor
from peermentor.commands.shared.record_changed import change_record
from peermentor.errors import Missing
from peermentor.language import _
from peermentor.practice.corrections.edits import what_can_be_changed
from peermentor.practice.corrections.values import Typed, read_typed
from peermentor.practice.nouns import find
from peermentor.practice.nouns.fields import field_named
from peermentor.practice.nouns.records import Mentor, Record, Session
from peermentor.screen.terminal.result import Result


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
    typed = ask_any(app, what, _("What is to be put right? (a number, a handle or a name)"))
    if changes:
        said = [_told_apart(ctx, typed, read_typed(change)) for change in changes]
        return change_record(app, typed, lambda _records: said)
    record = find.anything(app.journal.records(), typed)
    if not app.interactive:
        raise Missing(
            _("Say what to change in {handle}: FIELD=VALUE.").format(handle=record.handle),
            _("There are: {fields}.").format(fields=", ".join(what_can_be_changed(record))),
        )
    return _edit_in_editor(app, record)


def _edit_in_editor(app: App, record: Record) -> Result:
    """Open the form of a talk, or the form of any other record."""
    if isinstance(record, Session):
        from peermentor.commands.shared.talk_form import edit_talk  # noqa: PLC0415 - for whoever writes long

        return edit_talk(app, record)
    from peermentor.commands.shared.record_form import edit_in_form  # noqa: PLC0415 - the same

    return edit_in_form(app, record)


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
