"""What every record has, what a field can hold (a percent, a rating, a side), and what is told of it.

What is told stands in the `told` of every record. The words are looked up where they are said, in the
language in use; for a list they name one item.
"""

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal, get_args

from msgspec import Meta, Struct

Day = date  # a field may itself be called `date`
# Checked whenever a record is read: somebody may have edited the file.
Percent = Annotated[int, Meta(ge=0, le=100)]
Rating = Annotated[int, Meta(ge=1, le=5)]
Minutes = Annotated[int, Meta(ge=0, le=100_000)]
Name = Annotated[str, Meta(pattern=r"\S")]
RhythmText = Annotated[str, Meta(pattern=r"^([1-9][0-9]{0,2}[dwm])?$")]
Owner = Literal["me", "them", "both"]
Side = Literal["me", "them"]
SIDES: tuple[Side, ...] = get_args(Side)
OWNERS: tuple[Owner, ...] = get_args(Owner)


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


class Record(Struct, frozen=True, kw_only=True):
    """One record of the journal, which gives it `uid`, `number`, `created` and `updated`.

    `source` is the identity of an imported record in the file it came from ("ics:…"), else "".
    """

    table: ClassVar[str]
    prefix: ClassVar[str]
    noun: ClassVar[str]  # its word for scripts and in commands
    words: ClassVar[str]  # what people see it called, to be looked up
    listed_by: ClassVar[str] = "search"  # the command that lists them
    known_by: ClassVar[str] = ""  # the field whose text people know it by
    dated_by: ClassVar[str] = "date"  # the field with the day it is about
    private: ClassVar[bool] = False  # all that is in it, whatever the field

    uid: str = ""
    number: int = 0
    created: datetime = datetime.min  # noqa: DTZ901 - "not kept yet"; the journal sets the real moment
    updated: datetime = datetime.min  # noqa: DTZ901
    source: str = ""

    told: ClassVar[dict[str, Told]] = {
        "uid": kept_as("identity", shared=False),
        "number": kept_as("number", shared=False),
        "created": kept_as("kept on", shared=False),
        "updated": kept_as("changed on", shared=False),
        "source": kept_as("imported from", shared=False),
    }

    @property
    def handle(self) -> str:
        """What people type for it: "g3"."""
        return f"{self.prefix}{self.number}"
