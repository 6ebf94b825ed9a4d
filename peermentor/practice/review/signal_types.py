"""What a signal is: how it is measured, judged and said. The signals themselves are in `signals`."""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from peermentor.practice.review.entries import Entries

Level = Literal["strong", "mixed", "weak", "unknown"]
Refs = tuple[str, ...]


class Band(Struct, frozen=True):
    """Where a signal is strong, where it is weak, and how many entries it needs before it says anything."""

    strong: float
    weak: float
    at_least: int

    def level(self, value: float) -> Level:
        """Strong from `strong` up, weak below `weak`, mixed between."""
        if value >= self.strong:
            return "strong"
        return "weak" if value < self.weak else "mixed"


class Spacing(Band, frozen=True):
    """A band for how many sessions lie between two things: fewer is better."""

    def level(self, value: float) -> Level:
        """Strong up to `strong`, weak above `weak`, mixed between."""
        if value <= self.strong:
            return "strong"
        return "weak" if value > self.weak else "mixed"


class Growth(Band, frozen=True):
    """A band for change: standing still is already weak."""

    def level(self, value: float) -> Level:
        """Strong from `strong` up, weak at `weak` and below, mixed between."""
        if value >= self.strong:
            return "strong"
        return "weak" if value <= self.weak else "mixed"


class Reason(Struct, frozen=True):
    """A sentence, and the handles of the entries it rests on."""

    text: str
    refs: Refs = ()


class Signal(Struct, frozen=True):
    """One signal as judged: its level, what was seen in a sentence, and the entries that say so."""

    signal: str
    level: Level
    summary: str
    refs: Refs


class Measure(Struct, frozen=True):
    """What a signal measures: `part` of `whole`, and the value to judge, None where there is nothing to.

    `whole` is what the signal needs enough of before it speaks: intervals, promises due, goals, sessions.
    """

    value: float | None
    part: int
    whole: int
    summary: str
    refs: Refs = ()


class SignalRow(Struct, frozen=True, kw_only=True):
    """Everything there is to say of one signal; whoever asks about signals asks its row.

    `dimensions` are those that follow it: low where it is weak, disagreeing where it says otherwise.
    `measure` is handed the entries and the band, and says so where they are too few. `fact` is what was
    counted, said to the peer. `whose` part it shows; mine is owned up to at the levels of `owned_at`.
    """

    band: Band
    dimensions: tuple[str, ...]
    measure: Callable[[Entries, Band], Measure]
    fact: Callable[[Measure], str]
    whose: Literal["me", "them", "both"] = "both"
    owned_at: tuple[Level, ...] = ("weak",)
