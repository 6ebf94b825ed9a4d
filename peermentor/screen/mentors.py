"""`mentors`: everyone you learn with, a row each."""

from rich.text import Text

from peermentor.language import _
from peermentor.practice.shown import MentorsShown
from peermentor.screen import when
from peermentor.screen.console import QUIET, console, table, words


def draw(data: MentorsShown, color: bool | None) -> None:
    """Name, how often you met, the next meeting, and what is open."""
    screen = console(color)
    if not data.mentors:
        screen.print(Text(_('Nobody yet. Add someone: peermentor add-mentor "Maya Pranata"')))
        return
    rows = table("", _("Name"), _("Learning"), _("Met"), _("Next"), _("Open"), right=(3, 5), fold=(1, 2))
    for m in data.mentors:
        name = words(m.name)
        if m.stage != "active":
            name.append(f" ({when.stage(m.stage)})", QUIET)
        rows.add_row(
            Text(m.handle, QUIET),
            name,
            words(" · ".join(filter(None, (m.skill, m.department)))),
            str(m.sessions),
            when.due(m.next, data.date) if m.stage == "active" else Text(""),
            str(m.promises_open + m.topics_open),
        )
    screen.print(rows)
