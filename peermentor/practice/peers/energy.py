"""Energy after talks: whether it falls, and the slower rhythm that may help then."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from peermentor.practice.nouns import rhythm
from peermentor.practice.nouns.thresholds import FALLING_ENERGY, TIRED


def energy_falls(line: Sequence[int]) -> bool:
    """Tell whether energy after talks (1-5, oldest first) goes down.

    It does when over the last three talks it fell, never rose, and ended at 3 or less: 4 3 2 falls, 5 4 4 and
    2 3 2 do not.
    """
    lately = line[-FALLING_ENERGY:]
    if len(lately) < FALLING_ENERGY:
        return False
    never_rose = all(later <= before for before, later in pairwise(lately))
    return never_rose and lately[-1] < lately[0] and lately[-1] <= TIRED


def slower_rhythm(every: str, met: Sequence[date] = ()) -> str:
    """Give a rhythm one unit slower than the agreed one: "3w" gives "4w".

    Where none is agreed (`every` is ""), it is a week slower than the mean of the talks, held on the days
    `met`.
    """
    if every:
        return rhythm.next_slower(every)
    days = (met[-1] - met[0]).days if len(met) > 1 else 0
    between = max(round(days / max(len(met) - 1, 1) / 7), 1)
    return rhythm.next_slower(f"{min(between, rhythm.LONGEST['w'])}w")
