"""Feedback wherever it is shown: which way it went, and its sentence or its four parts."""

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from peermentor.language import _
from peermentor.practice.contract.views import FeedbackView
from peermentor.screen.terminal.console import QUIET, marked, prose, table


def feedback_table(feedback: Iterable[FeedbackView]) -> Table:
    """Handle, direction and words."""
    rows = table("", "", "", fold=(2,))
    rows.show_header = False
    for one in feedback:
        way = _("given") if one.direction == "given" else _("received")
        rows.add_row(Text(one.handle, QUIET), Text(way, QUIET), _words(one))
    return rows


def _words(one: FeedbackView) -> Text:
    parts = (
        ("", one.text),
        (_("situation: "), one.situation),
        (_("behaviour: "), one.behaviour),
        (_("impact: "), one.impact),
        (_("question: "), one.question),
    )
    return Text("\n").join(marked(name, QUIET, prose(said)) for name, said in parts if said)
