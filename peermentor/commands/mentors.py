"""People: add-mentor, mentors, mentor, edit-mentor."""

from datetime import date
from functools import partial
from typing import Annotated, Any

import typer

from peermentor.app import App
from peermentor.commands.shared.asking import ask_if_missing, ask_mentor
from peermentor.commands.shared.completing import complete_words
from peermentor.commands.shared.converted import number_option, one_of, word_option
from peermentor.commands.shared.hints import first_step
from peermentor.commands.shared.lines import in_a_line, meeting_line
from peermentor.commands.shared.options import AnyMentor, ShowAll, argument
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.contract import people_views
from peermentor.practice.nouns import find, people, rhythm, vocabulary
from peermentor.practice.nouns.fields import fields_of
from peermentor.practice.nouns.records import FOCUSES, STAGES, Mentor, Stage
from peermentor.practice.nouns.thresholds import LONGEST_TALK, SHORTEST_TALK
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type

FROM_START = ("start",)  # a rhythm that always held
Skill = Annotated[str | None, typer.Option("--skill", help=_("What you want to learn from them."))]
FocusOption = Annotated[
    str | None, typer.Option("--focus", metavar="career|skill|both", help=_("What it is about."))
]
RoleOption = Annotated[str | None, typer.Option("--role", help=_("What they do."))]
Department = Annotated[str | None, typer.Option("--department", help=_("Where they do it."))]
Contact = Annotated[
    str | None,
    typer.Option("--contact", help=_("Their address: calendars know them by it.")),
]
MetOption = Annotated[
    str | None,
    typer.Option("--met", metavar="event|lunch|project|team|online|other", help=_("Where you met.")),
]
WhyThem = Annotated[str | None, typer.Option("--why", help=_("Why them; shown back to you at every review."))]
Every = Annotated[
    str | None, typer.Option("--every", metavar="RHYTHM", help=_("How often you mean to meet: 3w, month."))
]
MinutesOption = Annotated[
    int | None,
    number_option(
        "--minutes", help=_("How long a talk usually is (5-480)."), low=SHORTEST_TALK, high=LONGEST_TALK
    ),
]
Next = Annotated[str | None, typer.Option("--next", metavar="DATE", help=_("The day of the next meeting."))]


def add_mentor(
    ctx: typer.Context,
    name: Annotated[str | None, argument("NAME", _("Their name."))] = None,
    candidate: Annotated[
        bool, typer.Option("--candidate", help=_("Someone you think of asking; nothing is agreed yet."))
    ] = False,
    skill: Skill = None,
    focus: FocusOption = None,
    role: RoleOption = None,
    department: Department = None,
    contact: Contact = None,
    met: MetOption = None,
    why: WhyThem = None,
    every: Every = None,
    minutes: MinutesOption = None,
    next_meeting: Next = None,
) -> Result:
    """Keep a new peer; asked for what is missing only when nothing but a name was given."""
    app: App = ctx.obj
    given = _fields(app, skill, focus, role, department, contact, met, why, every, minutes, next_meeting)
    guided = app.interactive and not given and not candidate
    if guided:
        if name is not None:
            _must_be_new(app, name)  # better met before the questions
        ask.introduce(_("Someone you learn with, or hope to."))
    name = ask_if_missing(app, name, "NAME", _("Who is it? (a name)"), partial(_must_be_new, app))
    if guided:
        given = _guided(app.settings["rhythm"])
    given = {"every": app.settings["rhythm"], **given}
    stage: Stage = "candidate" if candidate else "active"
    with app.journal.transaction(app.now) as draft:
        mentor = people.keep_mentor(draft, Mentor(name=name, stage=stage, since=app.today, **given))
        kept = people_views.mentor(draft.records, mentor, app.today, app.habits)
    said = _("Added {name} ({handle}).") if not candidate else _("Added {name} ({handle}) as a candidate.")
    return Result(
        {"mentor": kept},
        said.format(name=in_a_line(mentor.name), handle=mentor.handle) + _meeting(app, kept),
        hints=first_step(draft.records, mentor),
    )


def mentors(ctx: typer.Context, everyone: ShowAll = False) -> Result:
    """List everyone, or everyone but those you parted from."""
    app: App = ctx.obj
    records = app.journal.records()
    known = records.all(Mentor)
    listed = [m for m in known if everyone or not m.is_over]
    rows = [people_views.mentor(records, m, app.today, app.habits) for m in listed]
    narrow = people.narrow_circle([m for m in listed if not m.is_over])
    return Result(
        people_views.MentorsView(app.today, tuple(rows), len(known) - len(listed)),
        view="mentors",
        hints=_further_away(narrow),
    )


def mentor(ctx: typer.Context, mentor: AnyMentor = None) -> Result:
    """Show one peer, with all that is open between you."""
    app: App = ctx.obj
    typed_name = ask_mentor(app, mentor)
    records = app.journal.records()
    who = find.mentor(records, typed_name)
    from peermentor.commands.shared.pages import mentor_page  # noqa: PLC0415 - a write needs none of its views

    return mentor_page(app, records, who)


def edit_mentor(
    ctx: typer.Context,
    mentor: AnyMentor = None,
    name: Annotated[str | None, typer.Option("--name", help=_("A new name."))] = None,
    stage: Annotated[
        Stage | None,
        word_option(
            "--stage",
            metavar="STAGE",
            help=_("Where it stands: {stages}.").format(stages=vocabulary.choices(STAGES)),
            allowed=STAGES,
        ),
    ] = None,
    skill: Skill = None,
    focus: FocusOption = None,
    role: RoleOption = None,
    department: Department = None,
    contact: Contact = None,
    met: MetOption = None,
    why: WhyThem = None,
    every: Every = None,
    minutes: MinutesOption = None,
    next_meeting: Next = None,
    from_day: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="DATE|start",
            help=_("Since when the rhythm holds: today, if not said; start puts a slip right."),
            autocompletion=complete_words(FROM_START),
        ),
    ] = None,
) -> Result:
    """Change what is kept about a peer; an empty text clears a field."""
    app: App = ctx.obj
    fields = _fields(app, skill, focus, role, department, contact, met, why, every, minutes, next_meeting)
    if stage is not None:
        fields["stage"] = stage
    if name is not None:
        fields["name"] = ask_if_missing(app, name, "--name", "")
    typed_name = ask_mentor(app, mentor)
    # No other command of peers needs these.
    from peermentor.commands.shared.change_lines import change_lines  # noqa: PLC0415
    from peermentor.commands.shared.record_opened import edit_whole  # noqa: PLC0415
    from peermentor.practice.contract.changes import changes_view  # noqa: PLC0415

    if not fields and from_day is None:
        return edit_whole(app, find.mentor(app.journal.records(), typed_name))
    with app.journal.transaction(app.now) as draft:
        who = find.mentor(draft.records, typed_name)
        who = people.change_mentor(draft, who, rhythm_from=_rhythm_from(app, from_day, fields, who), **fields)
        told = changes_view(draft)
        kept = people_views.mentor(draft.records, who, app.today, app.habits)
    said = _("Changed {name} ({handle}).") if told.changed else _("Nothing to change for {name} ({handle}).")
    first = said.format(name=in_a_line(who.name), handle=who.handle) + _meeting(app, kept)
    return Result(
        {"mentor": kept, "changed": told.changed},
        "\n".join([first, *change_lines(told.changed, draft.records)]),
        hints=first_step(draft.records, who) if stage is not None else (),
    )


def _rhythm_from(app: App, typed: str | None, fields: dict[str, Any], who: Mentor) -> date | None:
    """The day from which another rhythm holds. Raises CommandLine for one ahead, or without a rhythm."""
    if typed is None:
        return None
    if "every" not in fields:
        raise CommandLine(
            _("--from says since when a rhythm holds."),
            _("Say which: peermentor edit-mentor {handle} --every 3w --from start").format(handle=who.handle),
        )
    if vocabulary.match(typed, FROM_START):
        return who.since
    day = app.back(typed)
    if day > app.today:
        raise CommandLine(
            _("A rhythm can't hold since {day}: that day has not come.").format(day=app.say_day(day)),
            _("Leave out --from for today, or say start."),
        )
    return day


def _fields(
    app: App,
    skill: str | None,
    focus: str | None,
    role: str | None,
    department: str | None,
    contact: str | None,
    met: str | None,
    why: str | None,
    every: str | None,
    minutes: int | None,
    next_meeting: str | None,
) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "skill": skill,
        "focus": one_of(focus or None, "--focus", FOCUSES),
        "role": role,
        "department": department,
        "contact": contact,
        "met": met and one_of(met, "--met", fields_of(Mentor)["met"].choices),
        "why": why,
        "every": every and rhythm.parse(every),
        "minutes": minutes,
    }
    fields = {name: value for name, value in fields.items() if value is not None}
    if focus == "":
        fields["focus"] = None
    if next_meeting is not None:
        day, at = app.moment(next_meeting, "future") if next_meeting else (None, None)
        fields |= {"next": day, "next_at": at}
    return fields


def _must_be_new(app: App, name: str) -> None:
    with app.journal.rehearsal(app.now) as draft:
        people.keep_mentor(draft, Mentor(name=name, since=app.today))


def _guided(every: str) -> dict[str, Any]:
    return {
        "skill": ask.text(_("What do you want to learn from them?")),
        "why": ask.text(_("Why them? (you will see this again at every review)")),
        "every": ask.understood(_("How often do you want to meet? (3w, month)"), rhythm.parse, every) or "",
    }


def _meeting(app: App, mentor: people_views.MentorView) -> str:
    if mentor.next is None or mentor.stage not in ("active", "candidate"):
        return ""
    if mentor.stage == "candidate" and not mentor.next_agreed:
        return ""
    return " " + meeting_line(app, mentor.next, mentor.next_at, agreed=mentor.next_agreed)


def _further_away(department: str) -> tuple[Hint, ...]:
    if not department:
        return ()
    said = _("Everyone is from {department}; work with another department brings other skills.")
    return (
        Hint(
            said.format(department=in_a_line(department)),
            to_type("add-mentor", "…", "--candidate", "--met", "project"),
        ),
    )
