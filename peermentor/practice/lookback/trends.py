"""What several talks show together: weeks, gaps, whether an answer gets more frequent, and what recurs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from peermentor.practice.nouns.find import folded_text
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.records import Day, Reflection, Session
from peermentor.practice.nouns.stretches import Days, awake_days
from peermentor.practice.nouns.thresholds import TREND_LEAST

Given = Literal["both", "gave", "got", "neither"]
Trend = Literal["more", "less", "even", "unknown"]
TOP = 5  # of what recurs
WEEK = timedelta(days=7)


class Week(Struct, frozen=True):
    """A week by its Monday: meetings held, and meetings called off."""

    start: Day
    held: int
    called_off: int


class Recurring(Struct, frozen=True):
    """A tag that several reflections have, as it was last written, and their handles."""

    text: str
    count: int
    refs: tuple[str, ...]


def answer_trend(line: Sequence[str], answer: str) -> Trend:
    """Tell whether an answer is given more often than before.

    It compares the share of the answer in the later half of the talks with the earlier half: in "them, even,
    me, me" the trend of "me" is "more". With fewer than four talks it is "unknown".
    """
    if len(line) < TREND_LEAST:
        return "unknown"
    half = len(line) // 2
    before = line[:half].count(answer) / half
    now = line[half:].count(answer) / (len(line) - half)
    if before == now:
        return "even"
    return "more" if now > before else "less"


def give_and_take(session: Session) -> Given:
    """Tell whether something was given, taken away, both or neither in one talk."""
    if session.gave:
        return "both" if session.got else "gave"
    return "got" if session.got else "neither"


def weeks(sessions: Iterable[Session], since: date, until: date) -> tuple[Week, ...]:
    """List every week between two days, also those without a meeting."""
    held: Counter[date] = Counter()
    called_off: Counter[date] = Counter()
    for session in sessions:
        (held if session.held else called_off)[_monday(session.date)] += 1
    first = _monday(since)
    count = (_monday(until) - first).days // 7 + 1
    mondays = [first + WEEK * n for n in range(max(count, 0))]
    return tuple(Week(monday, held[monday], called_off[monday]) for monday in mondays)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def longest_gap(met: Sequence[date], since: date, until: date, at_rest: Sequence[Days] = ()) -> int:
    """Measure the longest time without a talk from `since` to `until`, in days that were not at rest."""
    days = [since, *met, until]
    return max(awake_days(day, later, at_rest) for day, later in pairwise(days))


def recurring(
    reflections: Iterable[Reflection], side: Literal["strengths", "improve"]
) -> tuple[Recurring, ...]:
    """Rank the tags of reflections, the most frequent first; case and accents make no difference.

    "Patience" and "patience" in two reflections count 2; twice in one reflection they count 1.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for reflection in sorted(reflections, key=by_day):
        said = {folded_text(text): text for text in getattr(reflection, side) if folded_text(text)}
        for folded, text in said.items():
            found.setdefault(folded, []).append((text.strip(), reflection.handle))
    # Sorting keeps the order of first mention where counts are the same.
    often = sorted(found.values(), key=len, reverse=True)[:TOP]
    return tuple(Recurring(said[-1][0], len(said), tuple(ref for _t, ref in said)) for said in often)
