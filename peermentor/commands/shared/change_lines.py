"""The changes of a record in words: a line for each field, before and after."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from peermentor.commands.shared.lines import in_a_line
from peermentor.language import _
from peermentor.practice.contract.changes import ChangesView, FieldChange
from peermentor.practice.contract.value_words import value_words
from peermentor.practice.growth.attainment import SCALE
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.fields import Field, fields_of, kind_of
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor
from peermentor.practice.nouns.rhythm import say_rhythm


def change_lines(changes: Iterable[FieldChange], records: Records) -> list[str]:
    """Say every changed field in a line, before and after, with peers by name.

    In a list of things with parts (milestones), each changed part has a line, unless a field of the record
    says the same (`until` of a pause).
    """
    told = list(changes)
    own = {(change.handle, change.field) for change in told}
    return [line for change in told for line in _lines_of(change, own, records)]


def _lines_of(change: FieldChange, own: Collection[tuple[str, str]], records: Records) -> Iterator[str]:
    parts = [part for part in _changed_parts(change) if (change.handle, part.field) not in own]
    if not parts or value_words(change.before) != value_words(change.after):
        yield from [] if _says_the_same(change) else [_change_line(change, records)]
    for part in parts:
        yield _say_change(change.handle, part.label, *part.words)


class _Part(NamedTuple):
    """One part of one thing in a list, changed: the day of a milestone."""

    field: str
    label: str
    words: tuple[str, str]


def _field_of(change: FieldChange) -> Field | None:
    kind = kind_of(change.noun)
    return fields_of(kind)[change.field] if kind else None


def _changed_parts(change: FieldChange) -> Iterator[_Part]:
    field = _field_of(change)
    if field is None or field.inner is None or not (change.before and change.after):
        return
    items = [change.before, change.after] if field.listed else [[change.before], [change.after]]
    if len(items[0]) != len(items[1]):
        return
    for place, both in enumerate(zip(*items, strict=True), start=1):
        for part in field.parts:
            before, after = (getattr(one, part.name) for one in both)
            if before != after:
                where = f"{field.name}.{place}" if field.listed else field.name
                words = value_words(before, part.choices), value_words(after, part.choices)
                yield _Part(part.name, f"{part.label} ({where})", words)


def _says_the_same(change: FieldChange) -> bool:
    """Tell whether nothing that has words was changed in something with parts."""
    field = _field_of(change)
    return bool(field and field.inner) and value_words(change.before) == value_words(change.after)


def say_changed(what: str, told: ChangesView, records: Records, *, unseen: bool = False) -> str:
    """Say that a record was changed, or that nothing was, with a line for every field.

    `unseen`: something was changed that no field shows, such as a new record.
    """
    said = _("Changed {what}") if told.changed or unseen else _("Nothing to change: {what}")
    return "\n".join([said.format(what=what), *change_lines(told.changed, records)])


def _change_line(change: FieldChange, records: Records) -> str:
    field = _field_of(change)

    def say(value: Any) -> str:  # noqa: ANN401 - what any field holds
        if change.field == "every":
            return say_rhythm(value)
        if change.field == "attained":
            return next((vocabulary.say_word(word) for word, n in SCALE.items() if n == value), "")
        named = _named(records, value) if field and field.to is Mentor else value
        return value_words(named, field.choices if field else ())

    label = field.label if field else change.field
    return _say_change(change.handle, label, say(change.before), say(change.after))


def _say_change(handle: str, label: str, before: str, after: str) -> str:
    return "  " + _("{handle} {field}: {before} → {after}").format(
        handle=handle, field=label, before=before or _("nothing"), after=after or _("nothing")
    )


def _named(records: Records, handle: str) -> str:
    """The name and handle of a peer; only the handle of one who is gone."""
    found = records.numbered(Mentor, int(handle.removeprefix(Mentor.prefix))) if handle else None
    return f"{in_a_line(found.name)} ({handle})" if found else handle
