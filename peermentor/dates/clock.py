"""The time of day in a phrase.

Hours with minutes are on the 24-hour clock unless am, pm or a part of the day says otherwise. A bare hour
up to 12 is refused without one: a meeting twelve hours off is worse than a question.
"""

import re
from collections.abc import Collection
from datetime import time
from typing import NamedTuple

from peermentor.dates.meaning import Asked
from peermentor.dates.words import number_of
from peermentor.language import _

# The hours each part of the day can name, generous where they overlap: people say both
# "jam 2 siang" and "jam 2 sore". Nobody says "jam 4 malam", so it is refused.
_HALVES = {
    **dict.fromkeys(["am", "a.m"], range(12)),
    **dict.fromkeys(["pm", "p.m"], range(12, 24)),
}
_PARTS = {
    **_HALVES,
    "pagi": range(1, 12),
    "siang": range(10, 16),
    "sore": range(14, 19),
    "malam": [*range(18, 24), *range(4)],
}
_NAMED = {"noon": 12, "tengah hari": 12, "midnight": 0, "tengah malam": 0}
_LEADS = {"at", "@", "jam", "pukul", "pkl"}
# A lead, an hour and a part of the day: "jam 3 sore", "sore jam 3".
_MOST_WORDS = 3
_WITH_MINUTES = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::00)?")


class Clock(NamedTuple):
    """A time of day, and whether it belongs to the night that began on the day before."""

    time: time
    after_midnight: bool


def part_clock(words: list[str], asked: Asked) -> tuple[list[str], Clock | None]:
    """The words that are left for the day, and the time said before or after them."""
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        for said, rest in ((words[-length:], words[:-length]), (words[:length], words[length:])):
            if clock := _clock(said, asked):
                return rest, clock
    return words, None


def _clock(words: list[str], asked: Asked) -> Clock | None:
    led = words[0] in _LEADS
    said = words[1:] if led else words
    if (hour := _NAMED.get(" ".join(said))) is not None:
        return Clock(time(hour), after_midnight=hour == 0)
    match words:
        case [part, lead, hour_said] if part in _PARTS and lead in _LEADS:
            return _hour(hour_said, part, asked)
    match said:
        case [hour_said, part] if part in _parts_after(hour_said, led=led):
            return _hour(hour_said, part, asked)
        case [hour_said] if led or _WITH_MINUTES.fullmatch(hour_said):
            return _hour(hour_said, None, asked)
    return None


def _parts_after(hour_said: str, *, led: bool) -> Collection[str]:
    """The parts of the day that can follow an hour: "3 malam" without a jam is three nights."""
    return _PARTS if led or _WITH_MINUTES.fullmatch(hour_said) else _HALVES


def _hour(said: str, part: str | None, asked: Asked) -> Clock | None:
    """The time that an hour, with or without minutes, means in a part of the day."""
    timed = _WITH_MINUTES.fullmatch(said)
    hour, minute = (int(timed[1]), int(timed[2])) if timed else (number_of(said), 0)
    if hour is None:
        return None
    if hour > 23 or minute > 59:
        raise asked.refusal("impossible", _("no clock shows {said}").format(said=said))
    if part is not None:
        hour = _hour_in(part, hour, asked)
    elif not timed and 1 <= hour <= 12 and said[0] != "0":
        raise asked.refusal(
            "unclear",
            _("{hour} comes twice a day: say {hour}am or {hour}pm, or pagi, siang, sore or malam").format(
                hour=hour
            ),
        )
    return Clock(time(hour, minute), after_midnight=part == "malam" and hour < 12)


def _hour_in(part: str, hour: int, asked: Asked) -> int:
    readings = [hour, (hour + 12) % 24] if 1 <= hour <= 12 else [hour]
    for reading in readings:
        if reading in _PARTS[part]:
            return reading
    raise asked.refusal(
        "impossible", _("{hour} is not an hour of that part of the day ({part})").format(hour=hour, part=part)
    )
