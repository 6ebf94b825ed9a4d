"""The figures of `stats`, which are also the contract of its `--json`."""

from msgspec import Struct

from peermentor.practice.contract import record_view
from peermentor.practice.growth.topics import SureOf
from peermentor.practice.lookback import trends
from peermentor.practice.nouns.records import Day, Side


class Rhythm(Struct, frozen=True):
    """Meetings held and called off, and the longest time without a talk, in days.

    `asked` is how many the rhythm asked for, None where none is agreed.
    """

    every: str
    held: int
    asked: int | None
    called_off: int
    longest_gap: int


class GivingStats(Struct, frozen=True):
    """Talks in which you gave something, took something away, and both; `line` has each talk."""

    sessions: int
    gave: int
    got: int
    both: int
    line: tuple[trends.Given, ...]


class PromiseStats(Struct, frozen=True):
    """What became of one side's promises; those of `open` whose day has passed are `overdue`.

    Those that are open with a peer while a concern stands are `careful`, and never overdue.

    `said` is how every screen says it: what was in time, late, and open past its grace.
    """

    on_time: int
    late: int
    open: int
    overdue: int
    released: int
    said: str = ""
    careful: int = 0


class Energy(Struct, frozen=True):
    """Energy after talks, 1-5, oldest first; `slower` is the rhythm to try with a peer when it falls."""

    line: tuple[int, ...]
    mean: float | None
    falling: bool
    slower: str | None


class Voices(Struct, frozen=True):
    """Who talked more (`me`, `them`, `even`), also talk by talk, and whether you talk more lately."""

    me: int
    them: int
    even: int
    line: tuple[str, ...]
    trend: trends.Trend


class Asking(Struct, frozen=True):
    """Whether you asked more than you told, talk by talk (`line`), and whether you ask more lately."""

    yes: int
    partly: int
    no: int
    line: tuple[str, ...]
    trend: trends.Trend


class Confidence(Struct, frozen=True):
    """How sure you were of the topics you talked about: each, and the means before and after, 1-5."""

    topics: tuple[SureOf, ...]
    before: float | None
    after: float | None


class Led(Struct, frozen=True):
    """Who led the talks."""

    me: int
    them: int
    both: int


class Topics(Struct, frozen=True):
    """Topics each side brought."""

    me: int
    them: int


class TimeStats(Struct, frozen=True):
    """Minutes of the talks; `unsaid` counts talks without minutes.

    `agreed` is rhythm times length, None where one is not agreed; `over`: clearly more than that.
    """

    logged: int
    unsaid: int
    agreed: int | None
    over: bool


class Reached(Struct, frozen=True):
    """A goal whose attainment was said, from -2 (much less than expected) to 2 (much more)."""

    ref: str
    title: str
    weight: int
    attained: int


class Attainment(Struct, frozen=True):
    """Your goals with an attainment, and their T-score (50: as expected), None without any."""

    t: float | None
    goals: tuple[Reached, ...]


class RatingStats(Struct, frozen=True):
    """One dimension of the reviews over time, 1-5, oldest first; None where it was skipped."""

    dimension: str
    line: tuple[int | None, ...]


class Figures(Struct, frozen=True):
    """All figures of one relationship, or (`mentor` is None) of all together.

    For several, `rhythm.every`, `energy.slower` and `reviews` are empty.
    """

    mentor: record_view.MentorRef | None
    since: Day
    until: Day
    sessions: int
    rhythm: Rhythm
    calendar: tuple[trends.Week, ...]
    balance: GivingStats
    promises: dict[Side, PromiseStats]
    energy: Energy
    talked: Voices
    led: Led
    topics: Topics
    hours: TimeStats
    strengths: tuple[trends.Recurring, ...]
    improve: tuple[trends.Recurring, ...]
    attainment: Attainment
    reviews: tuple[RatingStats, ...]
    asked: Asking
    confidence: Confidence


class Stats(Struct, frozen=True):
    """What `stats` shows: the whole, and, where no peer was named, each relationship by itself."""

    whole: Figures
    each: tuple[Figures, ...] = ()
