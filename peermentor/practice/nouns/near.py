"""The word that was probably meant, for a hint like "Did you mean prep?"."""

from collections.abc import Iterable

_MOST = 3  # words that a hint names
_BEGINNING = 3  # letters that are more than chance
_ALIKE = 0.7  # of 1; "on" is 0.67 like "json", which nobody meant


def nearest_first(typed: str, known: Iterable[str]) -> list[str]:
    """List the known words most like `typed`, the nearest first; one that it begins is like it, too."""
    from difflib import get_close_matches  # noqa: PLC0415 - as below

    known = list(known)
    near = get_close_matches(typed, known, n=_MOST, cutoff=_ALIKE)
    begun = [word for word in known if len(typed) >= _BEGINNING and word.startswith(typed)]
    return list(dict.fromkeys([*near, *begun]))[:_MOST]


def nearest(typed: str, known: Iterable[str]) -> str:
    """Find the known word most like `typed`, or "": among the commands, "prpe" finds "prep"."""
    from difflib import get_close_matches  # noqa: PLC0415 - 3 ms, and only a miss needs it

    return next(iter(get_close_matches(typed, known, n=1)), "")
