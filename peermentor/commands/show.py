"""show: anything that has a handle or a name, on its own page."""

import typer

from peermentor.app import App
from peermentor.commands.shared.asking import ask_any
from peermentor.commands.shared.bare_word import what_was_meant
from peermentor.commands.shared.every_command import BARE_WORD
from peermentor.commands.shared.options import AnyHandle
from peermentor.commands.shared.pages import page_of
from peermentor.commands.table import commands
from peermentor.language import _
from peermentor.practice.nouns import find
from peermentor.screen.terminal.result import Result


def show(ctx: typer.Context, what: AnyHandle = None) -> Result:
    """Show one thing, whole: a talk, a promise, a goal, a peer."""
    app: App = ctx.obj
    typed = ask_any(app, what, _("What do you want to see? (a number, a handle or a name)"))
    records = app.journal.records()
    if BARE_WORD in ctx.meta:
        return page_of(app, records, what_was_meant(records, typed, list(commands())))
    return page_of(app, records, find.anything(records, typed))
