"""Lines that several commands say of what they kept."""

from collections.abc import Iterable
from datetime import date

from peermentor import dates
from peermentor.app import App
from peermentor.language import _
from peermentor.practice.contract.changes import FieldChange
from peermentor.practice.contract.views import PromiseView
from peermentor.practice.nouns import vocabulary


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


def change_lines(changes: Iterable[FieldChange]) -> list[str]:
    """Every changed field in a line: what it said before, and what it says now."""
    nothing = _("nothing")
    return [
        "  "
        + _("{handle} {field}: {before} → {after}").format(
            handle=change.handle,
            field=change.field,
            before=_value_words(change.before) or nothing,
            after=_value_words(change.after) or nothing,
        )
        for change in changes
    ]


def _value_words(value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return vocabulary.say_word("yes" if value else "no")
    if isinstance(value, (list, tuple)):
        return "; ".join(filter(None, (_value_words(one) for one in value)))
    if isinstance(value, dict):
        return _value_words(value.get("text") or value.get("evidence") or next(iter(value.values()), ""))
    text = str(value)
    try:
        return dates.say(date.fromisoformat(text))
    except ValueError:
        return in_a_line(vocabulary.say_word(text) if text in vocabulary.INDONESIAN else text)
