"""The minutes of an agenda: which items fit, and how much time each part gets.

The numbers are ours: `AT_LEAST` is the minutes that one item needs; the time left over is shared in
proportion to `DRAWS`, per item.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from peermentor.practice.nouns.coaching import PartKey
from peermentor.practice.nouns.records import Shape
from peermentor.practice.prep.agenda_types import Part

AT_LEAST: dict[PartKey, int] = {
    "since": 1,
    "promises": 1,
    "topics": 3,
    "goals": 2,
    "questions": 2,
    "feedback": 2,
    "between": 3,
    "next": 1,
}
DRAWS: dict[PartKey, int] = {
    "since": 5,
    "promises": 5,
    "topics": 25,
    "goals": 15,
    "questions": 5,
    "feedback": 10,
    "between": 15,
    "next": 1,
}
# A short talk should at least end with a date and have room for what was brought.
FIRST_SERVED: tuple[PartKey, ...] = (
    "next",
    "topics",
    "promises",
    "goals",
    "since",
    "questions",
    "feedback",
    "between",
)
FIRST_FEEDBACK = 5  # minutes at most, until feedback was once kept with this peer
SUBJECT: dict[Shape, PartKey] = {"first": "between", "review": "between", "closing": "between"}


def share_minutes(
    parts: Sequence[Part], minutes: int, shape: Shape, at_most: Mapping[PartKey, int] = {}
) -> tuple[Part, ...]:
    """Give each part its minutes, which add up to `minutes`; items that do not fit get `if_time`.

    The first items of all parts come before the second item of any, so that no part takes all the time. What
    a part would get above `at_most` goes to the others.
    """
    fits = _fitting(parts, minutes, shape)
    least = {p.key: AT_LEAST[p.key] * fits[p.key] for p in parts}
    draws = {p.key: DRAWS[p.key] * fits[p.key] for p in parts}
    extra = _shared(minutes - sum(least.values()), draws)
    if full := {key: most - least[key] for key, most in at_most.items() if least[key] + extra[key] > most}:
        others = {key: draw for key, draw in draws.items() if key not in full}
        extra = full | _shared(minutes - sum(least.values()) - sum(full.values()), others)
    return tuple(_timed(p, fits[p.key], least[p.key] + extra[p.key]) for p in parts)


def _fitting(parts: Sequence[Part], minutes: int, shape: Shape) -> dict[PartKey, int]:
    """How many items of each part fit, counted from its first."""
    fits: dict[PartKey, int] = {p.key: 0 for p in parts}
    left = minutes
    for key in _turns(parts, shape):
        if AT_LEAST[key] <= left:
            fits[key] += 1
            left -= AT_LEAST[key]
    return fits


def _turns(parts: Sequence[Part], shape: Shape) -> Iterator[PartKey]:
    counts = {p.key: len(p.items) for p in parts}
    order = sorted(
        FIRST_SERVED, key=lambda key: (key != "next", key != SUBJECT.get(shape), FIRST_SERVED.index(key))
    )
    for turn in range(max(counts.values(), default=0)):
        yield from (key for key in order if turn < counts.get(key, 0))


def _shared(minutes: int, draws: dict[PartKey, int]) -> dict[PartKey, int]:
    """Whole minutes in proportion to `draws`; what rounding leaves goes to the largest remainders."""
    total = sum(draws.values())
    shares = {key: divmod(minutes * draw, total) for key, draw in draws.items()}
    rest = minutes - sum(whole for whole, _part in shares.values())
    by_rest = sorted(shares, key=lambda key: -shares[key][1])  # stable: the earlier part wins a tie
    return {key: whole + (key in by_rest[:rest]) for key, (whole, _part) in shares.items()}


def _timed(part: Part, fits: int, minutes: int) -> Part:
    items = tuple(replace(item, if_time=place >= fits) for place, item in enumerate(part.items))
    return replace(part, minutes=minutes, items=items)
