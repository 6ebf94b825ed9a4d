"""How far each goal came in a window, against what was expected of it.

Goal Attainment Scaling measures against what was expected (Turner-Stokes 2009); the numbers are ours.
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

OLD_ENOUGH = 21  # days from its start to the check-in that makes a goal count
FIRST_DAYS = 7  # a check-in made so soon after the start says where it began
USUAL_RATE = Fraction(10, 60)  # points a day where no target says otherwise
PUT_RIGHT = Fraction(1, 2)  # the pace of a percent that was lowered with a note

Counts = Literal["yes", "reached", "ready", "silent", "young"]


class GoalPath(Struct, frozen=True):
    """One goal over the window: whether it counts, its pace from 0 to 1, and the entries that say so.

    `ready`: at 100 percent before the window, and still open; `silent`: no check-in in it; `young`: none late
    enough after its start. `start` and `end` are percents. `rose`: its last check-in moved it up.
    """

    goal: Goal
    counts: Counts
    start: int
    end: int
    pace: Fraction
    rose: bool
    refs: tuple[str, ...]


def goal_paths(records: Records, mentor: Mentor, span: Span, at_rest: Sequence[Days]) -> tuple[GoalPath, ...]:
    """List my goals with a peer, and those of both, that were open in the window or were reached in it."""
    found = []
    for goal in records.of_mentor(Goal, mentor):
        if goal.owner != "them" and goal.start <= span.until and _is_there(goal, span):
            line = goals.checkins_in_order(goal, records.where(Checkin, goal=goal.uid))
            found.append(_path(goal, [c for c in line if c.date <= span.until], span, at_rest))
    return tuple(found)


def _is_there(goal: Goal, span: Span) -> bool:
    """One let go or handed on counts for nobody; one reached counts in its window."""
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
    if _was_put_right(before, inside):
        pace = max(pace, PUT_RIGHT)
    return GoalPath(goal, counts, start, end, pace, rose, refs)


def _began_at(
    goal: Goal, before: Sequence[Checkin], inside: Sequence[Checkin], span: Span, at_rest: Sequence[Days]
) -> int:
    """The percent a goal is measured from: the last before the window, or where it stood as it began."""
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
    """The points expected over the window, day by day: on the way to a target its share of 100."""
    first, target = max(span.since, goal.start), goals.target_day(goal, at_rest)
    on_the_way: date = min(max(target, first), span.until) if target else first
    expected = stretches.awake_days(on_the_way, span.until, at_rest) * USUAL_RATE
    if target:
        length = max(stretches.awake_days(goal.start, target, at_rest), 1)
        expected += Fraction(stretches.awake_days(first, on_the_way, at_rest) * goals.FULL, length)
    return expected


def _was_put_right(before: Sequence[Checkin], inside: Sequence[Checkin]) -> bool:
    """Whether a percent of the window was lowered, and a note says why."""
    line = [*before[-1:], *inside]
    return any(c.note and c.percent < line[place].percent for place, c in enumerate(line[1:]))
