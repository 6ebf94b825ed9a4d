"""The verdict of a review: the first of nine rules that holds, and its reasons.

PRACTICE.md, "review", is the source of the rules and of their order. A verdict proposes; the person decides.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from msgspec import Struct

from peermentor import dates
from peermentor.language import _, several
from peermentor.practice.nouns import stretches
from peermentor.practice.nouns.care import Care
from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.nouns.records import Review, Session
from peermentor.practice.nouns.thresholds import (
    CALLED_OFF_UNBEGUN,
    DAYS_BEFORE_VERDICT,
    FALL_OF_MANY,
    GOOD_RATING,
    INTERVALS_BEFORE_VERDICT,
    KNOWN_FOR_VERDICT,
    MANY_LOW,
    MOST_DAYS_BEFORE_VERDICT,
    RATED_TO_COMPARE,
    SESSIONS_BEFORE_VERDICT,
    STRONG_FOR_THRIVING,
)
from peermentor.practice.peers import concern
from peermentor.practice.review import ratings
from peermentor.practice.review.entries import Entries, handles
from peermentor.practice.review.measures import say_mean
from peermentor.practice.review.ratings import Disagreement, rated_low
from peermentor.practice.review.signal_types import Reason, Signal

Verdict = Literal[
    "get-support", "too-early", "wind-down", "reassess", "adjust", "thriving", "too-little", "serving"
]
Reasons = tuple[Reason, ...]
UNSAID_INTERVAL = f"{DAYS_BEFORE_VERDICT // INTERVALS_BEFORE_VERDICT}d"  # where no rhythm is agreed


class ReviewCase(Struct, frozen=True):
    """Everything a verdict depends on.

    `last` is the review before this one, `rated_before` the last one with ratings; `concern`: one is said now
    or stands; `care` is the latest concern that was written.
    """

    entries: Entries
    felt: dict[str, int | None]
    seen: dict[str, Signal]
    low: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]
    concern: bool
    last: Review | None
    rated_before: Review | None = None
    care: Care | None = None

    @property
    def rated(self) -> dict[str, int]:
        """The ratings that were given, without what was skipped."""
        return {dimension: rating for dimension, rating in self.felt.items() if rating is not None}

    @property
    def is_careful(self) -> bool:
        """Whether a concern is answered now, or was answered no more than two reviews ago."""
        return self.care is not None and not self.concern and (self.care.stands or self.care.is_near)

    def at(self, level: str) -> tuple[Signal, ...]:
        """List the signals with this level, as a verdict weighs them."""
        return tuple(signal for signal in self.seen.values() if signal.weighed == level)


def reach_verdict(case: ReviewCase) -> tuple[Verdict, Reasons]:
    """Find the first rule that holds; give its verdict and the reasons, each once."""
    for name, holds, why in _RULES:
        if holds(case):
            return name, tuple(dict.fromkeys(why(case)))
    return "serving", tuple(dict.fromkeys(_why_serving(case)))


def has_not_begun(case: ReviewCase) -> bool:
    """Tell whether no session was ever held, and three or more were called off by one of the two."""
    return not case.entries.sessions_ever and len(_called_off_by_one(case)) >= CALLED_OFF_UNBEGUN


def _called_off_by_one(case: ReviewCase) -> list[Session]:
    return [s for s in case.entries.called_off_ever if s.cancelled != "both"]


def only_falls(case: ReviewCase) -> bool:
    """Tell whether falling ratings are the only reason to adjust: then no conversation is drafted."""
    return not (case.low or case.disagreements or case.at("weak")) and _is_falling(case)


def _concern(case: ReviewCase) -> bool:
    return case.concern


def _why_concern(case: ReviewCase) -> Iterable[Reason]:
    if case.care and case.care.stands:
        text = concern.say_concern(case.care, case.entries.span.until)
        yield Reason(text + " " + _("That comes first."), (case.care.written.handle,))
        return
    yield Reason(_("You said that something here has frightened, belittled or used you. That comes first."))


def _early(case: ReviewCase) -> bool:
    return len(case.entries.sessions_ever) < SESSIONS_BEFORE_VERDICT and _is_young(case.entries)


def _is_young(entries: Entries) -> bool:
    """Fewer than three agreed intervals of time that counts, and no more than half a year of it."""
    known, since, until = entries.stretches, entries.mentor.since, entries.span.until
    if stretches.counted_days(known, since, until) >= MOST_DAYS_BEFORE_VERDICT:
        return False
    return stretches.intervals(known, since, until, UNSAID_INTERVAL) < INTERVALS_BEFORE_VERDICT


def _why_early(case: ReviewCase) -> Iterable[Reason]:
    met = case.entries.sessions_ever
    refs = handles(met) or (case.entries.mentor.handle,)
    yield Reason(
        several("{n} talk so far: too soon to judge.", "{n} talks so far: too soon to judge.", len(met)),
        refs,
    )


def _why_not_begun(case: ReviewCase) -> Iterable[Reason]:
    off = _called_off_by_one(case)
    mine = sum(s.cancelled == "me" for s in off)
    text = several(
        "You have not begun: no talk was held, and {n} was called off ({{mine}} by you).",
        "You have not begun: no talk was held, and {n} were called off ({{mine}} by you).",
        len(off),
    )
    yield Reason(text.format(mine=mine), handles(off))


def _done_growing(case: ReviewCase) -> bool:
    """Whether goals and growth are low now, and were at the last review; each time with a low rating."""
    then = case.last
    if then is None or not _no_growth(case.low, case.felt):
        return False
    return _no_growth(then.low, then.ratings)


def _no_growth(low: tuple[str, ...], felt: Mapping[str, int | None]) -> bool:
    """Whether goals and growth are low, and one was rated low: the signal of growth alone is one cause."""
    both = "growth" in low and "goals" in low
    return both and (rated_low(felt.get("growth")) or rated_low(felt.get("goals")))


def _why_done_growing(case: ReviewCase) -> Iterable[Reason]:
    for dimension in ("goals", "growth"):
        yield from _why_low(case, dimension)
    if case.last:
        yield Reason(_("Both were low at the last review too."), (case.last.handle,))


def _needs_new_look(case: ReviewCase) -> bool:
    """Whether respect is low, or two that belong together, or three dimensions with three causes.

    Without any rating this takes two weak signals: communication and commitment follow different ones.
    """
    low = case.low
    silent = "communication" in low and "commitment" in low
    many = min(len(low), len(ratings.causes(case.felt, case.seen))) >= MANY_LOW
    return "respect" in low or silent or _no_growth(low, case.felt) or many


def _why_new_look(case: ReviewCase) -> Iterable[Reason]:
    for dimension in case.low:
        yield from _why_low(case, dimension)


def _why_low(case: ReviewCase, dimension: str) -> Iterable[Reason]:
    """Why a dimension is low: the disagreement, where the journal shows something else."""
    for found in case.disagreements:
        if found.dimension == dimension:
            return (Reason(found.text, found.refs),)
    return ratings.why_low(dimension, case.felt, case.seen)


def _needs_adjusting(case: ReviewCase) -> bool:
    return bool(case.low or case.disagreements or case.at("weak")) or _is_falling(case)


def _why_adjusting(case: ReviewCase) -> Iterable[Reason]:
    differing = {found.dimension for found in case.disagreements}
    told: set[tuple[str, ...]] = set()
    for dimension in DIMENSIONS:
        if dimension in case.low or dimension in differing:
            for reason in _why_low(case, dimension):
                told.add(reason.refs)
                yield reason
    for signal in case.at("weak"):
        if signal.refs not in told:
            yield Reason(signal.summary, signal.refs)
    if _is_falling(case) and case.rated_before:
        then, now = _compared(case)
        text = _("Since {day} what you rate fell, from {before} to {after} of 5 on average.")
        day = dates.short(case.rated_before.date, case.entries.span.until)
        before, after = say_mean(sum(then), len(then)), say_mean(sum(now), len(now))
        said = text.format(day=day, before=before, after=after)
        yield Reason(said, (case.rated_before.handle,))


def _compared(case: ReviewCase) -> tuple[list[int], list[int]]:
    """The ratings of the last rated review and of this one, for the dimensions rated in both."""
    then = case.rated_before.ratings if case.rated_before else {}
    both = [dimension for dimension in case.rated if dimension in then]
    return [then[dimension] for dimension in both], [case.rated[dimension] for dimension in both]


def _is_falling(case: ReviewCase) -> bool:
    """The mean fell by a point or more to below 4, or three dimensions fell by two."""
    then, now = _compared(case)
    if len(now) < RATED_TO_COMPARE:
        return False
    fell = sum(then) - sum(now) >= len(now) and sum(now) < GOOD_RATING * len(now)
    deep = sum(before - after >= 2 for before, after in zip(then, now, strict=True))  # noqa: PLR2004 - points
    return fell or deep >= FALL_OF_MANY


def _thrives(case: ReviewCase) -> bool:
    """Whether all eight are rated 4 or more, none is seen weak, and enough is seen strong."""
    if case.is_careful:
        return False
    good = all(rating is not None and rating >= GOOD_RATING for rating in case.felt.values())
    return good and not case.at("weak") and len(case.at("strong")) >= STRONG_FOR_THRIVING


def _why_thriving(case: ReviewCase) -> Iterable[Reason]:
    yield Reason(_("You rated everything {rating} or more of 5.").format(rating=min(case.rated.values())))
    yield from (Reason(signal.summary, signal.refs) for signal in case.at("strong"))


def _too_little(case: ReviewCase) -> bool:
    return not case.rated and not case.at("weak") and len(_known(case)) < KNOWN_FOR_VERDICT


def _known(case: ReviewCase) -> list[Signal]:
    return [signal for signal in case.seen.values() if signal.level != "unknown"]


def _why_too_little(case: ReviewCase) -> Iterable[Reason]:
    text = _("There is too little here to judge; only you can say how it is.")
    yield Reason(text, handles(case.entries.sessions) or (case.entries.mentor.handle,))
    yield from (Reason(signal.summary, signal.refs) for signal in _known(case))


def _why_serving(case: ReviewCase) -> Iterable[Reason]:
    """The lowest rating, what is seen strong, and then what is mixed."""
    if case.rated:
        lowest = min(case.rated, key=case.rated.__getitem__)
        text = _("Nothing you rated is low. The lowest is “{statement}”, {rating} of 5.")
        statement = _(DIMENSIONS[lowest].statement)
        yield Reason(text.format(statement=statement, rating=case.rated[lowest]))
    known = (*case.at("strong"), *case.at("mixed"))
    yield from (Reason(signal.summary, signal.refs) for signal in known)


_RULES: tuple[tuple[Verdict, Callable[[ReviewCase], bool], Callable[[ReviewCase], Iterable[Reason]]], ...] = (
    ("get-support", _concern, _why_concern),
    ("too-early", _early, _why_early),
    ("reassess", has_not_begun, _why_not_begun),
    ("wind-down", _done_growing, _why_done_growing),
    ("reassess", _needs_new_look, _why_new_look),
    ("adjust", _needs_adjusting, _why_adjusting),
    ("thriving", _thrives, _why_thriving),
    ("too-little", _too_little, _why_too_little),
)
