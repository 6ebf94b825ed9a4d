"""Lines that several commands say of what they kept."""

from peermentor.app import App
from peermentor.language import _
from peermentor.practice.contract.views import PromiseView


def in_a_line(text: str) -> str:
    """Someone's words inside a line of ours: their line breaks are spaces there."""
    return " ".join(text.split())


def promise_line(app: App, promise: PromiseView) -> str:
    """One promise in one line: whose, its handle, and when it is due."""
    whose = _("yours") if promise.owner == "me" else _("{name}'s").format(name=in_a_line(promise.mentor.name))
    due = _("due {day}").format(day=app.said(promise.due, promise.due_at)) if promise.due else _("no date")
    text = in_a_line(promise.text)
    if promise.cue:
        text = _("when {cue}: ").format(cue=in_a_line(promise.cue)) + text
    return _("Promise {handle} ({whose}, {due}): {text}").format(
        handle=promise.handle, whose=whose, due=due, text=text
    )
