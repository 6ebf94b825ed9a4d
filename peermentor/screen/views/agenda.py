"""`prep`: the agenda as a checklist, with the reason below each point."""

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from peermentor import dates
from peermentor.language import _
from peermentor.practice.nouns.records import Side
from peermentor.practice.prep.agenda_types import Item, Part, Prep
from peermentor.screen.terminal.console import (
    LATE,
    QUIET,
    SOON,
    console,
    marked,
    reading_width,
    strong,
    words,
)


def draw(data: Prep, color: bool | None) -> None:
    """Draw the warnings, the parts in the order of the talk, one tip, and the warnings again."""
    screen = reading_width(console(color))
    day = dates.say_at(data.date, data.at)
    title = strong(data.mentor.name)
    title.append(" · ").append(day).append(" · ").append(_("{n} min").format(n=data.minutes))
    screen.print(title)
    for warning in data.warnings:
        screen.print(marked("! ", LATE, words(warning.text)))
    for part in data.parts:
        if part.items:
            _part(screen, part, say_words(data.word) if part.key == "promises" else "")
    if data.tip:
        screen.print()
        tip = marked(_("Tip: "), SOON, words(data.tip.text))
        screen.print(tip.append(" ").append_text(words(f"({data.tip.why})", QUIET)))
    if not data.tip and not any(part.items for part in data.parts):
        return
    if data.warnings:  # again: a terminal of 24 rows no longer shows the top
        screen.print()
    for warning in data.warnings:
        screen.print(marked("! ", LATE, words(warning.text)))


def say_words(kept: Mapping[Side, str]) -> str:
    """Say how the promises of each side were kept, mine first; "" where none counts."""
    told: tuple[tuple[Side, str], ...] = (("me", _("Your word: {word}.")), ("them", _("Theirs: {word}.")))
    return " ".join(text.format(word=kept[side]) for side, text in told if kept.get(side))


def _part(screen: Console, part: Part, kept: str = "") -> None:
    screen.print()
    title = strong(part.title)
    if part.minutes:
        title.append("  " + _("{n} min").format(n=part.minutes), QUIET)
    screen.print(title)
    if kept:
        screen.print(Text(kept, QUIET))
    rows = Table.grid(padding=(0, 1, 0, 0))
    rows.add_column(no_wrap=True)
    rows.add_column(overflow="fold")
    said = ""
    for item in part.items:
        rows.add_row("  ☐", _item(item, said))
        said = item.why
    screen.print(rows)


def _item(item: Item, said: str) -> Text:
    """Write a point with its reason, unless `said`, the reason of the point above it, is the same."""
    text = words(item.text)
    if item.ref:
        text.append(f"  {item.ref}", QUIET)
    notes = [item.why] if item.why != said else []
    if item.if_time:
        notes.append(_("if there is time"))
    if notes:
        text.append("\n").append_text(words("; ".join(notes), QUIET))
    return text
