"""What was changed in a record, said field by field: what it held before, and what it holds now."""

from collections.abc import Iterable
from typing import Any

from peermentor.commands.shared.lines import in_a_line
from peermentor.language import _
from peermentor.practice.contract.changes import ChangesView, FieldChange
from peermentor.practice.contract.value_words import value_words
from peermentor.practice.nouns.fields import fields_of, kind_of
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor


def change_lines(changes: Iterable[FieldChange], records: Records) -> list[str]:
    """Say every changed field in a line: what it held before, and what it holds now; a peer by name.

    Of the changes of stage only the reasons are words; the day a pause lasts until has a line of its own.
    """
    return [_change_line(change, records) for change in changes if not _says_the_same(change)]


def _says_the_same(change: FieldChange) -> bool:
    return change.field == "stages" and value_words(change.before) == value_words(change.after)


def say_changed(what: str, told: ChangesView, records: Records, *, unseen: bool = False) -> str:
    """Say what was changed, or that nothing was, with a line for every field.

    `unseen` tells that more happened than the fields show: something was added.
    """
    said = _("Changed {what}") if told.changed or unseen else _("Nothing to change: {what}")
    return "\n".join([said.format(what=what), *change_lines(told.changed, records)])


def _change_line(change: FieldChange, records: Records) -> str:
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
