"""What a signal is made of: its measure, its band and its row. The signals themselves are in `signals`."""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from peermentor.practice.nouns.records import Owner
from peermentor.practice.review.entries import Entries

Level = Literal["strong", "mixed", "weak", "unknown"]
Refs = tuple[str, ...]


class Measure(Struct, frozen=True):
    """What was measured for one signal: `part` of `whole`, and the `value` to judge (None: nothing to judge).

    - `whole` counts what the signal needs enough of: meetings expected, promises, goals, sessions;
    - `failed` counts what was missed or not kept;
    - `is_strong`: strong whatever the value; `not_strong`: never strong;
    - `both` are the two counts, where two are compared;
    - `at_best` is the value for a verdict, where goals that only begin to move must not make it worse.
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
    """From which value a signal is strong, below which it is weak, and how many entries it needs at least."""

    strong: float
    weak: float
    at_least: int

    def level(self, value: float, _measured: Measure) -> Level:
        """Judge a value: strong from `strong` up, weak below `weak`, mixed between."""
        if value >= self.strong:
            return "strong"
        return "weak" if value < self.weak else "mixed"


class Reliance(Band, frozen=True):
    """A band for what people rely on: a single failure is never weak."""

    def level(self, value: float, measured: Measure) -> Level:
        """Judge a value: strong from `strong` up, weak below `weak` if two or more failed, else mixed."""
        if value >= self.strong and not measured.not_strong:
            return "strong"
        return "weak" if value < self.weak and measured.failed >= 2 else "mixed"  # noqa: PLR2004 - one is none


class Growth(Band, frozen=True):
    """A band for change: a value equal to `weak` is weak already."""

    def level(self, value: float, measured: Measure) -> Level:
        """Judge a value: strong from `strong` up or with a goal reached, weak up to `weak`, else mixed."""
        if value >= self.strong or measured.is_strong:
            return "strong"
        return "weak" if value <= self.weak else "mixed"


class Habit(Band, frozen=True):
    """A band for a good habit, which is never weak. `fewer`: a smaller value is better."""

    fewer: bool = False

    def level(self, value: float, _measured: Measure) -> Level:
        """Judge a value: strong from `strong` up, or with `fewer` up to it; else mixed."""
        strong = value <= self.strong if self.fewer else value >= self.strong
        return "strong" if strong else "mixed"


class Reason(Struct, frozen=True):
    """A reason in a sentence, and the handles of the entries behind it."""

    text: str
    refs: Refs = ()


class Signal(Struct, frozen=True):
    """One signal as judged: its level, a sentence about it, and the entries behind it.

    `weighed` is the level for the verdict, for which a goal that only begins to move is not weak.
    """

    signal: str
    level: Level
    summary: str
    refs: Refs
    weighed: Level = "unknown"


class SignalRow(Struct, frozen=True, kw_only=True):
    """Everything about one signal.

    - `word`: its name on the screen, where too little is known of it;
    - `dimensions` follow it: skipped, they are low where it is weak; rated, they may disagree with it;
    - `colours`: dimensions beside which it is only shown;
    - `measure` measures it, from the entries and the band;
    - `fact` tells the peer what was counted: a text, or one for a single thing and one for many, with
      {whole}, {part}, and {gave} and {got} of `both` filled in from the Measure;
    - `whose` part it shows; the conversation admits mine at the levels of `owned_at`.
    """

    word: str
    band: Band
    dimensions: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    measure: Callable[[Entries, Band], Measure]
    fact: str | tuple[str, str]
    whose: Owner = "both"
    owned_at: tuple[Level, ...] = ("weak",)
