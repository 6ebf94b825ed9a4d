"""What a record says of each of its fields, beside the type: written in the `told` of every record.

The words are looked up where they are said, in the language in use; for a list they name one of its items.
"""

from msgspec import Struct


class Told(Struct, frozen=True):
    """What there is to say of a field beside its type; `fields` says what each of it means."""

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
    """Describe a field that a person types: a day, a number, a word of a few, or a record's handle (`to`).

    `one_of` names the few where the type does not, so that a file with another word can still be read.
    """
    return Told(words, aliases, private=private, to=to, one_of=one_of)


def written_as(words: str, *aliases: str, private: bool = False, shared: bool = True) -> Told:
    """Describe a field that holds a person's own words: it is searched too."""
    return Told(words, aliases, searchable=True, private=private, shared=shared)


def kept_as(words: str, *, private: bool = False, shared: bool = True, to: str = "") -> Told:
    """Describe a field the program fills in, and a person never types."""
    return Told(words, typed=False, private=private, shared=shared, to=to)
