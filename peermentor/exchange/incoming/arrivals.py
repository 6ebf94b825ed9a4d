"""What a file of another program says, before anything of it is kept: a list of arrivals, each with its line.

A format only reads. Who is meant, and whether it is here already, is found out by `taking_in`.
"""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from peermentor.language import _
from peermentor.practice.nouns.records import Mentor, Owner, PromiseState, Record
from peermentor.practice.nouns.unseen import as_words

FIELDS = ("date", "time", "with", "minutes", "hours", "notes", "gave", "got")  # of a talk in a table
NewStage = Literal["candidates", "mentors"]
STAGES: tuple[NewStage, ...] = ("candidates", "mentors")


class Wants(Struct, frozen=True, kw_only=True):
    """What a person said beside the file.

    `columns` says which field a column of a table is; `month_first` is how numeric days are written there;
    `stage` is what new people become; `whose` is the peer of everything that names nobody.
    """

    now: datetime
    columns: dict[str, str] = {}
    month_first: bool = False
    stage: NewStage = "candidates"
    whose: Mentor | None = None
    prefer: Literal["mine", "theirs"] | None = None


class Person(Struct, frozen=True):
    """Somebody as a file names them.

    `loosely`: a start of their name is enough, as one types it. `by_word`: it is a word or two of a title,
    and may be nobody's name; a first name is enough where one peer alone has it.
    """

    name: str
    contact: str = ""
    loosely: bool = False
    by_word: bool = False


class Arrival(Struct, frozen=True, kw_only=True):
    """Something in a file, and where: a line counted from 1.

    `unread` names what else is said there and has no place in a journal, as that program calls it.
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
    """A meeting that was, with those of these people who are in the journal.

    `fresh`: nobody wrote it down as a talk, so one of that day that is here already stands for it.
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
    """Something its owner wants to do for one of these people."""

    whom: tuple[Person, ...]
    source: str
    text: str
    made: date
    due: date | None = None
    due_at: datetime | None = None
    state: PromiseState = "open"
    ended: date | None = None


class KeptRecord(Arrival, frozen=True, kw_only=True):
    """A record of another journal of ours."""

    record: Record


class Unfit(Arrival, frozen=True, kw_only=True):
    """Something that does not come in, and why. `broken`: the file is not what it should be there."""

    why: str
    broken: bool = False


def out_of_time(line: int) -> Unfit:
    """Give what stands for something on a day that no journal speaks of."""
    return Unfit(line=line, why=_("a day in it is before 1900 or after 2200"), broken=True)


def text_of(data: bytes) -> str | Unfit:
    """Read the text of a file, lines ended by LF: UTF-8, or UTF-16 where its first bytes say so."""
    if data.startswith(b"PK\x03\x04"):
        why = _("this is packed (zip): unpack it, and give what is inside")
        return Unfit(line=1, why=why, broken=True)
    coding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        text = as_words(data.decode(coding))
        text = text if "\n" in text else text.replace("\r", "\n")  # as old Macs end a line
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Unfit(line=line, why=_("this is not UTF-8; save it as UTF-8"), broken=True)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return Unfit(line=line, why=_("this is no text"), broken=True)
    return text
