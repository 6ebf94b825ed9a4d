"""`history`: the steps that were done, latest first."""

from rich.text import Text

from peermentor import dates
from peermentor.language import _
from peermentor.practice.nouns.upkeep import HistoryView, StepView, say_step
from peermentor.screen.terminal.console import QUIET, console, table, words


def draw(data: HistoryView, color: bool | None) -> None:
    """Draw a row for each step: handle, when, and what it did; an undone one in a quiet colour."""
    screen = console(color)
    if not data.steps:
        screen.print(Text(_("Nothing was done yet.")))
        return
    rows = table("", _("When"), _("What"), fold=(2,))
    for step in data.steps:
        rows.add_row(Text(step.handle, QUIET), _when(step), _what(step))
    screen.print(rows)


def _when(step: StepView) -> str:
    day = dates.short(step.moment.date(), step.moment.date())
    return f"{day} {dates.time_of_day(step.moment)}"


def _what(step: StepView) -> Text:
    if step.undone is None:
        return words(say_step(step))
    return words(say_step(step), QUIET).append(" " + _("(undone)"), QUIET)
