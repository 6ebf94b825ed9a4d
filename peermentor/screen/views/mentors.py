"""`mentors`: a row for everyone you learn with."""

from datetime import date
from textwrap import fill

from rich.text import Text

from peermentor.language import _
from peermentor.practice.contract.people_views import MentorsView, MentorView
from peermentor.practice.nouns import vocabulary
from peermentor.screen.terminal.console import QUIET, SOON, console, print_way_on, table, words
from peermentor.screen.views import when

WIDTH_OF_DAY = 10  # columns of a day where there are few: "Fri 11 Dec"
ROOM_FOR_FROM = 70  # columns; below this the department stands in the column of what is learned


def draw(data: MentorsView, color: bool | None) -> None:
    """Draw name, what is learned, where they are from, talks held, the next meeting, and what is open."""
    screen = console(color)
    if not data.mentors:
        print_way_on(screen, _nobody(data))
        return
    wide = screen.width >= ROOM_FOR_FROM
    place = [_("From")] if wide else []
    numbers = (4, 6) if wide else (3, 5)
    rows = table(
        "",
        _("Name"),
        _("Learning"),
        *place,
        _("Met"),
        _("Next"),
        _("Open"),
        right=numbers,
        fold=(1, 2, 3) if wide else (1, 2),
    )
    for m in data.mentors:
        name = words(m.name)
        if m.stage != "active":
            name.append("\n" if not wide else " ").append(f"({when.stage(m.stage)})", QUIET)
        rows.add_row(
            Text(m.handle, QUIET),
            name,
            *([words(m.skill), words(_from(m))] if wide else [words(_joined(m.skill, _from(m)))]),
            str(m.sessions),
            _next(m, data.date, wide=wide),
            str(m.promises_open + m.topics_open),
        )
    screen.print(rows)


def _nobody(data: MentorsView) -> str:
    if data.parted:
        return _("Nobody now. Those you parted from: peermentor mentors --all")
    return _('Nobody yet. Add someone: peermentor add-mentor "Maya Pranata"')


def _next(mentor: MentorView, today: date, *, wide: bool) -> Text:
    """Write the day of the next meeting; "about" stands before a day to come that only the rhythm gives."""
    day = when.due(mentor.next, today, mentor.next_at)
    text = day.plain
    if mentor.next and mentor.next >= today and not mentor.next_agreed:
        text = _("about {day}").format(day=text)
    style = SOON if mentor.next and mentor.next < today else day.style  # they may have met: not late
    return Text(text if wide else fill(text, WIDTH_OF_DAY), style)


def _from(mentor: MentorView) -> str:
    return _joined(mentor.department, met(mentor.met) if mentor.stage == "candidate" else "")


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def met(place: str) -> str:
    """Say where the person met someone: "met over lunch" for "lunch"; any other word is said as it is."""
    return {
        "event": _("met at an event"),
        "lunch": _("met over lunch"),
        "project": _("met on a project"),
        "team": _("met in the team"),
        "online": _("met online"),
    }.get(place, vocabulary.say_word(place))
