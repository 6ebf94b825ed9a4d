"""log: the talk, the promises both ways and a reflection, kept in under a minute."""

from functools import partial
from typing import Annotated

import typer
from msgspec.structs import replace

from peermentor.app import App
from peermentor.commands.shared.asking import (
    ask_mentor,
    long_text,
    must_all_be_filled,
    must_be_filled,
    refuse_nothing_said,
    text_on_pipe,
)
from peermentor.commands.shared.completing import complete_open_handle, complete_rated_topic
from peermentor.commands.shared.options import Happened, Improves, MentorArgument, NowWhat, SoWhat, Strengths
from peermentor.commands.shared.session_answers import SessionAnswers
from peermentor.language import _
from peermentor.practice.nouns import people
from peermentor.practice.nouns.records import Goal, Topic
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.result import Result

Texts = list[str] | None


def log(
    ctx: typer.Context,
    mentor: MentorArgument = None,
    day: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help=_("The day, if not today: yesterday, friday, 3 Jul.")),
    ] = None,
    minutes: Annotated[int | None, typer.Option("--minutes", help=_("How long it took (1-1440)."))] = None,
    led: Annotated[str | None, typer.Option("--led", metavar="me|them|both", help=_("Who led."))] = None,
    role: Annotated[
        str | None, typer.Option("--role", metavar="mentor|mentee", help=_("The role you had this time."))
    ] = None,
    notes: Annotated[
        str, typer.Option("--notes", "-n", help=_("What was said; - reads it from stdin."))
    ] = "",
    edit: Annotated[
        bool, typer.Option("--edit", "-e", help=_("Write it all in your editor, in one form."))
    ] = False,
    got: Annotated[Texts, typer.Option("--got", help=_("What they gave you; repeatable."))] = None,
    gave: Annotated[Texts, typer.Option("--gave", help=_("What you gave them; repeatable."))] = None,
    i_will: Annotated[
        Texts, typer.Option("--i-will", help=_("A promise of yours, “… by friday”; repeatable."))
    ] = None,
    they_will: Annotated[
        Texts, typer.Option("--they-will", help=_("A promise of theirs, “… by friday”; repeatable."))
    ] = None,
    discussed: Annotated[
        Texts,
        typer.Option(
            "--discussed",
            metavar="TOPIC",
            help=_("A topic you talked about; repeatable."),
            autocompletion=complete_open_handle(Topic),
        ),
    ] = None,
    win: Annotated[Texts, typer.Option("--win", help=_("Something that went well; repeatable."))] = None,
    feedback_given: Annotated[
        Texts, typer.Option("--feedback-given", help=_("Feedback you gave them; repeatable."))
    ] = None,
    feedback_received: Annotated[
        Texts, typer.Option("--feedback-received", help=_("Feedback they gave you; repeatable."))
    ] = None,
    energy: Annotated[int | None, typer.Option("--energy", help=_("How you felt afterwards, 1-5."))] = None,
    talked: Annotated[
        str | None, typer.Option("--talked", metavar="me|them|even", help=_("Who talked more."))
    ] = None,
    asked: Annotated[
        str | None,
        typer.Option("--asked", metavar="yes|partly|no", help=_("Whether you asked more than you told.")),
    ] = None,
    confidence: Annotated[
        Texts,
        typer.Option(
            "--confidence",
            metavar="TOPIC=1-5",
            help=_("How sure you are of it now; repeatable."),
            autocompletion=complete_rated_topic,
        ),
    ] = None,
    goal: Annotated[
        str | None,
        typer.Option(
            "--goal",
            metavar="GOAL",
            help=_("The goal that the promises and wins serve."),
            autocompletion=complete_open_handle(Goal),
        ),
    ] = None,
    happened: Happened = "",
    so_what: SoWhat = "",
    now_what: NowWhat = "",
    strength: Strengths = None,
    improve: Improves = None,
    next_meeting: Annotated[
        str | None, typer.Option("--next", metavar="DATE", help=_("When you meet again."))
    ] = None,
    cancelled: Annotated[
        str | None,
        typer.Option("--cancelled", metavar="me|them|both", help=_("It did not happen; who called it off.")),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help=_("Ask all the questions, not only six."))] = False,
) -> Result:
    """Keep a meeting; with nothing but a name and someone there to answer, it asks."""
    from peermentor.commands.shared.session_kept import keep_talk, rehearse_talk  # noqa: PLC0415 - completion needs neither

    app: App = ctx.obj
    whom = ask_mentor(app, mentor)
    answers = SessionAnswers(
        day=must_be_filled(day, "--date"),
        minutes=minutes,
        led=led,
        role=role,
        notes=long_text(notes),
        got=must_all_be_filled(got, "--got"),
        gave=must_all_be_filled(gave, "--gave"),
        i_will=must_all_be_filled(i_will, "--i-will"),
        they_will=must_all_be_filled(they_will, "--they-will"),
        discussed=must_all_be_filled(discussed, "--discussed"),
        wins=must_all_be_filled(win, "--win"),
        given=must_all_be_filled(feedback_given, "--feedback-given"),
        received=must_all_be_filled(feedback_received, "--feedback-received"),
        energy=energy,
        talked=talked,
        asked=asked,
        happened=happened,
        so_what=so_what,
        now_what=now_what,
        strengths=must_all_be_filled(strength, "--strength"),
        improve=must_all_be_filled(improve, "--improve"),
        confidence=must_all_be_filled(confidence, "--confidence"),
        goal=must_be_filled(goal, "--goal"),
        next=must_be_filled(next_meeting, "--next"),
        cancelled=cancelled,
    )
    if not edit and not answers.says_something():
        answers = _said_of_it(app, whom, answers, full=full)
    if edit:
        from peermentor.commands.shared.talk_form import write_talk  # noqa: PLC0415 - for whoever writes long

        rehearse_talk(app, whom, answers)
        return write_talk(app, whom, answers)
    return keep_talk(app, whom, answers)


def _said_of_it(app: App, whom: str, given: SessionAnswers, *, full: bool) -> SessionAnswers:
    """The answers of the person at the terminal; or the text on a pipe, where only the peer was given.

    Raises Missing where there is neither, and where the person would not keep a talk without any answer.
    """
    who = people.find_open_mentor(app.journal.records(), whom)
    if not app.interactive:
        if given != SessionAnswers():
            return given
        return replace(given, notes=text_on_pipe("--notes"))
    from peermentor.commands.shared.interview import interview  # noqa: PLC0415 - most logs ask nothing
    from peermentor.commands.shared.session_kept import other_talks, rehearse_talk  # noqa: PLC0415 - as above

    held_on = app.moment(given.day, "past")[0] if given.day else app.today
    for line in other_talks(app.journal.records(), who, held_on):
        ask.tell(line)
    full = full or bool(app.settings["ask-all"])
    answers = interview(app, who, given, partial(rehearse_talk, app, whom), full=full)
    if not answers.tells_of_the_talk() and not ask.yes(_("Nothing was said of it. Keep it all the same?")):
        raise refuse_nothing_said()
    return answers
