"""Feedback: add-feedback, feedback."""

from contextlib import suppress
from typing import Annotated

import typer
from msgspec.structs import replace

from peermentor.app import App
from peermentor.commands.shared.asking import ask_mentor, must_be_filled, refuse_nothing_said, text_on_pipe
from peermentor.commands.shared.completing import complete_handle
from peermentor.commands.shared.converted import DayOption
from peermentor.commands.shared.lines import in_a_line
from peermentor.commands.shared.options import Last, MentorArgument, WithMentor, argument, listed
from peermentor.errors import CommandLine, Missing
from peermentor.language import _
from peermentor.practice.contract import noted_views
from peermentor.practice.growth.feedback import keep_feedback, says_something
from peermentor.practice.nouns import find, people, vocabulary
from peermentor.practice.nouns.records import DIRECTIONS, Feedback, FeedbackDirection, Session
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.result import Result
from peermentor.screen.terminal.typer_words import stand_in


def add_feedback(
    ctx: typer.Context,
    mentor: MentorArgument = None,
    direction: Annotated[str | None, argument("given|received", _("Which way it went."))] = None,
    text: Annotated[str | None, argument("TEXT", _("All of it in a sentence."))] = None,
    given: Annotated[bool, typer.Option("--given", help=_("You gave it to them."))] = False,
    received: Annotated[bool, typer.Option("--received", help=_("They gave it to you."))] = False,
    situation: Annotated[str | None, typer.Option("--situation", help=_("When and where it was."))] = None,
    behaviour: Annotated[str | None, typer.Option("--behaviour", help=_("What was done or said."))] = None,
    impact: Annotated[str | None, typer.Option("--impact", help=_("What that did."))] = None,
    question: Annotated[str | None, typer.Option("--question", help=_("What it asks of the other."))] = None,
    session: Annotated[
        str | None,
        typer.Option(
            "--session",
            metavar="SESSION",
            help=_("The talk it was said in."),
            autocompletion=complete_handle(Session),
        ),
    ] = None,
    day: DayOption = None,
) -> Result:
    """Keep feedback, in a sentence or by its four parts."""
    app: App = ctx.obj
    way, sentence = _way(direction, text, given=given, received=received)
    said = Feedback(
        mentor="",
        direction=way or "given",
        text=must_be_filled(sentence, "TEXT"),
        date=day or app.today,
        situation=must_be_filled(situation, "--situation"),
        behaviour=must_be_filled(behaviour, "--behaviour"),
        impact=must_be_filled(impact, "--impact"),
        question=must_be_filled(question, "--question"),
    )
    whom = ask_mentor(app, mentor)
    said = replace(said, direction=way or _asked_way(app))
    if not says_something(said):
        said = _ask_four_parts(app, said)
    with app.journal.transaction(app.now) as draft:
        who = people.find_open_mentor(draft.records, whom)
        talk = find.by_handle(draft.records, Session, session) if session else None
        when = day or (talk.date if talk else app.today)
        belongs = replace(said, mentor=who.uid, date=when, session=talk.uid if talk else "")
        kept = noted_views.feedback(draft.records, keep_feedback(draft, who, belongs, talk))
    return Result({"feedback": kept}, _line(app, kept))


def _way(
    direction: str | None, text: str | None, *, given: bool, received: bool
) -> tuple[FeedbackDirection | None, str | None]:
    """The direction, from the word or the option, and the sentence."""
    ways: set[FeedbackDirection] = {w for w, said in zip(DIRECTIONS, (given, received), strict=True) if said}
    word = vocabulary.match(direction or "", DIRECTIONS)
    if word:
        ways.add(word)
    elif direction is not None and text is None:
        text = direction
    elif direction is not None:
        raise CommandLine(_("The direction is “given” or “received”."), _('Example: maya received "…"'))
    if len(ways) > 1:
        raise CommandLine(
            _("Feedback goes one way: given or received."), _("Keep each way with a command of its own.")
        )
    return next(iter(ways), None), text


def _asked_way(app: App) -> FeedbackDirection:
    if not app.interactive:
        raise Missing(
            _("The direction is missing: given or received."),
            _('Say it after the name: peermentor add-feedback maya received "…" (or --given, --received)'),
        )
    return "given" if ask.yes(_("Did you give it? (no: they gave it to you)")) else "received"


def _ask_four_parts(app: App, said: Feedback) -> Feedback:
    if not app.interactive:
        with suppress(Missing):
            return replace(said, text=text_on_pipe(stand_in("TEXT")))
        raise Missing(
            _("{option} is missing.").format(option=stand_in("TEXT")),
            _("Say it in a sentence, or with --situation, --behaviour, --impact, --question."),
        )
    mine = said.direction == "given"
    said = replace(
        said,
        situation=ask.text(_("When and where was it?")),
        behaviour=ask.text(_("What did they do or say?") if mine else _("What had you done or said?")),
        impact=ask.text(_("What did that do?")),
        question=ask.text(_("What did you ask of them?") if mine else _("What did they ask of you?")),
    )
    if not says_something(said):
        raise refuse_nothing_said()
    return said


def _line(app: App, kept: noted_views.FeedbackView) -> str:
    said = (
        _("Kept {handle}: feedback you gave {name} on {day}.")
        if kept.direction == "given"
        else _("Kept {handle}: feedback {name} gave you on {day}.")
    )
    return said.format(handle=kept.handle, name=in_a_line(kept.mentor.name), day=app.say_day(kept.date))


def feedback(ctx: typer.Context, with_mentor: WithMentor = None, last: Last = None) -> Result:
    """List what you gave each other, latest first."""
    app: App = ctx.obj
    records = app.journal.records()
    found = listed(records, Feedback, with_mentor, last)
    return Result(
        noted_views.FeedbackList(tuple(noted_views.feedback(records, one) for one in found)),
        view="feedback",
    )
