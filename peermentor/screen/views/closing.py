"""`close`: what two people had, from the first day to the last, in a few warm lines."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from peermentor import dates
from peermentor.language import _, several
from peermentor.practice.peers.ending import Farewell, PromisesOfOne
from peermentor.screen.terminal.console import (
    GOOD,
    QUIET,
    STRONG,
    console,
    indented,
    marked,
    prose,
    reading_width,
    strong,
)

WEEK, MONTH, YEAR = 7, 30, 365  # days; a time of two or more of a unit is counted in it
MOST_WINS = 7  # the latest; more would hide the thanks


def draw(data: Farewell, color: bool | None) -> None:
    """Draw the counts, what was reached and went well, then the words said at the end."""
    screen = reading_width(console(color))
    screen.print(
        strong(data.mentor.name).append(f" · {dates.say(data.since)} – {dates.say(data.until)}", QUIET)
    )
    if data.sessions:
        screen.print(Text(_shared(data)))
    if data.why:
        screen.print(marked(_("Why them: "), QUIET, prose(data.why)))
    for said in (_say_promises(_("You"), data.promises.mine), _say_promises(_("They"), data.promises.theirs)):
        if said:
            screen.print(Text(said))
    end = data.closing
    reached = [goal.title for goal in data.goals_reached]
    _part(screen, _("Reached"), [*reached, end.reached] if end else reached, GOOD)
    _part(screen, _("Went well"), [win.text for win in data.wins[-MOST_WINS:]], GOOD)
    _part(screen, _("What you agreed on"), data.agreed)
    if end:
        _part(screen, _("Thanks"), [end.thanks])
        _part(screen, _("Lessons"), [end.lessons])
        _part(screen, _("Why it ended, only for you"), [end.because])
        if end.in_touch is not None:
            screen.print()
            screen.print(
                Text(_("You stay in touch.") if end.in_touch else _("You no longer meet regularly."), QUIET)
            )


def _shared(data: Farewell) -> str:
    talks = several("{n} talk", "{n} talks", data.sessions)
    hours = dates.say_length(data.minutes) if data.minutes else ""
    said = _("{time} together").format(time=_lasted((data.until - data.since).days))
    gave = _("gave {n}").format(n=data.gave) if data.gave else ""
    got = _("took away {n}").format(n=data.got) if data.got else ""
    return " · ".join(filter(None, (said, talks, hours, gave, got)))


def _lasted(days: int) -> str:
    if days >= 2 * YEAR:
        return several("{n} year", "{n} years", days // YEAR)
    if days >= 2 * MONTH:
        return several("{n} month", "{n} months", days // MONTH)
    if days >= 2 * WEEK:
        return several("{n} week", "{n} weeks", days // WEEK)
    return several("{n} day", "{n} days", max(days, 1))


def _say_promises(who: str, word: PromisesOfOne) -> str:
    if not word.made:
        return ""
    let_go = _("{n} let go").format(n=word.released) if word.released else ""
    said = ", ".join(filter(None, (word.said, let_go)))
    made = several("{n} promise", "{n} promises", word.made)
    return f"{who}: {made}; {said}" if said else f"{who}: {made}"


def _part(screen: Console, title: str, texts: Iterable[str], style: str = "") -> None:
    said = [text for text in texts if text]
    if not said:
        return
    screen.print()
    screen.print(Text(title, STRONG))
    for text in said:
        screen.print(indented(prose(text, style)))
