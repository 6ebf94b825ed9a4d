"""The word that was probably meant, for a sentence that begins with "Did you mean"."""

from collections.abc import Iterable


def nearest(typed: str, known: Iterable[str]) -> str:
    """Find the known word most like `typed`; "" where none is alike: "prpe" among the commands is "prep"."""
    from difflib import get_close_matches  # noqa: PLC0415 - 3 ms, and only a miss needs it

    return next(iter(get_close_matches(typed, known, n=1)), "")
