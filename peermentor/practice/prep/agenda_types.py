"""An agenda as people and scripts see it: the contract of `prep --json`.

Fields may be added, never renamed or removed.
"""

from datetime import date, datetime

from msgspec import Struct

from peermentor.practice.contract.record_view import MentorRef
from peermentor.practice.nouns.coaching import PartKey
from peermentor.practice.nouns.records import Owner, Shape, Side


class Item(Struct, frozen=True):
    """One line: what it is, why it is here, and the handle of its record (`ref`).

    `if_time`: it did not fit into the minutes. `key` is the key of a question, a guide or a line of our own,
    "" for a record. `owner` is the one whose promise, topic or goal it is.
    """

    text: str
    why: str
    ref: str | None = None
    if_time: bool = False
    key: str = ""
    owner: Owner | None = None


class Part(Struct, frozen=True):
    """One of the eight parts; an empty one, or one for which there is no time, has 0 minutes."""

    key: PartKey
    title: str
    minutes: int
    items: tuple[Item, ...]


class PrepWarning(Struct, frozen=True):
    """Something to know before the meeting; `code` is `no-topics`, `one-sided` or `overdue-mine`.

    While a concern stands it is `concern` or `no-meeting-owed`.
    """

    code: str
    text: str


class ChosenTip(Struct, frozen=True):
    """The tip for this agenda, and the reason for it."""

    key: str
    text: str
    why: str


class Prep(Struct, frozen=True, kw_only=True):
    """Everything `prep` shows. `at` is the agreed moment, where a time of day was said.

    `word` says how each side kept its promises, as on every screen.
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
