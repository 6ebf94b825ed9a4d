"""Feedback wherever it is shown: given or received, and its one sentence or its four parts."""

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from peermentor.language import _
from peermentor.practice.contract.noted_views import FeedbackList, FeedbackView
from peermentor.screen.terminal.console import QUIET, console, marked, prose, table, words
from peermentor.screen.views import when


def draw(data: FeedbackList, color: bool | None) -> None:
    """Draw a row for each feedback, latest first: handle, day, peer, direction and words."""
    screen = console(color)
    if not data.feedback:
        screen.print(Text(_("No feedback to show."), QUIET))
        return
    rows = table("", _("Day"), _("With"), "", _("Feedback"), fold=(4,))
    today = data.feedback[0].date
    for one in data.feedback:
        day = Text(when.day(one.date, today), QUIET)
        rows.add_row(Text(one.handle, QUIET), day, words(one.mentor.name), *_way_and_words(one))
    screen.print(rows)


def feedback_table(feedback: Iterable[FeedbackView]) -> Table:
    """Make a table of feedback: handle, direction and words."""
    rows = table("", "", "", fold=(2,))
    for one in feedback:
        rows.add_row(Text(one.handle, QUIET), *_way_and_words(one))
    return rows


def _way_and_words(one: FeedbackView) -> tuple[Text, Text]:
    return Text(_("given") if one.direction == "given" else _("received"), QUIET), _words(one)


def _words(one: FeedbackView) -> Text:
    parts = (
        ("", one.text),
        (_("situation: "), one.situation),
        (_("behaviour: "), one.behaviour),
        (_("impact: "), one.impact),
        (_("question: "), one.question),
    )
    return Text("\n").join(marked(name, QUIET, prose(said)) for name, said in parts if said)
