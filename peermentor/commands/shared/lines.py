"""Lines that several commands print about what they kept."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from peermentor.app import App
from peermentor.language import _

if TYPE_CHECKING:
    from peermentor.practice.contract.growth_views import PromiseView


def in_a_line(text: str) -> str:
    """Write a person's text on one line: line breaks become spaces."""
    return " ".join(text.split())


def promise_line(app: App, promise: "PromiseView") -> str:
    """Write a promise on one line: its handle, whose it is, when it is due, and its text."""
    whose = _("yours") if promise.owner == "me" else _("{name}'s").format(name=in_a_line(promise.mentor.name))
    due = _("due {day}").format(day=app.say_day(promise.due, promise.due_at)) if promise.due else _("no date")
    text = in_a_line(promise.text)
    if promise.cue:
        text = _("when {cue}: ").format(cue=in_a_line(promise.cue)) + text
    return _("Promise {handle} ({whose}, {due}): {text}").format(
        handle=promise.handle, whose=whose, due=due, text=text
    )


def meeting_line(app: App, day: date, at: datetime | None, *, agreed: bool = True) -> str:
    """Say when two people meet next, as `agreed` or by their rhythm."""
    if day < app.today:
        said = (
            _("A meeting was planned for {day}.") if agreed else _("By your rhythm a meeting was due {day}.")
        )
    else:
        said = _("Next meeting {day}.") if agreed else _("By your rhythm you meet about {day}.")
    return said.format(day=app.say_day(day, at))
