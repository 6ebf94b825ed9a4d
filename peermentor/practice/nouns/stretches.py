"""The stretches of a relationship: spans of days in which it was active, paused, closed, or on a break.

Everything that counts days between two people counts them here: the meetings a rhythm asks for, how late a
promise is, when the next review is due. So nobody is blamed for days at rest. A stretch includes its first
day and not its last: the day on which one ends is the first day of the next.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from peermentor.practice.nouns import rhythm
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import OVER, Mentor, Session, Stage

if TYPE_CHECKING:
    from fractions import Fraction

StretchKind = Literal["active", "paused", "closed", "break", "candidate", "winding-up"]
Days = tuple[date, date]  # the first day, and the day after the last
_AT_REST: tuple[Stage, ...] = ("paused", *OVER)
_BEGINS: tuple[Stage, ...] = ("active", "declined")  # what a candidate becomes
_DAY = timedelta(days=1)


class Stretch(Struct, frozen=True):
    """The days from `since` up to `until`, without that day, and the rhythm of that time (`every`)."""

    kind: StretchKind
    since: date
    until: date
    every: str = ""


def stretches(
    mentor: Mentor, talks: Sequence[date], until: date, breaks: Iterable[Days] = ()
) -> tuple[Stretch, ...]:
    """Divide the time between two people, from their first day up to `until`, into stretches without gaps.

    `talks` are the days of the talks held, oldest first; a talk ends a pause. `breaks` include their last
    day, as people say them. `every` is "" where no rhythm held.
    """
    stages = _stages(mentor, talks)
    rhythms = _rhythms(mentor)
    away = [(first, last + _DAY) for first, last in breaks]
    cuts = (
        {day for day, _stage in stages}
        | {day for day, _every in rhythms}
        | {d for pair in away for d in pair}
    )
    begun = stages[0][0]
    days = [begun, *sorted(day for day in cuts if begun < day < until), max(until, begun)]
    found = [_stretch(since, end, stages, rhythms, away) for since, end in pairwise(days) if since < end]
    return tuple(_joined(found))


def stretches_of(
    records: Records, mentor: Mentor, until: date, breaks: Iterable[Days] = ()
) -> tuple[Stretch, ...]:
    """Divide the time of a relationship into stretches, with the talks that its journal has."""
    return stretches(mentor, held_days(records, mentor), until, breaks)


def held_days(records: Records, mentor: Mentor) -> list[date]:
    """List the days of the talks held, oldest first."""
    return sorted(s.date for s in records.of_mentor(Session, mentor) if s.held)


def intervals(known: Iterable[Stretch], since: date, until: date, unsaid: str = "") -> "Fraction":
    """Count the intervals of the rhythm these days hold: each active stretch by the rhythm of its own time.

    A month is 30 days. A stretch without a rhythm counts by the rhythm `unsaid`; with none at all it counts
    0.
    """
    from fractions import Fraction  # noqa: PLC0415 - 0.8 ms, and most commands count no intervals

    return sum(
        (
            Fraction(days, rhythm.in_days(every))
            for one, days in _inside(known, since, until)
            if (every := one.every or unsaid)
        ),
        Fraction(0),
    )


def counted_days(known: Iterable[Stretch], since: date, until: date) -> int:
    """Count the days from `since` up to `until` that lie in an active stretch, with or without a rhythm."""
    return sum(days for _one, days in _inside(known, since, until))


def is_active_day(known: Iterable[Stretch], day: date) -> bool:
    """Tell whether a day lies in an active stretch."""
    return any(one.kind == "active" and one.since <= day < one.until for one in known)


def has_rhythm(known: Iterable[Stretch], since: date, until: date) -> bool:
    """Tell whether a rhythm held on any active day from `since` up to `until`."""
    return any(one.every for one, _days in _inside(known, since, until))


def rests(mentor: Mentor, talks: Sequence[date], today: date) -> tuple[Days, ...]:
    """List each pause and each closed time, up to today, or up to the day a pause lasts until."""
    if not _has_rested(mentor):
        return ()
    found: list[Days] = []
    stages = _stages(mentor, talks)
    for (since, stage), (end, _next) in pairwise([*stages, (max(today, stages[-1][0]), "")]):
        if stage in _AT_REST and since < end:
            if found and found[-1][1] == since:
                found[-1] = (found[-1][0], end)
            else:
                found.append((since, end))
    return tuple(found)


def rests_of(records: Records, mentor: Mentor | None, today: date) -> tuple[Days, ...]:
    """List the rests of a relationship; its talks are read only where it ever rested."""
    if mentor is None or not _has_rested(mentor):
        return ()
    return rests(mentor, held_days(records, mentor), today)


def rests_with(records: Records, mentor_uid: str, today: date) -> tuple[Days, ...]:
    """List the rests of the relationship with the peer of this uid; "" has none."""
    return rests_of(records, records.get(Mentor, mentor_uid), today)


def _has_rested(mentor: Mentor) -> bool:
    return bool(mentor.stages) or mentor.stage in _AT_REST


def move_by_rests(day: date, begun: date, at_rest: Iterable[Days]) -> date:
    """Move a day, agreed on the day `begun`, later by the days at rest between the two.

    A pause of 10 days after `begun` moves a promise due on 1 May to 11 May.
    """
    for since, end in at_rest:
        first = max(since, begun)
        if first <= day and first < end:
            day += end - first
    return day


def expected_meetings(known: Iterable[Stretch], sessions: Iterable[Session], since: date, until: date) -> int:
    """Count the meetings the rhythm asked for from `since` to `until`: its whole intervals.

    A meeting that both called off on an active day takes one away (PRACTICE.md, "Time that counts").
    """
    known = tuple(known)
    off = sum(
        s.cancelled == "both" and since <= s.date <= until and is_active_day(known, s.date) for s in sessions
    )
    return max(int(intervals(known, since, until)) - off, 0)


def awake_days(since: date, until: date, at_rest: Iterable[Days]) -> int:
    """Count the days between two days, without those at rest; 0 where `until` comes before `since`."""
    rested = sum(max((min(end, until) - max(first, since)).days, 0) for first, end in at_rest)
    return max((until - since).days - rested, 0)


def days_until(records: Records, mentor_uid: str, day: date, today: date) -> int:
    """Count the days to a day; once it has passed, the days since, without those at rest, negative."""
    if day >= today:
        return (day - today).days
    return -awake_days(day, today, rests_with(records, mentor_uid, today))


def go_back(day: date, count: int, at_rest: Sequence[Days]) -> date:
    """Find the day that is `count` days earlier, without counting days at rest."""
    for first, end in sorted(at_rest, reverse=True):
        if end > day or end <= day - timedelta(days=count):
            if first < day < end:  # the rest lasts still: begin counting on its first day
                day = first
            continue
        count -= (day - end).days
        day = first
    return day - timedelta(days=count)


def stage_on(mentor: Mentor, talks: Sequence[date], day: date) -> Stage:
    """Tell the stage of a relationship on a day; a pause ends on the day it lasts until, or with a talk."""
    if mentor.stage != "paused":
        return mentor.stage
    stages = _stages(mentor, talks)
    # A clock that was set back may show a day before the first.
    return next((stage for since, stage in reversed(stages) if since <= day), stages[0][1])


def reopened(mentor: Mentor) -> date | None:
    """Find the day it was last opened again after an end, or None."""
    found = None
    for before, after in pairwise(mentor.stages):
        if before.stage in OVER and after.stage not in OVER:
            found = after.date
    return found


def _stages(mentor: Mentor, talks: Sequence[date]) -> list[tuple[date, Stage]]:
    """Each stage with the day it began, oldest first; the first from the day they met or were added."""
    begun = min([mentor.since, *talks[:1]])
    found: list[tuple[date, Stage]] = [(begun, _first_stage(mentor))]
    changes = list(mentor.stages)
    for place, change in enumerate(changes):
        found.append((max(change.date, found[-1][0]), change.stage))
        if change.stage == "paused":
            last = place + 1 == len(changes)
            until = change.until or (mentor.until if last and mentor.stage == "paused" else None)
            limit = None if last else changes[place + 1].date
            end = _pause_ends(found[-1][0], until, limit, talks)
            if end is not None:
                found.append((end, "active"))
    if mentor.closing and mentor.is_over and found[-1][1] not in OVER:
        found.append((max(mentor.closing.date, found[-1][0]), mentor.stage))
    return found


def _first_stage(mentor: Mentor) -> Stage:
    if not mentor.stages:
        return "active" if mentor.is_over else mentor.stage
    return "candidate" if mentor.stages[0].stage in _BEGINS else "active"


def _pause_ends(since: date, until: date | None, limit: date | None, talks: Sequence[date]) -> date | None:
    """The day a pause ends by itself; None where a change of the stage ends it first, or where it goes on."""
    ends = [day for day in talks if day > since][:1] + ([until] if until and until > since else [])
    end = min(ends, default=None)
    return end if end is not None and (limit is None or end < limit) else None


def _rhythms(mentor: Mentor) -> list[tuple[date, str]]:
    """Each rhythm with the day it began to hold; where no change is kept, today's rhythm always held."""
    if not mentor.rhythms:
        return [(date.min, mentor.every)]
    found = sorted((said.since, said.every) for said in mentor.rhythms)
    # An editor, or an undone step of an older version, can change `every` without changing `rhythms`.
    return [*found[:-1], (found[-1][0], mentor.every)]


def _stretch(
    since: date,
    until: date,
    stages: Sequence[tuple[date, Stage]],
    rhythms: Sequence[tuple[date, str]],
    away: Iterable[Days],
) -> Stretch:
    stage = next(stage for day, stage in reversed(stages) if day <= since)
    if stage in OVER:
        return Stretch("closed", since, until)
    if stage == "active":
        if any(first <= since < end for first, end in away):
            return Stretch("break", since, until)
        every = next((every for day, every in reversed(rhythms) if day <= since), "")
        return Stretch("active", since, until, every)
    return Stretch(stage, since, until)  # type: ignore[arg-type]  # what is left of the stages is a kind


def _joined(found: Iterable[Stretch]) -> Iterator[Stretch]:
    """Stretches next to each other, of the same kind and rhythm, as one."""
    last: Stretch | None = None
    for one in found:
        if last and (last.kind, last.every) == (one.kind, one.every):
            last = Stretch(last.kind, last.since, one.until, last.every)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _inside(known: Iterable[Stretch], since: date, until: date) -> Iterator[tuple[Stretch, int]]:
    """Each active stretch with how many of its days lie between two days."""
    for one in known:
        days = (min(one.until, until) - max(one.since, since)).days
        if one.kind == "active" and days > 0:
            yield one, days
