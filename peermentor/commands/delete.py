"""delete: take away what should never have been there."""

from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.asking import ask_several
from peermentor.commands.shared.change_lines import change_lines
from peermentor.commands.shared.options import AnyHandles
from peermentor.language import _
from peermentor.practice.contract.changes import ChangesView, FieldChange, changes_view
from peermentor.practice.contract.headline import headline
from peermentor.practice.corrections import removal
from peermentor.practice.nouns import find
from peermentor.practice.nouns.records import Agenda
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type


def delete(
    ctx: typer.Context,
    handles: AnyHandles = None,
    with_all: Annotated[
        bool, typer.Option("--with-all", help=_("Also everything that hangs on it."))
    ] = False,
) -> Result:
    """Take away what should never have been there; `undo` brings it back."""
    app: App = ctx.obj
    typed = ask_several(app, handles, _("What should go? (numbers, handles or a name)"))
    with app.journal.transaction(app.now) as draft:
        chosen = [find.anything(draft.records, one) for one in typed]
        going = removal.choose_gone(draft.records, chosen, with_all=with_all)
        lines = [_("Deleted {what}").format(what=headline(draft.records, record)) for record in going]
        removal.delete(draft, going)
        told = changes_view(draft)
    return Result(
        told,
        "\n".join([*lines, *change_lines(_typed_once(told), draft.records)]),
        hints=(Hint(_("To have it back:"), to_type("undo")),),
    )


def _typed_once(told: ChangesView) -> list[FieldChange]:
    # Agendas lose a line too, but nobody typed that.
    return [change for change in told.changed if not find.is_handle_of(Agenda, change.handle)]
