"""Goals: keeping and ending them, and how far they have come against the calendar."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from peermentor import dates
from peermentor.errors import CommandLine, Refused
from peermentor.language import _
from peermentor.practice.growth.promises import make_promise, split_cue
from peermentor.practice.nouns import people, stretches
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.records import Checkin, Goal, GoalState, Mentor, Milestone, Promise
from peermentor.practice.nouns.states import say_state
from peermentor.practice.nouns.stretches import Days
from peermentor.practice.nouns.thresholds import PACE_TOLERANCE

if TYPE_CHECKING:
    from peermentor.practice.nouns.coaching import Fact

Pace = Literal["ahead", "on", "behind", "none"]
ReadDeadline = Callable[[str], tuple[str, date | None, datetime | None]]  # the text, and its day and moment
FULL = 100  # percent
STATES: tuple[GoalState, ...] = get_args(GoalState)


class Progress(Struct, frozen=True):
    """Where a goal stands: its percent, the percents of all check-ins (`line`), and its pace.

    `days_left` is None without a target, and for a goal that has ended.
    """

    percent: int
    line: tuple[int, ...]
    pace: Pace
    stale: bool
    days_left: int | None


def checkins_in_order(goal: Goal, checkins: Iterable[Checkin]) -> list[Checkin]:
    """Order the check-ins of one goal by their day, and within a day by when they were kept."""
    return sorted((c for c in checkins if c.goal == goal.uid), key=by_day)


def last_heard(goal: Goal, line: Sequence[Checkin]) -> date:
    """Find the day of the last check-in of `line`, which is in order, else the day the goal began."""
    return line[-1].date if line else goal.start


def goal_progress(
    goal: Goal, checkins: Iterable[Checkin], today: date, stale_days: int, at_rest: Sequence[Days] = ()
) -> Progress:
    """Tell where a goal stands today.

    It is stale when it is open and its last check-in (or its start) is more than `stale_days` ago. Days at
    rest do not count, and move its target later.
    """
    line = checkins_in_order(goal, checkins)
    percent = line[-1].percent if line else 0

    target = target_day(goal, at_rest)
    return Progress(
        percent=percent,
        line=tuple(c.percent for c in line),
        pace=_pace(goal, percent, today, at_rest),
        stale=goal.state == "open"
        and stretches.awake_days(last_heard(goal, line), today, at_rest) > stale_days,
        days_left=(target - today).days if target and goal.state == "open" else None,
    )


def coaching_facts(goal: Goal, progress: Progress) -> "tuple[Fact, ...]":
    """List what is true of a goal already, so that no tip or question asks for it.

    It moves when it is not stale and its last check-in raised the percent.
    """
    before, now = (0, 0, *progress.line)[-2:]
    written: tuple[Fact, ...] = ("success-is-written",) if goal.success else ()
    return (*written, "it-moves") if now > before and not progress.stale else written


def target_day(goal: Goal, at_rest: Iterable[Days]) -> date | None:
    """Find the target of a goal, moved later by the days at rest before it."""
    return stretches.move_by_rests(goal.target, goal.start, at_rest) if goal.target else None


def calendar_percent(goal: Goal, today: date, at_rest: Sequence[Days]) -> float | None:
    """Work out the percent the calendar asks for by a day, from start to target; None without a target."""
    target = target_day(goal, at_rest)
    if target is None:
        return None
    span = max(stretches.awake_days(goal.start, target, at_rest), 1)
    return min(stretches.awake_days(goal.start, today, at_rest) / span, 1) * FULL


def untended(goal: Goal, checkins: Iterable[Checkin], promises: Iterable[Promise]) -> bool:
    """Tell whether a goal is open and has no check-in and no promise."""
    return (
        goal.state == "open"
        and not any(c.goal == goal.uid for c in checkins)
        and not any(p.goal == goal.uid for p in promises)
    )


def _pace(goal: Goal, percent: int, today: date, at_rest: Sequence[Days]) -> Pace:
    expected = calendar_percent(goal, today, at_rest)
    if expected is None:
        return "none"
    if percent < min(expected - PACE_TOLERANCE, FULL):
        return "behind"
    return "ahead" if percent > expected + PACE_TOLERANCE else "on"


def keep_goal(draft: Draft, goal: Goal, before: Goal | None = None) -> Goal:
    """Keep a new goal. One that follows `before` has the same peer, unless that relationship is over.

    Raises CommandLine for a target before its start.
    """
    must_follow_start(goal.target, goal.start)
    if before:
        peer = people.open_peer_of(draft.records, before)
        goal = replace(goal, follows=before.uid, mentor=goal.mentor or (peer.uid if peer else ""))
    return draft.add(goal)


def keep_next(draft: Draft, reached: Goal, title: str) -> Goal:
    """Keep the goal that follows one that was reached, with the same owner and peer, beginning today."""
    return keep_goal(draft, Goal(title=title, owner=reached.owner, start=draft.today), reached)


def keep_plan(draft: Draft, goal: Goal, plan: str, read_deadline: ReadDeadline) -> Promise | None:
    """Keep "when that happens, I will …" as a promise to the peer, with the obstacle as its cue.

    A goal without a peer keeps it beside its obstacle. Raises what `read_deadline` raises, and CommandLine
    for a day before today.
    """
    if not goal.mentor:
        draft.change(goal, obstacle=" → ".join(filter(None, (goal.obstacle, plan))))
        return None
    text, due, due_at = read_deadline(plan)
    cue, text = (goal.obstacle, text) if goal.obstacle else split_cue(text)
    promise = Promise(
        mentor=goal.mentor,
        owner="me",
        text=text,
        made=draft.today,
        due=due,
        due_at=due_at,
        goal=goal.uid,
        cue=cue,
    )
    return make_promise(draft, promise)


def change_goal(draft: Draft, goal: Goal, **fields: Any) -> Goal:  # noqa: ANN401 - any of a goal's fields
    """Change a goal. Ending it keeps today's date; opening it again clears the date and how far it came.

    Raises Refused for a goal of a relationship that is over, unless it leaves that; CommandLine for a target
    before its start, and for saying how far an open goal came.
    """
    if fields.get("mentor", goal.mentor) == goal.mentor:
        _relationship_is_open(draft, goal)
    must_follow_start(fields.get("target"), goal.start)
    if "state" in fields and fields["state"] != goal.state:
        fields["ended"] = None if fields["state"] == "open" else draft.today
    _has_ended(goal, fields)
    if fields.get("state") == "open":
        fields["attained"] = None
    return draft.change(goal, **fields)


def reach_goal(draft: Draft, goal: Goal, on: date) -> Goal:
    """Mark a goal as reached on a day.

    Raises Refused for one that has ended or whose relationship has, CommandLine for a day before it began or
    after today.
    """
    _relationship_is_open(draft, goal)
    must_be_open(goal)
    if not goal.start <= on <= draft.today:
        raise CommandLine(
            _("{handle} began on {start}; it can't be reached on {on}.").format(
                handle=goal.handle, start=dates.say(goal.start), on=dates.say(on)
            ),
            _("Give a day between then and today, or leave out --date."),
        )
    return draft.change(change_goal(draft, goal, state="reached"), ended=on)


def must_be_open(goal: Goal) -> None:
    """Raise Refused for a goal that has ended."""
    if goal.state != "open":
        raise Refused(
            _("{handle} has ended ({state}).").format(handle=goal.handle, state=say_state(goal.state)),
            _("Open it again: peermentor edit-goal {handle} --state open").format(handle=goal.handle),
        )


def _has_ended(goal: Goal, fields: dict[str, Any]) -> None:
    if fields.get("attained") is not None and fields.get("state", goal.state) == "open":
        raise CommandLine(
            _("{handle} is still open; how far it came is said when it ends.").format(handle=goal.handle),
            _("End it: peermentor edit-goal {handle} --state reached --attained as-expected").format(
                handle=goal.handle
            ),
        )


def keep_checkin(draft: Draft, goal: Goal, checkin: Checkin, milestones: Sequence[int] = ()) -> Checkin:
    """Keep how far a goal has come, and mark its `milestones` as reached (by number, from 1).

    Raises Refused for a goal that has ended or whose relationship has, and for a day before its last
    check-in; CommandLine for a day in the future or a milestone it does not have.
    """
    _relationship_is_open(draft, goal)
    must_be_open(goal)
    if checkin.date > draft.today:
        raise CommandLine(_("A check-in can't be in the future."), _("Leave out --date to check in today."))
    line = checkins_in_order(goal, draft.records.where(Checkin, goal=goal.uid))
    if line and checkin.date < line[-1].date:
        raise Refused(
            _("{handle} was last checked in on {day}, after that.").format(
                handle=goal.handle, day=dates.say(line[-1].date)
            ),
            _("A check-in follows the one before it: give that day or a later one."),
        )
    _tick(draft, goal, milestones, checkin)
    return draft.add(checkin)


def read_percent(text: str) -> int:
    """Read a percent as typed: "40" or "40%". Raises CommandLine."""
    try:
        return int(text.strip().removesuffix("%"))
    except ValueError:
        raise CommandLine(
            _("“{text}” is not a percent.").format(text=text), _("A number from 0 to 100.")
        ) from None


def _relationship_is_open(draft: Draft, goal: Goal) -> None:
    mentor = draft.records.get(Mentor, goal.mentor)
    if mentor and mentor.is_over:
        raise Refused(
            _("{handle} belongs to what you had with {name}, which is closed and read-only.").format(
                handle=goal.handle, name=mentor.name
            ),
            _('Take the goal with you: peermentor edit-goal {handle} --with ""').format(handle=goal.handle),
        )


def _tick(draft: Draft, goal: Goal, numbers: Sequence[int], checkin: Checkin) -> None:
    steps = list(goal.milestones)
    for number in numbers:
        if not 1 <= number <= len(steps):
            raise CommandLine(
                _("{handle} has no milestone {number}.").format(handle=goal.handle, number=number),
                _("See them: peermentor goal {handle}").format(handle=goal.handle),
            )
        steps[number - 1] = Milestone(steps[number - 1].text, steps[number - 1].done or checkin.date)
    draft.change(goal, milestones=tuple(steps))


def must_follow_start(target: date | None, start: date) -> None:
    """Raise CommandLine for a target before the day on which the goal begins."""
    if target and target < start:
        raise CommandLine(
            _("That day ({target}) is before the goal begins ({start}).").format(
                target=dates.say(target), start=dates.say(start)
            ),
            _("Give a later day."),
        )
