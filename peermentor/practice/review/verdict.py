"""The verdict of a review: seven rules in order, the first that holds, with the reasons it rests on.

PRACTICE.md, "review", is the source of the rules and of their order. A verdict proposes; the person decides.
"""

from collections.abc import Callable, Iterable
from typing import Literal

from msgspec import Struct

from peermentor.language import _, several
from peermentor.practice.nouns import rhythm
from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.nouns.records import Review
from peermentor.practice.nouns.thresholds import (
    DAYS_BEFORE_VERDICT,
    GOOD_RATING,
    INTERVALS_BEFORE_VERDICT,
    MANY_LOW,
    SESSIONS_BEFORE_VERDICT,
    STRONG_FOR_THRIVING,
)
from peermentor.practice.review import ratings
from peermentor.practice.review.entries import Entries, handles
from peermentor.practice.review.ratings import Disagreement
from peermentor.practice.review.signal_types import Reason, Signal

Verdict = Literal["get-support", "too-early", "wind-down", "reassess", "adjust", "thriving", "serving"]
Reasons = tuple[Reason, ...]


class ReviewCase(Struct, frozen=True):
    """All that a verdict weighs."""

    entries: Entries
    felt: dict[str, int | None]
    seen: dict[str, Signal]
    low: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]
    concern: bool
    last: Review | None

    @property
    def rated(self) -> dict[str, int]:
        """The ratings that were given, without what was skipped."""
        return {dimension: rating for dimension, rating in self.felt.items() if rating is not None}

    def at(self, level: str) -> tuple[Signal, ...]:
        """The signals seen at one level."""
        return tuple(signal for signal in self.seen.values() if signal.level == level)


def reach_verdict(case: ReviewCase) -> tuple[Verdict, Reasons]:
    """The first rule that holds, and why it does."""
    for name, holds, why in _RULES:
        if holds(case):
            return name, tuple(dict.fromkeys(why(case)))
    return "serving", tuple(dict.fromkeys(_why_serving(case)))


def _concern(case: ReviewCase) -> bool:
    return case.concern


def _why_concern(case: ReviewCase) -> Iterable[Reason]:
    yield Reason(_("You said that something here has frightened, belittled or used you. That comes first."))


def _early(case: ReviewCase) -> bool:
    return len(case.entries.sessions_ever) < SESSIONS_BEFORE_VERDICT and _is_young(case.entries)


def _is_young(entries: Entries) -> bool:
    mentor, today = entries.mentor, entries.span.until
    if mentor.every:
        return _intervals(entries) < INTERVALS_BEFORE_VERDICT
    return (today - mentor.since).days < DAYS_BEFORE_VERDICT


def _intervals(entries: Entries) -> int:
    return rhythm.whole_intervals(entries.mentor.every, entries.mentor.since, entries.span.until)


def _why_early(case: ReviewCase) -> Iterable[Reason]:
    met = case.entries.sessions_ever
    refs = handles(met) or (case.entries.mentor.handle,)
    yield Reason(
        several(
            "{n} session so far: too soon to judge.", "{n} sessions so far: too soon to judge.", len(met)
        ),
        refs,
    )


def _done_growing(case: ReviewCase) -> bool:
    """Rule 3 needs a feeling to rest on: what is seen alone goes no further than `reassess`."""
    return bool(case.rated) and case.last is not None and _no_growth(case.low) and _no_growth(case.last.low)


def _no_growth(low: tuple[str, ...]) -> bool:
    return "growth" in low and "goals" in low


def _why_done_growing(case: ReviewCase) -> Iterable[Reason]:
    for dimension in ("goals", "growth"):
        yield from _why_low(case, dimension)
    if case.last:
        yield Reason(_("Both were low at the last review too."), (case.last.handle,))


def _needs_new_look(case: ReviewCase) -> bool:
    low = case.low
    silent = "communication" in low and "commitment" in low
    return "respect" in low or silent or _no_growth(low) or len(low) >= MANY_LOW


def _why_new_look(case: ReviewCase) -> Iterable[Reason]:
    for dimension in case.low:
        yield from _why_low(case, dimension)


def _why_low(case: ReviewCase, dimension: str) -> Iterable[Reason]:
    """What makes a dimension low, said as a disagreement where what is seen says otherwise."""
    for found in case.disagreements:
        if found.dimension == dimension:
            return (Reason(found.text, found.refs),)
    return ratings.why_low(dimension, case.felt, case.seen)


def _needs_adjusting(case: ReviewCase) -> bool:
    return bool(case.low or case.disagreements)


def _why_adjusting(case: ReviewCase) -> Iterable[Reason]:
    differing = {found.dimension for found in case.disagreements}
    for dimension in DIMENSIONS:
        if dimension in case.low or dimension in differing:
            yield from _why_low(case, dimension)


def _thrives(case: ReviewCase) -> bool:
    """A skipped dimension was not rated 4 or more, so a thriving relationship was rated in all eight."""
    good = all(rating is not None and rating >= GOOD_RATING for rating in case.felt.values())
    return good and not case.at("weak") and len(case.at("strong")) >= STRONG_FOR_THRIVING


def _why_thriving(case: ReviewCase) -> Iterable[Reason]:
    yield Reason(_("You rated everything {rating} or more of 5.").format(rating=min(case.rated.values())))
    yield from (Reason(signal.summary, signal.refs) for signal in case.at("strong"))


def _why_serving(case: ReviewCase) -> Iterable[Reason]:
    """What holds it up, then what to watch. A silent journal is an open question, and says so."""
    if case.rated:
        lowest = min(case.rated, key=case.rated.__getitem__)
        yield Reason(
            _("Nothing you rated is low; the lowest: {rated}.").format(
                rated=ratings.quoted(lowest, case.rated[lowest])
            )
        )
    known = case.at("strong") + case.at("weak") + case.at("mixed")
    yield from (Reason(signal.summary, signal.refs) for signal in known)
    if not known and not case.rated:
        text = _(
            "Nothing speaks against it, and nothing for it: no rating, and too few entries in this window."
        )
        yield Reason(text, (case.entries.mentor.handle,))


_RULES: tuple[tuple[Verdict, Callable[[ReviewCase], bool], Callable[[ReviewCase], Iterable[Reason]]], ...] = (
    ("get-support", _concern, _why_concern),
    ("too-early", _early, _why_early),
    ("wind-down", _done_growing, _why_done_growing),
    ("reassess", _needs_new_look, _why_new_look),
    ("adjust", _needs_adjusting, _why_adjusting),
    ("thriving", _thrives, _why_thriving),
)
