"""Pauses and endings: pause, resume, close."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Annotated, Any

import typer
from msgspec import Struct

from peermentor.app import App
from peermentor.commands.shared.asking import ask_mentor
from peermentor.commands.shared.completing import complete_resting_mentor
from peermentor.commands.shared.converted import day_option, word_option
from peermentor.commands.shared.lines import in_a_line
from peermentor.commands.shared.options import BegunMentor, MentorArgument, mentor_argument
from peermentor.language import _, several
from peermentor.practice.contract import people_views
from peermentor.practice.nouns import find, people
from peermentor.practice.nouns.care import standing_concern
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Closing, Mentor
from peermentor.practice.nouns.sessions import propose_day
from peermentor.practice.peers import ending
from peermentor.practice.peers.concern import say_concern
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type

RestingMentor = Annotated[str | None, mentor_argument(complete_resting_mentor)]
Because = Annotated[str | None, typer.Option("--because", help=_("Why; only for you."))]


class Ended(Struct, frozen=True):
    """What the person said about the end, as typed."""

    reached: str = ""
    thanks: str = ""
    lessons: str = ""
    because: str = ""
    in_touch: bool | None = None
    release: bool = False
    declined: bool = False
    goals: ending.GoalsGo | None = None

    def closing(self, on: date) -> Closing:
        """Make the closing that is kept."""
        return Closing(on, self.reached, self.thanks, self.lessons, self.because, self.in_touch)


def pause(
    ctx: typer.Context,
    mentor: BegunMentor = None,
    until: Annotated[
        date | None, day_option("--until", help=_("When to take it up again."), looks="ahead")
    ] = None,
    because: Because = None,
) -> Result:
    """Let a relationship rest; it leaves `today` until the pause is over."""
    app: App = ctx.obj
    whom = ask_mentor(app, mentor)
    if app.interactive and until is None and because is None:
        until = ask.understood(_("Until when? (Enter: until you resume)"), partial(_day_ahead, app))
    with app.journal.transaction(app.now) as draft:
        who = ending.pause_mentor(draft, people.find_open_mentor(draft.records, whom), until, because or "")
        changed = bool(draft.changes)
        kept = people_views.mentor(draft.records, who, app.today, app.habits)
        typed = find.shortest(draft.records, who)
        concerned = standing_concern(draft.records, who, app.today)
    if not changed:
        return _nothing(kept, _("{name} is paused already."))
    said = _("Paused {name} ({handle}) until {day}.") if who.until else _("Paused {name} ({handle}).")
    ahead = app.say_day(who.until) if who.until else ""
    text = said.format(name=in_a_line(who.name), handle=who.handle, day=ahead)
    if concerned:
        return Result({"mentor": kept}, text)
    hint = Hint(_("When you are both ready:"), to_type("resume", typed))
    return Result({"mentor": kept}, text, hints=(hint,))


def _day_ahead(app: App, typed: str) -> date:
    day = app.ahead(typed)
    ending.must_be_ahead(day, app.today)
    return day


def resume(ctx: typer.Context, mentor: RestingMentor = None, because: Because = None) -> Result:
    """Take up again what was paused, winding up or closed."""
    app: App = ctx.obj
    whom = ask_mentor(app, mentor)
    with app.journal.transaction(app.now) as draft:
        who = ending.resume_mentor(draft, find.mentor(draft.records, whom), because or "")
        changed = bool(draft.changes)
        kept = people_views.mentor(draft.records, who, app.today, app.habits)
        concerned = standing_concern(draft.records, who, app.today)
    if not changed:
        return _nothing(kept, _("{name} is active already."))
    if concerned:
        said = _("{name} ({handle}) is active again.")
        return Result({"mentor": kept}, said.format(name=in_a_line(who.name), handle=who.handle))
    hints = () if who.next else (_to_meet(app, draft.records, who),)
    said = _("Welcome back to {name} ({handle}).").format(name=in_a_line(who.name), handle=who.handle)
    return Result({"mentor": kept}, said, hints=hints)


def close(
    ctx: typer.Context,
    mentor: MentorArgument = None,
    reached: Annotated[str | None, typer.Option("--reached", help=_("What you reached together."))] = None,
    thanks: Annotated[str | None, typer.Option("--thanks", help=_("What you thank them for."))] = None,
    lessons: Annotated[str | None, typer.Option("--lessons", help=_("What it taught you."))] = None,
    because: Because = None,
    in_touch: Annotated[
        bool | None, typer.Option("--in-touch/--no-in-touch", help=_("Whether you stay in touch."))
    ] = None,
    declined: Annotated[
        bool, typer.Option("--declined", help=_("A candidate, and it was not to be: no hard feelings."))
    ] = False,
    release: Annotated[
        bool, typer.Option("--release", help=_("Let go of every open promise and topic."))
    ] = False,
    goals: Annotated[
        ending.GoalsGo | None,
        word_option(
            "--goals",
            help=_("Open goals: yours go on with you, unless you say otherwise."),
            allowed=ending.GOALS_GO,
        ),
    ] = None,
) -> Result:
    """End it well; the record stays, and becomes read-only."""
    app: App = ctx.obj
    ended = Ended(
        reached=reached or "",
        thanks=thanks or "",
        lessons=lessons or "",
        because=because or "",
        in_touch=in_touch,
        release=release,
        declined=declined,
        goals=goals,
    )
    whom = ask_mentor(app, mentor)
    if app.interactive and ended == Ended():
        ended = _ask_closing(app, whom)
    with app.journal.transaction(app.now) as draft:
        who = people.find_open_mentor(draft.records, whom)
        left = ending.open_ends(draft.records, who)
        who = ending.close_mentor(
            draft,
            who,
            ended.closing(app.today),
            release=ended.release,
            declined=ended.declined,
            goals=ended.goals or "keep",
        )
        farewell = ending.farewell(draft.records, who, app.today, app.habits, left)
    said = (
        _("Closed {name} ({handle}). Everything you kept stays, read-only.")
        if who.stage == "closed"
        else _("{name} ({handle}) is no candidate any more. Nothing is sent to them.")
    )
    lines = [said.format(name=in_a_line(who.name), handle=who.handle), *_became(farewell)]
    return Result(farewell, "\n".join(lines), view="closing")


def _became(farewell: ending.Farewell) -> Iterator[str]:
    """A line for everything that was open, with what became of it."""
    if farewell.released:
        yield "  " + _("Let go: {handles}.").format(handles=" ".join(farewell.released))
    for goal in farewell.goals_left:
        said = {
            "open": _("{handle} goes on with you: {title}"),
            "handed-on": _("{handle} is handed on: {title}"),
        }.get(goal.state, _("{handle} is let go: {title}"))
        yield "  " + said.format(handle=goal.handle, title=in_a_line(goal.title))


def _nothing(kept: people_views.MentorView, said: str) -> Result:
    return Result({"mentor": kept}, said.format(name=in_a_line(kept.name)) + " " + _("Nothing was changed."))


def _to_meet(app: App, records: Records, who: Mentor) -> Hint:
    proposed = propose_day(records, who, app.today, app.habits)
    day = proposed.isoformat() if proposed else _("friday")
    command = to_type("edit-mentor", find.shortest(records, who), "--next", day)
    return Hint(_("Agree on a day to meet:"), command)


def _ask_closing(app: App, whom: str) -> Ended:
    """Ask the last questions. What is still open comes first: refusing it later would lose the answers."""
    records = app.journal.records()
    who = people.find_open_mentor(records, whom)
    care = standing_concern(records, who, app.today)
    if care:
        ask.tell(say_concern(care, app.today))
    else:
        _remind(ending.farewell(records, who, app.today, app.habits))
    left = ending.open_ends(records, who)
    said: dict[str, Any] = {}
    if left.handles:
        for promise in left.promises:
            ask.tell(f"  {promise.handle}  {promise.text}")
        for topic in left.topics:
            ask.tell(f"  {topic.handle}  {topic.text}")
        if not ask.yes(_("These are still open. Let go of them all?")):
            raise ending.open_ends_refusal(records, who, left, app.today)
        said["release"] = True
    if left.goals:
        for goal in left.goals:
            ask.tell(f"  {goal.handle}  {goal.title}")
        said["goals"] = ask.choice(_("Open goals: what becomes of them? (Enter keeps them)"), ending.GOALS_GO)
    if who.stage == "candidate":
        return Ended(because=ask.text(_("Why? Only for you. (Enter skips)")), **said)
    if care:  # nobody is asked for thanks, for a lesson, or to stay in touch
        return Ended(
            because=ask.text(_("Why does it end? Only for you.")),
            in_touch=False,
            **said,
        )
    return Ended(
        reached=ask.text(_("What did you reach together? (Enter skips)")),
        thanks=ask.text(_("What do you thank them for?")),
        lessons=ask.text(_("What did it teach you?")),
        because=ask.text(_("Why does it end? Only for you.")),
        in_touch=ask.yes(_("Will you stay in touch?")),
        **said,
    )


def _remind(was: ending.Farewell) -> None:
    talks = several("{n} talk", "{n} talks", was.sessions)
    ask.tell(_("You and {name}: {talks}.").format(name=was.mentor.name, talks=talks))
    if was.why:
        ask.tell("  " + _("Why them: {why}").format(why=was.why))
    for goal in was.goals_reached:
        ask.tell("  " + _("Reached: {goal}").format(goal=goal.title))
    for win in was.wins:
        ask.tell("  " + _("Went well: {win}").format(win=win.text))
