"""forget: no trace. Out of the journal, its history, its drafts and every copy."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from peermentor.app import App
from peermentor.commands.shared.asking import ask_several
from peermentor.commands.shared.consent import must_agree
from peermentor.commands.shared.options import AnyHandles, Yes
from peermentor.errors import Ambiguous, NotFound
from peermentor.language import _, several
from peermentor.practice.contract.headline import headline
from peermentor.practice.corrections import removal
from peermentor.practice.nouns import find
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Record
from peermentor.practice.nouns.upkeep import ForgottenView
from peermentor.screen.terminal.result import Result
from peermentor.to_type import to_type

if TYPE_CHECKING:
    from peermentor.journal.upkeep.forgetting import Forgotten


def forget(
    ctx: typer.Context,
    handles: AnyHandles = None,
    yes: Yes = False,
) -> Result:
    """Forget it for good, with what hangs on it: also in the history, in drafts and in every copy.

    `undo` can't bring it back. What was deleted before, and is only in the history or in a copy, goes by the
    handle or the name it had. drop is for what is no longer needed, delete for what should never have been
    there (`undo` brings that back), close for a relationship that ends.
    """
    app: App = ctx.obj
    typed = ask_several(app, handles, _("What is to be forgotten? (numbers, handles or a name)"))

    def going(now: Records, remembered: Records) -> Sequence[Record]:
        chosen = [_meant(now, remembered, one) for one in typed]
        return removal.choose_gone(remembered, chosen, with_all=True)

    now, remembered = app.journal.records(), app.journal.traces.remembered()
    gone = going(now, remembered)
    named = [_named(now, remembered, record) for record in gone]
    same = [record.handle for record in removal.saying_the_same(now, gone)]
    asked = app.interactive and not yes and not app.journal.dry_run
    must_agree(app, _warning(app, named, going, same) if asked else "", _("Forget it for good?"), yes=yes)
    done = app.journal.traces.forget(going)
    told = ForgottenView(
        tuple(record.handle for record in gone),
        done.steps,
        tuple(map(str, done.rewritten)),
        tuple(map(str, done.removed)),
        tuple(same),
    )
    said = [_("Forgot {what}").format(what=what) for what in named]
    return Result(told, "\n".join([*said, *_also(done, same)]))


def _meant(now: Records, remembered: Records, typed: str) -> Record:
    """The record meant, in the journal, or else among what was deleted."""
    try:
        return find.anything(now, typed)
    except Ambiguous:
        raise
    except NotFound:
        with suppress(NotFound):
            return find.anything(remembered, typed)
        raise


def _named(now: Records, remembered: Records, record: Record) -> str:
    what = headline(remembered, record)
    return what if now.get(type(record), record.uid) else _("{what} (deleted before)").format(what=what)


def _warning(
    app: App,
    named: Sequence[str],
    going: Callable[[Records, Records], Sequence[Record]],
    same: Sequence[str],
) -> str:
    app.journal.dry_run = True
    would = app.journal.traces.forget(going)
    app.journal.dry_run = False
    return "\n".join(
        [
            _("This goes for good, and undo can't bring it back:"),
            *(f"  {what}" for what in named),
            *_also(would, same),
        ]
    )


def _also(done: "Forgotten", same: Sequence[str]) -> list[str]:
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
    return [
        *([steps] if done.steps else []),
        *([copies] if done.rewritten else []),
        *files,
        *_still_said(same),
    ]


def _still_said(same: Sequence[str]) -> Iterator[str]:
    """Say which records have the same words; a peer is to be edited then, not forgotten."""
    if alone := [handle for handle in same if not find.is_handle_of(Mentor, handle)]:
        yield _("The same words are still in {handles}. To forget those too: {command}").format(
            handles=", ".join(alone), command=to_type("forget", *alone)
        )
    for handle in same:
        if handle not in alone:
            yield _("The same words are still in {handle}. To change them there: {command}").format(
                handle=handle, command=to_type("edit", handle)
            )
