"""The word that was probably meant, for a hint like "Did you mean prep?"."""

from collections.abc import Iterable


def nearest(typed: str, known: Iterable[str]) -> str:
    """Find the known word most like `typed`, or "": among the commands, "prpe" finds "prep"."""
    from difflib import get_close_matches  # noqa: PLC0415 - 3 ms, and only a miss needs it

    return next(iter(get_close_matches(typed, known, n=1)), "")
