"""`fit`: the checklist of one peer, or several peers side by side."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from peermentor.language import _, several
from peermentor.practice.nouns.coaching import FitGroup
from peermentor.practice.nouns.find import first_name
from peermentor.practice.peers.fit import Answered, Fit, Fits, GroupFit, Lesson
from peermentor.screen.terminal.console import (
    GOOD,
    LATE,
    QUIET,
    SOON,
    STRONG,
    console,
    marked,
    prose,
    reading_width,
    words,
)
from peermentor.screen.views import when

LESSONS = 3  # the latest; --json has them all
COLUMN = 12  # columns at most for a name, when peers stand side by side
ROOM_FOR_TEXT = 30  # columns that the words of a line need beside the names

_MARKS = {"yes": ("✓", GOOD), "partly": ("~", SOON), "no": ("✗", LATE), "unknown": ("?", QUIET)}


def draw(data: Fit | Fits, color: bool | None) -> None:
    """Draw the marks and words of the checklist, and no sum: the person decides."""
    screen = reading_width(console(color))
    if isinstance(data, Fits):
        _side_by_side(screen, data.fits)
        _lessons(screen, data.fits[0].lessons)
        return
    screen.print(words(data.mentor.name, STRONG), Text("·", QUIET), _count(data))
    for group in data.groups:
        screen.print()
        screen.print(_title(group))
        screen.print(_lines([answer for answer in data.answers if answer.group == group.group], data))
    if data.suggestion:
        screen.print()
        screen.print(marked(_("Try it out: "), SOON, prose(data.suggestion.text)))
    _lessons(screen, data.lessons)


def group_word(group: FitGroup) -> str:
    """Say what a group of the checklist is about."""
    return {
        "direction": _("Shared direction"),
        "approachable": _("Easy to talk to"),
        "honest": _("Honest and constructive"),
        "style": _("Style"),
    }[group]


def _short(group: FitGroup) -> str:
    return {
        "direction": _("direction"),
        "approachable": _("approach"),
        "honest": _("honest"),
        "style": _("style"),
    }[group]


def _count(data: Fit) -> Text:
    answered = sum(group.answered for group in data.groups)
    said = _("{answered} of {all} lines answered").format(answered=answered, all=len(data.answers))
    return Text(f"{when.stage(data.stage)} · {said}", QUIET)


def _title(group: GroupFit) -> Text:
    title = Text().append(group_word(group.group), STRONG)
    if group.weak:
        title.append(" · ", QUIET).append(_("in doubt"), SOON)
    if group.open:
        title.append(" · " + several("{n} not answered yet", "{n} not answered yet", group.open), QUIET)
    return title


def _lines(answers: Sequence[Answered], data: Fit) -> Table:
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(no_wrap=True)
    rows.add_column(no_wrap=True, style=QUIET, width=max(len(answer.key) for answer in data.answers))
    rows.add_column(overflow="fold")
    for answer in answers:
        rows.add_row(_mark(answer), answer.key, _say_answer(answer, data))
    return rows


def _say_answer(answer: Answered, data: Fit) -> Text:
    said = Text(answer.text)
    if answer.said:
        day = when.day(answer.date, data.date)
        said.append(f"\n{_said_word(answer.said)}, {day}" if day else f"\n{_said_word(answer.said)}", QUIET)
    if answer.evidence:
        said.append(": ", QUIET).append_text(words(answer.evidence))
    return said


def _said_word(said: str) -> str:
    return {"yes": _("yes"), "partly": _("partly"), "no": _("no"), "unknown": _("don't know yet")}[said]


def _mark(answer: Answered) -> Text:
    sign, style = _MARKS[answer.said] if answer.said else ("·", QUIET)
    return Text(sign, style)


def _side_by_side(screen: Console, fits: Sequence[Fit]) -> None:
    key = max(len(answer.key) for answer in fits[0].answers) + 2
    at_once = max((screen.width - key) // (COLUMN + 2), 1)
    for first in range(0, len(fits), at_once):
        if first:
            screen.print()
        chosen = fits[first : first + at_once]
        room = screen.width - key - len(chosen) * (COLUMN + 2)
        screen.print(_columns(chosen, with_text=room >= ROOM_FOR_TEXT))
    screen.print()
    screen.print(
        Text(_("✓ yes  ~ partly  ✗ no  ? don't know yet  · open. There is no sum: you decide."), QUIET)
    )


def _columns(fits: Sequence[Fit], *, with_text: bool) -> Table:
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(no_wrap=True, style=QUIET)
    if with_text:
        rows.add_column(overflow="fold")
    for _fit in fits:
        rows.add_column(max_width=COLUMN, overflow="fold")
    space = [Text("")] if with_text else []
    rows.add_row("", *space, *(words(fit.mentor.name, STRONG) for fit in fits))
    for position, group in enumerate(fits[0].groups):
        doubt = [Text(_("in doubt"), SOON) if fit.groups[position].weak else Text("") for fit in fits]
        if with_text:
            rows.add_row("", Text(group_word(group.group), STRONG), *doubt)
        else:
            rows.add_row(Text(_short(group.group), STRONG), *doubt)
        for number, answer in enumerate(fits[0].answers):
            if answer.group == group.group:
                said = [_mark(fit.answers[number]) for fit in fits]
                rows.add_row(answer.key, *([Text(answer.text)] if with_text else []), *said)
    return rows


def _lessons(screen: Console, lessons: Sequence[Lesson]) -> None:
    if not lessons:
        return
    screen.print()
    screen.print(Text(_("What you learned before"), STRONG))
    for lesson in lessons[:LESSONS]:
        screen.print(marked(f"{first_name(lesson.mentor.name)}: ", QUIET, prose(lesson.text)))
    if len(lessons) > LESSONS:
        screen.print(Text(several("and {n} more", "and {n} more", len(lessons) - LESSONS), QUIET))
