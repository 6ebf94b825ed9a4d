"""A journal of jrnl (jrnl.sh), as its text file or as `jrnl --format json`; tags name the peers."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from peermentor.exchange.incoming.arrivals import (
    Arrival,
    ArrivingTalk,
    Person,
    Unfit,
    Wants,
    out_of_time,
    reads_text,
)
from peermentor.exchange.incoming.numbered_json import line_of, number_lines, say_broken
from peermentor.exchange.incoming.written_dates import OutOfTimeError, read_clock, read_written
from peermentor.journal.file.codec import BROKEN
from peermentor.language import _

_TAG = re.compile(r"(?<!\S)@([\w-]+)")
# Before version 2 there were no brackets. Both need a time; other text in brackets begins no entry.
_BEGINS = re.compile(r"\[([^\]\n]{8,30})\](?: |$)|(\d{4}-\d{2}-\d{2} \d{1,2}:\d{2}(?::\d{2})?(?: [AP]M)?) ")

_LIKE_A_DAY = re.compile(r"\[\d{4}-\d\d-\d\d \d\d?:\d\d[^\]\n]{0,6}\]")


class _Entry(Struct):
    title: str
    date: str
    time: str = ""
    body: str = ""
    tags: list[str] = []


class _Whole(Struct):
    entries: list[msgspec.Raw]


class IncomingJrnl:
    """Entries of a journal, each a talk with the peers that it tags."""

    suffixes = (".txt", ".jrnl", ".json")

    @reads_text
    def read(self, text: str, wants: Wants) -> Iterator[Arrival]:
        """Read every entry."""
        if text.lstrip().startswith("{"):
            yield from _read_json(text)
        else:
            yield from _read_text(text, wants)


def _read_json(text: str) -> Iterator[Arrival]:
    whole = text.encode()
    try:
        entries = msgspec.json.decode(whole, type=_Whole).entries
    except BROKEN as error:
        yield Unfit(
            line=line_of(whole, error),
            why=_("this is no journal of jrnl: {why}").format(why=say_broken(error)),
            broken=True,
        )
        return
    for line, raw in number_lines(whole, entries):
        try:
            entry = msgspec.json.decode(raw, type=_Entry)
            there = msgspec.json.decode(raw, type=dict[str, Any])
        except BROKEN as error:
            why = _("this is no entry of jrnl: {why}").format(why=say_broken(error))
            yield Unfit(line=line, why=why, broken=True)
            continue
        try:
            day = read_written(entry.date).day
            clock = read_clock(entry.time) if entry.time else None
        except OutOfTimeError:
            yield out_of_time(line)
            continue
        except ValueError:
            why = _("“{text}” is no day").format(text=f"{entry.date} {entry.time}".strip())
            yield Unfit(line=line, why=why, broken=True)
            continue
        when = datetime.combine(day, clock) if clock else None
        talk = _talk(line, day, when, _joined(entry), [tag.lstrip("@") for tag in entry.tags])
        unread = (name for name, said in there.items() if said and name not in _Entry.__struct_fields__)
        yield replace(talk, unread=tuple(unread))


def _joined(entry: _Entry) -> str:
    # The title of jrnl ends with the first sentence; the body may go on in the same line.
    cut = "" if not entry.body or entry.body.startswith("\n") else "\n"
    return f"{entry.title}{cut}{entry.body}".strip()


def _read_text(text: str, wants: Wants) -> Iterator[Arrival]:
    began = 0
    when: datetime | None = None
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _beginning(line, wants):
            yield from _entry(began, when, lines)
            began, (when, rest) = number, found
            lines = [rest]
        elif began:
            lines.append(line)
        elif line.strip():
            yield Unfit(line=number, why=_("this is no journal of jrnl: no day begins it"), broken=True)
            return
        if not found and _LIKE_A_DAY.match(line):
            yield _no_day(number, line, wants)
    if not began:
        yield Unfit(line=1, why=_("this is no journal of jrnl: no day begins it"), broken=True)
    yield from _entry(began, when, lines)


def _no_day(number: int, line: str, wants: Wants) -> Unfit:
    try:
        read_written(line[1 : line.index("]")], month_first=wants.month_first)
    except OutOfTimeError:
        return out_of_time(number)
    except ValueError:
        pass
    return Unfit(line=number, why=_("this line has no day"), broken=True)


def _beginning(line: str, wants: Wants) -> tuple[datetime, str] | None:
    found = _BEGINS.match(line)
    if not found:
        return None
    try:
        written = read_written(found[1] or found[2], month_first=wants.month_first)
    except ValueError:
        return None
    if written.clock is None:
        return None
    return datetime.combine(written.day, written.clock), line[found.end() :]


def _entry(line: int, when: datetime | None, lines: Sequence[str]) -> Iterator[Arrival]:
    if when is None:
        return
    first, *rest = lines
    starred = first.rstrip()
    title = starred[:-1].rstrip() if starred.endswith(" *") else starred.removeprefix("* ")
    text = "\n".join([title, *rest]).strip()
    talk = _talk(line, when.date(), when, text, _TAG.findall(text))
    yield talk if title == starred else replace(talk, unread=("starred",))


def _talk(line: int, day: date, when: datetime | None, text: str, tags: Sequence[str]) -> ArrivingTalk:
    title = text.partition("\n")[0][:80]
    return ArrivingTalk(
        line=line,
        whom=tuple(Person(tag, loosely=True) for tag in dict.fromkeys(tags)),
        source=f"jrnl:{when or day} {title}",
        date=day,
        at=when.astimezone() if when else None,
        notes=text,
    )


FORMAT = IncomingJrnl()
