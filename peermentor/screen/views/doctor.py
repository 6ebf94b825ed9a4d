"""`doctor`: a line for each thing that was checked."""

from rich.table import Table
from rich.text import Text

from peermentor.language import _
from peermentor.practice.nouns.upkeep import CheckupView
from peermentor.screen.terminal.console import GOOD, LATE, QUIET, console, print_way_on, reading_width, words
from peermentor.screen.terminal.visible import one_line


def draw(data: CheckupView, color: bool | None) -> None:
    """Draw what holds and what does not, with what to do about it, and what was mended."""
    screen = reading_width(console(color))
    for found in data.findings:
        row = Table.grid(padding=(0, 1, 0, 0))
        sign = Text("•", QUIET) if found.note else Text("✓", GOOD) if found.holds else Text("✗", LATE)
        row.add_row(sign, words(found.text))
        screen.print(row)
        if found.way_on and (found.note or not found.holds):
            print_way_on(screen, f"  {one_line(found.way_on)}", QUIET)
    if data.mended:
        screen.print(Text(_("Mended: {what}.").format(what=", ".join(_mended(code) for code in data.mended))))


def _mended(code: str) -> str:
    return {
        "private": _("who may read it"),
        "pointers": _("lost ties"),
        "leftovers": _("what was left behind"),
        "whole": _("commas and numbers"),
    }.get(code, code)
