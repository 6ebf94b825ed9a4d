"""Growth: add-goal, goals, goal, edit-goal, check-in."""

from typing import Annotated, Any

import typer

from peermentor.app import App
from peermentor.commands.shared.asking import ask_handle, ask_if_missing, must_all_be_filled
from peermentor.commands.shared.completing import complete_handle, complete_open_handle
from peermentor.commands.shared.converted import DayOption, number_option, one_of, within, word_option
from peermentor.commands.shared.hints import hint_for, if_readable, name_stretch
from peermentor.commands.shared.lines import in_a_line, promise_line
from peermentor.commands.shared.options import ShowAll, WithMentor, WithOpenMentor, argument
from peermentor.language import _
from peermentor.practice.contract import growth_views
from peermentor.practice.growth.attainment import HEAVIEST, SCALE
from peermentor.practice.growth.goals import (
    FULL,
    STATES,
    change_goal,
    keep_checkin,
    keep_goal,
    keep_next,
    keep_plan,
    read_percent,
)
from peermentor.practice.nouns import find, people
from peermentor.practice.nouns.care import standing_concern
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import OWNERS, Checkin, Goal, Mentor, Milestone, Owner
from peermentor.screen.terminal.result import Hint, Result
from peermentor.screen.terminal.typer_words import stand_in
from peermentor.to_type import to_type

GoalHandle = Annotated[str | None, argument("GOAL", _("A handle like g1."), complete=complete_handle(Goal))]
OpenGoalHandle = Annotated[
    str | None, argument("GOAL", _("A handle like g1."), complete=complete_open_handle(Goal))
]
Title = Annotated[str | None, argument("TITLE", _("What you want to grow in, in a few words."))]
GoalOwner = Annotated[Owner | None, word_option("--owner", help=_("Whose goal it is."), allowed=OWNERS)]
Success = Annotated[str | None, typer.Option("--success", help=_("What success looks like."))]
Weight = Annotated[
    int | None,
    number_option(
        "--weight",
        metavar="1-5",
        help=_("How much it counts beside your other goals."),
        low=1,
        high=HEAVIEST,
    ),
]
By = Annotated[str | None, typer.Option("--by", metavar="DATE", help=_("The day to reach it."))]
WhyGoal = Annotated[str | None, typer.Option("--why", help=_("Why it matters."))]
Milestones = Annotated[
    list[str] | None, typer.Option("--milestone", help=_("A step on the way; repeatable."))
]


def add_goal(
    ctx: typer.Context,
    title: Title = None,
    with_mentor: WithOpenMentor = None,
    owner: GoalOwner = None,
    success: Success = None,
    obstacle: Annotated[
        str | None, typer.Option("--obstacle", help=_("What in you could stand in the way; only for you."))
    ] = None,
    by: By = None,
    why: WhyGoal = None,
    milestone: Milestones = None,
    follows: Annotated[
        str | None,
        typer.Option(
            "--follows",
            metavar="GOAL",
            help=_("The goal it grows out of; with the same peer, if not said."),
            autocompletion=complete_handle(Goal),
        ),
    ] = None,
    weight: Weight = None,
) -> Result:
    """Keep a new goal; what success looks like is asked for when someone is there to answer."""
    app: App = ctx.obj
    target = app.ahead(by) if by is not None else None
    steps = _steps(milestone)
    if app.interactive:
        _mentor(app.journal.records(), with_mentor)  # raises before the questions, not after them
    title = ask_if_missing(app, title, "TITLE", _("What do you want to grow in?"))
    given = _given(success, obstacle, with_mentor or follows, by)
    plan, success, obstacle = "", success or "", obstacle or ""
    if app.interactive:
        from peermentor.commands.shared.goal_interview import ask_of_goal  # noqa: PLC0415 - only to ask

        asked = ask_of_goal(app, given)
        plan, success, obstacle = asked.plan, success or asked.success, obstacle or asked.obstacle
        with_mentor, target = with_mentor or asked.mentor, target or asked.target
    with app.journal.transaction(app.now) as draft:
        before = find.by_handle(draft.records, Goal, follows) if follows else None
        goal = keep_goal(
            draft,
            Goal(
                title=title,
                mentor=_mentor(draft.records, with_mentor),
                owner=owner or (before.owner if before else "me"),
                weight=weight or 1,
                why=why or "",
                success=success,
                obstacle=obstacle,
                start=app.today,
                target=target,
                milestones=steps,
            ),
            before,
        )
        promise = keep_plan(draft, goal, plan, app.promised) if plan else None
        promised = growth_views.promise(draft.records, promise, app.today) if promise else None
        goal = draft.records.the(Goal, goal.uid)  # without a peer, the plan was added to it
        kept = growth_views.goal(draft.records, goal, app.today, app.habits)
    said = _("Added goal {handle}: {title}.").format(handle=goal.handle, title=in_a_line(goal.title))
    lines = [said + _due(app, goal)]
    if promised:
        lines.append("  " + promise_line(app, promised))
    # At a terminal the person was asked for it, and did not want to say.
    hints = () if app.interactive else _name_success(app, draft.records, goal)
    return Result({"goal": kept, "promise": promised}, "\n".join(lines), hints=hints)


def _given(*said: str | None) -> frozenset[str]:
    """Name the questions about a goal that were answered on the command line."""
    names = ("success", "obstacle", "mentor", "by")
    return frozenset(name for name, text in zip(names, said, strict=True) if text is not None)


def goals(
    ctx: typer.Context,
    with_mentor: WithMentor = None,
    stale: Annotated[
        bool, typer.Option("--stale", help=_("Only those without a check-in for a while."))
    ] = False,
    everything: ShowAll = False,
) -> Result:
    """List the goals that are open, or all of them."""
    app: App = ctx.obj
    records = app.journal.records()
    uid = find.uid_meant(records, with_mentor)
    rows = [
        growth_views.goal(records, goal, app.today, app.habits)
        for goal in records.all(Goal)
        if (everything or goal.state == "open") and (not uid or goal.mentor == uid)
    ]
    return Result(growth_views.GoalsView(tuple(row for row in rows if row.stale or not stale)), view="goals")


def goal(ctx: typer.Context, goal: GoalHandle = None) -> Result:
    """Show one goal, whole."""
    app: App = ctx.obj
    records = app.journal.records()
    from peermentor.commands.shared.pages import goal_page  # noqa: PLC0415 - a write needs none of its views

    return goal_page(
        app,
        records,
        find.by_handle(records, Goal, ask_handle(app, goal, Goal, "GOAL", _("Which goal? (g1)"))),
    )


def edit_goal(
    ctx: typer.Context,
    goal: GoalHandle = None,
    title: Annotated[str | None, typer.Option("--title", help=_("A new title."))] = None,
    with_mentor: WithOpenMentor = None,
    owner: GoalOwner = None,
    success: Success = None,
    by: By = None,
    why: WhyGoal = None,
    milestone: Milestones = None,
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="|".join(STATES), help=_("How it ended, or open again.")),
    ] = None,
    attained: Annotated[
        str | None,
        typer.Option("--attained", metavar="|".join(SCALE), help=_("How far it came, by what you expected.")),
    ] = None,
    weight: Weight = None,
) -> Result:
    """Change a goal; an empty text clears a field."""
    app: App = ctx.obj
    fields: dict[str, Any] = {
        "title": title if title is None else ask_if_missing(app, title, "--title", ""),
        "owner": owner,
        "success": success,
        "why": why,
        "state": one_of(state, "--state", STATES),
        "attained": SCALE.get(one_of(attained, "--attained", tuple(SCALE)) or ""),
        "weight": weight,
    }
    fields = {name: value for name, value in fields.items() if value is not None}
    if by is not None:
        fields["target"] = app.ahead(by) if by else None
    steps = _steps(milestone)
    typed = ask_handle(app, goal, Goal, "GOAL", _("Which goal? (g1)"))
    # No other command of goals needs these.
    from peermentor.commands.shared.change_lines import change_lines  # noqa: PLC0415
    from peermentor.commands.shared.record_opened import edit_whole  # noqa: PLC0415
    from peermentor.practice.contract.changes import changes_view  # noqa: PLC0415

    if not fields and not steps and with_mentor is None:
        return edit_whole(app, find.by_handle(app.journal.records(), Goal, typed))
    reaches = fields.get("state") == "reached"
    stretch = ""
    if reaches and app.interactive and find.by_handle(app.journal.records(), Goal, typed).state == "open":
        from peermentor.commands.shared.goal_interview import ask_of_reached  # noqa: PLC0415 - only to ask

        how_far, stretch = ask_of_reached(fields.get("attained"))
        fields |= {"attained": how_far} if how_far is not None else {}
    with app.journal.transaction(app.now) as draft:
        found = find.by_handle(draft.records, Goal, typed)
        reaches = reaches and found.state == "open"
        if with_mentor is not None:
            fields["mentor"] = _mentor(draft.records, with_mentor)
        if steps:
            fields["milestones"] = (*found.milestones, *steps)
        changed = change_goal(draft, found, **fields)
        kept = growth_views.goal(draft.records, changed, app.today, app.habits)
        told = changes_view(draft)
        then = keep_next(draft, changed, stretch) if stretch else None
        grown = growth_views.goal(draft.records, then, app.today, app.habits) if then else None
    said = (
        _("Changed goal {handle}: {title}.")
        if told.changed
        else _("Nothing to change in goal {handle}: {title}.")
    )
    lines = [said.format(handle=changed.handle, title=in_a_line(changed.title)) + _due(app, changed)]
    lines += change_lines(told.changed, draft.records)
    if then:
        added = _("Added goal {handle}: {title}.")
        lines.append(added.format(handle=then.handle, title=in_a_line(then.title)))
    return Result(
        {"goal": kept, "next": grown, "changed": told.changed},
        "\n".join(lines),
        hints=name_stretch(app, draft.records, changed) if reaches and not app.interactive else (),
    )


def check_in(
    ctx: typer.Context,
    goal: OpenGoalHandle = None,
    percent: Annotated[str | None, argument("PERCENT", _("How far it has come, 0-100."))] = None,
    note: Annotated[str, typer.Option("--note", help=_("In words."))] = "",
    milestone: Annotated[
        list[int] | None,
        typer.Option("--milestone", help=_("The number of a step that is done; repeatable.")),
    ] = None,
    day: DayOption = None,
) -> Result:
    """Say how far a goal has come."""
    app: App = ctx.obj
    on = day or app.today
    typed = ask_handle(app, goal, Goal, "GOAL", _("Which goal? (g1)"))
    said_percent = ask_if_missing(app, percent, "PERCENT", _("How far has it come? (0-100)"), _percent)
    reached = _percent(said_percent)
    with app.journal.transaction(app.now) as draft:
        found = find.by_handle(draft.records, Goal, typed)
        entry = Checkin(goal=found.uid, date=on, percent=reached, note=note)
        checkin = keep_checkin(draft, found, entry, milestone or ())
        stands = growth_views.goal(draft.records, draft.records.the(Goal, found.uid), app.today, app.habits)
        kept = growth_views.checkin(draft.records, checkin)
    said = _("{handle} is at {percent}% on {day}: {title}.").format(
        handle=found.handle, percent=reached, day=app.say_day(on), title=in_a_line(found.title)
    )
    hints = _reached(found, reached, careful=stands.careful) or hint_for(app, draft.records, found.mentor)
    return Result({"checkin": kept, "goal": stands}, said, hints=hints)


def _percent(typed: str) -> int:
    return within(read_percent(typed), stand_in("PERCENT"), 0, FULL) or 0


def _steps(texts: list[str] | None) -> tuple[Milestone, ...]:
    return tuple(Milestone(text) for text in must_all_be_filled(texts, "--milestone"))


def _mentor(records: Records, typed: str | None) -> str:
    return people.find_open_mentor(records, typed).uid if typed else ""


def _due(app: App, goal: Goal) -> str:
    if goal.target is None or goal.state != "open":
        return ""
    return " " + _("To reach by {day}.").format(day=app.say_day(goal.target))


@if_readable
def _name_success(app: App, records: Records, goal: Goal) -> tuple[Hint, ...]:
    mentor = records.get(Mentor, goal.mentor)
    if goal.success or (mentor and standing_concern(records, mentor, app.today)):
        return ()
    return (Hint(_("Say what success looks like."), to_type("edit-goal", goal.handle, "--success", "…")),)


def _reached(goal: Goal, percent: int, *, careful: bool) -> tuple[Hint, ...]:
    if percent < FULL or careful:
        return ()
    return (
        Hint(_("That is all of it. Is it reached?"), to_type("edit-goal", goal.handle, "--state", "reached")),
    )
