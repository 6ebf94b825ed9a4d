"""`opener`: three ways to begin, ready to copy."""

from rich.text import Text

from peermentor.language import _, said_of
from peermentor.practice.nouns import vocabulary
from peermentor.practice.peers.opener import Openers, OpenerView, after_word
from peermentor.screen.terminal.console import (
    GOOD,
    QUIET,
    STRONG,
    console,
    prose,
    reading_width,
    strong,
    words,
)
from peermentor.screen.terminal.visible import visible
from peermentor.screen.views import when


def draw(data: Openers, color: bool | None) -> None:
    """Draw each kind below its title; one alone is drawn unbroken and without a title, to be copied."""
    screen = console(color)
    if data.kind:
        for one in data.openers:
            screen.print(Text(visible(one.text)), soft_wrap=True)
        return
    reading_width(screen)
    title = strong(data.mentor.name)
    if data.skill:
        title.append(" · ", QUIET).append_text(words(data.skill, QUIET))
    screen.print(title)
    for one in data.openers:
        screen.print()
        screen.print(_title(one, data.met).append_text(_state(one, data)))
        screen.print(prose(one.text))
    if data.openers:
        screen.print()
        screen.print(Text(_("Change what does not sound like you."), QUIET))


def _title(one: OpenerView, met: str) -> Text:
    after = after_word(met)
    title = {
        "message": _("A message"),
        "in-person": _("In person"),
        "after-event": after[:1].upper() + after[1:],
    }[one.kind]
    return Text().append(title, STRONG).append(f" --kind {vocabulary.say_word(one.kind)}", QUIET)


def _state(one: OpenerView, data: Openers) -> Text:
    if one.sent:
        return (
            Text()
            .append(" · ", QUIET)
            .append(_("sent {day}").format(day=when.day(one.sent, data.date)), GOOD)
        )
    return Text(" · " + said_of("first words", "kept"), QUIET) if one.kept else Text("")
