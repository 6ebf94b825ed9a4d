"""`topics`: what is kept for the next talks."""

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from peermentor.language import _
from peermentor.practice.contract.noted_views import TopicsView, TopicView
from peermentor.practice.nouns.states import say_state
from peermentor.screen.terminal.console import QUIET, SOON, console, marked, print_way_on, table, words
from peermentor.screen.views import when


def draw(data: TopicsView, color: bool | None) -> None:
    """Draw a row for each topic: handle, words, with whom, and who brings it."""
    screen = console(color)
    if not data.topics:
        print_way_on(screen, _('No topics to show. Park something: peermentor add-topic MENTOR "…"'))
        return
    screen.print(topic_table(data.topics))


def topic_table(topics: Iterable[TopicView], *, named: bool = True) -> Table:
    """Make a table of topics; `named` says with whom each is."""
    with_whom = [_("With")] if named else []
    rows = table("", _("Topic"), *with_whom, _("From"), fold=(1, 2) if named else (1,))
    for topic in topics:
        text = marked("! " if topic.important else "", SOON, words(topic.text))
        if topic.state != "open":
            text.append(f" ({say_state(topic.state)})", QUIET)
        if topic.later and topic.state == "open":
            text.append(" " + _("(not before {day})").format(day=when.day(topic.later, topic.raised)), QUIET)
        if sure := confidence(topic):
            text.append(f" ({sure})", QUIET)
        name = [words(topic.mentor.name)] if named else []
        rows.add_row(Text(topic.handle, QUIET), text, *name, side(topic.owner))
    return rows


def confidence(topic: TopicView) -> str:
    """Say how sure the person was of a topic before and after, from 1 to 5: "sure 2 → 4"; "" if not said."""
    if topic.before is None and topic.after is None:
        return ""
    steps = " → ".join(str(step) for step in (topic.before, topic.after) if step is not None)
    return _("sure {steps}").format(steps=steps)


def side(owner: str) -> str:
    """Say which side brings a topic: you, them or both."""
    return {"me": _("you"), "them": _("them"), "both": _("both")}[owner]
