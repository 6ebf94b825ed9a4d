"""Promises: promise, promises."""

from datetime import date, datetime
from functools import partial
from typing import Annotated

import typer
from msgspec.structs import replace

from peermentor.app import App
from peermentor.commands.shared.asking import ask_if_missing, ask_mentor, must_be_filled
from peermentor.commands.shared.completing import complete_open_handle
from peermentor.commands.shared.lines import promise_line
from peermentor.commands.shared.options import MentorArgument, ShowAll, WithMentor, argument
from peermentor.dates import When
from peermentor.language import _
from peermentor.practice.contract import growth_views
from peermentor.practice.growth.promises import (
    by_urgency,
    is_overdue,
    make_promise,
    must_be_due_later,
    split_cue,
)
from peermentor.practice.growth.word import as_it_stands
from peermentor.practice.nouns import find, people
from peermentor.practice.nouns.records import SIDES, Goal, Promise
from peermentor.practice.nouns.sessions import find_agreed_date
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.result import Result


def promise(
    ctx: typer.Context,
    mentor: MentorArgument = None,
    text: Annotated[str | None, argument("TEXT", _("What was promised."))] = None,
    theirs: Annotated[bool, typer.Option("--theirs", help=_("They promised it to you."))] = False,
    by: Annotated[str | None, typer.Option("--by", metavar="DATE", help=_("The day it is due."))] = None,
    when: Annotated[
        str | None,
        typer.Option("--when", metavar="CUE", help=_("What will remind you: “the meeting starts”.")),
    ] = None,
    goal: Annotated[
        str | None,
        typer.Option(
            "--goal", metavar="GOAL", help=_("The goal it serves."), autocompletion=complete_open_handle(Goal)
        ),
    ] = None,
) -> Result:
    """Keep a promise made between meetings."""
    app: App = ctx.obj
    whom = ask_mentor(app, mentor)
    said = _understood(app, whom, text, by, when, theirs=theirs)
    with app.journal.transaction(app.now) as draft:
        who = people.find_open_mentor(draft.records, whom)
        serves = find.by_handle(draft.records, Goal, goal).uid if goal else ""
        kept = make_promise(draft, replace(said, mentor=who.uid, goal=serves))
        answer = growth_views.promise(draft.records, kept, app.today)
    return Result({"promise": answer}, promise_line(app, answer))


def _understood(
    app: App, whom: str, text: str | None, by: str | None, when: str | None, *, theirs: bool
) -> Promise:
    """The promise, from the options; what they leave out is asked, where somebody can be asked."""
    new = Promise(mentor="", owner="me", text="", made=app.today)

    def next_meeting() -> When | None:
        return find_agreed_date(people.find_open_mentor(app.journal.records(), whom), app.today)

    def due_later(typed: str) -> tuple[date, datetime | None]:
        day, at = app.moment(typed, "future", next_meeting)
        must_be_due_later(replace(new, due=day, due_at=at))
        return day, at

    due, due_at = app.moment(by, "future", next_meeting) if by is not None else (None, None)
    check = partial(app.promised, next_meeting=next_meeting) if by is None else str
    said = ask_if_missing(app, text, "TEXT", _("What was promised?"), check)
    if by is None:
        said, due, due_at = app.promised(said, next_meeting)
    if text is None and app.interactive:
        theirs = theirs or ask.choice(_("Whose promise is it?"), SIDES) == "them"
        if due is None:
            due, due_at = ask.understood(_("By when? (Enter: no day)"), due_later) or (None, None)
    cue, what = (must_be_filled(when, "--when"), said) if when is not None else split_cue(said)
    return replace(new, owner="them" if theirs else "me", text=what, due=due, due_at=due_at, cue=cue)


def promises(
    ctx: typer.Context,
    with_mentor: WithMentor = None,
    mine: Annotated[bool, typer.Option("--mine", help=_("Only yours."))] = False,
    theirs: Annotated[bool, typer.Option("--theirs", help=_("Only theirs."))] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help=_("Only what is late."))] = False,
    everything: ShowAll = False,
) -> Result:
    """List what you owe each other, the most urgent first."""
    app: App = ctx.obj
    records = app.journal.records()
    uid = find.uid_meant(records, with_mentor)
    sides = {side for side, wanted in (("me", mine), ("them", theirs)) if wanted} or {"me", "them"}
    listed = records.all(Promise) if everything else records.where(Promise, state="open")
    kept = {p.uid: p for p in listed}
    found = [
        p
        for p in (as_it_stands(records, one, app.today) for one in listed)
        if (not uid or p.mentor == uid) and p.owner in sides and (not overdue or is_overdue(p, app.today))
    ]
    ranked = by_urgency(found, app.today)
    rows = [growth_views.promise(records, kept[p.uid], app.today) for p in ranked]
    return Result(growth_views.PromisesView(tuple(rows)), view="promises")
