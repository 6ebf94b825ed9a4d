"""`today`: what is due with each person, then one tip; it fits one screen."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from peermentor import dates
from peermentor.language import _, several
from peermentor.practice.nouns import vocabulary
from peermentor.practice.today.by_person import DEBTS, MOST_TOLD, DueLine, OfPerson, by_person
from peermentor.practice.today.today_types import Due, Today
from peermentor.screen.terminal.console import (
    LATE,
    QUIET,
    SOON,
    STRONG,
    console,
    in_pieces,
    marked,
    print_way_on,
    prose,
    reading_width,
    words,
)
from peermentor.screen.views import when
from peermentor.to_type import to_type

MOST = 11  # lines about people, so that a tip fits the screen too; the rest is counted
ROOM_FOR_COLUMNS = 64  # columns; below this a command stands below what it settles
ROOM_FOR_COMMAND = 26  # columns
_MONDAY, _FRIDAY = 0, 4  # date.weekday()


def draw(data: Today, color: bool | None) -> None:
    """Draw each person with what is due and the command that settles it, then how to move it or let it go."""
    screen = reading_width(console(color))
    screen.print(Text(dates.say(data.date), STRONG))
    if not data.due:
        screen.print(Text(_("Nothing needs you now.")))
    for due in data.due:
        if due.kind == "support":
            screen.print()
            screen.print(prose(due.text))
            if due.command:
                print_way_on(screen, _typed(due.command), QUIET)
    people = by_person(due for due in data.due if due.kind != "support")
    shown = people if data.whole else tuple(_that_fit(people))
    room = max((cell_len(_far_off(line).plain) for one in shown for line in one.lines), default=0)
    for person in shown:
        _person(screen, person, room)
    if left_out := _count(people) - _count(shown):
        more = several("and {n} more: {{command}}", "and {n} more: {{command}}", left_out)
        screen.print()
        print_way_on(screen, more.format(command=to_type("today", "--all")), QUIET)
    _other_ways(screen, [line for person in shown for line in person.lines], data.date)
    if data.tip:
        screen.print()
        screen.print(marked(_("Tip: "), SOON, words(data.tip.text)))


def _that_fit(people: Iterable[OfPerson]) -> Iterator[OfPerson]:
    """Choose the first people and lines that the screen has room for."""
    room = MOST
    for person in people:
        if room > 0:
            yield OfPerson(person.mentor, person.lines[:room])
        room -= len(person.lines) + 1


def _count(people: Iterable[OfPerson]) -> int:
    return sum(len(person.lines) for person in people)


def _far_off(line: DueLine) -> Text:
    due = line.first
    if due.kind == "opener" and due.days < 0:
        return when.far(0)  # the day since which the program asks is no day that was agreed
    return when.far(due.days, due.at) if due.is_late or due.days >= 0 else when.ago(-due.days)


def _person(screen: Console, person: OfPerson, room: int) -> None:
    screen.print()
    name = person.mentor.name if person.mentor else _("With nobody in particular")
    screen.print(words(name, STRONG))
    wide = screen.width >= ROOM_FOR_COLUMNS
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(no_wrap=True, min_width=room)
    rows.add_column()
    if wide:
        rows.add_column(style=QUIET, max_width=ROOM_FOR_COMMAND)
    for line in person.lines:
        command = _typed(line.command)
        if wide:
            rows.add_row(_far_off(line), _say_line(line), command)
        else:
            rows.add_row(_far_off(line), _say_line(line).append(f"\n{command}", QUIET))
    screen.print(Padding(rows, (0, 0, 0, 2)))


def _say_line(line: DueLine) -> Text:
    due = line.first
    if due.kind not in DEBTS:
        text = words(_about(due))
        prepared = " " + _("(prepared: {agenda})").format(agenda=due.prepared) if due.prepared else ""
        if due.terms:
            text.append(" (", QUIET).append_text(words("; ".join(due.terms))).append(")", QUIET)
        return text.append(prepared)
    told = "; ".join(one.text for one in line.dues[:MOST_TOLD])
    said = marked(_owed(due, len(line.dues)), QUIET, words(told))
    if more := len(line.dues[MOST_TOLD:]):
        said.append("; ", QUIET).append(several("and {n} more", "and {n} more", more), QUIET)
    return said.append_text(_calendar(due)) if len(line.dues) == 1 else said


def _owed(due: Due, count: int) -> str:
    """Say who owes what a line holds, and how many things where it holds several."""
    if due.kind == "goal":
        several_of = several("How far are these {n}? ", "How far are these {n}? ", count)
        return _("How far is it? ") if count == 1 else several_of
    if due.owner == "me":
        return _("You owe: ") if count == 1 else several("You owe {n} thing: ", "You owe {n} things: ", count)
    return _("They owe: ") if count == 1 else several("They owe {n} thing: ", "They owe {n} things: ", count)


def _calendar(due: Due) -> Text:
    """Say where a goal stands against the calendar: days over, or behind with days left; else ""."""
    if due.days_left is None:
        return Text("")
    if due.days_left < 0:
        over = several("{n} day over", "{n} days over", -due.days_left)
        return Text(f" ({over})", LATE)
    behind = several("behind, {n} day left", "behind, {n} days left", due.days_left)
    return Text(f" ({behind})" if due.pace == "behind" else "", SOON)


def _about(due: Due) -> str:
    """Say what is due with someone; the name stands above the line."""
    if due.kind == "meeting" and due.command.endswith("closing"):
        return _("Meet for the last time")
    if due.kind == "meeting" and due.days < 0:
        return _("Did you meet?") if due.agreed else _("You meant to meet")
    return {
        "meeting": _("Meet"),
        "review": _("Look at how it goes"),
        "agreement": _("Look again at what you agreed on"),
        "resume": _("The pause is over: take it up again?"),
        "closing": _("End it well"),
        "opener": _("Did they answer your first words?"),
    }.get(due.kind, due.text)


def _other_ways(screen: Console, lines: Sequence[DueLine], today: date) -> None:
    """Print the commands that move a line or let it go, one of each kind, for the first line of its kind."""
    firsts = list({line.first.kind: line.first for line in reversed(lines)}.values())[::-1]
    moved = list(dict.fromkeys(_another_day(due, today) for due in firsts if due.later))
    let_go = list(dict.fromkeys(_typed(due.release) for due in firsts if due.release))
    ways = [(_("Another day: "), moved), (_("Let it go: "), let_go)]
    if moved or let_go:
        screen.print()
    for title, commands in ways:
        if commands:
            screen.print(in_pieces(title, commands, screen.width))


def _typed(command: str) -> str:
    """Write a command without the program's name, with which every command begins."""
    return vocabulary.in_command(command).removeprefix(f"{to_type()} ")


def _another_day(due: Due, today: date) -> str:
    """Write the command that moves a due thing, with an example of a day after the one it is due on."""
    days = ((_("friday"), _FRIDAY), (_("monday"), _MONDAY))
    after = (word for word, weekday in days if (weekday - today.weekday() - 1) % 7 + 1 > due.days)
    return _typed(due.later).replace("DATE", next(after, (due.due + timedelta(weeks=1)).isoformat()))
