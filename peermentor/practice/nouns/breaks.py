"""Breaks: times away, told by the person, in which no meeting is expected; and the holidays they often are.

A holiday is only offered by its name: the program never decides that somebody is away.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.to_type import to_type

Break = tuple[date, date]  # its first day and its last
Breaks = tuple[Break, ...]
NAMES = {
    "year-end": "year-end", "akhir-tahun": "year-end", "akhir tahun": "year-end",
    "idulfitri": "idulfitri", "lebaran": "idulfitri", "eid": "idulfitri",
}  # fmt: skip
LONGEST = 100  # days; a longer time away is a pause with each peer
# The first day of Idulfitri (1 Syawal) as Indonesia's calendars have it; from 2027 on as it is calculated.
IDULFITRI = (
    date(2020, 5, 24), date(2021, 5, 13), date(2022, 5, 2), date(2023, 4, 22), date(2024, 4, 10),
    date(2025, 3, 31), date(2026, 3, 21), date(2027, 3, 10), date(2028, 2, 27), date(2029, 2, 15),
    date(2030, 2, 5), date(2031, 1, 25), date(2032, 1, 14), date(2033, 1, 3), date(2033, 12, 23),
    date(2034, 12, 12), date(2035, 12, 2),
)  # fmt: skip


def parse_breaks(text: str, today: date | None = None) -> Breaks:
    """Read times away, oldest first: "2026-12-24..2027-01-02, idulfitri".

    A holiday's name means its next time from `today` on. Without `today`, as in the settings file, only days
    written in full are read. Raises CommandLine for a piece that can't be read, ends before it begins,
    overlaps another, or is longer than 100 days.
    """
    found = sorted(_parse_one(piece.strip(), today) for piece in text.split(",") if piece.strip())
    for (first, last), (after, _end) in pairwise(found):
        if after <= last:
            raise _unread(f"{first}..{last}, {after}", _("these two overlap"))
    return tuple(found)


def format_breaks(breaks: Iterable[Break]) -> str:
    """Write times away as the settings file keeps them."""
    return ", ".join(f"{first.isoformat()}..{last.isoformat()}" for first, last in breaks)


def upcoming_holidays(today: date) -> dict[str, Break]:
    """Find the next end of the year and the next Idulfitri, by name; after 2035 there is no Idulfitri."""
    found: dict[str, Break] = {}
    for name in ("year-end", "idulfitri"):
        if ahead := [one for one in _holidays(name, today.year, today.year + 1) if one[1] >= today]:
            found[name] = ahead[0]
    return found


def holidays_without_break(since: date, until: date, breaks: Breaks, *, idulfitri: bool) -> tuple[str, ...]:
    """List, by name, the holidays from `since` to `until` for which the person told of no break."""
    names = ("year-end", "idulfitri") if idulfitri else ("year-end",)
    return tuple(
        name
        for name in names
        if any(
            since <= first and last <= until and not any(a <= last and first <= b for a, b in breaks)
            for first, last in _holidays(name, since.year - 1, until.year)
        )
    )


def say_missing_break(name: str) -> str:
    """Say that these days hold a holiday without a break, and the command that notes one."""
    if name == "year-end":
        text = _("This time holds the year's end, and no break is noted for it. If you were away: {command}")
    else:
        text = _("This time holds Idulfitri, and no break is noted for it. If you were away: {command}")
    return text.format(command=to_type("config", "breaks"))


def _holidays(name: str, first_year: int, last_year: int) -> list[Break]:
    if name == "year-end":
        return [(date(y, 12, 24), date(y + 1, 1, 1)) for y in range(first_year, last_year + 1)]
    days = [day for day in IDULFITRI if first_year <= day.year <= last_year + 1]
    return [(day - timedelta(days=3), day + timedelta(days=4)) for day in days]


def _parse_one(piece: str, today: date | None) -> Break:
    name = NAMES.get(piece.casefold())
    if name and today:
        known = upcoming_holidays(today).get(name)
        if known is None:
            raise _unread(piece, _("its day is not known yet"))
        return known
    first, dots, last = (part.strip() for part in piece.partition(".."))
    begin = _day(first, piece, today)
    end = _day(last, piece, today) if dots else begin
    if end < begin:
        raise _unread(piece, _("it would end before it begins"))
    if (end - begin).days >= LONGEST:
        raise _unread(piece, _("that is longer than {n} days: pause with each peer").format(n=LONGEST))
    return begin, end


def _day(text: str, piece: str, today: date | None) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    from peermentor import dates  # noqa: PLC0415 - every start reads the settings, few have days in words

    try:
        if today:
            return dates.parse_day(text, today, "future")
    except dates.UnknownDate as unknown:
        raise _unread(piece, unknown.why) from None
    raise _unread(piece, _("days are written like 2026-12-24"))


def _unread(piece: str, why: str) -> CommandLine:
    return CommandLine(
        _("I can't read “{piece}” as a time away: {why}.").format(piece=piece, why=why),
        _("Write it like 2026-12-24..2027-01-02, or year-end, idulfitri; several with a comma between."),
    )
