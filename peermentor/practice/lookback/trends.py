"""What a row of talks says that no single one does: energy that falls, who talks more, what recurs."""

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
    """A word that comes back in reflections, as it was last written, and the entries it stands in."""

    text: str
    count: int
    refs: tuple[str, ...]


def answer_trend(line: Sequence[str], answer: str) -> Trend:
    """Tell whether an answer is given more often than before.

    Compares its share in the later half of the talks and the earlier half: of "them, even, me, me" the answer
    "me" is more. Unknown under four talks that say it.
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
    """Tell whether something was given, taken away, or both in one talk."""
    if session.gave:
        return "both" if session.got else "gave"
    return "got" if session.got else "neither"


def weeks(sessions: Iterable[Session], since: date, until: date) -> tuple[Week, ...]:
    """List every week between two days, quiet ones too."""
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
    """Measure the longest stretch without a talk, in days that were not at rest.

    The first and the last day bound it too.
    """
    days = [since, *met, until]
    return max(awake_days(day, later, at_rest) for day, later in pairwise(days))


def recurring(
    reflections: Iterable[Reflection], side: Literal["strengths", "improve"], top: int = TOP
) -> tuple[Recurring, ...]:
    """Rank what comes back in reflections, most often first, whatever its case or accents.

    "Patience" and "patience" in two reflections are two; twice in one reflection is once.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for reflection in sorted(reflections, key=by_day):
        said = {folded_text(text): text for text in getattr(reflection, side) if folded_text(text)}
        for folded, text in said.items():
            found.setdefault(folded, []).append((text.strip(), reflection.handle))
    # Sorting keeps the order of first mention where counts are the same.
    often = sorted(found.values(), key=len, reverse=True)[:top]
    return tuple(Recurring(said[-1][0], len(said), tuple(ref for _t, ref in said)) for said in often)
