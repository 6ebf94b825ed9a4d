"""`goals`: where each goal stands."""

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from peermentor.language import _, several
from peermentor.practice.contract.growth_views import GoalsView, GoalView
from peermentor.practice.growth import attainment
from peermentor.practice.nouns.states import say_state
from peermentor.screen.terminal.console import (
    GOOD,
    LATE,
    QUIET,
    SOON,
    bar,
    console,
    marked,
    print_way_on,
    sparkline,
    table,
    words,
)

ROOM_FOR_BARS = 70  # columns; below this a bar and a sparkline leave no room for the title


def draw(data: GoalsView, color: bool | None) -> None:
    """Draw a row for each goal: handle, title, bar and check-ins, pace and days left."""
    screen = console(color)
    if not data.goals:
        print_way_on(screen, _('No goals to show. Name one: peermentor add-goal "…" --with MENTOR'))
        return
    screen.print(goal_table(data.goals, screen.width))


def goal_table(goals: Iterable[GoalView], width: int, *, named: bool = True) -> Table:
    """Make a table of goals that fits `width` columns; `named` says with whom each is."""
    narrow = width < ROOM_FOR_BARS
    headers = ["", _("Goal"), _("Progress"), _("Pace"), _("Left")]
    rows = table(*headers, fold=(1, 3))
    for goal in goals:
        rows.add_row(
            Text(goal.handle, QUIET),
            _title(goal, named=named),
            _progress(goal, narrow),
            pace(goal),
            left(goal),
        )
    return rows


def _title(goal: GoalView, *, named: bool) -> Text:
    text = words(goal.title)
    if goal.mentor and not named and goal.owner == "them":
        text.append("\n").append(_("theirs"), QUIET)
    elif goal.mentor and named:
        owner = _("{name}'s") if goal.owner == "them" else _("with {name}")
        text.append("\n").append_text(words(owner.format(name=goal.mentor.name), QUIET))
    if not goal.success and not goal.careful:
        text.append("\n").append(_("success not said yet"), SOON)
    if goal.untended:
        text.append("\n").append(_("no promise, no check-in yet"), SOON)
    return text


def _progress(goal: GoalView, narrow: bool) -> Text:
    if narrow:
        return Text(f"{goal.percent}%")
    text = bar(goal.percent, 100, 10, on_its_way(goal)).append(f" {goal.percent:>3}%")
    if len(goal.line) > 1:
        text.append("\n" + sparkline(goal.line, 0, 100), QUIET)
    return text


def on_its_way(goal: GoalView) -> str:
    """Choose the style of a goal's bar: green for one that is reached or not behind, else none."""
    return GOOD if goal.state == "reached" or goal.pace in ("ahead", "on") else ""


def pace(goal: GoalView) -> Text:
    """Say the pace of an open goal against the calendar, and whether it is stale; else say its state."""
    text = {
        "ahead": Text(_("ahead"), GOOD),
        "on": Text(_("on pace"), GOOD),
        "behind": Text(_("behind"), SOON),
        "none": Text(_("no date"), QUIET),
    }[goal.pace]
    if goal.careful and goal.pace == "behind":
        text = Text("")
    if goal.state != "open":
        return Text(say_state(goal.state), GOOD if goal.state == "reached" else QUIET)
    return marked("", "", text).append("\n" + _("stale"), SOON) if goal.stale else text


def left(goal: GoalView) -> Text:
    """Say how many days an open goal has to its target, or how many it is over; "" without a target."""
    if goal.days_left is None or goal.state != "open":
        return Text("")
    if goal.days_left < 0:
        if goal.careful:
            return Text("")
        return Text(several("{n} day over", "{n} days over", -goal.days_left), LATE)
    return Text(several("{n} day", "{n} days", goal.days_left))


def attained(value: int | None) -> str:
    """Say how much a goal reached against what was expected (-2 to 2); "" for None."""
    return {
        "much-less": _("much less than expected"),
        "less": _("less than expected"),
        "as-expected": _("as expected"),
        "more": _("more than expected"),
        "much-more": _("much more than expected"),
    }.get(attainment.attainment_word(value), "")
