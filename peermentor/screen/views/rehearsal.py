"""`rehearse`: the words to say, which of them judge, and what to say after a no."""

from rich.text import Text

from peermentor.language import _
from peermentor.practice.contract.people_views import RehearsalWhole
from peermentor.screen.terminal.console import (
    QUIET,
    SOON,
    console,
    indented,
    marked,
    prose,
    reading_width,
    strong,
)


def draw(data: RehearsalWhole, color: bool | None) -> None:
    """Draw the words line by line, then those that judge, and the answer to a no."""
    screen = reading_width(console(color))
    screen.print(strong(data.rehearsal.mentor.name).append(f"  {data.rehearsal.handle}", QUIET))
    for line in data.words.split("\n"):
        screen.print(indented(prose(line)))
    if data.judging:
        said = _("These words judge: {words}. Say what you saw instead, once, on one day.")
        screen.print(Text(said.format(words=", ".join(data.judging)), SOON))
    if data.rehearsal.if_no:
        screen.print(marked(_("If they say no: "), QUIET, prose(data.rehearsal.if_no)))
