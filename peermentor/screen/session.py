"""`session`: one talk, whole."""

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from peermentor import dates, language
from peermentor.language import _, several
from peermentor.practice.shown import SessionShown, SessionWhole
from peermentor.screen.console import GOOD, QUIET, STRONG, console, marked, prose, sparkline, words
from peermentor.screen.promises import promise_table
from peermentor.screen.sessions import cancelled
from peermentor.screen.topics import side


def draw(data: SessionWhole, color: bool | None) -> None:
    """Everything kept of one talk, as it was typed."""
    screen = console(color)
    session = data.session
    title = marked(
        f"{dates.say(session.date, language.current())} · ", STRONG, words(session.mentor.name, STRONG)
    )
    screen.print(title, Text(session.handle, QUIET))
    if session.cancelled:
        screen.print(Text(cancelled(session), QUIET))
    screen.print(_facts(session))
    _part(screen, _("Notes"), [session.notes])
    _part(screen, _("Took away"), session.got)
    _part(screen, _("Gave"), session.gave)
    _part(screen, _("Went well"), [win.text for win in session.wins], GOOD)
    if session.reflection:
        _part(screen, _("What happened"), [session.reflection.happened])
        _part(screen, _("So what"), [session.reflection.so_what])
        _part(screen, _("Now what"), [session.reflection.now_what])
    if session.discussed:
        _part(screen, _("Talked about"), [" ".join(session.discussed)])
    if session.promises:
        screen.print()
        screen.print(promise_table(session.promises, named=False))
    if session.next:
        screen.print(
            Text(_("Next meeting {day}").format(day=dates.say(session.next, language.current())), QUIET)
        )


def _facts(session: SessionShown) -> Text:
    facts = []
    if session.minutes:
        facts.append(several("{n} minute", "{n} minutes", session.minutes))
    if session.led:
        facts.append(_("led by {side}").format(side=side(session.led)))
    if session.energy:
        facts.append(_("energy {n} of 5").format(n=session.energy) + " " + sparkline([session.energy], 1, 5))
    return Text(" · ".join(facts), QUIET)


def _part(screen: Console, title: str, texts: Iterable[str], style: str = "") -> None:
    said = [text for text in texts if text]
    if not said:
        return
    screen.print(Text(title, QUIET))
    for text in said:
        screen.print(Padding(prose(text, style), (0, 0, 0, 2), expand=False))
