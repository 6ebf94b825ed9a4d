"""Tasks from `task export` of Taskwarrior, as promises of the person.

A project ("mentoring.maya") or a tag names the peer; any other task needs --with.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import Raw, Struct

from peermentor.exchange.incoming.arrivals import (
    Arrival,
    ArrivingPromise,
    Person,
    Unfit,
    Wants,
    out_of_time,
    reads_text,
)
from peermentor.exchange.incoming.numbered_json import line_of, number_lines, say_broken
from peermentor.journal.file.codec import BROKEN
from peermentor.language import _
from peermentor.practice.nouns.records import PromiseState
from peermentor.practice.nouns.unseen import says_nothing

_STATES: dict[str, PromiseState] = {
    "pending": "open",
    "waiting": "open",
    "completed": "kept",
    "deleted": "dropped",
}


class _Task(Struct):
    uuid: str
    description: str
    status: str
    entry: str
    due: str = ""
    end: str = ""
    project: str = ""
    recur: str = ""
    tags: list[str] = []


# Fields that Taskwarrior computes itself.
_WORKED_OUT = {"id", "modified", "urgency", "mask", "imask", "parent"}


class IncomingTaskwarrior:
    """Tasks, as promises."""

    suffixes = (".json",)

    @reads_text
    def read(self, text: str, wants: Wants) -> Iterator[Arrival]:
        """Read every task."""
        if text.lstrip().startswith("{"):  # rc.json.array=off: a task a line
            for number, line in enumerate(text.split("\n"), start=1):
                if said := line.strip().rstrip(","):
                    yield _read_task(number, Raw(said.encode()), wants)
            return
        whole = text.encode()
        try:
            tasks = msgspec.json.decode(whole, type=list[Raw])
        except BROKEN as error:
            why = _("this is not what `task export` writes, or half of it")
            yield Unfit(line=line_of(whole, error), why=why, broken=True)
            return
        for line_number, raw in number_lines(whole, tasks):
            yield _read_task(line_number, raw, wants)


def _read_task(line: int, raw: Raw, wants: Wants) -> Arrival:
    try:
        task = msgspec.json.decode(raw, type=_Task)
        there = msgspec.json.decode(raw, type=dict[str, Any])
    except BROKEN as error:
        why = _("this is no task: {why}").format(why=say_broken(error))
        return Unfit(line=line, why=why, broken=True)
    days: list[datetime | None] = []
    for said in (task.entry, task.due, task.end):
        try:
            days.append(_local(said))
        except OverflowError:
            return out_of_time(line)
        except ValueError:
            return Unfit(line=line, why=_("“{text}” is no day").format(text=said), broken=True)
    made, due, ended = days
    if says_nothing(task.description):
        return Unfit(line=line, why=_("this task says nothing"), broken=True)
    if task.recur and task.status == "recurring":
        return Unfit(line=line, why=_("a task that comes again and again is no promise"))
    state = _STATES.get(task.status)
    if state is None or made is None:
        why = _("“{field}” can't be “{value}”.").removesuffix(".")
        field, value = ("status", task.status) if state is None else ("entry", task.entry)
        return Unfit(line=line, why=why.format(field=field, value=value), broken=True)
    if state == "kept" and due and ended and ended.date() > due.date():
        state = "late"
    return ArrivingPromise(
        line=line,
        unread=tuple(name for name in there if name not in {*_Task.__struct_fields__, *_WORKED_OUT}),
        whom=tuple(Person(word, loosely=True) for word in _words(task)),
        source=f"taskwarrior:{task.uuid}",
        text=task.description,
        made=made.date(),
        due=due.date() if due else None,
        due_at=due,
        state=state,
        ended=(ended.date() if ended else wants.now.date()) if state != "open" else None,
    )


def _words(task: _Task) -> list[str]:
    return list(dict.fromkeys([*filter(None, task.project.split(".")), *task.tags]))


def _local(said: str) -> datetime | None:
    if not said:
        return None
    return datetime.strptime(said, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone()


FORMAT = IncomingTaskwarrior()
