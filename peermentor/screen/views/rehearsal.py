"""`rehearse`: the words to say, what in them judges, and what is only for the person."""

from rich.padding import Padding
from rich.text import Text

from peermentor.language import _
from peermentor.practice.contract.people_views import RehearsalWhole
from peermentor.screen.terminal.console import (
    QUIET,
    SOON,
    STRONG,
    console,
    marked,
    prose,
    reading_width,
    words,
)


def draw(data: RehearsalWhole, color: bool | None) -> None:
    """Draw the words line by line, then what to look at again."""
    screen = reading_width(console(color))
    screen.print(
        marked("", "", words(data.rehearsal.mentor.name, STRONG)).append(f"  {data.rehearsal.handle}", QUIET)
    )
    for line in data.words.split("\n"):
        screen.print(Padding(prose(line), (0, 0, 0, 2), expand=False))
    if data.judging:
        said = _("These words judge: {words}. Say what you saw instead, once, on one day.")
        screen.print(Text(said.format(words=", ".join(data.judging)), SOON))
    if data.rehearsal.if_no:
        screen.print(marked(_("If they say no: "), QUIET, prose(data.rehearsal.if_no)))
