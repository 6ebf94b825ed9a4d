"""Lines that several commands say of what they kept."""

from peermentor.app import App
from peermentor.language import _
from peermentor.practice.find import fold
from peermentor.practice.records import Mentor
from peermentor.practice.shown import PromiseShown


def promise_line(app: App, promise: PromiseShown) -> str:
    """One promise in one line: whose, its handle, and when it is due."""
    whose = _("yours") if promise.owner == "me" else _("{name}'s").format(name=promise.mentor.name)
    due = _("due {day}").format(day=app.said(promise.due)) if promise.due else _("no date")
    return _("Promise {handle} ({whose}, {due}): {text}").format(
        handle=promise.handle, whose=whose, due=due, text=promise.text
    )


def typed(mentor: Mentor) -> str:
    """What one types for a mentor in an example: the first name, in plain letters."""
    return fold(mentor.name).split()[0]
