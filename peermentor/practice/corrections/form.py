"""Any record as a text to correct in an editor, and what was changed in that text.

Each field has a line `name: value`. Texts of several lines and lists have their lines below, after four
spaces; in a list each item begins with `- `. An item with more than words (a change of stage) is `- number,
the rest=words`, of which only the words can be changed there; each part that can be changed has lines of its
own below (`stages.date`). Lines that begin with `#` are explanations. Only what differs from the text as it
was opened is read, so that nothing else can be damaged.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.contract.headline import headline
from peermentor.practice.corrections.values import Typed
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.fields import Field, field_named, fields_of, parts_of, words_field
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Record
from peermentor.practice.nouns.unseen import as_words

_IN = "    "
_ITEM = _IN + "- "
_REASON = "#!"


def form_of(records: Records, record: Record) -> str:
    """Write a record as a form, with a line for every field that can be corrected."""
    head = [f"# {headline(records, record)}", "# " + _("Change what is wrong, save, and leave the editor.")]
    with_parts = {field.name for field, _place, _part in parts_of(record)}
    fields = [f for f in fields_of(type(record)).values() if f.typed or f.name in with_parts]
    lines = [line for field in fields for line in _lines_of(records, record, field)]
    return "\n".join([*head, "", *lines]) + "\n"


def changes_in(kind: type[Record], opened: str, saved: str) -> list[Typed]:
    """Find what differs between a form as it was opened and as it was saved.

    Raises CommandLine with the number of a line that belongs to no field.
    """
    before, after = _blocks(kind, opened), _blocks(kind, saved)
    return [
        Typed(name, "", "=", text)
        for name, text in after.items()
        if before.get(name) != text and not _is_keyed(kind, name)
    ] + [one for name in after if _is_keyed(kind, name) for one in _keyed(name, before, after)]


def changed_twice(kind: type[Record], opened: str, now: str, saved: str) -> list[Typed]:
    """Find what the person changed in a form, and another command changed otherwise; as it is kept `now`.

    >>> changed_twice(Topic, "text: Sleep", "text: Rest", "text: Breaks")
    [Typed(field='text', place='', sign='=', value='Rest')]
    """
    mine = {(one.field, one.place): one.value for one in changes_in(kind, opened, saved)}
    theirs = changes_in(kind, opened, now)
    return [one for one in theirs if mine.get((one.field, one.place), one.value) != one.value]


def form_with_reason(saved: str, reason: Sequence[str], now: str = "") -> str:
    """Write a form again, after the reason why it could not be kept, and what is kept `now`."""
    kept = [f"    {line}".rstrip() for line in now.split("\n") if line and not line.startswith("#")]
    above = [f"{_REASON} {line}" for line in (*reason, *kept) if line]
    return "\n".join([*above, *(line for line in saved.split("\n") if not line.startswith(_REASON))])


def _field_of(kind: type[Struct], name: str) -> Field | None:
    """The field that a line of a form is for; also a field inside (the thanks of a closing)."""
    name, dot, part = name.partition(".")
    field = field_named(kind, name)
    if dot:
        return next((one for one in field.parts if one.name == part), None) if field else None
    if field and not (field.inner and not field.listed):
        return field if field.typed or field.numbered else None
    inside = (one.inner for one in fields_of(kind).values() if one.inner and not one.listed)
    return next((found for inner in inside if (found := _field_of(inner, name))), None)


def _is_keyed(kind: type[Struct], name: str) -> bool:
    field = _field_of(kind, name)
    return field is not None and (field.by_key or field.numbered or "." in name)


def _keyed(name: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Typed]:
    """What changed in a block whose lines go by a key. Raises CommandLine for a key that was changed."""
    then, now = (dict(_pairs(text.get(name, ""))) for text in (before, after))
    outer, dot, part = name.partition(".")
    for key in {**then, **now}:
        if key not in then and " " in key:
            raise CommandLine(
                _("Line “{line}”: only what stands after “=” is read.").format(line=f"{key}={now[key]}"[:60]),
                _("Its parts stand further down, under “{name}.…”.").format(name=name),
            )
        if then.get(key) != now.get(key):
            yield Typed(outer, f"{key}.{part}" if dot else key.split(" ")[0], "=", now.get(key, ""))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        key, _equals, value = line.partition("=")
        if key.strip():
            yield key.strip(), value.strip()


def _lines_of(records: Records, record: Record, field: Field) -> Iterator[str]:
    """Every line for a field: what it says, and below it each part of its items, a block for the part."""
    inner = fields_of(field.inner).values() if field.inner else ()
    if not (field.listed and inner) or any(one.searchable for one in inner):
        yield from _lines(records, field, getattr(record, field.name))
    inside = [(place, part) for of, place, part in parts_of(record) if of is field]
    for block in field.parts:
        places = [place for place, part in inside if part is block]
        if places:
            yield f"{field.name}.{block.name}:"
        for place in places:
            value = getattr(getattr(record, field.name)[place - 1], block.name)
            yield f"{_ITEM}{place}={_text(records, block, value)}"


def _lines(records: Records, field: Field, value: Any) -> Iterator[str]:  # noqa: ANN401 - what any field holds
    if field.by_key:
        yield f"{field.name}:"
        yield from (f"{_ITEM}{key}={_text(records, field, one)}" for key, one in value.items())
    elif field.numbered:
        yield f"{field.name}:"
        for place, one in enumerate(value, start=1):
            rest = (_text(records, f, getattr(one, f.name)) for f in field.needed_inside())
            yield f"{_ITEM}{' '.join((str(place), *rest))}={' '.join(_text(records, field, one).split())}"
    elif field.inner and not field.listed:
        for inner in fields_of(field.inner).values() if value else ():
            yield from _lines(records, inner, getattr(value, inner.name))
    elif field.listed:
        yield f"{field.name}:"
        for one in value:
            first, *more = _text(records, field, one).split("\n")
            yield _ITEM + first
            yield from (f"{_IN}  {line}" for line in more)
    else:
        text = _text(records, field, value)
        if "\n" in text:
            yield f"{field.name}:"
            yield from (_IN + line for line in text.split("\n"))
        else:
            yield f"{field.name}: {text}".rstrip()


def _text(records: Records, field: Field, value: Any) -> str:  # noqa: ANN401 - what any field holds
    """A value as one would type it."""
    if value is None:
        return ""
    if field.to:
        found = records.get(field.to, value)
        return "" if found is None else found.name if isinstance(found, Mentor) else found.handle
    if isinstance(value, bool):
        return vocabulary.say_word("yes" if value else "no")
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Struct):
        return str(getattr(value, words_field(type(value))))
    return vocabulary.say_word(value, field.choices) if field.choices else str(value)


def _blocks(kind: type[Record], text: str) -> dict[str, str]:
    """The text of each field in a form, its lines without their four spaces."""
    found: dict[str, list[str]] = {}
    current = ""
    for number, line in enumerate(as_words(text).split("\n"), start=1):
        name, colon, rest = line.partition(":")
        field = _field_of(kind, name) if colon and name == name.strip() else None
        if field:
            current = f"{name.partition('.')[0]}.{field.name}" if "." in name else field.name
            found[current] = [rest.strip()] if rest.strip() else []
        elif line.startswith(_IN) and current:
            field = _field_of(kind, current)
            in_items = field and (field.listed or field.by_key or "." in current)
            indent = _ITEM if in_items and line.startswith(_ITEM) else _IN
            found[current].append(line.removeprefix(indent))
        elif line.strip() and not line.startswith("#"):
            raise CommandLine(
                _("Line {n} belongs to no field: {line}").format(n=number, line=line.strip()[:60]),
                _("A field is “name: value”; more lines of it begin with four spaces."),
            )
        elif current and found[current] and not line.strip():
            found[current].append("")
    return {name: "\n".join(lines).strip("\n") for name, lines in found.items()}
