"""`sessions`: a row for each talk."""

from collections.abc import Sequence
from datetime import date

from rich.table import Table
from rich.text import Text

from peermentor.language import _
from peermentor.practice.contract.talk_views import SessionsView, SessionView
from peermentor.screen.terminal.console import QUIET, console, print_way_on, table, words
from peermentor.screen.views import when

LINE = 60  # characters of the notes shown in the list


def draw(data: SessionsView, color: bool | None) -> None:
    """Draw a row for each talk: handle, day, with whom, minutes, and how the notes begin."""
    screen = console(color)
    if not data.sessions:
        print_way_on(screen, _("No talks to show. After the next one: peermentor log MENTOR"))
        return
    screen.print(session_table(data.sessions))


def session_table(sessions: Sequence[SessionView], *, named: bool = True) -> Table:
    """Make a table of talks; `named` says with whom. A year is said where it is not that of the first row."""
    newest = sessions[0].date if sessions else date.min
    names = [_("With")] if named else []
    rows = table(
        "", _("Day"), *names, _("Min"), _("About"), right=(2 + named,), fold=(2, 4) if named else (3,)
    )
    for session in sessions:
        rows.add_row(
            Text(session.handle, QUIET),
            when.day(session.date, newest),
            *([words(session.mentor.name)] if named else []),
            str(session.minutes or "") if session.held else "–",
            about(session),
        )
    return rows


def about(session: SessionView) -> Text:
    """Say how the notes begin, or who called the meeting off."""
    if session.cancelled:
        return words(called_off(session.cancelled, session.mentor.name), QUIET)
    text = words(session.notes[: LINE * 2])
    text.truncate(LINE, overflow="ellipsis")
    return text


def called_off(side: str, name: str) -> str:
    """Say who called a meeting off: me, them (whose `name` is said) or both."""
    return {
        "me": _("called off by you"),
        "them": _("called off by {name}").format(name=name),
        "both": _("called off by both"),
    }[side]
