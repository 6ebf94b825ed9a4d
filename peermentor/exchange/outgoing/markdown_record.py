"""One record in Markdown, field by field, by the names that people see."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from peermentor import dates
from peermentor.exchange.markdown import escaped_line
from peermentor.exchange.outgoing.leaving import Leaving
from peermentor.practice.contract.value_words import value_words
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.fields import Field, fields_of
from peermentor.practice.nouns.records import Record

# Signs with a meaning in Obsidian beside those of CommonMark: tags, formulas, comments, marks, block names.
_OBSIDIAN = re.compile(r"(?<!\\)(?:[#$%^]|=(?==))")
_PARAGRAPH = re.compile(r"\n\s*\n")
ABOUT_ITSELF = ("uid", "number", "created", "updated", "source")


def note_line(text: str) -> str:
    """Write a person's text as one line of a note."""
    return _OBSIDIAN.sub(r"\\\g<0>", escaped_line(text))


def note_text(text: str) -> str:
    """Write a person's text of any number of lines; an empty line separates two paragraphs."""
    broken = text.replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = ([note_line(line) for line in part.split("\n")] for part in _PARAGRAPH.split(broken))
    return "\n\n".join("  \n".join(filter(None, lines)) for lines in paragraphs if any(lines))


def long_texts(leaving: Leaving, record: Record) -> Iterator[tuple[str, str]]:
    """Give the free texts of a record with their labels, each for a section of the note."""
    said = leaving.fields(record)
    for field in fields_of(type(record)).values():
        if field.name in said and is_long(field):
            yield field.label, note_text(said[field.name])


def is_long(field: Field) -> bool:
    """Tell whether a field holds a free text, and no name or title."""
    return (
        field.searchable
        and not field.listed
        and not field.by_key
        and field.inner is None
        and (field.name not in ("name", "title", "skill", "role", "department", "channel"))
    )


def facts(leaving: Leaving, record: Record, *, without: tuple[str, ...] = ()) -> Iterator[str]:
    """List the other fields of a record: "- **due**: Fri 3 Jul 2026"; a list in a field is a list below."""
    said = leaving.fields(record)
    for field in fields_of(type(record)).values():
        if field.name in said and not is_long(field) and field.name not in (*ABOUT_ITSELF, *without):
            yield from _say_fact(leaving, field, said[field.name])


def in_a_line(leaving: Leaving, record: Record, *, without: tuple[str, ...] = ()) -> str:
    """Say one record on one line: its main text first, then its other fields."""
    said = leaving.fields(record)
    fields = fields_of(type(record))
    first = said.get(record.known_by, "") if record.known_by else ""
    parts = [
        f"{field.label}: {words}"
        for name, field in fields.items()
        if said.get(name) not in (None, False) and name not in (*ABOUT_ITSELF, *without, record.known_by)
        if (words := _say_words(leaving, field, said[name]))
    ]
    return "; ".join(filter(None, (note_line(str(first)) if first else "", ", ".join(parts))))


def _say_fact(leaving: Leaving, field: Field, value: Any) -> Iterator[str]:  # noqa: ANN401 - what a field holds
    if field.listed and (field.inner or field.searchable):
        yield f"- **{field.label}**:"
        yield from (f"  - {_say_one(leaving, field, item)}" for item in value)
    elif words := _say_words(leaving, field, value):
        yield f"- **{field.label}**: {words}"


def _say_words(leaving: Leaving, field: Field, value: Any) -> str:  # noqa: ANN401
    if field.by_key:
        return ", ".join(
            f"{note_line(vocabulary.say_word(key))} {note_line(str(one))}" for key, one in value.items()
        )
    items = value if field.listed else [value]
    return "; ".join(filter(None, (_say_one(leaving, field, item) for item in items)))


def _say_one(leaving: Leaving, field: Field, value: Any) -> str:  # noqa: ANN401
    if field.inner:
        return _say_inner(field.inner, value, known=field.label)
    if field.to:
        named = value if leaving.sharing else leaving.name_of(field.to, value)
        return note_line(_say_value(named))
    return note_line(_say_value(value, field.choices))


def _say_inner(kind: type[Struct], said: Mapping[str, Any], *, known: str) -> str:
    fields = fields_of(kind)
    words = {name: note_line(_say_value(value, fields[name].choices)) for name, value in said.items()}
    return ", ".join(
        said if fields[name].label == known else f"{fields[name].label} {said}"
        for name, said in words.items()
    )


def _say_value(value: Any, choices: tuple[str, ...] = ()) -> str:  # noqa: ANN401
    if isinstance(value, datetime):
        return dates.say_at(value.date(), value)
    return dates.say(value) if isinstance(value, date) else value_words(value, choices)
