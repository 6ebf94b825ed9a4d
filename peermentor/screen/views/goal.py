"""`goal`: one goal with its milestones, check-ins and promises."""

from rich.text import Text

from peermentor.language import _, several
from peermentor.practice.contract.growth_views import GoalView, GoalWhole
from peermentor.practice.contract.value_words import value_words
from peermentor.practice.nouns.fields import fields_of
from peermentor.practice.nouns.records import Goal
from peermentor.screen.terminal.console import (
    GOOD,
    QUIET,
    SOON,
    STRONG,
    bar,
    console,
    marked,
    prose,
    sparkline,
    table,
    words,
)
from peermentor.screen.views import goals, when
from peermentor.screen.views.promises import promise_table


def draw(data: GoalWhole, color: bool | None) -> None:
    """Draw how far the goal is, its facts, its milestones, check-ins and promises."""
    screen = console(color)
    goal = data.goal
    screen.print(words(goal.title, STRONG), Text(goal.handle, QUIET))
    line = bar(goal.percent, 100, 20, goals.on_its_way(goal)).append(f" {goal.percent}%  ")
    screen.print(line, Text(", ").join(part for part in (*goals.pace(goal).split("\n"), _left(goal)) if part))
    facts = table("", "", fold=(1,))
    _fact(facts.add_row, _("With"), goal.mentor.name if goal.mentor else "")
    _fact(facts.add_row, _("Why"), goal.why)
    if goal.success or not goal.careful:
        said = prose(goal.success) if goal.success else Text(_("not said yet"), SOON)
        facts.add_row(Text(_("Success"), QUIET), said)
    _fact(facts.add_row, _("In the way"), goal.obstacle)
    _fact(facts.add_row, _("By"), when.day(goal.target, goal.start))
    for name in ("owner", "start", "ended"):
        field = fields_of(Goal)[name]
        _fact(facts.add_row, field.label.capitalize(), value_words(getattr(goal, name), field.choices))
    _fact(facts.add_row, _("Came out"), goals.attained(goal.attained))
    _fact(facts.add_row, _("Follows"), goal.follows or "")
    _fact(facts.add_row, _("Weight"), str(goal.weight) if goal.weight > 1 else "")
    if goal.untended:
        facts.add_row(Text(_("So far"), QUIET), Text(_("no promise, no check-in yet"), SOON))
    screen.print(facts)
    for number, step in enumerate(goal.milestones, start=1):
        tick, style = ("☑ ", GOOD) if step.done else ("☐ ", QUIET)
        screen.print(marked(tick, style, Text(f"{number}. ").append_text(words(step.text))))
    if data.checkins:
        screen.print()
        drawn = sparkline(goal.line, 0, 100)
        screen.print(Text(f"{drawn} " if drawn else "").append(_("check-ins"), QUIET))
        rows = table("", "", "", right=(1,), fold=(2,))
        for checkin in data.checkins:
            rows.add_row(
                Text(when.day(checkin.date, goal.start), QUIET), f"{checkin.percent}%", words(checkin.note)
            )
        screen.print(rows)
    if data.promises:
        screen.print()
        screen.print(promise_table(data.promises))


def _fact(add_row: object, name: str, value: str) -> None:
    if value:
        add_row(Text(name, QUIET), prose(value))  # type: ignore[operator]


def _left(goal: GoalView) -> Text:
    """Say how many days are left, with the word "left": beside "behind", "10 days" would mean 10 behind."""
    if goal.days_left is None or goal.days_left < 0 or goal.state != "open":
        return goals.left(goal)
    return Text(several("{n} day left", "{n} days left", goal.days_left))
