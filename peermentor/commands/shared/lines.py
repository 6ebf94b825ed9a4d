"""Lines that several commands say of what they kept."""

from collections.abc import Iterable

from peermentor.app import App
from peermentor.language import _
from peermentor.practice.contract.changes import FieldChange
from peermentor.practice.contract.growth_views import PromiseView
from peermentor.practice.contract.value_words import value_words
from peermentor.practice.nouns.fields import fields_of, kind_of


def in_a_line(text: str) -> str:
    """Write someone's words inside a line of ours: their line breaks become spaces."""
    return " ".join(text.split())


def promise_line(app: App, promise: PromiseView) -> str:
    """Write one promise in one line: whose it is, its handle, and when it is due."""
    whose = _("yours") if promise.owner == "me" else _("{name}'s").format(name=in_a_line(promise.mentor.name))
    due = _("due {day}").format(day=app.say_day(promise.due, promise.due_at)) if promise.due else _("no date")
    text = in_a_line(promise.text)
    if promise.cue:
        text = _("when {cue}: ").format(cue=in_a_line(promise.cue)) + text
    return _("Promise {handle} ({whose}, {due}): {text}").format(
        handle=promise.handle, whose=whose, due=due, text=text
    )


def change_lines(changes: Iterable[FieldChange]) -> list[str]:
    """Say every changed field in a line: what it held before, and what it holds now."""
    return [_change_line(change) for change in changes]


def _change_line(change: FieldChange) -> str:
    kind = kind_of(change.noun)
    field = fields_of(kind)[change.field] if kind else None
    choices = field.choices if field else ()
    return "  " + _("{handle} {field}: {before} → {after}").format(
        handle=change.handle,
        field=field.label if field else change.field,
        before=value_words(change.before, choices) or _("nothing"),
        after=value_words(change.after, choices) or _("nothing"),
    )
