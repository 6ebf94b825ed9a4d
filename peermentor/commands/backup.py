"""Copies of the journal: backup, restore."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peermentor.app import App, must_name_a_place
from peermentor.commands.shared.completing import journal_of
from peermentor.commands.shared.options import Yes, argument
from peermentor.errors import Interrupted, NotFound
from peermentor.language import _, several
from peermentor.practice.nouns import upkeep
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.result import Hint, Result
from peermentor.screen.terminal.typer_words import stand_in
from peermentor.to_type import to_type

if TYPE_CHECKING:
    from peermentor.journal.upkeep.restoring import Restored


def backup(ctx: typer.Context) -> Result:
    """Copy the journal as it is now, and read the copy back."""
    app: App = ctx.obj
    app.journal.require_new()
    if not app.journal.exists():
        raise NotFound(_("There is no journal yet, so there is nothing to copy."), _("peermentor add-mentor"))
    path = app.journal.copies.take(app.now)
    return Result({"backup": str(path)}, _("Copied the journal to {path}.").format(path=path))


def _complete_number(ctx: typer.Context) -> list[tuple[str, str]]:
    copies = journal_of(ctx).journal.copies.listed()
    return [(str(number), copy.path.name) for number, copy in enumerate(copies, start=1)]


def restore(
    ctx: typer.Context,
    copy: Annotated[
        str | None, argument("COPY", _("A file, or a number from the list."), complete=_complete_number)
    ] = None,
    yes: Yes = False,
) -> Result:
    """List the copies there are, or put one back after keeping a copy of what it replaces."""
    app: App = ctx.obj
    if copy is None:
        listed = tuple(
            upkeep.CopyView(n, str(one.path), one.why, one.moment, one.size, one.records())
            for n, one in enumerate(app.journal.copies.listed(), start=1)
        )
        return Result(upkeep.CopiesView(listed), view="copies")
    source = app.journal.copies.find(must_name_a_place(copy, stand_in("COPY")))
    if app.interactive and not yes and not app.journal.dry_run:
        _confirm(app, source)
    done = app.journal.copies.restore(source, app.now)
    undo = Hint(_("If that was not what you wanted:"), to_type("undo"))
    return Result(
        upkeep.RestoredView(str(source), done.added, done.changed, done.removed, str(done.kept or "")),
        _say_restored(done),
        hints=() if done.whole or not (done.added or done.changed or done.removed) else (undo,),
    )


def _confirm(app: App, source: Path) -> None:
    app.journal.dry_run = True
    would = app.journal.copies.restore(source, app.now)
    app.journal.dry_run = False
    ask.tell(_say_restored(would))
    if not ask.yes(_("Put it back like this?")):
        raise Interrupted(_("Nothing was changed."))


def _say_restored(done: "Restored") -> str:
    if done.whole:
        lines = [
            several("Put {n} record back from {{path}}.", "Put {n} records back from {{path}}.", done.added)
        ]
    elif done.added or done.changed or done.removed:
        text = _("Restored from {{path}}: {added} came back, {changed} read otherwise, {removed} went.")
        lines = [text.format(added=done.added, changed=done.changed, removed=done.removed)]
    else:
        lines = [_("Nothing differs from {path}.")]
    lines = [line.format(path=done.source) for line in lines]
    if done.kept:
        lines.append("  " + _("What was there before is in {path}.").format(path=done.kept))
    return "\n".join(lines)
