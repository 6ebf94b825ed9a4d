"""An agenda as people and scripts see it.

The fields of these are the contract of `prep --json`: they may be added to, never renamed or removed.
"""

from datetime import date, datetime

from msgspec import Struct

from peermentor.practice.contract.record_view import MentorRef
from peermentor.practice.nouns.coaching import PartKey
from peermentor.practice.nouns.records import Owner, Shape, Side


class Item(Struct, frozen=True):
    """One line: what it is, why it is here, the handle it stands for, and if it must wait for spare time.

    `key` is the slug of a question, a guide or a line of our own, empty for what the journal holds; `owner`
    is whose it is.
    """

    text: str
    why: str
    ref: str | None = None
    if_time: bool = False
    key: str = ""
    owner: Owner | None = None


class Part(Struct, frozen=True):
    """One of the eight parts. All are always there; an empty one, or one that must wait, has 0 minutes."""

    key: PartKey
    title: str
    minutes: int
    items: tuple[Item, ...]


class PrepWarning(Struct, frozen=True):
    """Something to put right before the meeting: `no-topics`, `one-sided` or `overdue-mine`."""

    code: str
    text: str


class ChosenTip(Struct, frozen=True):
    """The coach tip of the day, and the reason for it."""

    key: str
    text: str
    why: str


class Prep(Struct, frozen=True, kw_only=True):
    """Everything `prep` shows; `at` is the moment agreed on, where a time was said.

    `word` is how each side's promises were kept, as every screen says it.
    """

    mentor: MentorRef
    date: date
    minutes: int
    shape: Shape
    parts: tuple[Part, ...]
    warnings: tuple[PrepWarning, ...]
    tip: ChosenTip | None
    at: datetime | None = None
    word: dict[Side, str] = {}
