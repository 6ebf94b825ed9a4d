"""The section of a report on goals: each with its success, how far it came, and its curve."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from peermentor.language import _, several
from peermentor.practice.growth import goals
from peermentor.practice.nouns import stretches
from peermentor.practice.nouns.order import created_key
from peermentor.practice.nouns.records import Checkin, Goal, Mentor
from peermentor.practice.nouns.states import say_state
from peermentor.practice.report import geometry
from peermentor.practice.report.chart_types import LineChart, Tick
from peermentor.practice.report.report_types import Cited, Row, Section, SectionPart
from peermentor.practice.report.scope import Scope, say_more

MOST_GOALS = 20
MOST_CHECKINS = 40  # of one goal, on its curve and in its text
MOST_ROWS = 6


def goals_section(scope: Scope) -> Section | None:
    """Show the goals that were open on any of these days, those still open first; None without any."""
    shown = [goal for goal in scope.theirs(Goal) if _was_open(scope, goal)]
    if not shown:
        return None
    shown.sort(key=lambda goal: (_is_over(scope, goal), goal.target or date.max, created_key(goal)))
    checkins: dict[str, list[Checkin]] = defaultdict(list)
    for checkin in scope.seen.all(Checkin):
        if checkin.date <= scope.until:
            checkins[checkin.goal].append(checkin)
    reached = sum(goal.state == "reached" and _is_over(scope, goal) for goal in shown)
    figure = several("{n} goal", "{n} goals", len(shown))
    if reached:
        figure += ", " + several("{n} reached", "{n} reached", reached)
    return Section(
        key="goals",
        title=_("Goals"),
        figure=figure,
        parts=tuple(_part(scope, goal, checkins[goal.uid]) for goal in shown[:MOST_GOALS]),
        more=say_more(len(shown) - MOST_GOALS),
    )


def _was_open(scope: Scope, goal: Goal) -> bool:
    return goal.start <= scope.until and (goal.ended is None or goal.ended >= scope.since)


def _is_over(scope: Scope, goal: Goal) -> bool:
    return goal.ended is not None and goal.ended <= scope.until


def _part(scope: Scope, goal: Goal, checkins: Sequence[Checkin]) -> SectionPart:
    line = goals.checkins_in_order(goal, checkins)
    noted = [checkin for checkin in line if checkin.note]
    shown = noted[-MOST_ROWS:][::-1]
    label = scope.row(goal).label  # the part itself is the goal's place on the page
    success = (Row(label, text=goal.success, note=_("success")),) if goal.success else ()
    return SectionPart(
        title=goal.title,
        label=label,
        name=scope.name(goal.mentor),
        sentences=tuple(_sentences(scope, goal, line)),
        rows=(*success, *(_row(scope, checkin) for checkin in shown)),
        charts=(_curve(scope, goal, line[-MOST_CHECKINS:]),) if line else (),
        more=say_more(len(noted) - len(shown)),
    )


def _sentences(scope: Scope, goal: Goal, line: Sequence[Checkin]) -> list[Cited]:
    texts = {
        "me": _("A goal of mine since {day}."),
        "them": _("A goal of theirs since {day}."),
        "both": _("A goal we share, since {day}."),
    }
    said = [scope.cite(texts[goal.owner].format(day=scope.day(goal.start)), [goal])]
    if _is_over(scope, goal) and goal.ended:
        text = _("It ended on {day}: {state}.").format(day=scope.day(goal.ended), state=say_state(goal.state))
        said.append(scope.cite(text, [goal]))
    elif goal.target:
        said.append(scope.cite(_("To be reached by {day}.").format(day=scope.day(goal.target)), [goal]))
    if line:
        text = several("{{percent}}% in {n} check-in.", "{{percent}}% in {n} check-ins.", len(line))
        said.append(scope.cite(text.format(percent=line[-1].percent), line))
    if goal.milestones:
        done = sum(step.done is not None and step.done <= scope.until for step in goal.milestones)
        text = several("{{done}} of {n} milestone.", "{{done}} of {n} milestones.", len(goal.milestones))
        said.append(scope.cite(text.format(done=done), [goal]))
    return said


def _row(scope: Scope, checkin: Checkin) -> Row:
    return scope.row(checkin, scope.day(checkin.date), checkin.note, note=f"{checkin.percent}%")


def _curve(scope: Scope, goal: Goal, line: Sequence[Checkin]) -> LineChart:
    mentor = scope.records.get(Mentor, goal.mentor)
    target = goals.target_day(goal, stretches.rests_of(scope.records, mentor, scope.until))
    first = min(goal.start, line[0].date)
    last = max(line[-1].date, min(target or scope.until, scope.until))
    asked = [(goal.start, 0.0), (target, 100.0)] if target else []
    if target and target > last:
        part = (last - goal.start).days / max((target - goal.start).days, 1)
        asked[1] = (last, 100 * part)
    values = [(checkin.date, float(checkin.percent)) for checkin in line]
    return LineChart(
        key=f"goal-{scope.label(goal)}",
        title=_("Percent over time"),
        text=", ".join(_reading(scope, checkin) for checkin in line),
        width=geometry.WIDTH,
        height=geometry.HEIGHT,
        points=geometry.line_points(values, first, last, 0, goals.FULL),
        guide=geometry.line_points(asked, first, last, 0, goals.FULL),
        levels=tuple(Tick(geometry.level(at, 0, goals.FULL), f"{at}%") for at in (0, 50, 100)),
        first=scope.day(first),
        last=scope.day(last),
    )


def _reading(scope: Scope, checkin: Checkin) -> str:
    (label,) = scope.cite("", [checkin]).labels
    text = _("{percent}% on {day} ({label})")
    return text.format(percent=checkin.percent, day=scope.day(checkin.date), label=label)
