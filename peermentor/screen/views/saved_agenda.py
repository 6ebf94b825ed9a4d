"""`show a7`: what was prepared for one meeting, as it stands now."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from peermentor import dates
from peermentor.language import _
from peermentor.practice.contract.talk_views import AgendaWhole
from peermentor.practice.nouns import vocabulary
from peermentor.screen.terminal.console import QUIET, STRONG, console, marked, reading_width, strong, words


def draw(data: AgendaWhole, color: bool | None) -> None:
    """Draw what was prepared, part by part in the order of the talk."""
    screen = reading_width(console(color))
    agenda = data.agenda
    title = strong(agenda.mentor.name)
    title.append(f" · {dates.say(agenda.date)} · ").append(_("{n} min").format(n=agenda.minutes))
    if agenda.shape != "regular":
        title.append(" · ").append_text(words(vocabulary.say_word(agenda.shape)))
    screen.print(title, Text(agenda.handle, QUIET))
    _part(screen, _("Promises"), ((one.text, one.handle) for one in agenda.promises))
    _part(screen, _("Topics"), ((one.text, one.handle) for one in agenda.topics))
    _part(screen, _("Goals"), ((one.title, one.handle) for one in agenda.goals))
    _part(screen, _("Questions"), ((data.texts.get(key, key), "") for key in agenda.questions))
    if agenda.tip in data.texts:
        screen.print()
        screen.print(marked(_("Tip: "), QUIET, words(data.texts[agenda.tip])))


def _part(screen: Console, title: str, points: Iterable[tuple[str, str]]) -> None:
    said = list(points)
    if not said:
        return
    screen.print()
    screen.print(Text(title, STRONG))
    for text, handle in said:
        screen.print(marked("  - ", "", words(text)).append(f"  {handle}" if handle else "", QUIET))
