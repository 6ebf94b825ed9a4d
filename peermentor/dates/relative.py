"""Days that are counted from today: tomorrow, friday, next week, 3 hari lagi, akhir bulan."""

from datetime import date, timedelta

from peermentor.dates.meaning import Asked
from peermentor.dates.words import NAMED_DAYS, WEEKDAYS, WHOLES, counted, turned
from peermentor.language import _

_SIGNS = {"+": 1, "-": -1}


def relative_day(words: list[str], asked: Asked) -> date | None:
    """The day these words count from today; None when they do not count."""
    for rule in (_named, _counted, _weekday, _turned_unit, _end):
        day = rule(words, asked)
        if day is not None:
            return day
    return None


def _named(words: list[str], asked: Asked) -> date | None:
    days = NAMED_DAYS.get(" ".join(words))
    return None if days is None else _shifted(asked, days, "days")


def _counted(words: list[str], asked: Asked) -> date | None:
    """In 3 days, 3 hari lalu; a bare count goes the way the phrase looks, a signed one its own."""
    match words:
        case ["in" | "dalam", count, unit] | ["dalam", count, unit, "lagi"]:
            step = 1
        case [count, unit, "lagi"] | [count, unit, "from", "now" | "today"]:
            step = 1
        case [count, unit, "ago" | "lalu"]:
            step = -1
        case [count, unit]:
            step = _SIGNS.get(count[0], asked.step)
            count = count[1:] if count[0] in _SIGNS else count
        case _:
            return None
    if not (amount := counted(count, unit)):
        return None
    return _shifted(asked, step * amount[0], amount[1])


def _weekday(words: list[str], asked: Asked) -> date | None:
    """Friday, hari Jumat, next friday, Jumat depan, friday next week, Jumat minggu depan."""
    said_hari = words[0] == "hari"
    match words[1:] if said_hari else words:
        case [name] if name in WEEKDAYS:
            return _nearest_weekday(WEEKDAYS[name], asked)
        case [name, *rest] if name in WEEKDAYS and (turn := _turn_of("weeks", rest)) is not None:
            return _in_week(turn, WEEKDAYS[name], asked)
        case rest if turn_of := turned(rest):
            [*names], turn = turn_of
            # "minggu depan" is next week; only "hari Minggu depan" is its Sunday.
            if len(names) == 1 and names[0] in WEEKDAYS and (said_hari or names[0] != "minggu"):
                return _in_week(turn, WEEKDAYS[names[0]], asked)
    return None


def _turned_unit(words: list[str], asked: Asked) -> date | None:
    """Next week, minggu lalu, bulan depan: the same day, one unit on or back."""
    for unit in ("weeks", "months", "years"):
        turn = _turn_of(unit, words)
        if turn == 0:
            raise asked.refusal("unclear", _("it has many days: name one, or say its end"))
        if turn is not None:
            return _shifted(asked, turn, unit)
    return None


def _end(words: list[str], asked: Asked) -> date | None:
    """End of month, akhir bulan depan, end of week: the last day, looking neither ahead nor back."""
    match words:
        case ["end", "of", "the", *rest] | ["end", "of", *rest] | ["akhir", *rest]:
            pass
        case _:
            return None
    if len(rest) == 1:
        rest = ["this", *rest]
    for unit in ("weeks", "months", "years"):
        turn = _turn_of(unit, rest)
        if turn is not None:
            return _end_of(unit, turn, asked)
    return None


def _end_of(unit: str, turn: int, asked: Asked) -> date:
    if unit == "weeks":
        return _in_week(turn, 6, asked)
    there = _shifted(asked, turn, unit)
    if unit == "years":
        return there.replace(month=12, day=31)
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - only months need it

    return there + relativedelta(day=31)


def _turn_of(unit: str, words: list[str]) -> int | None:
    """+1, 0 or -1 when the words are next, this or last and this unit."""
    turn_of = turned(words)
    if turn_of is None:
        return None
    rest, turn = turn_of
    return turn if len(rest) == 1 and WHOLES.get(rest[0]) == unit else None


def _nearest_weekday(weekday: int, asked: Asked) -> date:
    """Today itself is not counted: on a Friday, "friday" is a week away."""
    away = (weekday - asked.today.weekday()) * asked.step % 7 or 7
    return _shifted(asked, away * asked.step, "days")


def _in_week(turn: int, weekday: int, asked: Asked) -> date:
    """A day of the Monday-based week that is so many weeks from this one."""
    return _shifted(asked, turn * 7 + weekday - asked.today.weekday(), "days")


def _shifted(asked: Asked, number: int, unit: str) -> date:
    """Today, so many days, weeks, months or years on; clipped to the end of a shorter month."""
    try:
        if unit in ("days", "weeks"):
            return asked.today + timedelta(**{unit: number})
        from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - only months and years need it

        months = number * 12 if unit == "years" else number
        return asked.today + relativedelta(months=months)
    except (OverflowError, ValueError):
        raise asked.too_far() from None
