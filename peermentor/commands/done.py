"""What is settled: done, drop."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, TypeVar

import typer

from peermentor.app import App
from peermentor.commands.shared.asking import name_some, refuse_missing
from peermentor.commands.shared.choosing import choose_rows, open_rows
from peermentor.commands.shared.completing import complete_doable, complete_open_handle
from peermentor.commands.shared.converted import ConfidenceOption, DayOption
from peermentor.commands.shared.hints import hint_for, name_stretch
from peermentor.commands.shared.lines import in_a_line
from peermentor.commands.shared.options import argument
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.contract import growth_views, noted_views
from peermentor.practice.growth import insights
from peermentor.practice.growth.goals import reach_goal
from peermentor.practice.growth.promises import (
    discuss_topic,
    drop_topic,
    is_overdue,
    keep_promise,
    release_promise,
)
from peermentor.practice.growth.word import as_it_stands
from peermentor.practice.nouns import find, people
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Goal, Promise, Record, Session, Topic
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.result import Result
from peermentor.to_type import to_type

OpenHandles = Annotated[
    list[str] | None,
    argument("HANDLE…", _("Promises and topics: p1 t2."), complete=complete_open_handle(Promise, Topic)),
]
DoableHandles = Annotated[
    list[str] | None,
    argument(
        "HANDLE…",
        _("Promises, topics, goals, and what you took from a talk: p1 t2 g1 s3.1."),
        complete=complete_doable,
    ),
]
P = TypeVar("P", Promise, Topic, Goal)
_KINDS: dict[str, type[Record]] = {"t": Topic, "g": Goal}  # by the letter of a handle; else it is a promise


def done(
    ctx: typer.Context,
    handles: DoableHandles = None,
    day: DayOption = None,
    outcome: Annotated[
        str, typer.Option("--outcome", help=_("What came of something you tried (s3.1)."))
    ] = "",
    confidence: ConfidenceOption = None,
) -> Result:
    """Settle promises as kept, topics as talked about, goals as reached, and what was taken away as tried."""
    app: App = ctx.obj
    on = day or app.today
    typed = _handles(app, handles, "done")
    _fits(typed, "--outcome", outcome, "s")
    _fits(typed, "--confidence", confidence, "t")
    return _settle(
        app,
        typed,
        lambda draft, p: keep_promise(draft, p, on),
        lambda draft, t: discuss_topic(draft, t, on, confidence),
        lambda draft, s, place: insights.keep_outcome(draft, s, place, outcome, on),
        lambda draft, g: reach_goal(draft, g, on),
    )


def drop(
    ctx: typer.Context,
    handles: OpenHandles = None,
    because: Annotated[str, typer.Option("--because", help=_("Why it is no longer needed."))] = "",
    released: Annotated[
        bool, typer.Option("--released", help=_("The other side let it off: it counts for nobody."))
    ] = False,
) -> Result:
    """Drop promises and topics that are no longer needed; nothing is deleted."""
    app: App = ctx.obj
    typed = _handles(app, handles, "drop")
    _fits(typed, "--released", released, "p")
    return _settle(
        app,
        typed,
        lambda draft, p: release_promise(draft, p, because, released=released or _was_let_off(app, draft, p)),
        lambda draft, t: drop_topic(draft, t, because),
        None,
        _let_go_elsewhere,
    )


def _let_go_elsewhere(_draft: Draft, goal: Goal) -> Goal:
    raise CommandLine(
        _("{handle} is a goal. To let it go:").format(handle=goal.handle),
        to_type("edit", goal.handle, "state=let-go"),
    )


def _was_let_off(app: App, draft: Draft, promise: Promise) -> bool:
    """Whether a promise that is dropped after its day was let off, as the person says when asked."""
    standing = as_it_stands(draft.records, promise, app.today)
    if not app.interactive or not is_overdue(standing, app.today):
        return False
    question = (
        _("{handle} was due. Did the other side let you off?")
        if promise.owner == "me"
        else _("{handle} was due. Did you let them off?")
    )
    return ask.yes(question.format(handle=promise.handle))


def _handles(app: App, typed: Sequence[str] | None, command: str) -> Sequence[str]:
    if typed:
        return typed

    def rows(records: Records) -> list[tuple[str, str]]:
        return open_rows(records, _goals_and_untried(records) if command == "done" else [])

    if not app.interactive:
        raise refuse_missing(app, "HANDLE", name_some(app, rows))
    records = app.journal.records()
    question = _("Which one? (numbers or handles)")
    return choose_rows(question, rows(records), partial(_can_be_settled, records))


def _goals_and_untried(records: Records) -> list[tuple[str, str]]:
    untried = [
        (f"{session.handle}.{place}", text)
        for session in reversed(records.all(Session))
        for place, text in insights.untried(session)
    ]
    return [*((goal.handle, goal.title) for goal in records.where(Goal, state="open")), *untried]


def _can_be_settled(records: Records, handle: str) -> Record | tuple[Session, int]:
    """The promise, topic, goal or insight that a handle means. Raises NotFound."""
    if insights.is_insight(handle):
        return insights.find_insight(records, handle)
    return find.by_handle(records, _KINDS.get(handle[:1].lower(), Promise), handle)


def _fits(typed: Sequence[str], option: str, value: object, letter: str) -> None:
    """Raise CommandLine for an option that fits none of the handles."""
    named = {"p" if handle.isdecimal() else handle[:1].lower() for handle in typed}
    if value and letter not in named:
        kinds = {
            "p": _("a promise, like p1"),
            "s": _("something taken from a talk, like s3.1"),
            "t": _("a topic, like t1"),
        }
        raise CommandLine(
            _("{option} goes with {kind}.").format(option=option, kind=kinds[letter]),
            _("Name one, or leave {option} out.").format(option=option),
        )


def _settle(
    app: App,
    typed: Sequence[str],
    promise: Callable[[Draft, Promise], Promise],
    topic: Callable[[Draft, Topic], Topic],
    insight: Callable[[Draft, Session, int], Session] | None,
    goal: Callable[[Draft, Goal], Goal],
) -> Result:
    settled: list[Promise] = []
    talked: list[Topic] = []
    reached: list[Goal] = []
    tried: list[growth_views.InsightView] = []
    with app.journal.transaction(app.now) as draft:
        for handle in typed:
            if insight and insights.is_insight(handle):
                session, place = insights.find_insight(draft.records, handle)
                tried.append(growth_views.insight(insight(draft, session, place), place))
            elif handle.lower().startswith("t"):
                talked.append(topic(draft, _still_open(draft.records, Topic, handle)))
            elif handle.lower().startswith("g"):
                reached.append(goal(draft, _still_open(draft.records, Goal, handle)))
            else:
                settled.append(promise(draft, _still_open(draft.records, Promise, handle)))
        answer = _settled(draft.records, settled, talked, tried, reached, app)
    lines = [_settled_line(app, p) for p in answer.promises] + [_talked_line(t) for t in answer.topics]
    lines += [_tried_line(app, i) for i in answer.tried] + [_reached_line(app, g) for g in answer.goals]
    with_whom = [promise.mentor for promise in settled] + [topic.mentor for topic in talked]
    if reached:
        hints = name_stretch(app, draft.records, reached[0])
    else:
        hints = hint_for(app, draft.records, with_whom[0]) if with_whom else ()
    return Result(answer, "\n".join(lines), hints=hints)


def _still_open(records: Records, kind: type[P], handle: str) -> P:
    found = find.by_handle(records, kind, handle)
    people.must_belong_to_open(records, found.mentor)
    return found


def _settled(
    records: Records,
    settled: Sequence[Promise],
    talked: Sequence[Topic],
    tried: Sequence[growth_views.InsightView],
    reached: Sequence[Goal],
    app: App,
) -> growth_views.Settled:
    return growth_views.Settled(
        tuple(growth_views.promise(records, p, app.today) for p in settled),
        tuple(noted_views.topic(records, t) for t in talked),
        tuple(tried),
        tuple(growth_views.goal(records, g, app.today, app.habits) for g in reached),
    )


def _settled_line(app: App, promise: growth_views.PromiseView) -> str:
    said = {
        "kept": _("Kept {handle} on {day}: {text}"),
        "late": _("Kept late: {handle}, on {day}: {text}"),
    }.get(
        promise.state,
        _("Let off {handle} on {day}: {text}")
        if promise.released
        else _("Dropped {handle} on {day}: {text}"),
    )
    day = app.say_day(promise.ended) if promise.ended else ""
    return said.format(handle=promise.handle, day=day, text=in_a_line(promise.text))


def _talked_line(topic: noted_views.TopicView) -> str:
    said = _("Talked about {handle}: {text}") if topic.state == "discussed" else _("Dropped {handle}: {text}")
    return said.format(handle=topic.handle, text=in_a_line(topic.text))


def _reached_line(app: App, goal: growth_views.GoalView) -> str:
    day = app.say_day(goal.ended or app.today)
    said = _("Reached {handle} on {day}: {title}")
    return said.format(handle=goal.handle, day=day, title=in_a_line(goal.title))


def _tried_line(app: App, insight: growth_views.InsightView) -> str:
    said = _("Tried {handle} on {day}: {text}").format(
        handle=insight.handle, day=app.say_day(insight.date or app.today), text=in_a_line(insight.text)
    )
    return f"{said} → {in_a_line(insight.outcome)}" if insight.outcome else said
