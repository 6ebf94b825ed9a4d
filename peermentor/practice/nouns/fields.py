"""Everything there is to know about the fields of the records: their names, what they hold, who may see them.

Searching, editing, checking, exporting and showing all ask here. The facts themselves stand on the records:
types, bounds and `told`.
"""

import types
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec
from msgspec import Struct
from msgspec.structs import fields as fields_of_struct
from msgspec.structs import replace

from peermentor.language import _
from peermentor.practice.nouns.records import KIND_OF_TABLE, KINDS, Record
from peermentor.practice.nouns.records.record import Told

S = TypeVar("S", bound=Struct)
EMPTY: tuple[object, ...] = ("", None, (), {})  # what an optional field holds where nothing was said
ONCE_FREE = ("met",)  # today one word of a few; version 1 kept any text in it


class Field(Struct, frozen=True, kw_only=True):
    """One field of a record, or of a struct inside a record (a milestone, a closing).

    - `holds`: the type of one value; of one item where the field is `listed`, of one answer where it is a
      dictionary (`by_key`);
    - `least` and `most` bound a number, `choices` are the only words allowed, `pattern` bounds a text;
    - `typed`: a person once typed it, so a person can correct it;
    - `private`: never in anything that is made for others; `shareable`: it may be in that;
    - `to`: the kind of record whose uid it holds; `inner`: the struct it holds, with fields of its own.
    """

    kind: type[Struct]
    name: str
    words: str
    aliases: tuple[str, ...]
    holds: type
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    pattern: str | None = None
    optional: bool
    listed: bool
    by_key: bool
    default: Any
    typed: bool
    searchable: bool
    private: bool
    shareable: bool
    to: type[Record] | None = None
    inner: type[Struct] | None = None

    @property
    def label(self) -> str:
        """What people see it called, in the language in use; a list is called by one of its items."""
        return _(self.words)

    @property
    def numbered(self) -> bool:
        """Whether its items are told apart by number: each needs more than words, so words make no item."""
        words = self.listed and self.inner and any(one.searchable for one in fields_of(self.inner).values())
        return bool(words and self.needed_inside())

    @property
    def parts(self) -> list["Field"]:
        """List what a person typed inside it, or each of its items, beside words: the day of a milestone."""
        inner = fields_of(self.inner).values() if self.inner else ()
        return [one for one in inner if one.typed and not one.searchable]

    def needed_inside(self) -> list["Field"]:
        """List the fields that every item needs beside its words: the stage and the day of a StageChange."""
        inner = fields_of(self.inner).values() if self.inner else ()
        return [one for one in inner if one.default is msgspec.NODEFAULT and not one.searchable]

    @property
    def clearable(self) -> bool:
        """Whether it may be made empty: it is typed, and nothing needs it."""
        return self.typed and self.default in EMPTY


@cache
def fields_of(kind: type[Struct]) -> Mapping[str, Field]:
    """List the fields of a record, or of a struct inside one, by name and in their order.

    >>> fields_of(Promise)["due"].label
    'due'
    """
    return {said.name: _field(kind, said) for said in fields_of_struct(kind)}


def parts_of(record: Struct) -> Iterator[tuple[Field, int, Field]]:
    """List what can be put right inside the items of a record's lists: the list, the place from 1, the part.

    Only a pause has a day until which it lasts.
    """
    for field in fields_of(type(record)).values():
        for place, one in enumerate(getattr(record, field.name) if field.listed else (), start=1):
            for part in field.parts:
                if part.name != "until" or one.stage == "paused":
                    yield field, place, part


def field_named(kind: type[Struct], typed: str) -> Field | None:
    """Find the field a person means by a name or an option's word ("by", "so-what"); None for any other.

    >>> field_named(Goal, "by").name
    'target'
    """
    word = typed.strip().casefold().replace("-", "_")
    fields = fields_of(kind)
    if word in fields:
        return fields[word]
    return next((field for field in fields.values() if word in field.aliases), None)


def words_out_of_place(record: Record) -> Iterator[tuple[Field, str]]:
    """Find values that are not among the words of `Told.one_of`: the type of such a field allows any text.

    Where an older version let people write any text (`ONCE_FREE`), any value is right.
    """
    for field in fields_of(type(record)).values():
        if (
            field.choices
            and field.name not in ONCE_FREE
            and (said := getattr(record, field.name))
            and said not in field.choices
        ):
            yield field, said


def label_of(kind: type[Struct], name: str) -> str:
    """Give the label of a field of a record, or of a struct inside it: "thanks" is a field of the closing."""
    fields = fields_of(kind)
    deeper = (fields_of(field.inner) for field in fields.values() if field.inner and not field.listed)
    return next(found[name].label for found in (fields, *deeper) if name in found)


def kind_of(noun: str) -> type[Record] | None:
    """Find the kind of record with this noun: "check-in" is Checkin; None for any other word."""
    return next((kind for kind in KINDS if kind.noun == noun), None)


def texts_of(record: Struct) -> Iterator[tuple[Field, str]]:
    """Collect every text a person wrote in a record, each with its field.

    The text of a listed struct goes with the list ("milestones"), that of a single one with its own field
    (the "thanks" of a closing).
    """
    for field in _with_texts(type(record)):
        said = getattr(record, field.name)
        for value in said.values() if field.by_key else said if field.listed else (said,):
            if not value:
                continue
            if field.inner is None:
                yield field, value
            else:
                for inner, text in texts_of(value):
                    yield (field if field.listed else inner), text


def without_private(record: S) -> S:
    """Copy a record, or a struct inside one, with every private field at its default."""
    fields = fields_of(type(record)).values()
    emptied = {field.name: field.default for field in fields if field.private}
    inner = {
        field.name: _inner_without_private(field, getattr(record, field.name))
        for field in fields
        if field.inner and not field.private
    }
    return replace(record, **emptied | inner) if emptied or inner else record


def _inner_without_private(field: Field, value: Any) -> Any:  # noqa: ANN401 - what any field holds
    if field.listed:
        return tuple(without_private(one) for one in value)
    return value if value is None else without_private(value)


def words_field(kind: type[Struct]) -> str:
    """Name the field of a listed struct that holds its words: "text" of a Milestone."""
    return next(field.name for field in fields_of(kind).values() if field.searchable)


def has_texts(kind: type[Struct]) -> bool:
    """Tell whether records of this kind hold texts that a person wrote."""
    return bool(_with_texts(kind))


@cache
def _with_texts(kind: type[Struct]) -> tuple[Field, ...]:
    return tuple(
        field
        for field in fields_of(kind).values()
        if field.searchable or (field.inner and _with_texts(field.inner))
    )


def _field(kind: type[Struct], said: msgspec.structs.FieldInfo) -> Field:
    about = _told(kind, said.name)
    shape = _shape(said.type)
    private = about.private or getattr(kind, "private", False)
    return Field(
        kind=kind,
        name=said.name,
        words=about.words,
        aliases=about.aliases,
        default=said.default if said.default_factory is msgspec.NODEFAULT else said.default_factory(),
        typed=about.typed,
        searchable=about.searchable,
        private=private,
        shareable=about.shared and not private,
        to=KIND_OF_TABLE[about.to] if about.to else None,
        **(shape | {"choices": about.one_of or shape.get("choices", ())}),
    )


def _told(kind: type[Struct], name: str) -> Told:
    for owner in kind.__mro__:
        if name in (told := owner.__dict__.get("told", {})):
            return told[name]  # type: ignore[no-any-return]  # a `told` holds nothing else
    raise LookupError(f"{kind.__name__}.{name} is told nowhere")


def _shape(said: Any) -> dict[str, Any]:  # noqa: ANN401 - any annotation
    """What an annotation says: the type of one value, and what it may be."""
    origin, inside = get_origin(said), get_args(said)
    if origin in (Union, types.UnionType):
        (one,) = (member for member in inside if member is not type(None))
        return _shape(one) | {"optional": True}
    if origin is Annotated:
        bounds = inside[1]
        return _shape(inside[0]) | {"least": bounds.ge, "most": bounds.le, "pattern": bounds.pattern}
    if origin is tuple:
        return _shape(inside[0]) | {"listed": True}
    if origin is dict:
        return _shape(inside[1]) | {"by_key": True}
    plain = {"optional": False, "listed": False, "by_key": False}
    if origin is Literal:
        return plain | {"holds": str, "choices": inside}
    held = said if issubclass(said, Struct) else None
    return plain | {"holds": said, "inner": held}
