"""forget: no trace. Out of the journal, its history, its drafts and every copy."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.consent import must_agree
from peermentor.commands.shared.options import AnyHandles, ask_several
from peermentor.language import _, several
from peermentor.practice.contract.headline import headline
from peermentor.practice.corrections import removal
from peermentor.practice.nouns import find
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Record
from peermentor.practice.nouns.upkeep import ForgottenView
from peermentor.screen.terminal.result import Result

if TYPE_CHECKING:
    from peermentor.journal.upkeep.forgetting import Forgotten


def forget(
    ctx: typer.Context,
    handles: AnyHandles = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Don't ask."))] = False,
) -> Result:
    """Forget it for good, with what hangs on it: also in the history, in drafts and in every copy.

    `undo` can't bring it back. drop is for what is no longer needed, delete for what should never have been
    there (`undo` brings that back), close for a relationship that ends.
    """
    app: App = ctx.obj
    typed = ask_several(app, handles, _("What is to be forgotten? (numbers, handles or a name)"))

    def going(records: Records) -> Sequence[Record]:
        chosen = [find.anything(records, one) for one in typed]
        return removal.going(records, chosen, with_all=True)

    records = app.journal.records()
    gone = going(records)
    named = [headline(records, record) for record in gone]
    asked = app.interactive and not yes and not app.journal.dry_run
    must_agree(app, _warning(app, named, going) if asked else "", _("Forget it for good?"), yes=yes)
    done = app.journal.forget(going)
    told = ForgottenView(
        tuple(record.handle for record in gone),
        done.steps,
        tuple(map(str, done.rewritten)),
        tuple(map(str, done.removed)),
    )
    said = [_("Forgot {what}").format(what=what) for what in named]
    return Result(told, "\n".join([*said, *_also(done)]))


def _warning(app: App, named: Sequence[str], going: Callable[[Records], Sequence[Record]]) -> str:
    app.journal.dry_run = True
    would = app.journal.forget(going)
    app.journal.dry_run = False
    return "\n".join(
        [
            _("This goes for good, and undo can't bring it back:"),
            *(f"  {what}" for what in named),
            *_also(would),
        ]
    )


def _also(done: "Forgotten") -> list[str]:
    steps = several(
        "  and {n} step of the history that knew of it; that step can't be undone any more.",
        "  and {n} steps of the history that knew of it; those can't be undone any more.",
        done.steps,
    )
    copies = several(
        "  and out of {n} copy of the journal.",
        "  and out of {n} copies of the journal.",
        len(done.rewritten),
    )
    files = [_("  and the file {path}, which holds its words.").format(path=path) for path in done.removed]
    return [*([steps] if done.steps else []), *([copies] if done.rewritten else []), *files]
