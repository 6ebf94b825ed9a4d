"""Holds the vocabulary of both languages, and cuts a phrase into words.

Only short forms with one meaning are here: "min" is Minggu only in front of a date, where it can't be a
minute, and "m" is a month, because nobody plans a talk in minutes from now.
"""

import re
import unicodedata
from itertools import pairwise


def _numbered(names: str, start: int) -> dict[str, int]:
    """Map names to numbers from `start` on; a slash joins the spellings of one number."""
    return {name: number for number, row in enumerate(names.split(), start) for name in row.split("/")}


WEEKDAYS = (
    _numbered("monday/mon tuesday/tue/tues wednesday/wed/weds thursday/thu/thur/thurs", 0)
    | _numbered("friday/fri saturday/sat sunday/sun", 4)
    | _numbered("senin/sen selasa/sel rabu/rab/rebo kamis/kam", 0)
    | _numbered("jumat/jum'at/jum sabtu/sab minggu/ahad", 4)
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
    **dict.fromkeys(["w", "wk", "wks", "week", "weeks", "minggu", "pekan"], "weeks"),
    **dict.fromkeys(["fortnight", "fortnights"], "fortnights"),
    **dict.fromkeys(["m", "mo", "mos", "mth", "mths", "month", "months", "bulan"], "months"),
    **dict.fromkeys(["quarter", "quarters", "kuartal", "triwulan"], "quarters"),
    **dict.fromkeys(["y", "yr", "yrs", "year", "years", "tahun"], "years"),
}
# Units shorter than a day: no day can be counted in them.
SMALL_UNITS = {"h", "hr", "hrs", "hour", "hours", "jam", "min", "mins", "minute", "minutes", "menit"}

# Units that can follow next or last: next week, bulan lalu. "Last weeks" is no day.
WHOLES = {
    **dict.fromkeys(["week", "minggu", "pekan"], "weeks"),
    **dict.fromkeys(["month", "bulan"], "months"),
    **dict.fromkeys(["quarter", "kuartal", "triwulan"], "quarters"),
    **dict.fromkeys(["year", "tahun"], "years"),
}

NUMBERS = _numbered("one two three four five six seven eight nine ten", 1) | _numbered(
    "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh", 1
)
ARTICLES = {"a": 1, "an": 1}
# The place of a weekday in a month; -1 is the last.
ORDINALS = _numbered("first second third fourth fifth", 1) | {"last": -1}
URUTAN = _numbered("pertama/kesatu kedua ketiga keempat kelima", 1) | {"terakhir": -1}

# Days from today, by the whole phrase.
NAMED_DAYS = {
    **dict.fromkeys(["today", "now", "hari ini", "sekarang", "end of day", "end of the day", "eod"], 0),
    **dict.fromkeys(["earlier today", "just now", "tadi", "barusan", "baru saja"], 0),
    **dict.fromkeys(["tomorrow", "tmrw", "besok", "bsk", "esok", "esok hari"], 1),
    **dict.fromkeys(["yesterday", "kemarin", "kmrn"], -1),
    **dict.fromkeys(["the day after tomorrow", "day after tomorrow", "lusa", "besok lusa"], 2),
    **dict.fromkeys(["the day before yesterday", "day before yesterday", "kemarin dulu", "kemarin lusa"], -2),
}

# Next, this and last: English puts them before the noun, Indonesian after it.
TURNS_BEFORE = {"next": 1, "this": 0, "last": -1}
TURNS_AFTER = {"depan": 1, "dpn": 1, "mendatang": 1, "ini": 0, "lalu": -1, "kemarin": -1}

_ONE_OF = {f"se{unit}": ["1", unit] for unit in ("hari", "minggu", "pekan", "bulan", "kuartal", "tahun")}
_LONG = {
    "eow": "end of week", "eom": "end of month", "eoq": "end of quarter", "eoy": "end of year",
    "tonight": "today night", "semalam": "yesterday night",
    "yg": "yang", "mgg": "minggu", "bln": "bulan", "thn": "tahun", "lg": "lagi",
}  # fmt: skip

# Words without a meaning before these words: yang lalu, pada pukul.
_IDLE = {"yang": {"lalu"}, "pada": {"jam", "pukul", "pkl"}}

# Marks that phones and word processors write for the ' - / and : of a keyboard.
_FORGIVEN = str.maketrans(
    dict.fromkeys("’‘ʼʻʹ‛′＇´`", "'") | dict.fromkeys("−–—‐‑", "-") | dict.fromkeys("⁄∕／", "/")
    | {"：": ":", "∶": ":", ",": " ", "@": " at "}
)  # fmt: skip
_ISO_T = re.compile(r"(?<=[0-9]{4}-[0-9]{2}-[0-9]{2})t(?=[0-9])")
_NUMBER_THEN_LETTER = re.compile(r"(?<=[0-9])(?=[a-z])|(?<=[a-z])(?=[0-9])")
# 27-Nov-2026, Nov.27, tgl.3: a mark between a number and a word is a space; the sign of -3d is not.
_JOINT = re.compile(r"(?<=[0-9])[-/.](?=[a-z])|(?<=[a-z])[-/.](?=[0-9])")
_SPACED_SLASH = re.compile(r"(?<=[0-9])\s*/\s*(?=[0-9])")
# More digits than any date has; int() fails for thousands of them.
_MOST_DIGITS = 6


def words_of(phrase: str) -> list[str]:
    """Cut a phrase into words in lower case, "2w" into two, without unseen marks and dots at the end."""
    seen = "".join(mark for mark in phrase if unicodedata.category(mark) != "Cf")
    text = _ISO_T.sub(" ", seen.translate(_FORGIVEN).lower().strip().rstrip(".;!"))
    text = _SPACED_SLASH.sub("/", _JOINT.sub(" ", text))
    rough = _NUMBER_THEN_LETTER.sub(" ", text).split()
    return [word.rstrip(".") or word if word[0].isalpha() else word for word in rough]


def spelled_out(words: list[str]) -> list[str]:
    """Write short words in full ("seminggu": 1 minggu; "eom": end of month), without idle words."""
    long = [part for word in words for part in _ONE_OF.get(word) or _LONG.get(word, word).split()]
    return [word for word, following in pairwise([*long, ""]) if following not in _IDLE.get(word, ())]


def number_of(word: str) -> int | None:
    """Read the number of digits (only 0-9) or a number word: "3", "tiga". None for any other word."""
    if word.isascii() and word.isdigit():
        return int(word) if len(word) <= _MOST_DIGITS else 10**_MOST_DIGITS
    return NUMBERS.get(word)


def counted(count: str, unit: str) -> tuple[int, str] | None:
    """Read how many of which unit: 3 days, dua minggu, a month. A unit of one letter needs digits: "2w"."""
    # Otherwise "9:30 a. m." would be half past nine in a month.
    if unit not in UNITS or (len(unit) == 1 and not count.isdigit()):
        return None
    number = ARTICLES.get(count) or number_of(count)
    return None if number is None else (number, UNITS[unit])


def turned(words: list[str]) -> tuple[list[str], int] | None:
    """Cut out next, this or last; give the words that are left, and +1, 0 or -1. None without such a word."""
    if words and words[0] in TURNS_BEFORE:
        return words[1:], TURNS_BEFORE[words[0]]
    if words and words[-1] in TURNS_AFTER:
        return words[:-1], TURNS_AFTER[words[-1]]
    return None


def turn_of(unit: str, words: list[str]) -> int | None:
    """Give +1, 0 or -1 where words are next, this or last and a unit ("next week", "weeks"); else None."""
    found = turned(words)
    if found is None:
        return None
    rest, turn = found
    return turn if len(rest) == 1 and WHOLES.get(rest[0]) == unit else None
