"""Changes a record tells of put right: pauses and ends, earlier rhythms, and days a promise was moved to.

Each goes on from the one before it, and the last of them is what the record itself says now.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, TypeVar

from msgspec.structs import replace

from peermentor import dates
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.nouns.records import DueMove, Mentor, Promise, RhythmFrom, StageChange

Corrected = Mapping[str, Any]
T = TypeVar("T")


def stages_put_right(mentor: Mentor, changes: Corrected) -> dict[str, Any]:
    """Complete a change of the stages, of the day a pause lasts until, or of the end, by what goes with it.

    Raises CommandLine for stages that would not come one after the other, and for the last day of what is no
    pause or of a pause that would end before it began.
    """
    stages: tuple[StageChange, ...] = changes.get("stages", mentor.stages)
    if not stages:
        return {}
    last = stages[-1]
    if "until" in changes and mentor.stage == "paused":
        last = replace(last, until=changes["until"])
        stages = (*stages[:-1], last)
    if stages == mentor.stages:
        return {}
    _must_follow(stages, mentor.stages, "stages.{n}.date", lambda one: one.date)
    for n, (one, was) in enumerate(zip(stages, mentor.stages, strict=True), start=1):
        if one.until and (one.until, one.date) != (was.until, was.date):
            _must_be_a_pause(n, one)
    told: dict[str, Any] = {"stages": stages}
    if mentor.stage == "paused":
        told["until"] = last.until
    closing = changes.get("closing", mentor.closing)
    if closing and last.stage == mentor.stage and mentor.stages[-1].date == closing.date:
        told["closing"] = replace(closing, date=last.date)
    return told


def rhythms_put_right(mentor: Mentor, changes: Corrected) -> dict[str, Any]:
    """Complete a change of earlier rhythms: the last is the one that holds. Raises CommandLine as above."""
    rhythms: tuple[RhythmFrom, ...] = changes.get("rhythms", ())
    if not rhythms:
        return {}
    _must_follow(rhythms, mentor.rhythms, "rhythms.{n}.since", lambda one: one.since)
    return {} if "every" in changes else {"every": rhythms[-1].every}


def moves_put_right(promise: Promise, changes: Corrected) -> dict[str, Any]:
    """Complete a change of the days a promise was moved to: each begins where the one before it ended.

    The last is the day it is due, whichever of the two was given.
    """
    moves: tuple[DueMove, ...] = changes.get("moved", promise.moved)
    if moves and changes.get("due"):
        moves = (*moves[:-1], replace(moves[-1], to=changes["due"]))
    if moves == promise.moved:
        return {}
    told = list(moves)
    for n, was in enumerate(promise.moved):
        if n and told[n].was != was.was:
            told[n - 1] = replace(told[n - 1], to=told[n].was)
        if n + 1 < len(told) and told[n].to != was.to:
            told[n + 1] = replace(told[n + 1], was=told[n].to)
    if told[-1].to == promise.moved[-1].to or "due" in changes:
        return {"moved": tuple(told)}
    return {"moved": tuple(told), "due": told[-1].to, "due_at": None}


def _must_follow(now: Sequence[T], before: Sequence[T], name: str, day: Callable[[T], date]) -> None:
    """Raise CommandLine where a day that was changed would come before the one it follows."""
    for n, (first, second) in enumerate(pairwise(now), start=1):
        if day(second) < day(first) and (first, second) != (before[n - 1], before[n]):
            raise CommandLine(
                _("“{field}” ({day}) would come before “{other}” ({first}).").format(
                    field=name.format(n=n + 1),
                    day=dates.say(day(second)),
                    other=name.format(n=n),
                    first=dates.say(day(first)),
                ),
                _("Put both right in one line: {later}=… {earlier}=…").format(
                    later=name.format(n=n + 1), earlier=name.format(n=n)
                ),
            )


def _must_be_a_pause(number: int, change: StageChange) -> None:
    if change.stage != "paused":
        raise CommandLine(
            _("Change {n} is no pause, so it has no day until which it lasts.").format(n=number),
            _("Count the changes of stage from 1, the oldest first; `timeline` shows each."),
        )
    if change.until and change.until <= change.date:
        raise CommandLine(
            _("A pause that began on {first} can't end on {day}.").format(
                first=dates.say(change.date), day=dates.say(change.until)
            ),
            _("Give a later day."),
        )
