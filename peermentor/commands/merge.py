"""merge: somebody who was entered twice becomes one person again."""

from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.asking import ask_handle
from peermentor.commands.shared.change_lines import change_lines
from peermentor.commands.shared.completing import complete_mentor
from peermentor.commands.shared.lines import in_a_line
from peermentor.commands.shared.options import AnyMentor, argument, choose_mentor
from peermentor.language import _
from peermentor.practice.contract.changes import changes_view
from peermentor.practice.corrections import merging
from peermentor.practice.nouns import find
from peermentor.practice.nouns.records import Mentor
from peermentor.screen.terminal.result import Result

IntoArgument = Annotated[
    str | None,
    argument(
        "INTO",
        _("The one who stays: the beginning of a name, or a handle."),
        complete=complete_mentor,
        choose=choose_mentor,
    ),
]


def merge(ctx: typer.Context, mentor: AnyMentor = None, into: IntoArgument = None) -> Result:
    """Make everything of one entry belong to another; `undo` takes it apart again."""
    app: App = ctx.obj
    double = ask_handle(app, mentor, Mentor, "MENTOR", _("Who goes?"))

    def must_be_another(other: Mentor) -> None:
        merging.must_be_two(find.mentor(app.journal.records(), double), other)

    stays = ask_handle(app, into, Mentor, "INTO", _("Who stays?"), must_be_another)
    with app.journal.transaction(app.now) as draft:
        gone = find.mentor(draft.records, double)
        kept = merging.merge(draft, gone, find.mentor(draft.records, stays))
        told = changes_view(draft)
    said = _("Everything of {name} ({handle}) belongs to {other} ({into}) now.").format(
        name=in_a_line(gone.name), handle=gone.handle, other=in_a_line(kept.name), into=kept.handle
    )
    filled = [change for change in told.changed if change.handle == kept.handle]
    return Result(told, "\n".join([said, *change_lines(filled, draft.records)]))
