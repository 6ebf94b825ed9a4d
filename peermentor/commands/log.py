"""log: the talk, the promises both ways and a reflection, kept in under a minute."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Annotated

import typer
from msgspec.structs import replace

from peermentor.app import App
from peermentor.commands.shared.completing import complete_open_handle, complete_rated_topic
from peermentor.commands.shared.hints import hint_for
from peermentor.commands.shared.interview import SessionAnswers, interview
from peermentor.commands.shared.lines import in_a_line, promise_line
from peermentor.commands.shared.options import (
    Improves,
    MentorArgument,
    Strengths,
    ask_mentor,
    long_text,
    must_all_be_filled,
    must_be_filled,
    one_of,
    rated_topic,
    within,
)
from peermentor.dates import NextMeeting, When
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.contract import views
from peermentor.practice.growth import promises
from peermentor.practice.nouns import find, people
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Goal, Mentor, Session, Topic
from peermentor.practice.nouns.sessions import find_agreed_date, propose_day
from peermentor.practice.talk import talk
from peermentor.practice.talk.reflection import Thought
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type

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
    edit: Annotated[bool, typer.Option("--edit", "-e", help=_("Write the notes in your editor."))] = False,
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
    happened: Annotated[str, typer.Option("--happened", help=_("What happened?"))] = "",
    so_what: Annotated[str, typer.Option("--so-what", help=_("So what?"))] = "",
    now_what: Annotated[str, typer.Option("--now-what", help=_("Now what?"))] = "",
    strength: Strengths = None,
    improve: Improves = None,
    next_meeting: Annotated[
        str | None, typer.Option("--next", metavar="DATE", help=_("When you meet again."))
    ] = None,
    cancelled: Annotated[
        str | None,
        typer.Option("--cancelled", metavar="me|them|both", help=_("It did not happen; who called it off.")),
    ] = None,
) -> Result:
    """Keep a meeting; with nothing but a name and someone there to answer, it asks."""
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
    if app.interactive and not edit and not answers.says_something():
        who = people.find_open_mentor(app.journal.records(), whom)
        answers = interview(app, who, answers, partial(_rehearse, app, whom))
    if edit:
        from peermentor.commands.shared.editing import written_in_editor  # noqa: PLC0415 - for whoever writes long

        _rehearse(app, whom, answers)
        with written_in_editor(app, answers.notes) as text:
            return _keep_all(app, whom, replace(answers, notes=text))
    return _keep_all(app, whom, answers)


def _rehearse(app: App, whom: str, answers: SessionAnswers) -> None:
    """Refuse what can't be kept before more is asked or written; nothing is."""
    said = _understood(app, whom, answers)
    with app.journal.rehearsal(app.now) as draft:
        _keep_answers(draft, whom, said, answers)


def _keep_all(app: App, whom: str, answers: SessionAnswers) -> Result:
    said = _understood(app, whom, answers)
    _goal_is_served(answers)
    with app.journal.transaction(app.now) as draft:
        session = _keep_answers(draft, whom, said, answers)
        kept = views.session(draft.records, session, app.today)
        after = draft.records.the(Mentor, session.mentor)
        proposed = _proposed(app, draft.records, after)
    return Result(
        {
            "session": kept,
            "promises": kept.promises,
            "next": after.next,
            "next_at": after.next_at,
            "proposed_next": proposed,
        },
        "\n".join(_say_kept(app, kept, after)),
        hints=_to_resume(draft.records, after) or hint_for(app, draft.records, after.uid),
    )


def _keep_answers(draft: Draft, whom: str, said: talk.Talk, answers: SessionAnswers) -> Session:
    """A topic that someone rates their confidence in was talked about, ticked or not."""
    who = people.find_open_mentor(draft.records, whom)
    topics = [find.by_handle(draft.records, Topic, handle) for handle in answers.discussed]
    rated = dict(rated_topic(text, "--confidence") for text in answers.confidence)
    sure = {find.by_handle(draft.records, Topic, handle): value for handle, value in rated.items()}
    said = replace(
        said,
        topics=(*topics, *(topic for topic in sure if topic not in topics)),
        confidence={topic.uid: value for topic, value in sure.items()},
        goal=find.by_handle(draft.records, Goal, answers.goal) if answers.goal else None,
    )
    return talk.keep_session(draft, who, said)


def _goal_is_served(answers: SessionAnswers) -> None:
    if answers.goal and not (answers.i_will or answers.they_will or answers.wins):
        raise CommandLine(
            _("--goal says what a promise or a win of this talk is for, and there is none."),
            _("Add one with --i-will, --they-will or --win."),
        )


def _understood(app: App, whom: str, answers: SessionAnswers) -> talk.Talk:
    held_on, at = _met_on(app, whom, answers)
    next_day, next_at = app.moment(answers.next, "future") if answers.next else (None, None)

    def next_meeting() -> When | None:
        if next_day:
            return When(next_day, next_at.time() if next_at else None)
        who = people.find_open_mentor(app.journal.records(), whom)
        return find_agreed_date(who, max(held_on + timedelta(days=1), app.today))

    return talk.Talk(
        session=Session(
            mentor="",
            date=held_on,
            at=at,
            minutes=within(answers.minutes, "--minutes", 1, 1440),
            led=one_of(answers.led, "--led", ("me", "them", "both")),
            role=one_of(answers.role, "--role", ("mentor", "mentee")),
            notes=answers.notes,
            gave=answers.gave,
            got=answers.got,
            energy=within(answers.energy, "--energy", 1, 5),
            talked=one_of(answers.talked, "--talked", ("me", "them", "even")),
            cancelled=one_of(answers.cancelled, "--cancelled", ("me", "them", "both")),
            next=next_day,
        ),
        mine=tuple(_promise(app, text, "--i-will", next_meeting) for text in answers.i_will),
        theirs=tuple(_promise(app, text, "--they-will", next_meeting) for text in answers.they_will),
        wins=answers.wins,
        given=answers.given,
        received=answers.received,
        thought=Thought(
            happened=answers.happened,
            so_what=answers.so_what,
            now_what=answers.now_what,
            strengths=answers.strengths,
            improve=answers.improve,
        ),
        next_at=next_at,
    )


def _met_on(app: App, whom: str, answers: SessionAnswers) -> tuple[date, datetime | None]:
    """The day of the meeting, and its time where one was said.

    A meeting that was called off may lie ahead: "friday" is the coming one where that day was agreed, or
    where the last one was before the two of you.
    """
    if not answers.day:
        return app.today, None
    back = app.moment(answers.day, "past")
    if not answers.cancelled:
        return back
    ahead = app.moment(answers.day, "future")
    who = people.find_open_mentor(app.journal.records(), whom)
    return ahead if ahead[0] == who.next or back[0] < who.since else back


def _promise(app: App, text: str, option: str, next_meeting: NextMeeting) -> talk.NewPromise:
    """ "Write the script by friday" has a due date; "Stand by me" has none and stays whole."""
    what, due, due_at = app.promised(text, next_meeting)
    if not what.strip():
        raise CommandLine(_("{option} is empty.").format(option=option), _("Say it in a word or more."))
    cue, what = promises.split_cue(what)
    return talk.NewPromise(what, due, due_at, cue)


def _proposed(app: App, records: Records, mentor: Mentor) -> date | None:
    return propose_day(records, mentor, app.today, app.habits)


def _say_kept(app: App, session: views.SessionView, mentor: Mentor) -> list[str]:
    said = (
        _("Logged {handle} with {name} on {day}.")
        if session.held
        else _("Logged {handle}: the meeting with {name} on {day} did not happen.")
    )
    lines = [
        said.format(
            handle=session.handle, name=in_a_line(mentor.name), day=app.say_day(session.date, session.at)
        )
    ]
    lines += ["  " + promise_line(app, promise) for promise in session.promises]
    if mentor.next:
        lines.append("  " + _("Next meeting {day}.").format(day=app.say_day(mentor.next, mentor.next_at)))
    return lines


def _to_resume(records: Records, mentor: Mentor) -> tuple[Hint, ...]:
    """A talk in a pause is kept like any other; whether the pause is over, only the person knows."""
    if mentor.stage != "paused":
        return ()
    return (Hint(_("Is the pause over?"), to_type("resume", find.shortest(records, mentor))),)
