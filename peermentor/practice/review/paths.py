"""How far each goal came in the window of a review, compared with what was expected.

Goal Attainment Scaling compares with what was expected, too (Turner-Stokes 2009); the numbers are ours.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from peermentor.practice.growth import goals
from peermentor.practice.nouns import stretches
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Checkin, Goal, Mentor
from peermentor.practice.nouns.stretches import Days
from peermentor.practice.review.window import Span

OLD_ENOUGH = 21  # days: a goal counts once a check-in lies this long after its start
FIRST_DAYS = 7  # days: a first check-in this soon after the start is where the goal began
USUAL_RATE = Fraction(10, 60)  # percent points a day, on days without a target
CORRECTED = Fraction(1, 2)  # at least the pace of a goal whose percent was lowered with a note

Counts = Literal["yes", "reached", "ready", "silent", "young"]


class GoalPath(Struct, frozen=True):
    """One goal over the window: whether it `counts`, its pace from 0 to 1, and the entries behind it.

    `ready`: at 100 percent before the window, and still open; `silent`: no check-in in the window; `young`:
    no check-in 21 days after its start. `start` and `end` are percents. `rose`: its last check-in moved it
    up.
    """

    goal: Goal
    counts: Counts
    start: int
    end: int
    pace: Fraction
    rose: bool
    refs: tuple[str, ...]


def goal_paths(records: Records, mentor: Mentor, span: Span, at_rest: Sequence[Days]) -> tuple[GoalPath, ...]:
    """List the goals with a peer, mine and those of both, that are open at its end or were reached in it."""
    found = []
    for goal in records.of_mentor(Goal, mentor):
        if goal.owner != "them" and goal.start <= span.until and _is_there(goal, span):
            line = goals.checkins_in_order(goal, records.where(Checkin, goal=goal.uid))
            found.append(_path(goal, [c for c in line if c.date <= span.until], span, at_rest))
    return tuple(found)


def _is_there(goal: Goal, span: Span) -> bool:
    """Whether it is open at the end of the window, or was reached in it; one let go or handed on is not."""
    if goal.ended is None or goal.ended > span.until:
        return True
    return goal.state == "reached" and goal.ended >= span.since


def _path(goal: Goal, line: Sequence[Checkin], span: Span, at_rest: Sequence[Days]) -> GoalPath:
    before = [c for c in line if c.date < span.since]
    inside = [c for c in line if c.date >= span.since]
    start = _began_at(goal, before, inside, span, at_rest)
    end = line[-1].percent if line else 0
    refs = (goal.handle, *(c.handle for c in inside))
    if goal.state == "reached" and goal.ended is not None and goal.ended <= span.until:
        return GoalPath(goal, "reached", start, goals.FULL, Fraction(1), rose=True, refs=refs)
    rose = bool(inside) and end > (line[-2].percent if len(line) > 1 else 0)
    counts: Counts = "yes"
    if before and before[-1].percent >= goals.FULL:
        counts = "ready"
    elif not inside:
        counts = "silent"
    elif stretches.awake_days(goal.start, inside[-1].date, at_rest) < OLD_ENOUGH:
        counts = "young"
    pace = _pace(goal, start, end, span, at_rest)
    if _was_corrected(before, inside):
        pace = max(pace, CORRECTED)
    return GoalPath(goal, counts, start, end, pace, rose, refs)


def _began_at(
    goal: Goal, before: Sequence[Checkin], inside: Sequence[Checkin], span: Span, at_rest: Sequence[Days]
) -> int:
    """The percent at the start: the last before the window, or an early first check-in, else 0."""
    if before:
        return before[-1].percent
    began_inside = goal.start >= span.since
    if began_inside and inside and stretches.awake_days(goal.start, inside[0].date, at_rest) <= FIRST_DAYS:
        return inside[0].percent
    return 0


def _pace(goal: Goal, start: int, end: int, span: Span, at_rest: Sequence[Days]) -> Fraction:
    calendar = goals.calendar_percent(goal, span.until, at_rest)
    if calendar is not None and end >= calendar:
        return Fraction(1)
    expected = _expected(goal, span, at_rest)
    if not expected:
        return Fraction(end > start)
    return min(max((end - start) / expected, Fraction(0)), Fraction(1))


def _expected(goal: Goal, span: Span, at_rest: Sequence[Days]) -> Fraction:
    """The percent points expected over the window: each day up to the target its share of 100, others 1/6."""
    first, target = max(span.since, goal.start), goals.target_day(goal, at_rest)
    on_the_way: date = min(max(target, first), span.until) if target else first
    expected = stretches.awake_days(on_the_way, span.until, at_rest) * USUAL_RATE
    if target:
        length = max(stretches.awake_days(goal.start, target, at_rest), 1)
        expected += Fraction(stretches.awake_days(first, on_the_way, at_rest) * goals.FULL, length)
    return expected


def _was_corrected(before: Sequence[Checkin], inside: Sequence[Checkin]) -> bool:
    """Whether a percent of the window was lowered, and a note says why."""
    line = [*before[-1:], *inside]
    return any(c.note and c.percent < line[place].percent for place, c in enumerate(line[1:]))
