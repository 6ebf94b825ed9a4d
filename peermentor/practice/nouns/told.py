"""What a record tells about each of its fields, beside the type, in its `told`.

The words are translated where they are shown; those of a list name one of its items.
"""

from msgspec import Struct


class Told(Struct, frozen=True):
    """Everything about a field that is not in its type; `fields.Field` explains each."""

    words: str
    aliases: tuple[str, ...] = ()
    typed: bool = True
    searchable: bool = False
    private: bool = False
    shared: bool = True
    to: str = ""
    one_of: tuple[str, ...] = ()


def typed_as(
    words: str, *aliases: str, private: bool = False, to: str = "", one_of: tuple[str, ...] = ()
) -> Told:
    """Describe a field that a person types: a day, a number, one of a few words, or a record's handle (`to`).

    `one_of` lists the words where the type is any text, so that a file with another word can still be read.
    """
    return Told(words, aliases, private=private, to=to, one_of=one_of)


def written_as(words: str, *aliases: str, private: bool = False, shared: bool = True) -> Told:
    """Describe a field for a person's own words, which `search` looks through."""
    return Told(words, aliases, searchable=True, private=private, shared=shared)


def kept_as(words: str, *, private: bool = False, shared: bool = True, to: str = "") -> Told:
    """Describe a field that the program fills in and nobody types."""
    return Told(words, typed=False, private=private, shared=shared, to=to)
