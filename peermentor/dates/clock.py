"""Reads the time of day in a phrase: an hour at its beginning or end, and a part of the day ("malam").

Hours with minutes are on the 24-hour clock unless am, pm or a part of the day says otherwise. An hour up to
12 without minutes is refused if none of them is said: a meeting twelve hours too late is worse than a
question.
"""

import re
from datetime import time
from typing import NamedTuple

from peermentor.dates.meaning import Asked
from peermentor.dates.words import WEEKDAYS, number_of
from peermentor.language import _

# The hours each part of the day can name. They overlap, because people say both "jam 2 siang" and
# "jam 2 sore". Nobody says "jam 4 malam", so it is refused.
_HALVES = {
    **dict.fromkeys(["am", "a.m"], range(12)),
    **dict.fromkeys(["pm", "p.m"], range(12, 24)),
}
_NIGHT = [*range(18, 24), *range(4)]
_ENGLISH_PARTS = {
    "morning": range(1, 12),
    "afternoon": range(12, 19),
    "evening": range(16, 24),
    "night": _NIGHT,
}
_PARTS = {
    "pagi": range(1, 12),
    "siang": range(10, 16),
    "sore": range(14, 19),
    "petang": range(15, 20),
    "malam": _NIGHT,
    "dini": range(5),
    **_ENGLISH_PARTS,
}
_NIGHTS = {"malam", "night"}
_HOURS = _HALVES | _PARTS
_NAMED = {"noon": 12, "midday": 12, "tengah hari": 12, "midnight": 0, "tengah malam": 0}
_HARI = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
_LEADS = {"at", "jam", "pukul", "pkl"}
# A lead, half past, an hour and a part of the day: "at half past 3 pm".
_MOST_WORDS = 5
_WITH_MINUTES = re.compile(r"([0-9]{1,2})([:.])([0-9]{2})(?::00)?")

# How people say a part of today or of last night, and the same as a day with a part of the day.
_SPELLINGS = [
    (re.compile(rf"\b{said}"), meant)
    for said, meant in (
        (r"in the (morning|afternoon|evening)", r"\1"),
        (r"at night", "night"),
        (r"(pagi|siang|sore|petang|malam) hari ini", r"today \1"),
        (r"(?:nanti|tadi) (?=(?:jam|pukul|pkl) )", "today "),
        (r"(?:di )?(pagi|siang|sore|petang|malam|dini) hari", r"\1"),
        (r"this (morning|afternoon|evening)", r"today \1"),
        (r"last night", "yesterday night"),
        (r"tadi malam", "yesterday night"),
        (r"(?:nanti|tadi) (pagi|siang|sore|petang|malam)", r"today \1"),
        (r"(pagi|siang|sore|petang|malam) (?:ini|nanti)", r"today \1"),
        (r"(?:at |jam )?([0-9]{1,2}) o'clock", r"at \1"),
    )
]


class Clock(NamedTuple):
    """Holds a time of day, and whether it belongs to the night that began on the day before."""

    time: time
    after_midnight: bool


class SaidClock(NamedTuple):
    """Holds an hour as it was said, with the part of the day beside it.

    `timed` says that it was written as a clock (9:30, 09); `dotted` is a word such as "10.11", which can be
    a day and a month too.
    """

    hour: int
    minute: int
    part: str | None = None
    timed: bool = True
    dotted: str | None = None


def parts_beside_the_day(words: list[str]) -> list[str]:
    """Put every part of the day after its day: "nanti malam" becomes "today malam"."""
    text = " ".join(words)
    for said, meant in _SPELLINGS:
        text = said.sub(meant, text)
    return text.split()


def cut_clock(words: list[str], asked: Asked) -> tuple[list[str], SaidClock | None]:
    """Cut off the hour before or after the day; give the words that are left, and the hour or None."""
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        for said, rest in ((words[-length:], words[:-length]), (words[:length], words[length:])):
            if rest[-1:] in (["tanggal"], ["tgl"]):
                continue  # "tanggal 10.11" says that it is a day
            if clock := _clock(said, asked):
                return rest, clock
    return words, None


def cut_part(words: list[str], asked: Asked) -> tuple[list[str], str | None]:
    """Cut off the part of the day after the day: besok malam, friday afternoon.

    Raises UnknownDate for "malam Minggu", which for some people is the evening before Sunday and for others
    Sunday evening, and for "3 malam", which can be three nights.
    """
    match words:
        case ["malam", name, *_rest] if name in WEEKDAYS:
            evening = _("the evening of {day} or the one before it: say “{day} malam” or “{before} malam”")
            day = WEEKDAYS[name]
            raise asked.refusal("unclear", evening.format(day=_HARI[day], before=_HARI[day - 1]))
        case [hour, part] if part in _PARTS and hour.isdigit():
            raise asked.refusal(
                "unclear", _("say “jam {hour} {part}” for a time").format(hour=hour, part=part)
            )
        case [*rest, part] if part in _PARTS:
            return rest, part
    return words, None


def clock_of(said: SaidClock, part: str | None, asked: Asked) -> Clock:
    """Work out the time an hour means, from the part of the day beside it or the day: "9 malam" is 21:00.

    Raises UnknownDate where the hour comes twice a day, or is no hour of that part of the day.
    """
    parts = [each for each in (said.part, part) if each]
    twice = 1 <= said.hour <= 12
    if not parts and twice and not said.timed:
        raise asked.refusal(
            "unclear",
            _("{hour} comes twice a day: say {hour}am or {hour}pm, or pagi, siang, sore or malam").format(
                hour=said.hour
            ),
        )
    readings = [said.hour, (said.hour + 12) % 24] if twice and parts else [said.hour]
    fitting = [hour for hour in readings if all(hour in _HOURS[each] for each in parts)]
    if not fitting:
        raise asked.refusal(
            "impossible",
            _("{hour} is not an hour of that part of the day ({part})").format(
                hour=said.hour, part=parts[-1]
            ),
        )
    return Clock(
        time(fitting[0], said.minute), after_midnight=fitting[0] < 12 and not _NIGHTS.isdisjoint(parts)
    )


def must_not_be_a_day(said: SaidClock, rest: list[str], asked: Asked) -> None:
    """Raise UnknownDate for "10.11" without another day: it can be a time, or the tenth of November."""
    if said.dotted and (not rest or (len(rest) == 1 and rest[0] in WEEKDAYS)):
        raise asked.refusal(
            "unclear",
            _("it can be a day ({day}) or a time ({clock}): say “{day}”, or “at {clock}”").format(
                day=f"{said.hour}/{said.minute}", clock=said.dotted
            ),
        )


def _clock(words: list[str], asked: Asked) -> SaidClock | None:
    led = words[0] in _LEADS
    said = words[1:] if led else words
    if (hour := _NAMED.get(" ".join(said))) is not None:
        return SaidClock(hour, 0, None if hour else "malam")
    match words:
        case [part, lead, hour_said] if part in _PARTS and lead in _LEADS:
            return _hour(hour_said, part, asked, led=True)
    match said:
        case ["half", hour_said] if _is_hour(hour_said):
            hour = number_of(hour_said) or 0
            raise asked.refusal(
                "unclear",
                _("it can be {before} or {after}: say which").format(
                    before=f"{hour - 1 or 12}:30", after=f"{hour}:30"
                ),
            )
        case ["half", "past", hour_said] | ["half", "past", hour_said, _] if _is_hour(hour_said):
            return _half(number_of(hour_said) or 0, said[3:])
        case ["setengah", hour_said] | ["setengah", hour_said, _] if _is_hour(hour_said):
            return _half((number_of(hour_said) or 0) - 1 or 12, said[2:])
        case [hour_said, part] if part in (_HOURS if led or _WITH_MINUTES.fullmatch(hour_said) else _PLAIN):
            return _hour(hour_said, part, asked, led=led)
        case [hour_said] if led or _WITH_MINUTES.fullmatch(hour_said):
            return _hour(hour_said, None, asked, led=led)
    return None


# The parts that can follow an hour alone: "3 malam" without "jam" can be three nights.
_PLAIN = _HALVES | _ENGLISH_PARTS


def _is_hour(word: str) -> bool:
    return 1 <= (number_of(word) or 0) <= 12


def _half(hour: int, parts: list[str]) -> SaidClock | None:
    """Read half past an hour: "half past 3" and "setengah 4" are the same."""
    if parts and parts[0] not in _HOURS:
        return None
    return SaidClock(hour, 30, parts[0] if parts else None, timed=False)


def _hour(word: str, part: str | None, asked: Asked, *, led: bool) -> SaidClock | None:
    timed = _WITH_MINUTES.fullmatch(word)
    hour, minute = (int(timed[1]), int(timed[3])) if timed else (number_of(word), 0)
    if hour is None:
        return None
    a_day = timed is not None and timed[2] == "." and 1 <= hour <= 31 and 1 <= minute <= 12
    dotted = word if a_day and not led and part is None else None
    if hour > 23 or minute > 59:
        if dotted:
            return None
        raise asked.refusal("impossible", _("there is no time of day {said}").format(said=word))
    return SaidClock(hour, minute, part, timed is not None or word[0] == "0", dotted)
