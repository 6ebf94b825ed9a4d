"""Arrivals: what a file of another program says, each with its line, before anything is kept.

A format only reads. `taking_in` finds out which peers are meant, and what is in the journal already.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import wraps
from typing import Literal, TypeVar, get_args

from msgspec import Struct

from peermentor.language import _
from peermentor.practice.nouns.records import Mentor, Owner, PromiseState, Record
from peermentor.practice.nouns.unseen import as_words
from peermentor.years import EARLIEST, LATEST

F = TypeVar("F")
FIELDS = ("date", "time", "with", "minutes", "hours", "notes", "gave", "got")  # of a talk in a table
NewStage = Literal["candidates", "mentors"]
NEW_STAGES: tuple[NewStage, ...] = get_args(NewStage)
Prefer = Literal["mine", "theirs"]
PREFER: tuple[Prefer, ...] = get_args(Prefer)


class Wants(Struct, frozen=True, kw_only=True):
    """What the person said about the file, in options.

    - `columns`: the column of a table for each field; `month_first`: 9/28 is a day of September;
    - `stage`: what new people become; `whose`: the peer of everything that names nobody;
    - `prefer`: which side holds where both changed a record.
    """

    now: datetime
    columns: dict[str, str] = {}
    month_first: bool = False
    stage: NewStage = "candidates"
    whose: Mentor | None = None
    prefer: Prefer | None = None


class Person(Struct, frozen=True):
    """A person as a file names them.

    `loosely`: the beginning of a name is enough, as when one types it. `by_word`: words of a title, which may
    name nobody; a first name is enough where only one peer has it.
    """

    name: str
    contact: str = ""
    loosely: bool = False
    by_word: bool = False


class Arrival(Struct, frozen=True, kw_only=True):
    """Something in a file, with its line, from 1.

    `unread` names what else it has that no field of a journal can hold, by the file's own names.
    """

    line: int
    file: str = ""
    unread: tuple[str, ...] = ()


class ArrivingPeer(Arrival, frozen=True, kw_only=True):
    """A person for the journal."""

    name: str
    source: str
    fields: dict[str, str] = {}


class ArrivingTalk(Arrival, frozen=True, kw_only=True):
    """A past meeting, with those of these people who are in the journal.

    `fresh`: it comes from a calendar; a talk with that peer on the same day is taken to be the same.
    """

    whom: tuple[Person, ...]
    source: str
    date: date
    at: datetime | None = None
    minutes: int | None = None
    notes: str = ""
    gave: tuple[str, ...] = ()
    got: tuple[str, ...] = ()
    cancelled: Owner | None = None
    fresh: bool = False


class ArrivingPromise(Arrival, frozen=True, kw_only=True):
    """A promise of mine to one of these people."""

    whom: tuple[Person, ...]
    source: str
    text: str
    made: date
    due: date | None = None
    due_at: datetime | None = None
    state: PromiseState = "open"
    ended: date | None = None


class KeptRecord(Arrival, frozen=True, kw_only=True):
    """A record of another peermentor journal."""

    record: Record


class Unfit(Arrival, frozen=True, kw_only=True):
    """Something that is not imported, and why. `broken`: the file is wrong in this line."""

    why: str
    broken: bool = False


def out_of_time(line: int) -> Unfit:
    """Make the arrival for something with a day outside of the years that are kept."""
    why = _("a day in it is before {first} or after {last}").format(first=EARLIEST.year, last=LATEST.year)
    return Unfit(line=line, why=why, broken=True)


def not_utf8(line: int) -> Unfit:
    """Make the arrival for a line that is not UTF-8."""
    return Unfit(line=line, why=_("this is not UTF-8; save it as UTF-8"), broken=True)


def reads_text(
    read: Callable[[F, str, Wants], Iterator[Arrival]],
) -> Callable[[F, bytes, Wants], Iterator[Arrival]]:
    """Let a format read a text: where the file is none, that is all it gives."""

    @wraps(read)
    def read_bytes(self: F, data: bytes, wants: Wants) -> Iterator[Arrival]:
        text = _text_of(data)
        if isinstance(text, Unfit):
            yield text
        else:
            yield from read(self, text, wants)

    return read_bytes


def _text_of(data: bytes) -> str | Unfit:
    """Decode a file, from UTF-8, or from UTF-16 where its first bytes say so; every line ends with LF."""
    if data.startswith(b"PK\x03\x04"):
        why = _("this is packed (zip): unpack it, and give what is inside")
        return Unfit(line=1, why=why, broken=True)
    coding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        text = as_words(data.decode(coding))
        text = text if "\n" in text else text.replace("\r", "\n")  # as old Macs end a line
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return not_utf8(line)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return Unfit(line=line, why=_("this is no text"), broken=True)
    return text
