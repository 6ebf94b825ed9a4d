"""Promises: promise, promises, done, drop."""

from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.echo import promise_line
from peermentor.commands.options import (
    Day,
    MentorArgument,
    OpenHandles,
    ShowAll,
    WithMentor,
    asked,
    named,
)
from peermentor.errors import Missing
from peermentor.language import _
from peermentor.practice import find, people, shown
from peermentor.practice import promises as word
from peermentor.practice.records import Draft, Goal, Promise, Records, Topic
from peermentor.screen import ask
from peermentor.screen.result import Result


def promise(
    ctx: typer.Context,
    mentor: MentorArgument = None,
    text: Annotated[str | None, typer.Argument(metavar="TEXT", show_default=False)] = None,
    theirs: Annotated[bool, typer.Option("--theirs", help=_("They promised it to you."))] = False,
    by: Annotated[str | None, typer.Option("--by", metavar="DATE", help=_("The day it is due."))] = None,
    goal: Annotated[str | None, typer.Option("--goal", metavar="GOAL", help=_("The goal it serves."))] = None,
) -> Result:
    """Keep a promise made between meetings."""
    app: App = ctx.obj
    due = app.ahead(by) if by else None
    whom = named(app, mentor)
    said = asked(app, text, "TEXT", _("What was promised?"))
    with app.journal.transaction(app.now) as draft:
        who = people.still_open(draft.records, whom)
        serves = find.by_handle(draft.records, Goal, goal).uid if goal else ""
        kept = word.make(
            draft,
            Promise(
                mentor=who.uid,
                owner="them" if theirs else "me",
                text=said,
                made=app.today,
                due=due,
                goal=serves,
            ),
        )
        answer = shown.promise(draft.records, kept, app.today)
    return Result({"promise": answer}, promise_line(app, answer))


def promises(
    ctx: typer.Context,
    with_mentor: WithMentor = None,
    mine: Annotated[bool, typer.Option("--mine", help=_("Only yours."))] = False,
    theirs: Annotated[bool, typer.Option("--theirs", help=_("Only theirs."))] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help=_("Only what is late."))] = False,
    everything: ShowAll = False,
) -> Result:
    """What you owe each other, the most urgent first."""
    app: App = ctx.obj
    records = app.journal.records()
    uid = find.mentor(records, with_mentor).uid if with_mentor else ""
    sides = {side for side, wanted in (("me", mine), ("them", theirs)) if wanted} or {"me", "them"}
    found = [
        p
        for p in records.all(Promise)
        if (everything or p.state == "open")
        and (not uid or p.mentor == uid)
        and p.owner in sides
        and (not overdue or word.is_overdue(p, app.today))
    ]
    rows = [shown.promise(records, p, app.today) for p in word.by_urgency(found, app.today)]
    return Result(shown.PromisesShown(tuple(rows)), view="promises")


def done(ctx: typer.Context, handles: OpenHandles = None, day: Day = None) -> Result:
    """Settle promises as kept and topics as talked about."""
    app: App = ctx.obj
    on = app.back(day) if day else app.today
    return _settle(app, _handles(app, handles), lambda draft, p: word.keep(draft, p, on), word.discuss)


def drop(
    ctx: typer.Context,
    handles: OpenHandles = None,
    because: Annotated[str, typer.Option("--because", help=_("Why it is let go."))] = "",
) -> Result:
    """Release promises and topics; nothing is deleted."""
    app: App = ctx.obj
    return _settle(
        app, _handles(app, handles), lambda draft, p: word.release(draft, p, because), word.drop_topic
    )


def _handles(app: App, typed: Sequence[str] | None) -> Sequence[str]:
    if typed:
        return typed
    if not app.interactive:
        raise Missing(_("HANDLE is missing."), _("Name a promise or a topic: peermentor done p1"))
    return ask.required(_("Which one? (p1, t2)")).split()


def _settle(
    app: App,
    typed: Sequence[str],
    promise: Callable[[Draft, Promise], Promise],
    topic: Callable[[Draft, Topic], Topic],
) -> Result:
    settled: list[Promise] = []
    talked: list[Topic] = []
    with app.journal.transaction(app.now) as draft:
        for handle in typed:
            if handle.lower().startswith("t"):
                talked.append(topic(draft, find.by_handle(draft.records, Topic, handle)))
            else:
                settled.append(promise(draft, find.by_handle(draft.records, Promise, handle)))
        answer = _settled(draft.records, settled, talked, app)
    lines = [_settled_line(app, p) for p in answer.promises] + [_talked_line(t) for t in answer.topics]
    return Result(answer, "\n".join(lines))


def _settled(
    records: Records, settled: Sequence[Promise], talked: Sequence[Topic], app: App
) -> shown.Settled:
    return shown.Settled(
        tuple(shown.promise(records, p, app.today) for p in settled),
        tuple(shown.topic(records, t) for t in talked),
    )


def _settled_line(app: App, promise: shown.PromiseShown) -> str:
    said = {
        "kept": _("Kept {handle} on {day}: {text}"),
        "late": _("Done {handle} on {day}, after its day: {text}"),
    }.get(promise.state, _("Released {handle} on {day}: {text}"))
    day = app.said(promise.ended) if promise.ended else ""
    return said.format(handle=promise.handle, day=day, text=promise.text)


def _talked_line(topic: shown.TopicShown) -> str:
    said = _("Talked about {handle}: {text}") if topic.state == "discussed" else _("Dropped {handle}: {text}")
    return said.format(handle=topic.handle, text=topic.text)
