"""A journal with a word of its own in every field of every record: what others may not see says so."""

from datetime import UTC, date, datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from peermentor.practice.nouns.fields import Field, fields_of
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import KINDS, Record, Review, Session

# In a private field, in one that is the person's own but is not given away, in one that may be shared.
SECRET, HELD, OPEN = "Xyzzy", "Frotz", "Plugh"
MOMENT = datetime(2026, 7, 1, 9, tzinfo=UTC)
LATER = datetime(2026, 7, 4, 9, tzinfo=UTC)  # when every day in it has come


def records(hostile: str = "") -> Records:
    """One record of each kind, every field of it filled; `hostile` stands behind every word."""
    return Records.of(*(_filled(kind, hostile) for kind in KINDS))


def held(hostile: str = "") -> Records:
    """The same, with a talk that was held, and a review in which no concern was written."""
    found = {kind: _filled(kind, hostile) for kind in KINDS}
    found[Session] = replace(found[Session], cancelled=None)
    found[Review] = replace(found[Review], concern=False, ratings={"respect": 4})
    return Records.of(*found.values())


def words(*, private: bool) -> set[str]:
    """The words that stand in fields kept back from others, or in those that may be shared."""
    return {_word(field) for kind in KINDS for field in _texts(kind, private=private)}


def _texts(kind: type[Struct], *, private: bool, within: bool = False) -> list[Field]:
    found = []
    for field in fields_of(kind).values():
        hidden = within or not field.shareable
        if field.inner:
            found += _texts(field.inner, private=private, within=hidden)
        elif _is_text(field) and hidden == private:
            found.append(field)
    return found


def _is_text(field: Field) -> bool:
    return field.holds is str and not field.choices and not field.to and field.name not in ("every", "uid")


def _word(field: Field) -> str:
    said = SECRET if field.private else OPEN if field.shareable else HELD
    return f"{said}{field.kind.__name__}{field.name.replace('_', '')}"


def _filled(kind: type[Record], hostile: str) -> Any:
    given = _values(kind, hostile)
    return kind(**given | {"uid": f"uid-{kind.table}", "number": 1, "created": MOMENT, "updated": MOMENT})


def _values(kind: type[Struct], hostile: str) -> dict[str, Any]:
    found = {}
    for field in fields_of(kind).values():
        value = _value(field, hostile)
        if field.by_key:
            value = {"key": value}
        found[field.name] = (value,) if field.listed else value
    return found


def _value(field: Field, hostile: str) -> Any:
    if field.inner:
        return field.inner(**_values(field.inner, hostile))
    if field.to:
        return f"uid-{field.to.table}"
    if field.choices:
        return field.choices[0]
    if field.holds is str and field.name == "every":
        return "3w"
    if _is_text(field):
        return _word(field) + hostile
    if field.name == "uid":
        return ""
    return {bool: True, int: field.least or 1, date: date(2026, 7, 3), datetime: MOMENT}[field.holds]
