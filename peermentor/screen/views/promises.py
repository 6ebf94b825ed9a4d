"""`promises`: what two people promised each other."""

from collections.abc import Iterable
from datetime import date

from rich.table import Table
from rich.text import Text

from peermentor import dates
from peermentor.language import _, several
from peermentor.practice.contract.growth_views import PromisesView, PromiseView
from peermentor.screen.terminal.console import GOOD, LATE, QUIET, console, marked, table, words
from peermentor.screen.terminal.visible import one_line
from peermentor.screen.views import when


def draw(data: PromisesView, color: bool | None) -> None:
    """Draw a row for each promise: handle, words, whose it is, and when it is due."""
    screen = console(color)
    if not data.promises:
        screen.print(Text(_("No promises to show.")))
        return
    screen.print(promise_table(data.promises))


def promise_table(promises: Iterable[PromiseView], *, named: bool = True) -> Table:
    """Make a table of promises; `named` says with whom each is."""
    rows = table("", _("Promise"), _("Whose"), _("Due"), fold=(1, 2))
    for promise in promises:
        whose = _("yours") if promise.owner == "me" else promise.mentor.name if named else _("theirs")
        if promise.owner == "me" and named:
            whose = _("yours, to {name}").format(name=promise.mentor.name)
        text = words(promise.text)
        if promise.cue:
            text = marked(_("when {cue}: ").format(cue=one_line(promise.cue)), "", text)
        if promise.carried and promise.state == "open" and not promise.careful:
            text.append(" " + several("(carried {n}×)", "(carried {n}×)", promise.carried), QUIET)
        rows.add_row(Text(promise.handle, QUIET), text, words(whose), state(promise))
    return rows


def state(promise: PromiseView) -> Text:
    """Say when an open promise is due, or how a settled one ended."""
    if promise.state == "open":
        if promise.due and promise.careful:
            return Text(dates.short(promise.due, date.min), QUIET)
        return when.far(promise.days, promise.due_at) if promise.due else Text(_("no date"), QUIET)
    return {
        "kept": Text(_("kept"), GOOD),
        "late": Text(_("kept late"), LATE),
        "dropped": Text(_("let off") if promise.released else _("dropped"), QUIET),
    }[promise.state]
