"""What a phrase is asked for, what it means, and why it may mean nothing."""

from collections.abc import Callable
from datetime import date, time
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from peermentor.language import _

Direction = Literal["past", "future"]

Problem = Literal[
    "empty",  # nothing was said
    "unknown",  # some word has no place in any phrase we know
    "unclear",  # understood, but it fits several days or hours
    "impossible",  # no calendar or clock has it: 31 February, 25:00
    "wrong-weekday",  # the day said is not the day of that date
    "too-far",  # before 1900 or after 2200
    "unwanted-time",  # a time where only a day is asked for
    "no-meeting",  # the next meeting, where none is agreed
    "no-peer",  # the next meeting, where nothing says with whom
]

EARLIEST = date(1900, 1, 1)
LATEST = date(2200, 12, 31)


class When(Struct, frozen=True):
    """What a phrase means: a day, and a time of day if one was said."""

    day: date
    clock: time | None


NextMeeting = Callable[[], When | None]
"""Looks up the agreed next date with a peer; asked only where a phrase speaks of it."""


class UnknownDate(ValueError):
    """A phrase that is not wholly understood, or that no calendar has.

    `problem` is for programs (see Problem); `why` is the end of a sentence about the phrase. `begins` says
    that a date stands at its beginning: then it was meant as one.
    """

    def __init__(self, phrase: str, problem: Problem, why: str, *, begins: bool = False) -> None:
        """Keep what was said, what is wrong with it for a program, and for a person."""
        super().__init__(phrase, problem, why)
        self.phrase = phrase
        self.problem: Problem = problem
        self.why = why
        self.begins = begins

    def __str__(self) -> str:
        """One line for a log: the phrase, and why it was refused."""
        return f'"{self.phrase}": {self.why}'


class Asked(Struct, frozen=True):
    """A phrase with what it is heard against: the day it is typed on, the way it looks, the next meeting.

    `said_on` is the day of the talk at which it was said, where that was earlier.
    """

    phrase: str
    today: date
    prefer: Direction
    next_meeting: NextMeeting | None = None
    said_on: date | None = None

    @property
    def calendar(self) -> "Asked":
        """The same for a day of the calendar without its year: it counts from the talk it was said at."""
        return replace(self, today=min(self.said_on or self.today, self.today))

    @property
    def step(self) -> int:
        """+1 for a phrase that looks ahead, -1 for one that looks back."""
        return 1 if self.prefer == "future" else -1

    def faces(self, day: date) -> bool:
        """Tell whether a day is today or lies in the direction the phrase looks."""
        return (day - self.today).days * self.step >= 0

    def within_reach(self, when: When) -> When:
        """Give a day back. Raises UnknownDate when it is outside the years a journal can be about."""
        if not EARLIEST <= when.day <= LATEST:
            raise self.too_far()
        return when

    def too_far(self) -> UnknownDate:
        """Make the refusal of a day that no mentoring reaches."""
        return self.refusal(
            "too-far",
            _("only the years {first} to {last} are kept").format(first=EARLIEST.year, last=LATEST.year),
        )

    def refusal(self, problem: Problem, why: str) -> UnknownDate:
        """Make the error that refuses this phrase."""
        return UnknownDate(self.phrase, problem, why)
