"""log: the talk, the promises both ways and a reflection, kept in under a minute."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer
from msgspec.structs import replace

from peermentor.app import App
from peermentor.commands.echo import promise_line
from peermentor.commands.editing import written_in_editor
from peermentor.commands.interview import Answers, interview
from peermentor.commands.options import Day, MentorArgument, long_text, named, one_of, within
from peermentor.errors import BadDate, CommandLine
from peermentor.language import _
from peermentor.practice import find, meetings, people, promises, shown, talk
from peermentor.practice.records import Mentor, Records, Session, Topic
from peermentor.screen.result import Hint, Result

Texts = list[str] | None


def log(
    ctx: typer.Context,
    mentor: MentorArgument = None,
    day: Day = None,
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
        Texts, typer.Option("--discussed", metavar="TOPIC", help=_("A topic you talked about; repeatable."))
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
    happened: Annotated[str, typer.Option("--happened", help=_("What happened?"))] = "",
    so_what: Annotated[str, typer.Option("--so-what", help=_("So what?"))] = "",
    now_what: Annotated[str, typer.Option("--now-what", help=_("Now what?"))] = "",
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
    whom = named(app, mentor)
    answers = Answers(
        day=day or "",
        minutes=minutes,
        led=led,
        role=role,
        notes=long_text(notes),
        got=tuple(got or ()),
        gave=tuple(gave or ()),
        i_will=tuple(i_will or ()),
        they_will=tuple(they_will or ()),
        discussed=tuple(discussed or ()),
        wins=tuple(win or ()),
        given=tuple(feedback_given or ()),
        received=tuple(feedback_received or ()),
        energy=energy,
        talked=talked,
        happened=happened,
        so_what=so_what,
        now_what=now_what,
        next=next_meeting or "",
        cancelled=cancelled,
    )
    if app.interactive and not edit and not answers.says_something():
        answers = interview(app, people.still_open(app.journal.records(), whom), answers)
    understood = _understood(app, answers)
    if edit:
        with written_in_editor(app, answers.notes) as text:
            return _kept(app, whom, _with_notes(understood, text), answers.discussed)
    return _kept(app, whom, understood, answers.discussed)


def _kept(app: App, whom: str, said: talk.Talk, discussed: Sequence[str]) -> Result:
    with app.journal.transaction(app.now) as draft:
        who = people.still_open(draft.records, whom)
        topics = tuple(find.by_handle(draft.records, Topic, handle) for handle in discussed)
        session = talk.keep(draft, who, replace(said, topics=topics))
        kept = shown.session(draft.records, session, app.today)
        after = draft.records.table(Mentor)[who.uid]
        proposed = _proposed(draft.records, after)
    return Result(
        {"session": kept, "promises": kept.promises, "next": after.next, "proposed_next": proposed},
        "\n".join(_said(app, kept, after)),
        hints=_ask_for_next(who, proposed) if after.next is None else (),
    )


def _understood(app: App, answers: Answers) -> talk.Talk:
    held_on, at = app.moment(answers.day, "past") if answers.day else (app.today, None)
    next_day, next_at = app.moment(answers.next, "future") if answers.next else (None, None)
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
        mine=tuple(_promise(app, text, "--i-will") for text in answers.i_will),
        theirs=tuple(_promise(app, text, "--they-will") for text in answers.they_will),
        wins=answers.wins,
        given=answers.given,
        received=answers.received,
        happened=answers.happened,
        so_what=answers.so_what,
        now_what=answers.now_what,
        next_at=next_at,
    )


def _with_notes(said: talk.Talk, notes: str) -> talk.Talk:
    return replace(said, session=replace(said.session, notes=notes))


def _promise(app: App, text: str, option: str) -> talk.Said:
    """ "Write the script by friday" has a due date; "Stand by me" has none and stays whole."""
    what, phrase = promises.split_due(text)
    if not what:
        raise CommandLine(_("{option} is empty.").format(option=option), _("Say it in a word or more."))
    if not phrase:
        return talk.Said(what)
    try:
        return talk.Said(what, app.ahead(phrase))
    except BadDate:
        if any(c.isdigit() for c in phrase):
            raise  # it was meant as a date
        return talk.Said(text.strip())


def _proposed(records: Records, mentor: Mentor) -> date | None:
    return meetings.next_meeting(mentor, records.of_mentor(Session, mentor))


def _said(app: App, session: shown.SessionShown, mentor: Mentor) -> list[str]:
    said = (
        _("Logged {handle} with {name} on {day}.")
        if session.held
        else _("Logged {handle}: the meeting with {name} on {day} did not happen.")
    )
    lines = [said.format(handle=session.handle, name=mentor.name, day=app.said(session.date))]
    lines += ["  " + promise_line(app, promise) for promise in session.promises]
    if mentor.next:
        lines.append("  " + _("Next meeting {day}.").format(day=app.said(mentor.next)))
    return lines


def _ask_for_next(mentor: Mentor, proposed: date | None) -> tuple[Hint, ...]:
    if proposed is None:
        return ()
    return (
        Hint(
            _("Agree on the next date while you still feel like it."),
            f"peermentor edit-mentor {mentor.handle} --next {proposed.isoformat()}",
        ),
    )
