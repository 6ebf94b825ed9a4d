"""Reads days that are counted from today: tomorrow, friday, next week, 3 hari lagi; and the next meeting."""

from datetime import date, time, timedelta

from peermentor.dates.meaning import Asked, UnknownDate, When
from peermentor.dates.saying import say, time_of_day
from peermentor.dates.words import (
    MONTHS,
    NAMED_DAYS,
    SMALL_UNITS,
    WEEKDAYS,
    counted,
    number_of,
    turn_of,
    turned,
)
from peermentor.language import _

_SIGNS = {"+": 1, "-": -1}
# "12m" is a year; "30m" is more likely half an hour.
_MOST_M = 12
_MEETING = {
    *(f"next {noun}" for noun in ("talk", "meeting", "session", "time", "time we meet", "time we talk")),
    *(f"{noun} {after}" for noun in ("pertemuan", "obrolan", "sesi")
      for after in ("berikutnya", "berikut", "selanjutnya", "depan")),
    *(f"pertemuan {after}" for after in ("kita berikutnya", "kita selanjutnya", "yang akan datang")),
}  # fmt: skip


def next_meeting(words: list[str], asked: Asked) -> When | None:
    """Find the agreed next meeting where words name it ("next talk"), else None.

    Raises UnknownDate where none is agreed, or the peer is not known.
    """
    bare = words[1:] if words[:1] in (["the"], ["our"]) else words
    if " ".join(bare) not in _MEETING:
        return None
    if asked.next_meeting is None:
        raise asked.refusal("no-peer", _("here the day itself has to be named"))
    if (agreed := asked.next_meeting()) is None:
        raise asked.refusal("no-meeting", _("no next meeting is agreed yet"))
    return agreed


def relative_day(words: list[str], asked: Asked) -> date | None:
    """Find the day that words count from today ("in 3 days", "friday"); None when they do not count.

    Raises UnknownDate where they name several days, or can be a day or an hour.
    """
    for rule in (_named, _counted, _weekday, _turned_unit):
        day = rule(words, asked)
        if day is not None:
            return day
    _must_be_one_day(words, asked)
    return None


def shifted(asked: Asked, number: int, unit: str, day: date | None = None) -> date:
    """Add `number` units to a day (None: today); a day that a month does not have becomes its last day.

    Raises UnknownDate for a day that Python's calendar does not reach.
    """
    start = asked.today if day is None else day
    try:
        if unit in _DAYS_IN:
            return start + timedelta(days=number * _DAYS_IN[unit])
        from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - only months and years need it

        return start + relativedelta(months=number * _MONTHS_IN[unit])
    except (OverflowError, ValueError):
        raise asked.too_far() from None


_DAYS_IN = {"days": 1, "weeks": 7, "fortnights": 14}
_MONTHS_IN = {"months": 1, "quarters": 3, "years": 12}


def in_week(turn: int, weekday: int, asked: Asked) -> date:
    """Find a weekday (0 is Monday) in the week that is `turn` weeks after this one; weeks begin on Monday."""
    return shifted(asked, turn * 7 + weekday - asked.today.weekday(), "days")


def _named(words: list[str], asked: Asked) -> date | None:
    days = NAMED_DAYS.get(" ".join(words))
    return None if days is None else shifted(asked, days, "days")


def _counted(words: list[str], asked: Asked) -> date | None:
    """Read a count: in 3 days, 3 hari lalu. "3 days" goes in the direction of the phrase, "-3d" back."""
    match words:
        case ["in" | "dalam", count, unit] | ["dalam", count, unit, "lagi"]:
            step = 1
        case [count, unit, "lagi"] | [count, unit, "from", "now" | "today"] | [count, unit, "ke", "depan"]:
            step = 1
        case ["dalam", count, unit, "ke", "depan"] | [count, unit, "dari", "sekarang"]:
            step = 1
        case [count, unit, "ago" | "lalu"]:
            step = -1
        case [count, unit]:
            step = _SIGNS.get(count[0], asked.step)
            count = count[1:] if count[0] in _SIGNS else count
        case _:
            return None
    if unit in SMALL_UNITS and number_of(count) and step:
        raise asked.refusal("unclear", _("hours and minutes are not counted: say the time, like “15:00”"))
    if not (amount := counted(count, unit)):
        return None
    if unit == "m" and amount[0] > _MOST_M:
        raise asked.refusal(
            "unclear",
            _("it can be minutes or months: say “{n} months”, or the time, like “15:30”").format(n=amount[0]),
        )
    return shifted(asked, step * amount[0], amount[1])


def _weekday(words: list[str], asked: Asked) -> date | None:
    """Read a weekday: friday, hari Jumat, next friday, Jumat depan; friday next week, next week on friday."""
    said_hari = words[0] == "hari"
    match words[1:] if said_hari else words:
        case [name] | ["this", "coming" | "upcoming", name] if name in WEEKDAYS:
            ahead = asked.step if len(words) - said_hari == 1 else 1
            return _nearest_weekday(WEEKDAYS[name], asked, ahead)
        case ["coming" | "upcoming", name] if name in WEEKDAYS:
            return _nearest_weekday(WEEKDAYS[name], asked, 1)
        case [name, "mendatang"] if name in WEEKDAYS and (said_hari or name != "minggu"):
            return _nearest_weekday(WEEKDAYS[name], asked, 1)
        case [name, *rest] if name in WEEKDAYS and (turn := turn_of("weeks", rest)) is not None:
            return in_week(turn, WEEKDAYS[name], asked)
        case [one, other, name] | [one, other, "on" | "hari", name] if name in WEEKDAYS:
            turn = turn_of("weeks", [one, other])
            return None if turn is None else in_week(turn, WEEKDAYS[name], asked)
        case rest if found := turned(rest):
            [*names], turn = found
            # "minggu depan" is next week; only "hari Minggu depan" is its Sunday.
            if len(names) == 1 and names[0] in WEEKDAYS and (said_hari or names[0] != "minggu"):
                return _turned_weekday(turn, WEEKDAYS[names[0]], asked)
    return None


def _turned_weekday(turn: int, weekday: int, asked: Asked) -> date:
    """Find next friday (in the next week), last friday (before today) or this friday (from today on)."""
    if turn == 1:
        return in_week(1, weekday, asked)
    if turn == 0 and weekday == asked.today.weekday():
        return asked.today
    return _nearest_weekday(weekday, asked, turn or asked.step)


def _nearest_weekday(weekday: int, asked: Asked, step: int) -> date:
    """Find the nearest weekday in a direction, without today: on a Friday, "friday" is a week away."""
    away = (weekday - asked.today.weekday()) * step % 7 or 7
    return shifted(asked, away * step, "days")


def _turned_unit(words: list[str], asked: Asked) -> date | None:
    """Read a turned unit: next week, minggu lalu, bulan depan are the same day, one unit later or earlier."""
    for unit in ("weeks", "months", "quarters", "years"):
        turn = turn_of(unit, words)
        if turn == 0:
            raise _many_days(asked)
        if turn is not None:
            return shifted(asked, turn, unit)
    return None


def _must_be_one_day(words: list[str], asked: Asked) -> None:
    """Raise UnknownDate for a phrase that names several days, or that can be a day or an hour."""
    match words:
        case [name] | ["in" | "next" | "this" | "last" | "bulan", name] if name in MONTHS:
            raise _many_days(asked)
        case [name, year] if name in MONTHS and len(year) == 4 and year.isdigit():
            raise _many_days(asked)
        case [*_turn, "weekend"]:
            saturday = in_week(1 if words[0] == "next" else -1 if words[0] == "last" else 0, 5, asked)
            two = _("it has two days: {saturday} or {sunday}")
            sunday = shifted(asked, 1, "days", saturday)
            raise asked.refusal("unclear", two.format(saturday=say(saturday), sunday=say(sunday)))
        case [number] if _is_day_or_hour(number):
            raise _day_or_hour(number, asked)
        case [name, number] if name in WEEKDAYS and _is_day_or_hour(number):
            raise _day_or_hour(number, asked)


def _many_days(asked: Asked) -> UnknownDate:
    return asked.refusal("unclear", _("it has many days: name one, or say its end"))


def _is_day_or_hour(word: str) -> bool:
    return word.isdigit() and 1 <= (number_of(word) or 0) <= 31


def _day_or_hour(number: str, asked: Asked) -> UnknownDate:
    if int(number) > 23:
        return asked.refusal("unclear", _("for a day say “tanggal {n}”, or its month too").format(n=number))
    return asked.refusal(
        "unclear",
        _("{n} can be a day or an hour: say “tanggal {n}” or “{clock}”").format(
            n=number, clock=time_of_day(time(int(number)))
        ),
    )
