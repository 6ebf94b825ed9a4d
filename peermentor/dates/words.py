"""The vocabulary of both languages, and a phrase cut into its words.

Only unambiguous short forms are here: "min" is Minggu only in front of a date, where it cannot be
a minute, and "m" is a month, for nobody plans a mentoring in minutes from now.
"""

import re
from itertools import pairwise


def _numbered(names: str, start: int) -> dict[str, int]:
    """Names to numbers; the spellings of one number are joined by slashes."""
    return {name: number for number, row in enumerate(names.split(), start) for name in row.split("/")}


WEEKDAYS = (
    _numbered("monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thur/thurs", 0)
    | _numbered("friday/fri saturday/sat sunday/sun", 4)
    | _numbered("senin/sen selasa/sel rabu/rab kamis/kam jumat/jum'at/jum sabtu/sab minggu/ahad", 0)
)
DATED_WEEKDAYS = WEEKDAYS | {"min": 6}

MONTHS = (
    _numbered("january/januari/jan february/februari/pebruari/feb/peb march/maret/mar april/apr", 1)
    | _numbered("may/mei june/juni/jun july/juli/jul august/agustus/aug/agu/agt/ags", 5)
    | _numbered("september/sept/sep october/oktober/oct/okt november/nopember/nov/nop", 9)
    | _numbered("december/desember/dec/des", 12)
)

UNITS = {
    **dict.fromkeys(["d", "day", "days", "hari"], "days"),
    **dict.fromkeys(["w", "week", "weeks", "minggu", "pekan"], "weeks"),
    **dict.fromkeys(["m", "month", "months", "bulan"], "months"),
    **dict.fromkeys(["y", "year", "years", "tahun"], "years"),
}

# One turn of them on or back is a phrase: next week, bulan lalu. "Last weeks" is no day.
WHOLES = {
    **dict.fromkeys(["week", "minggu", "pekan"], "weeks"),
    **dict.fromkeys(["month", "bulan"], "months"),
    **dict.fromkeys(["year", "tahun"], "years"),
}

NUMBERS = _numbered("one two three four five six seven eight nine ten", 1) | _numbered(
    "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh", 1
)
ARTICLES = {"a": 1, "an": 1}

# Days from today, by the whole phrase.
NAMED_DAYS = {
    **dict.fromkeys(["today", "hari ini"], 0),
    **dict.fromkeys(["tomorrow", "besok", "esok"], 1),
    **dict.fromkeys(["yesterday", "kemarin"], -1),
    **dict.fromkeys(["the day after tomorrow", "day after tomorrow", "lusa"], 2),
    **dict.fromkeys(["the day before yesterday", "day before yesterday", "kemarin dulu", "kemarin lusa"], -2),
}

# English puts them before the noun, Indonesian after it.
TURNS_BEFORE = {"next": 1, "this": 0, "last": -1}
TURNS_AFTER = {"depan": 1, "ini": 0, "lalu": -1}

_ONE_OF = {f"se{unit}": ["1", unit] for unit in ("hari", "minggu", "pekan", "bulan", "tahun")}

# Words that only lead to the next one: yang lalu, pada pukul.
_IDLE = {"yang": {"lalu"}, "pada": {"jam", "pukul", "pkl"}}

# Marks that phones and word processors put where a keyboard has ' and -.
_FORGIVEN = str.maketrans(dict.fromkeys("’‘ʼ´`", "'") | dict.fromkeys("−–", "-") | {",": " "})
_ISO_T = re.compile(r"(?<=[0-9]{4}-[0-9]{2}-[0-9]{2})t(?=[0-9])")
_NUMBER_THEN_LETTER = re.compile(r"(?<=[0-9])(?=[a-z])")
# More digits than any date has; int() itself gives up on thousands of them.
_MOST_DIGITS = 6


def words_of(phrase: str) -> list[str]:
    """The words of a phrase in lower case, "2w" and "3pm" cut in two and "seminggu" said as "1 minggu"."""
    text = phrase.translate(_FORGIVEN).lower()
    text = _NUMBER_THEN_LETTER.sub(" ", _ISO_T.sub(" ", text))
    words = [word for rough in text.split() for word in _spelled_out(rough)]
    return [word for word, following in pairwise([*words, ""]) if following not in _IDLE.get(word, ())]


def number_of(word: str) -> int | None:
    """The number that digits or a number word say; None when they say none. Only 0-9 are digits."""
    if word.isascii() and word.isdigit():
        return int(word) if len(word) <= _MOST_DIGITS else 10**_MOST_DIGITS
    return NUMBERS.get(word)


def counted(count: str, unit: str) -> tuple[int, str] | None:
    """How many of which unit: 3 days, dua minggu, a month. A unit of one letter needs digits, "2w"."""
    # Or "9:30 a. m." would be half past nine in a month.
    if unit not in UNITS or (len(unit) == 1 and not count.isdigit()):
        return None
    number = ARTICLES.get(count) or number_of(count)
    return None if number is None else (number, UNITS[unit])


def turned(words: list[str]) -> tuple[list[str], int] | None:
    """The words without their next, this or last, and the turn it asks for: +1, 0 or -1."""
    if words and words[0] in TURNS_BEFORE:
        return words[1:], TURNS_BEFORE[words[0]]
    if words and words[-1] in TURNS_AFTER:
        return words[:-1], TURNS_AFTER[words[-1]]
    return None


def _spelled_out(rough: str) -> list[str]:
    word = rough.rstrip(".") if rough[0].isalpha() else rough
    return _ONE_OF.get(word, [word])
