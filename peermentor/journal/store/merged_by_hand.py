"""A file whose lines were merged by hand: which of them are wrong, and all of them put right again.

What is left of a git conflict when the lines of both sides were kept: commas are missing, two records share a
number, a table is there twice. Every line is a whole record still, so nothing has to be guessed: records are
told apart by their uid, and the one kept later gets a number that is free.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from msgspec import json

from peermentor.journal.file.codec import BROKEN, Fields, Tables
from peermentor.journal.store.form import HISTORY, META, encode

_OPENS = re.compile(rb'\s*"(?P<name>[^"\\]+)":\s*\{\s*(?P<empty>\},?\s*)?')
_RECORD = re.compile(rb'\s*"(?P<number>\d{1,15})":\s*(?P<said>\{.*\})\s*(?P<comma>,?)\s*')
_CLOSES = re.compile(rb"\s*\}\s*(?P<comma>,?)\s*")


class _RecordLine(NamedTuple):
    at: int
    table: str
    number: int
    said: Fields


def wrong_lines(text: bytes) -> list[int]:
    """Name the lines, from 1, whose comma is missing or too much; none for a file of another layout."""
    if _lines(text) is None:
        return []
    told = [(at, line) for at, line in enumerate(text.split(b"\n"), 1) if line.strip()]
    wrong = []
    for (at, line), (_next, following) in pairwise(told):
        if line.rstrip().endswith(b"{"):
            continue
        is_last = following.lstrip().startswith(b"}")
        if line.rstrip().endswith(b",") == is_last:
            wrong.append(at)
    return wrong


def lines_of(text: bytes, table: str, number: int) -> list[int]:
    """Name the lines, from 1, on which a table has a record of this number."""
    return [line.at for line in _lines(text) or () if (line.table, line.number) == (table, number)]


def put_right(text: bytes) -> bytes | None:
    """Give the file with its commas and numbers put right; None where a line is not what it should be.

    Of one record said twice the version changed last stays; the file as it was is for the caller to keep.
    """
    lines = _lines(text)
    if lines is None:
        return None
    tables: Tables = {}
    moved: dict[tuple[str, str], int] = {}
    highest = _highest(lines)
    for line in _one_of_each(lines):
        table = tables.setdefault(line.table, {})
        number = line.number
        if line.table == META and "1" in table:
            table["1"] = _together(table["1"], line.said)
            continue
        if str(number) in table:
            number = highest[line.table] = highest[line.table] + 1
            moved[line.table, str(line.said.get("uid"))] = number
        table[str(number)] = line.said
    for step in tables.get(HISTORY, {}).values():
        _follow(step, moved)
    _count(tables, highest)
    return encode(tables)


def _lines(text: bytes) -> list[_RecordLine] | None:
    """Read every record where each is a line of its own; None for a file of another layout."""
    found, table = [], ""
    told = [(at, line) for at, line in enumerate(text.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1)]
    told = [(at, line) for at, line in told if line.strip()]
    if not told or told[0][1].strip() != b"{" or told[-1][1].strip() != b"}":
        return None
    for at, line in told[1:-1]:
        if table and (record := _RECORD.fullmatch(line)):
            try:
                found.append(
                    _RecordLine(at, table, int(record["number"]), json.decode(record["said"], type=Fields))
                )
            except BROKEN:
                return None
        elif opens := _OPENS.fullmatch(line):
            table = "" if opens["empty"] else opens["name"].decode(errors="replace")
        elif table and _CLOSES.fullmatch(line):
            table = ""
        else:
            return None
    return found


def _one_of_each(lines: list[_RecordLine]) -> Iterator[_RecordLine]:
    """Give each record once, as it was changed last, in the order they were kept."""
    latest: dict[tuple[str, str], _RecordLine] = {}
    for line in lines:
        uid = str(line.said.get("uid") or line.at)  # one without is a record of its own
        known = latest.get((line.table, uid))
        if known is None or _changed(known) <= _changed(line):
            latest[line.table, uid] = line
    return iter(sorted(latest.values(), key=lambda line: (line.number, _kept(line), line.at)))


def _changed(line: _RecordLine) -> str:
    return str(line.said.get("updated", ""))


def _kept(line: _RecordLine) -> str:
    return str(line.said.get("uid", ""))


def _highest(lines: list[_RecordLine]) -> dict[str, int]:
    highest: dict[str, int] = {}
    for line in lines:
        highest[line.table] = max(highest.get(line.table, 0), line.number)
        counters = line.said.get("counters") if line.table == META else None
        for name, number in counters.items() if isinstance(counters, dict) else ():
            highest[name] = max(highest.get(name, 0), number if isinstance(number, int) else 0)
    return highest


def _together(one: Fields, other: Fields) -> Fields:
    last = max(str(said.get("last_uid", "")) for said in (one, other))
    return other | one | {"last_uid": last}


def _follow(step: Fields, moved: dict[tuple[str, str], int]) -> None:
    """Have a step of the history speak of a record by its new number."""
    for touch in step.get("touches", ()):
        if isinstance(touch, dict) and (
            number := moved.get((str(touch.get("table")), str(touch.get("uid"))))
        ):
            touch["number"] = number


def _count(tables: Tables, highest: dict[str, int]) -> None:
    about = tables.get(META, {}).get("1")
    if about is not None and isinstance(about.get("counters"), dict):
        about["counters"] |= {name: number for name, number in highest.items() if name != META}
