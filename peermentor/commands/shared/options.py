"""Arguments and options that several commands share, and how what was typed becomes a record."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Any, TextIO, TypeVar

import typer

from peermentor.app import App
from peermentor.commands.shared.completing import (
    complete_ahead,
    complete_any,
    complete_doable,
    complete_handle,
    complete_mentor,
    complete_open_handle,
    complete_open_mentor,
    complete_resting_mentor,
)
from peermentor.errors import CommandLine, Missing, NotFound
from peermentor.language import _
from peermentor.practice.nouns import find, people, vocabulary
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Goal, Mentor, Promise, R, Record, Session, Topic
from peermentor.practice.nouns.unseen import as_words, says_nothing
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.typer_words import stand_in

T = TypeVar("T", bound=str)


def choose_mentor(ctx: typer.Context, value: str | None) -> str | None:
    """Ask who is meant where what was typed fits several people and someone is there; else as typed."""
    if value is None or not isinstance(ctx.obj, App) or not ctx.obj.interactive:
        return value
    meant = find.mentors_meant(ctx.obj.journal.records(), value)
    if len(meant) <= 1:
        return value
    return ask.pick(_("Who is meant by “{typed}”?").format(typed=value), meant, _introduce).handle


def choose_mentors(ctx: typer.Context, value: list[str] | None) -> list[str] | None:
    """Ask who is meant, as `choose_mentor`, for each of several words typed."""
    return value and [choose_mentor(ctx, one) or one for one in value]


def _introduce(mentor: Mentor) -> str:
    more = ", ".join(filter(None, (mentor.role, mentor.department)))
    return f"{mentor.name} ({mentor.handle})" + (f", {more}" if more else "")


MentorArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="MENTOR",
        help=_("The beginning of a name, or a handle like m1."),
        autocompletion=complete_open_mentor,
        callback=choose_mentor,
        show_default=False,
    ),
]
AnyMentor = Annotated[
    str | None,
    typer.Argument(
        metavar="MENTOR",
        help=_("The beginning of a name, or a handle like m1."),
        autocompletion=complete_mentor,
        callback=choose_mentor,
        show_default=False,
    ),
]
RestingMentor = Annotated[
    str | None,
    typer.Argument(
        metavar="MENTOR",
        help=_("The beginning of a name, or a handle like m1."),
        autocompletion=complete_resting_mentor,
        callback=choose_mentor,
        show_default=False,
    ),
]
IntoArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="INTO",
        help=_("The one who stays: the beginning of a name, or a handle."),
        autocompletion=complete_mentor,
        callback=choose_mentor,
        show_default=False,
    ),
]
WithMentor = Annotated[
    str | None,
    typer.Option(
        "--with",
        metavar="MENTOR",
        help=_("With this peer."),
        autocompletion=complete_mentor,
        callback=choose_mentor,
    ),
]
WithOpenMentor = Annotated[
    str | None,
    typer.Option(
        "--with",
        metavar="MENTOR",
        help=_("With this peer."),
        autocompletion=complete_open_mentor,
        callback=choose_mentor,
    ),
]
GoalHandle = Annotated[
    str | None,
    typer.Argument(
        metavar="GOAL",
        help=_("A handle like g1."),
        autocompletion=complete_handle(Goal),
        show_default=False,
    ),
]
OpenGoalHandle = Annotated[
    str | None,
    typer.Argument(
        metavar="GOAL",
        help=_("A handle like g1."),
        autocompletion=complete_open_handle(Goal),
        show_default=False,
    ),
]
SessionHandle = Annotated[
    str | None,
    typer.Argument(
        metavar="SESSION",
        help=_("A handle like s1."),
        autocompletion=complete_handle(Session),
        show_default=False,
    ),
]
OpenHandles = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="HANDLE…",
        help=_("Promises and topics: p1 t2."),
        autocompletion=complete_open_handle(Promise, Topic),
        show_default=False,
    ),
]
DoableHandles = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="HANDLE…",
        help=_("Promises, topics, goals, and what you took from a talk: p1 t2 g1 s3.1."),
        autocompletion=complete_doable,
        show_default=False,
    ),
]
AnyHandle = Annotated[
    str | None,
    typer.Argument(
        metavar="X",
        help=_("Any handle or name: s11, p3, nadia."),
        autocompletion=complete_any,
        callback=choose_mentor,
        show_default=False,
    ),
]
HandleAhead = Annotated[
    str | None,
    typer.Argument(
        metavar="X",
        help=_("Any handle or name: p3, t2, nadia."),
        autocompletion=complete_ahead,
        callback=choose_mentor,
        show_default=False,
    ),
]
AnyHandles = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="X…",
        help=_("Any handles or names: s11 p3 nadia."),
        autocompletion=complete_any,
        callback=choose_mentors,
        show_default=False,
    ),
]
Last = Annotated[int | None, typer.Option("--last", metavar="N", min=1, help=_("Only the latest N."))]
ShowAll = Annotated[bool, typer.Option("--all", "-a", help=_("Also what is over."))]
Strengths = Annotated[
    list[str] | None,
    typer.Option("--strength", metavar="TAG", help=_("A strength you saw in yourself; repeatable.")),
]
Improves = Annotated[
    list[str] | None,
    typer.Option("--improve", metavar="TAG", help=_("What you want to get better at; repeatable.")),
]


def ask_if_missing(
    app: App, given: str | None, option: str, question: str, check: Callable[[str], object] = str
) -> str:
    """Get an answer that is needed: as given, else by asking for it. Raises Missing with the option's name.

    A person who is asked is asked again while `check` refuses the answer.
    """
    if given is not None:
        return must_be_filled(given, option)
    if app.interactive:
        return ask.required(question, check)
    if option == "TEXT":
        return text_on_pipe(stand_in(option))
    raise Missing(
        _("{option} is missing.").format(option=stand_in(option)),
        _("Give it on the command line, or run this in a terminal to be asked."),
    )


def must_be_filled(given: str | None, option: str) -> str:
    """Give what an option says, "" where it was not given.

    Raises CommandLine for one that is there and empty.
    """
    if given is not None and says_nothing(given):
        raise CommandLine(
            _("{option} is empty.").format(option=stand_in(option)), _("Say it in a word or more.")
        )
    return given or ""


def must_all_be_filled(given: Sequence[str] | None, option: str) -> tuple[str, ...]:
    """Give what an option says that may be repeated. Raises as `must_be_filled`."""
    return tuple(must_be_filled(text, option) for text in given or ())


def ask_any(
    app: App, typed: str | None, question: str, *, ahead: bool = False, check: Callable[[Any], object] = str
) -> str:
    """Get what was typed for a record of any kind; where nothing was, ask, and show the latest.

    `ahead` shows what has a day to come instead; a record that `check` refuses is asked for again.
    """
    if typed is not None or not app.interactive:
        return ask_if_missing(app, typed, "X", question)
    (app.about,) = _ask_rows(app, question, check, ahead=ahead, one=True)
    return app.about


def ask_several(app: App, typed: Sequence[str] | None, question: str) -> list[str]:
    """Get what was typed for some records of any kind; where nothing was, ask, and show the latest."""
    if typed or not app.interactive:
        return list(typed or (ask_if_missing(app, None, "X", question),))
    return _ask_rows(app, question, str)


def _ask_rows(
    app: App, question: str, check: Callable[[Any], object], *, ahead: bool = False, one: bool = False
) -> list[str]:
    from peermentor.commands.shared import choosing  # noqa: PLC0415 - only a question shows them

    records = app.journal.records()
    rows = choosing.rows_ahead(records) if ahead else choosing.rows_of_any_kind(records)
    return choosing.choose_rows(question, rows, lambda typed: check(find.anything(records, typed)), one=one)


def ask_mentor(app: App, typed: str | None) -> str:
    """Get what was typed for a mentor; where nothing was, take the only one there is, else ask."""
    app.about = _asked_mentor(app, typed)
    return app.about


def _asked_mentor(app: App, typed: str | None) -> str:
    if typed is not None or not app.interactive:
        return ask_if_missing(app, typed, "MENTOR", "")
    records = app.journal.records()
    everyone = records.all(Mentor)
    living = [m for m in everyone if m.stage not in people.OVER]
    if len(living) == 1:
        return living[0].handle
    if not everyone:
        raise NotFound(_("There is nobody here yet."), _("Add someone: peermentor add-mentor"))
    names = ", ".join(find.shortest(records, m) for m in living or everyone)
    question = _("Who is it about? ({names})").format(names=names)
    return ask.required(question, partial(find.mentor, records), remembered=False)


def ask_handle(
    app: App,
    typed: str | None,
    kind: type[Record],
    option: str,
    question: str,
    check: Callable[[Any], object] = str,
) -> str:
    """Get what was typed for a record's handle; where nothing was, ask until there is one that passes."""
    if typed is not None or not app.interactive:
        return ask_if_missing(app, typed, option, question)
    records = app.journal.records()
    if not records.all(kind):
        raise NotFound(_("There is no {kind} here yet.").format(kind=_(kind.words)))
    from peermentor.commands.shared.choosing import choose_rows, latest_rows  # noqa: PLC0415 - only a question shows them

    find_one = partial(find.mentor, records) if kind is Mentor else partial(find.by_handle, records, kind)
    rows = latest_rows(records, kind)
    (app.about,) = choose_rows(question, rows, lambda chosen: check(find_one(chosen)), one=True)
    return app.about


def listed(records: Records, kind: type[R], with_mentor: str | None, last: int | None) -> list[R]:
    """List the records of one kind that have a day, with one peer or all, the latest `last` of them first."""
    whose = find.mentor(records, with_mentor) if with_mentor else None
    found = records.of_mentor(kind, whose) if whose else records.all(kind)
    return sorted(found, key=by_day, reverse=True)[:last]


def one_of(value: str | None, option: str, allowed: Sequence[T]) -> T | None:
    """Find which of a few words is meant. Raises CommandLine naming them all."""
    if value is None:
        return None
    if word := vocabulary.match(value, allowed):
        return word
    raise CommandLine(
        _("{option} can't be “{value}”.").format(option=option, value=value),
        _("One of: {allowed}.").format(allowed=vocabulary.choices(allowed)),
    )


def read_number(said: str, low: int, high: int) -> int:
    """Read a number as typed at a question. Raises CommandLine with the range."""
    if said.isdecimal() and len(said) <= len(str(high)) and low <= int(said) <= high:
        return int(said)
    raise CommandLine(
        _("“{said}” is not a number from {low} to {high}.").format(said=said, low=low, high=high)
    )


def within(value: int | None, option: str, low: int, high: int) -> int | None:
    """Check that a number lies in its range, both ends included. Raises CommandLine naming the range."""
    if value is None or low <= value <= high:
        return value
    raise CommandLine(
        _("{option} can't be {value}.").format(option=option, value=value),
        _("A number from {low} to {high}.").format(low=low, high=high),
    )


def rated_topic(typed: str, option: str) -> tuple[str, int]:
    """Read a topic's handle and how sure someone is of it: "t1=4". Raises CommandLine."""
    handle, _equals, value = typed.partition("=")
    if not value.strip().isdecimal():
        raise CommandLine(
            _("“{typed}” does not say how sure you are.").format(typed=typed),
            _("Write it like {option} t1=4, from 1 to 5.").format(option=option),
        )
    return handle.strip(), within(int(value), f"{option} {handle}", 1, 5) or 1


def long_text(value: str) -> str:
    """Get the text of an option, or stdin when it is `-`. Raises CommandLine for no text or not UTF-8."""
    if value != "-":
        return value
    return must_be_filled(_piped(), "stdin")


def text_on_pipe(option: str) -> str:
    """Read the text on stdin, where a command was given nothing to say and nobody is there to ask.

    Raises Missing, naming the option that says it, for an empty one and where stdin is a terminal.
    """
    text = "" if sys.stdin.isatty() else _piped()
    if not says_nothing(text):
        return text
    raise Missing(
        _("{option} is missing.").format(option=option),
        _("Give it on the command line, send the text on stdin, or run this in a terminal to be asked."),
    )


_came_in: tuple[TextIO, bytes] | None = None


def _piped() -> str:
    global _came_in  # noqa: PLW0603 - what came in on a pipe can be read once, and may be needed again
    if _came_in is None or _came_in[0] is not sys.stdin:
        _came_in = sys.stdin, sys.stdin.buffer.read()
    try:
        return as_words(_came_in[1].decode()).removesuffix("\n")
    except UnicodeDecodeError as broken:
        raise CommandLine(
            _("What came in on stdin is not UTF-8 (at byte {at}).").format(at=broken.start + 1),
            _("Save it as UTF-8 and try again; nothing was written."),
        ) from None
