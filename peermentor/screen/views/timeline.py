"""`timeline`: what happened in one relationship, month by month."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from peermentor import dates
from peermentor.language import _, several
from peermentor.practice.lookback.timeline import Event, Timeline
from peermentor.practice.nouns.find import first_name
from peermentor.practice.nouns.states import say_state
from peermentor.screen.terminal.console import (
    GOOD,
    LATE,
    QUIET,
    SOON,
    STRONG,
    console,
    marked,
    print_way_on,
    reading_width,
    words,
)
from peermentor.screen.views import when
from peermentor.screen.views.sessions import LINE, called_off
from peermentor.to_type import to_type


def draw(data: Timeline, color: bool | None) -> None:
    """Draw a heading for each month and a line for each event: day, sign, what happened, handle."""
    screen = reading_width(console(color))
    screen.print(words(data.mentor.name, STRONG), Text(data.mentor.handle, QUIET))
    if not data.events:
        screen.print(Text(_("Nothing happened in that time.")))
        return
    if not data.reverse:
        _left_out(screen, data)
    for _month, events in groupby(data.events, key=lambda event: (event.date.year, event.date.month)):
        screen.print()
        screen.print(_of_month(tuple(events), data.mentor.name))
    if data.reverse:
        _left_out(screen, data)


def _left_out(screen: Console, data: Timeline) -> None:
    if earlier := data.total - len(data.events):
        text = several("{n} earlier line is left out.", "{n} earlier lines are left out.", earlier)
        screen.print()
        whole = _("All of it: {command}").format(command=to_type("timeline", data.mentor.handle, "--all"))
        print_way_on(screen, f"{text} {whole}", QUIET)


def _of_month(events: Sequence[Event], name: str) -> Table:
    rows = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, pad_edge=False, expand=True)
    rows.add_column(Text(month(events[0]), STRONG), no_wrap=True, min_width=8)
    rows.add_column("", no_wrap=True)
    rows.add_column("", overflow="fold", ratio=1)
    rows.add_column("", no_wrap=True)
    day = None
    for event in events:
        first = Text(_day(event), QUIET) if event.date != day else Text("")
        rows.add_row(first, _mark(event), _told(event, name), Text(event.ref, QUIET))
        day = event.date
    return rows


def month(event: Event) -> str:
    """Name the month of an event: "Jul 2026"."""
    day = event.date
    return f"{dates.month_alone(day)} {day.year}"


def _day(event: Event) -> str:
    return " ".join(when.day(event.date, event.date).split()[:2])


def _mark(event: Event) -> Text:
    sign, style = {
        "talk": ("●", GOOD),
        "cancelled": ("✕", SOON),
        "kept": ("✓", GOOD),
        "late": ("✓", SOON),
        "win": ("★", GOOD),
        "promise": ("→", ""),
        "closing": ("■", ""),
        "review": ("◆", ""),
    }.get(event.kind, ("·", QUIET))
    return Text(sign, LATE if event.value == "get-support" else style)


def _told(event: Event, name: str) -> Text:
    said = words(event.text[: LINE * 4])
    said.truncate(LINE * 2, overflow="ellipsis")
    what = _what(event, name)
    return marked(f"{what}: ", QUIET, said) if event.text else words(what, QUIET)


def _what(event: Event, name: str) -> str:
    """Say what happened; the text of the event follows it."""
    first = first_name(name)
    return _between_us(event, first) or _valued(event, first) or _plain(event)


def _between_us(event: Event, name: str) -> str:
    """Say an event that either of the two can cause: "you promised" or "Maya promised"; "" for others."""
    mine, theirs = {
        "promise": (_("you promised"), _("{name} promised")),
        "kept": (_("you kept it"), _("{name} kept it")),
        "late": (_("you did it late"), _("{name} did it late")),
        "feedback": (_("feedback you gave"), _("feedback from {name}")),
        "goal": (_("a goal"), _("{name}'s goal")),
        "topic": (_("topic from you"), _("topic from {name}")),
    }.get(event.kind, ("", ""))
    return (theirs if event.owner == "them" else mine).format(name=name)


def _valued(event: Event, name: str) -> str:
    """Say an event with its value: "you met, 30 minutes"; "" for an event without one."""
    value = event.value
    match event.kind:
        case "talk":
            return (
                several("you met, {n} minute", "you met, {n} minutes", int(value)) if value else _("you met")
            )
        case "cancelled":
            return called_off(str(value), name)
        case "goal-ended":
            return _("goal {state}").format(state=say_state(str(value)))
        case "check-in":
            return f"{value}%"
        case "stage":
            return _("now {stage}").format(stage=when.stage(str(value)))
        case "rhythm":
            return _("rhythm")
        case "topic-settled":
            return _("topic settled") if value == "discussed" else _("topic dropped")
        case _:
            return ""


def _plain(event: Event) -> str:
    return {
        "added": _("added"),
        "fit": _("you weighed the fit"),
        "opener": _("you sent first words"),
        "agreement": _("you agreed on how"),
        "prepared": _("you prepared"),
        "tried": _("you tried it"),
        "reflection": _("you reflected"),
        "win": _("went well"),
        "released": _("dropped"),
        "review": _("you reviewed it"),
        "closing": _("you brought it to an end"),
    }.get(event.kind, event.kind)
