"""What a phrase is read with, what it means, and why it can mean nothing."""

from collections.abc import Callable
from datetime import date, time
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from peermentor.language import _
from peermentor.years import EARLIEST, LATEST

Direction = Literal["past", "future"]

Problem = Literal[
    "empty",  # nothing was said
    "unknown",  # a word is not understood
    "unclear",  # it fits several days or hours
    "impossible",  # no calendar or clock has it: 31 February, 25:00
    "wrong-weekday",  # the date has another weekday
    "too-far",  # before `EARLIEST` or after `LATEST`
    "unwanted-time",  # a time, where only a day is asked for
    "no-meeting",  # the next meeting, where none is agreed
    "no-peer",  # the next meeting, where nothing says with whom
]


class When(Struct, frozen=True):
    """Holds what a phrase means: a day, and a time of day if one was said."""

    day: date
    clock: time | None


NextMeeting = Callable[[], When | None]
"""Looks up the agreed next meeting with a peer; called only where a phrase names it."""


class UnknownDate(ValueError):
    """Refuses a phrase that is not wholly understood, or that names a day no calendar has.

    `problem` is for programs (see Problem); `why` is the end of a sentence about the phrase. `begins` says
    that the phrase begins with a date, so it was meant as one.
    """

    def __init__(self, phrase: str, problem: Problem, why: str, *, begins: bool = False) -> None:
        """Keep the phrase, and what is wrong with it for a program and for a person."""
        super().__init__(phrase, problem, why)
        self.phrase = phrase
        self.problem: Problem = problem
        self.why = why
        self.begins = begins

    def __str__(self) -> str:
        """Write one line for a log: the phrase, and why it was refused."""
        return f'"{self.phrase}": {self.why}'


class Asked(Struct, frozen=True):
    """Holds a phrase and what it is read with: today, the direction it prefers, and the next meeting.

    `said_on` is the day of an earlier talk at which it was said.
    """

    phrase: str
    today: date
    prefer: Direction
    next_meeting: NextMeeting | None = None
    said_on: date | None = None

    @property
    def calendar(self) -> "Asked":
        """The phrase, read on the day of the talk: a date without its year counts from that day."""
        return replace(self, today=min(self.said_on or self.today, self.today))

    @property
    def step(self) -> int:
        """+1 for a phrase about the future, -1 for one about the past."""
        return 1 if self.prefer == "future" else -1

    def faces(self, day: date) -> bool:
        """Tell whether a day is today or in the direction that the phrase prefers."""
        return (day - self.today).days * self.step >= 0

    def within_reach(self, when: When) -> When:
        """Give `when` back. Raises UnknownDate when it is before `EARLIEST` or after `LATEST`."""
        if not EARLIEST <= when.day <= LATEST:
            raise self.too_far()
        return when

    def too_far(self) -> UnknownDate:
        """Make the refusal of a day that is not kept."""
        return self.refusal(
            "too-far",
            _("only the years {first} to {last} are kept").format(first=EARLIEST.year, last=LATEST.year),
        )

    def refusal(self, problem: Problem, why: str) -> UnknownDate:
        """Make the error that refuses this phrase; `why` ends a sentence about it."""
        return UnknownDate(self.phrase, problem, why)
