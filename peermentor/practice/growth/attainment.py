"""How far a goal came by its end, in words and as one figure: Goal Attainment Scaling.

Source: T. J. Kiresuk and R. E. Sherman, "Goal attainment scaling: a general method for evaluating
comprehensive community mental health programs", Community Mental Health Journal 4 (1968), 443-453. The figure
is shown in `stats` only, and decides nothing.
"""

from collections.abc import Iterable
from math import sqrt

SCALE: dict[str, int] = {"much-less": -2, "less": -1, "as-expected": 0, "more": 1, "much-more": 2}
HEAVIEST = 5  # the weight of a goal is 1 to this
RHO = 0.30  # how much goals of one person are taken to move together, as in the source
_MIDDLE, _SPREAD = 50, 10


def t_score(pairs: Iterable[tuple[int, int]]) -> float | None:
    """Work out the T-score of several ended goals: 50 is as expected, 10 points are one standard deviation.

    Each pair is a goal's weight (1-5) and how far it came (−2 much less than expected … 2 much more):
    [(1, 1)] gives 60. None where no goal was rated.
    """
    rated = list(pairs)
    if not rated:
        return None
    came = sum(weight * attained for weight, attained in rated)
    squares = sum(weight * weight for weight, _attained in rated)
    whole = sum(weight for weight, _attained in rated)
    return _MIDDLE + _SPREAD * came / sqrt((1 - RHO) * squares + RHO * whole * whole)


def attainment_word(attained: int | None) -> str:
    """Name a step of the scale ("more"), the same in every language; "" where nothing was said."""
    return next((word for word, step in SCALE.items() if step == attained), "")
