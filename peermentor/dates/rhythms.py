"""Reads how often two people meet: every three weeks, tiga minggu sekali, fortnightly, setiap hari."""

import re

from peermentor.dates.words import ARTICLES, number_of, spelled_out, words_of

_LETTERS = {
    **dict.fromkeys(["d", "day", "days", "hari", "harian"], ("d", 1)),
    **dict.fromkeys(["w", "wk", "wks", "week", "weeks", "minggu", "mingguan", "pekan"], ("w", 1)),
    **dict.fromkeys(["fortnight", "fortnights"], ("w", 2)),
    **dict.fromkeys(["m", "mo", "mth", "month", "months", "bulan", "bulanan"], ("m", 1)),
    **dict.fromkeys(["quarter", "quarters", "kuartal", "triwulan"], ("m", 3)),
    **dict.fromkeys(["y", "year", "years", "tahun", "tahunan"], ("m", 12)),
}
_NAMED = {
    "daily": (1, "d"), "weekly": (1, "w"), "biweekly": (2, "w"), "bi-weekly": (2, "w"),
    "fortnightly": (2, "w"), "monthly": (1, "m"), "quarterly": (3, "m"), "yearly": (12, "m"),
}  # fmt: skip
_LEADS = {"every", "each", "per", "setiap", "tiap", "tiap-tiap"}
_OTHER = {"other", "second"}


def rhythm(phrase: str) -> tuple[int, str] | None:
    """Read how many of which unit (d, w or m) lie between two talks: (3, "w"). None for no rhythm.

    "every three weeks", "3w", "once a month", "tiga minggu sekali" and "sekali seminggu" are rhythms. "twice
    a week" and "every friday" are not: a rhythm is an interval.
    """
    words = _bare(spelled_out(words_of(phrase)))
    match words:
        case [name] if name in _NAMED:
            return _NAMED[name]
        case [unit] if unit in _LETTERS:
            return _interval(1, unit)
        case [count, unit] if unit in _LETTERS and (number := ARTICLES.get(count) or number_of(count)):
            return _interval(number, unit)
    return None


def _bare(words: list[str]) -> list[str]:
    """Leave out the words that only say "every" or "once"."""
    text = " ".join(words)
    text = re.sub(r"^once (?:in )?(?=.)|^in (?=.)|^sekali (?:dalam )?|(?<=.) sekali$", "", text)
    bare = text.split()
    if bare and bare[0] in _LEADS:
        bare = bare[1:]
        if bare and bare[0] in _OTHER:
            bare = ["2", *bare[1:]]
    return bare


def _interval(number: int, unit: str) -> tuple[int, str]:
    letter, times = _LETTERS[unit]
    return number * times, letter
