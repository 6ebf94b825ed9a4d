"""Lines that several commands say of what they kept."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from peermentor.app import App
from peermentor.language import _
from peermentor.practice.contract.value_words import value_words
from peermentor.practice.nouns.fields import fields_of, kind_of
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor

if TYPE_CHECKING:
    from peermentor.practice.contract.changes import ChangesView, FieldChange
    from peermentor.practice.contract.growth_views import PromiseView


def in_a_line(text: str) -> str:
    """Write someone's words inside a line of ours: their line breaks become spaces."""
    return " ".join(text.split())


def promise_line(app: App, promise: "PromiseView") -> str:
    """Write one promise in one line: whose it is, its handle, and when it is due."""
    whose = _("yours") if promise.owner == "me" else _("{name}'s").format(name=in_a_line(promise.mentor.name))
    due = _("due {day}").format(day=app.say_day(promise.due, promise.due_at)) if promise.due else _("no date")
    text = in_a_line(promise.text)
    if promise.cue:
        text = _("when {cue}: ").format(cue=in_a_line(promise.cue)) + text
    return _("Promise {handle} ({whose}, {due}): {text}").format(
        handle=promise.handle, whose=whose, due=due, text=text
    )


def meeting_line(app: App, day: date, at: datetime | None, *, agreed: bool = True) -> str:
    """Say when two people meet next; where nothing is agreed, what their rhythm asks for."""
    if day < app.today:
        said = (
            _("A meeting was planned for {day}.") if agreed else _("By your rhythm a meeting was due {day}.")
        )
    else:
        said = _("Next meeting {day}.") if agreed else _("By your rhythm you meet about {day}.")
    return said.format(day=app.say_day(day, at))


def change_lines(changes: "Iterable[FieldChange]", records: Records) -> list[str]:
    """Say every changed field in a line: what it held before, and what it holds now; a peer by name.

    Of the changes of stage only the reasons are words; the day a pause lasts until has a line of its own.
    """
    return [_change_line(change, records) for change in changes if not _says_the_same(change)]


def _says_the_same(change: "FieldChange") -> bool:
    return change.field == "stages" and value_words(change.before) == value_words(change.after)


def say_changed(what: str, told: "ChangesView", records: Records, *, unseen: bool = False) -> str:
    """Say what was changed, or that nothing was, with a line for every field.

    `unseen` tells that more happened than the fields show: something was added.
    """
    said = _("Changed {what}") if told.changed or unseen else _("Nothing to change: {what}")
    return "\n".join([said.format(what=what), *change_lines(told.changed, records)])


def _change_line(change: "FieldChange", records: Records) -> str:
    kind = kind_of(change.noun)
    field = fields_of(kind)[change.field] if kind else None

    def say(value: Any) -> str:  # noqa: ANN401 - what any field holds
        named = _named(records, value) if field and field.to is Mentor else value
        return value_words(named, field.choices if field else ()) or _("nothing")

    return "  " + _("{handle} {field}: {before} → {after}").format(
        handle=change.handle,
        field=field.label if field else change.field,
        before=say(change.before),
        after=say(change.after),
    )


def _named(records: Records, handle: str) -> str:
    """A peer by name and handle; one who is gone by the handle alone."""
    found = records.numbered(Mentor, int(handle.removeprefix(Mentor.prefix))) if handle else None
    return f"{in_a_line(found.name)} ({handle})" if found else handle
