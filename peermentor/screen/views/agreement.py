"""`agree`: the agreement of two people, point by point, and what its last version changed."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from peermentor import dates
from peermentor.language import _
from peermentor.practice.contract.people_views import AgreementView
from peermentor.practice.peers import agreement
from peermentor.practice.peers.agreed_view import AgreedView
from peermentor.screen.terminal.console import (
    QUIET,
    SOON,
    STRONG,
    console,
    indented,
    marked,
    prose,
    reading_width,
    strong,
    words,
)


def draw(data: AgreedView, color: bool | None) -> None:
    """Draw the agreed points, the day of the next look, the hours, and what the latest version changed."""
    screen = reading_width(console(color))
    held = data.agreement
    if held is None:
        return
    day = dates.say(held.date)
    title = strong(data.mentor.name)
    agreed = _("agreed on {day}").format(day=day)
    screen.print(title.append(f" · {agreed} · {held.handle}", QUIET))
    screen.print()
    _terms(screen, held)
    screen.print()
    screen.print(_next_look(held))
    if data.hours and (said := agreement.say_agreed_time(data.hours)):
        style = SOON if data.hours.level in ("more", "less") else ""
        screen.print(marked("", "", Text(said, style)))
    _changed(screen, data.changes)


def _terms(screen: Console, held: AgreementView) -> None:
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(style=QUIET, max_width=screen.width // 3)
    rows.add_column(overflow="fold")
    for term in agreement.TERMS:
        value = getattr(held, term)
        points = value if term == "boundaries" else (agreement.say_term(term, value),)
        label = agreement.term_word(term)
        for point in filter(None, points):
            rows.add_row(Text(label), prose(point))
            label = ""
    if rows.row_count:
        screen.print(rows)
    else:
        screen.print(Text(_("So far you agreed only to look at it again."), QUIET))


def _next_look(held: AgreementView) -> Text:
    if held.check is None:
        return Text(_("No day is set to look at it again."), QUIET)
    if held.check_days is None:
        return Text("")  # a concern stands
    day = dates.say(held.check)
    if held.check_days <= 0:
        return Text(_("It was time to look at it again on {day}.").format(day=day), SOON)
    return Text(_("You look at it again on {day}.").format(day=day), QUIET)


def _changed(screen: Console, changes: tuple[agreement.ChangedTerm, ...]) -> None:
    if not changes:
        return
    screen.print()
    screen.print(Text(_("What changed last"), STRONG))
    for change in changes:
        before = agreement.say_term(change.field, change.before) or _("nothing")
        after = agreement.say_term(change.field, change.after) or _("nothing")
        line = marked(f"{agreement.term_word(change.field)}: ", QUIET, words(before))
        line.append(" → ").append_text(words(after))
        screen.print(indented(line))
