"""What a signal is: how it is measured, judged and said. The signals themselves are in `signals`."""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from peermentor.practice.nouns.records import Owner
from peermentor.practice.review.entries import Entries

Level = Literal["strong", "mixed", "weak", "unknown"]
Refs = tuple[str, ...]


class Measure(Struct, frozen=True):
    """What a signal measures: `part` of `whole`, and the value to judge, None where there is nothing to.

    `whole` is what the signal needs enough of before it speaks: meetings expected, promises, goals, sessions.
    `failed` counts what was missed or not kept. `is_strong`: whatever the value; `not_strong`: never.
    `both` are the two counts, where two are compared.
    `at_best` is the value once those that only began to move are left out, for a verdict to go by.
    """

    value: float | None
    part: int
    whole: int
    summary: str
    refs: Refs = ()
    failed: int = 0
    is_strong: bool = False
    not_strong: bool = False
    both: tuple[int, int] = (0, 0)
    at_best: float | None = None


class Band(Struct, frozen=True):
    """Where a signal is strong, where it is weak, and how many entries it needs before it says anything."""

    strong: float
    weak: float
    at_least: int

    def level(self, value: float, _measured: Measure) -> Level:
        """Judge a value: strong from `strong` up, weak below `weak`, mixed between."""
        if value >= self.strong:
            return "strong"
        return "weak" if value < self.weak else "mixed"


class Reliance(Band, frozen=True):
    """A band for what two people count on: one slip is never weak."""

    def level(self, value: float, measured: Measure) -> Level:
        """Judge a value: strong from `strong` up, weak below `weak` if two or more failed, else mixed."""
        if value >= self.strong and not measured.not_strong:
            return "strong"
        return "weak" if value < self.weak and measured.failed >= 2 else "mixed"  # noqa: PLR2004 - one is none


class Growth(Band, frozen=True):
    """A band for change: standing still is already weak."""

    def level(self, value: float, measured: Measure) -> Level:
        """Judge a value: strong from `strong` up or where one was reached, weak up to `weak`, else mixed."""
        if value >= self.strong or measured.is_strong:
            return "strong"
        return "weak" if value <= self.weak else "mixed"


class Habit(Band, frozen=True):
    """A band for a good habit: to have less of it is a hint and no fault. `fewer`: less is better."""

    fewer: bool = False

    def level(self, value: float, _measured: Measure) -> Level:
        """Judge a value: strong up to, or from, `strong`; else mixed, and never weak."""
        strong = value <= self.strong if self.fewer else value >= self.strong
        return "strong" if strong else "mixed"


class Reason(Struct, frozen=True):
    """A sentence, and the handles of the entries it rests on."""

    text: str
    refs: Refs = ()


class Signal(Struct, frozen=True):
    """One signal as judged: its level, what was seen in a sentence, and the entries that say so.

    `weighed` is the level a verdict goes by: a goal that has only begun to move is no reason against anyone.
    """

    signal: str
    level: Level
    summary: str
    refs: Refs
    weighed: Level = "unknown"


class SignalRow(Struct, frozen=True, kw_only=True):
    """Everything there is to say of one signal; whoever asks about signals asks its row.

    `word` is what it is called where there is too little to see of it.
    `dimensions` are those that follow it: low where it is weak, disagreeing where it says otherwise; those it
    `colours` only have it beside them.
    `measure` is handed the entries and the band, and says so where they are too few. `fact` is what was
    counted, said to the peer: a text, or two for one and for many, with places for what a Measure counts:
    {whole}, {part}, and {gave} and {got} of `both`. `whose` part it shows; mine is owned up to at the levels
    of `owned_at`.
    """

    word: str
    band: Band
    dimensions: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    measure: Callable[[Entries, Band], Measure]
    fact: str | tuple[str, str]
    whose: Owner = "both"
    owned_at: tuple[Level, ...] = ("weak",)
