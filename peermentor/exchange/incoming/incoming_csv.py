"""A table of talks, as a spreadsheet program writes it: one talk a row, with any sign between the cells."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from msgspec.structs import replace

from peermentor.exchange.incoming.arrivals import (
    FIELDS,
    Arrival,
    ArrivingTalk,
    Person,
    Unfit,
    Wants,
    out_of_time,
    reads_text,
)
from peermentor.exchange.incoming.written_dates import OutOfTimeError, read_clock, read_written
from peermentor.exchange.outgoing.spreadsheet_cells import unguarded
from peermentor.language import _
from peermentor.practice.nouns.find import folded_text
from peermentor.practice.nouns.thresholds import LONGEST_NOTED

_NEEDED = ("date", "with")
_SIGNS = ",;\t|"
_SAID_SIGN = re.compile(r"(?i)sep=([,;\t|])")
_LONGEST_CELL = 1_000_000


class IncomingCsv:
    """Talks in a table."""

    suffixes = (".csv", ".tsv", ".txt")

    @reads_text
    def read(self, text: str, wants: Wants) -> Iterator[Arrival]:
        """Read every row below the names of the columns."""
        csv.field_size_limit(_LONGEST_CELL)
        first, told = _skip_sign(text)
        columns = wants.columns or {name: name for name in FIELDS}
        names, sign = _find_columns(text[first:], columns, told or _SIGNS)
        places = _places(names, columns)
        if lost := _lost(places, wants):
            why = _("there is no column {lost}; there are: {names}. Say which is which: --map {example}")
            example = ",".join(f"{field}=…" for field in _NEEDED)
            said = why.format(lost=", ".join(lost), names=", ".join(names), example=example)
            yield Unfit(line=1, why=said, broken=True)
            return
        if twice := [names[at] for at in places.values() if _count_column(names, names[at]) > 1]:
            why = _("there is more than one column “{name}”").format(name=twice[0])
            yield Unfit(line=1, why=why, broken=True)
            return
        yield from _rows(text, first, names, sign, places, wants)


def _skip_sign(text: str) -> tuple[int, str]:
    """Where the table begins, and the sign between cells where Excel says it in a line before ("sep=;")."""
    line, _end, _rest = text.partition("\n")
    found = _SAID_SIGN.fullmatch(line.rstrip("\r"))
    return (len(line) + 1, found[1]) if found else (0, "")


def _find_columns(text: str, columns: Mapping[str, str], signs: str) -> tuple[list[str], str]:
    """The cells of the first row, and the sign between cells: the one that finds most of the columns."""
    best: tuple[int, list[str], str] = (-1, [], ",")
    for sign in signs:
        try:
            names = next(csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True), [])
        except csv.Error:
            continue
        found = len(_places(names, columns)) * 100 + min(len(names), 99)
        best = max(best, (found, names, sign), key=lambda one: one[0])
    return best[1], best[2]


def _places(names: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    folded = [folded_text(name) for name in names]
    return {field: folded.index(c) for field, c in _folded(columns).items() if c in folded}


def _count_column(names: Sequence[str], name: str) -> int:
    return [folded_text(one) for one in names].count(folded_text(name))


def _folded(columns: Mapping[str, str]) -> dict[str, str]:
    return {field: folded_text(column) for field, column in columns.items()}


def _lost(places: Mapping[str, int], wants: Wants) -> list[str]:
    needed = [field for field in _NEEDED if field != "with" or wants.whose is None]
    asked = {*wants.columns, *needed}
    return [f"“{wants.columns.get(field, field)}”" for field in FIELDS if field in asked - places.keys()]


def _rows(
    text: str, first: int, names: Sequence[str], sign: str, places: Mapping[str, int], wants: Wants
) -> Iterator[Arrival]:
    width = len(names)
    others = [at for at, name in enumerate(names) if name.strip() and at not in places.values()]
    reader = csv.reader(StringIO(text[first:], newline=""), delimiter=sign, strict=True)
    seen: Counter[tuple[str, ...]] = Counter()
    before = text.count("\n", 0, first)
    line = 1 + before
    try:
        for number, cells in enumerate(reader):
            began, line = line, reader.line_num + 1 + before
            if any(cells[width:]):
                why = _("this row has {n} cells, and there are {most} columns").format(
                    n=len(cells), most=width
                )
                yield Unfit(line=began, why=why, broken=True)
            elif number and any(cell.strip() for cell in cells):
                there = {field: at for field, at in places.items() if at < len(cells)}
                said = {field: unguarded(cells[at].strip()).strip() for field, at in there.items()}
                unread = tuple(names[at].strip() for at in others if at < len(cells) and cells[at].strip())
                yield replace(_talk(began, said, wants, seen), unread=unread)
    except csv.Error as error:
        why = _("this is no row of a table: a quotation mark or a line end is missing, or can't be there")
        if "field limit" in str(error):
            why = _("a cell in it is longer than {n} letters").format(n=_LONGEST_CELL)
        yield Unfit(line=line, why=why, broken=True)


def _talk(line: int, said: Mapping[str, str], wants: Wants, seen: Counter[tuple[str, ...]]) -> Arrival:
    try:
        written = read_written(said.get("date", ""), month_first=wants.month_first)
        if said.get("time"):
            written = written._replace(clock=read_clock(said["time"]))
    except OutOfTimeError:
        return out_of_time(line)
    except ValueError:
        when = " ".join(filter(None, (said.get("date"), said.get("time"))))
        why = _("“{text}” is no day; write it like 2026-07-03, or 3.7.2026 16:00")
        return Unfit(line=line, why=why.format(text=when), broken=True)
    try:
        minutes = _minutes(said)
    except ValueError as error:
        return Unfit(line=line, why=str(error), broken=True)
    name = " ".join(said.get("with", "").split())
    key = (written.day.isoformat(), str(written.clock or ""), name)
    seen[key] += 1
    return ArrivingTalk(
        line=line,
        whom=(Person(name, loosely=True),) if name else (),
        source=f"csv:{' '.join(filter(None, key))} {seen[key]}",
        date=written.day,
        at=written.at,
        minutes=minutes,
        notes=said.get("notes", ""),
        gave=tuple(filter(None, (said.get("gave", ""),))),
        got=tuple(filter(None, (said.get("got", ""),))),
    )


def _minutes(said: Mapping[str, str]) -> int | None:
    """The length of a talk in whole minutes. Raises ValueError with the reason."""
    minutes, hours = said.get("minutes", ""), said.get("hours", "").replace(",", ".")
    if minutes:
        if not (re.fullmatch("[0-9]{1,9}", minutes) and int(minutes) <= LONGEST_NOTED):
            why = _("“{text}” is no number of minutes; a column of hours is mapped by hours=")
            raise ValueError(why.format(text=minutes))
        return int(minutes)
    if not hours:
        return None
    try:
        number = round(float(hours) * 60)
    except (ValueError, OverflowError):
        number = -1
    if not 0 <= number <= LONGEST_NOTED:
        raise ValueError(_("“{text}” is no number of hours").format(text=said["hours"]))
    return number


FORMAT = IncomingCsv()
