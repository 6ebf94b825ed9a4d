"""What is felt: the ratings of a review, which dimensions are low, and where the journal shows otherwise."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.nouns.thresholds import GOOD_RATING, LOW_RATING
from peermentor.practice.review.signal_types import Reason, Signal
from peermentor.practice.review.signals import signals_of

LEAST, MOST = 1, 5  # the scale of a rating

Felt = Mapping[str, int | None]
Seen = Mapping[str, Signal]


class Disagreement(Struct, frozen=True):
    """Felt and seen disagree: `overlooked` felt good and is seen weak, `undervalued` the other way round."""

    dimension: str
    text: str
    kind: Literal["overlooked", "undervalued"]
    felt: int
    signals: tuple[str, ...]
    refs: tuple[str, ...]


def all_ratings(ratings: Mapping[str, int]) -> dict[str, int | None]:
    """Give the rating of each dimension, None where it was skipped.

    Raises CommandLine for a dimension that does not exist, or a rating outside 1-5.
    """
    for dimension, rating in ratings.items():
        if dimension not in DIMENSIONS:
            raise CommandLine(
                _("“{dimension}” is nothing a review rates.").format(dimension=dimension),
                _("It rates: {dimensions}.").format(dimensions=vocabulary.choices(DIMENSIONS)),
            )
        if not LEAST <= rating <= MOST:
            raise CommandLine(
                _("{rating} is no rating for {dimension}.").format(rating=rating, dimension=dimension),
                _("A rating goes from 1 (not at all) to 5 (fully). Leave out what you would rather skip."),
            )
    return {dimension: ratings.get(dimension) for dimension in DIMENSIONS}


def say_rating(dimension: str, rating: int) -> str:
    """Say a rating as the beginning of a sentence: "You rated “I learn here” 2 of 5"."""
    statement = _(DIMENSIONS[dimension].statement)
    return _("You rated “{statement}” {rating} of 5").format(statement=statement, rating=rating)


def rated_low(rating: int | None) -> bool:
    """Tell whether a rating is 1 or 2; a skipped one (None) is not low."""
    return rating is not None and rating <= LOW_RATING


def low_dimensions(felt: Felt, seen: Seen) -> tuple[str, ...]:
    """List the dimensions rated 1-2, or skipped while a signal they follow is weak."""
    return tuple(d for d in DIMENSIONS if rated_low(felt[d]) or (felt[d] is None and weak_pairs(d, seen)))


def weak_pairs(dimension: str, seen: Seen) -> tuple[Signal, ...]:
    """List the weak ones among the signals that a dimension follows."""
    return tuple(seen[signal] for signal in signals_of(dimension) if seen[signal].weighed == "weak")


def causes(felt: Felt, seen: Seen) -> tuple[str, ...]:
    """List what makes dimensions low, each once: low ratings, and weak signals of skipped dimensions."""
    rated = [d for d in DIMENSIONS if rated_low(felt[d])]
    weak = [s.signal for d in DIMENSIONS if felt[d] is None for s in weak_pairs(d, seen)]
    return (*rated, *dict.fromkeys(f"seen {signal}" for signal in weak))


def disagreements(felt: Felt, seen: Seen) -> tuple[Disagreement, ...]:
    """List the dimensions where felt and seen disagree: growth rated 5 while the goals stand still is one."""
    found = (_disagreement(d, rating, seen) for d, rating in felt.items() if rating is not None)
    return tuple(d for d in found if d is not None)


def _disagreement(dimension: str, rating: int, seen: Seen) -> Disagreement | None:
    """Rated 4 or 5 while a signal it follows is weak, or 1 or 2 while all known ones are strong."""
    pairs = tuple(seen[signal] for signal in signals_of(dimension))
    known = tuple(signal for signal in pairs if signal.weighed != "unknown")
    weak = weak_pairs(dimension, seen)
    if rating >= GOOD_RATING and weak:
        return _blind_spot("overlooked", dimension, rating, weak)
    if rated_low(rating) and known and all(signal.weighed == "strong" for signal in known):
        return _blind_spot("undervalued", dimension, rating, known)
    return None


def _blind_spot(
    kind: Literal["overlooked", "undervalued"], dimension: str, rating: int, signals: tuple[Signal, ...]
) -> Disagreement:
    if kind == "overlooked":
        text = _("{rated}. The journal shows less: {seen}")
    else:
        text = _("{rated}. The journal shows more: {seen} What does it not see?")
    return Disagreement(
        dimension,
        text.format(rated=say_rating(dimension, rating), seen=" ".join(s.summary for s in signals)),
        kind,
        rating,
        tuple(s.signal for s in signals),
        tuple(dict.fromkeys(ref for s in signals for ref in s.refs)),
    )


def why_low(dimension: str, felt: Felt, seen: Seen) -> tuple[Reason, ...]:
    """Say why a dimension is low: its rating, or, where it was skipped, the weak signals."""
    rating, weak = felt[dimension], weak_pairs(dimension, seen)
    if rating is None:
        return tuple(Reason(s.summary, s.refs) for s in weak)
    refs = tuple(dict.fromkeys(ref for s in weak for ref in s.refs))
    return (Reason(say_rating(dimension, rating) + ".", refs),)
