"""Arguments and options that several commands share, and how what was typed becomes a record."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from peermentor.app import App, open_app
from peermentor.errors import CommandLine, Missing, NotFound, PeermentorError
from peermentor.language import _
from peermentor.practice.growth import insights
from peermentor.practice.nouns import find, people, vocabulary
from peermentor.practice.nouns.record_set import Records, by_day
from peermentor.practice.nouns.records import KINDS, Goal, Mentor, Promise, R, Record, Session, Topic
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.typer_words import stand_in

T = TypeVar("T", bound=str)


def complete_mentor(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Mentors as one types them: the first name where it is theirs alone, else the handle."""
    records = _records_to_complete(ctx, Mentor)
    typed = [(find.shortest(records, m), m.name) for m in records.all(Mentor)]
    near = find.folded_name(incomplete)
    # The letters that are typed stay as they are: Typer drops what does not begin with them.
    return [(incomplete + word[len(near) :], name) for word, name in typed if word.startswith(near)]


def complete_handle(*kinds: type[Record]) -> Callable[[typer.Context, str], list[tuple[str, str]]]:
    """Handles of some kinds of record, each with its own words beside it; what is open comes first."""

    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        records = _records_to_complete(ctx, *kinds)
        found = [r for kind in kinds for r in records.all(kind) if r.handle.startswith(incomplete)]
        found.sort(key=lambda r: getattr(r, "state", "open") != "open")
        return [(r.handle, _own_words(r)) for r in found]

    return complete


def complete_about(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Mentors, then sessions."""
    return complete_mentor(ctx, incomplete) + complete_handle(Session)(ctx, incomplete)


def complete_anything(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Mentors, then every handle."""
    return complete_mentor(ctx, incomplete) + complete_handle(*KINDS[1:])(ctx, incomplete)


def complete_open(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Promises and topics, then what was taken from a talk and not tried yet ("s3.1"), the latest first."""
    found = complete_handle(Promise, Topic)(ctx, incomplete)
    for session in reversed(_records_to_complete(ctx, Session).all(Session)):
        found += [(f"{session.handle}.{place}", text) for place, text in insights.untried(session)]
    return [(handle, text) for handle, text in found if handle.startswith(incomplete)]


def _own_words(record: Record) -> str:
    return str(getattr(record, "text", None) or getattr(record, "title", None) or getattr(record, "date", ""))


def _records_to_complete(ctx: typer.Context, *kinds: type[Record]) -> Records:
    # While the shell completes, no callback runs: the journal is found from the root's own words. They are
    # read here, where trouble with the journal means no suggestion: there is nobody to tell.
    said = ctx.find_root().params.get("journal")
    try:
        records = open_app(Path(said) if said else None).journal.records()
        for kind in kinds:
            records.all(kind)
    except PeermentorError:
        return Records.of()
    return records


MentorArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="MENTOR",
        help=_("Any start of a name, or a handle like m1."),
        autocompletion=complete_mentor,
        show_default=False,
    ),
]
IntoArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="INTO",
        help=_("The one who stays: any start of a name, or a handle."),
        autocompletion=complete_mentor,
        show_default=False,
    ),
]
WithMentor = Annotated[
    str | None,
    typer.Option("--with", metavar="MENTOR", help=_("With this peer."), autocompletion=complete_mentor),
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
        autocompletion=complete_handle(Promise, Topic),
        show_default=False,
    ),
]
DoableHandles = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="HANDLE…",
        help=_("Promises, topics, and what you took from a talk: p1 t2 s3.1."),
        autocompletion=complete_open,
        show_default=False,
    ),
]
AnyHandle = Annotated[
    str | None,
    typer.Argument(
        metavar="X",
        help=_("Any handle or name: s11, p3, nadia."),
        autocompletion=complete_anything,
        show_default=False,
    ),
]
AnyHandles = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="X…",
        help=_("Any handles or names: s11 p3 nadia."),
        autocompletion=complete_anything,
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
    """An answer that is needed: as given, else asked for, else an error that names the option.

    A person who is asked is asked again while `check` refuses the answer.
    """
    if given is not None:
        return must_be_filled(given, option)
    if not app.interactive:
        raise Missing(
            _("{option} is missing.").format(option=stand_in(option)),
            _("Give it on the command line, or run this in a terminal to be asked."),
        )
    return ask.required(question, check)


def must_be_filled(given: str | None, option: str) -> str:
    """What an option says, "" where it was not given. Raises CommandLine for one that is there and empty."""
    if given is not None and not given.strip():
        raise CommandLine(
            _("{option} is empty.").format(option=stand_in(option)), _("Say it in a word or more.")
        )
    return given or ""


def must_all_be_filled(given: Sequence[str] | None, option: str) -> tuple[str, ...]:
    """The same for an option that may be repeated."""
    return tuple(must_be_filled(text, option) for text in given or ())


def several_named(app: App, typed: Sequence[str] | None, question: str) -> list[str]:
    """What was typed for some records; where nothing was, a question."""
    return list(typed) if typed else ask_if_missing(app, None, "X", question).split()


def ask_mentor(app: App, typed: str | None) -> str:
    """What was typed for a mentor; where nothing was, the only one there is, else a question."""
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
    return ask.required(_("Who is it about? ({names})").format(names=names), partial(find.mentor, records))


def ask_handle(app: App, typed: str | None, kind: type[Record], option: str, question: str) -> str:
    """What was typed for a record's handle; where nothing was, a question, asked until there is one."""
    if typed is not None or not app.interactive:
        return ask_if_missing(app, typed, option, question)
    records = app.journal.records()
    if not records.all(kind):
        raise NotFound(_("There is no {kind} here yet.").format(kind=_(kind.words)))
    return ask.required(question, partial(find.by_handle, records, kind))


def listed(records: Records, kind: type[R], with_mentor: str | None, last: int | None) -> list[R]:
    """List the records of one kind that have a day, with one peer or all, the latest `last` of them first."""
    whose = find.mentor(records, with_mentor) if with_mentor else None
    found = records.of_mentor(kind, whose) if whose else records.all(kind)
    return sorted(found, key=by_day, reverse=True)[:last]


def one_of(value: str | None, option: str, allowed: Sequence[T]) -> T | None:
    """One of a few words, or a clear error naming them all."""
    if value is None:
        return None
    if word := vocabulary.match(value, allowed):
        return word
    raise CommandLine(
        _("{option} can't be “{value}”.").format(option=option, value=value),
        _("One of: {allowed}.").format(allowed=vocabulary.choices(allowed)),
    )


def read_number(said: str, low: int, high: int) -> int:
    """A number as typed at a question. Raises CommandLine with the range."""
    if said.isdecimal() and len(said) <= len(str(high)) and low <= int(said) <= high:
        return int(said)
    raise CommandLine(
        _("“{said}” is not a number from {low} to {high}.").format(said=said, low=low, high=high)
    )


def within(value: int | None, option: str, low: int, high: int) -> int | None:
    """A number inside its range, or a clear error naming the range."""
    if value is None or low <= value <= high:
        return value
    raise CommandLine(
        _("{option} can't be {value}.").format(option=option, value=value),
        _("A number from {low} to {high}.").format(low=low, high=high),
    )


def rated_topic(typed: str, option: str) -> tuple[str, int]:
    """A topic's handle and how sure someone is of it: "t1=4". Raises CommandLine."""
    handle, _equals, value = typed.partition("=")
    if not value.strip().isdecimal():
        raise CommandLine(
            _("“{typed}” does not say how sure you are.").format(typed=typed),
            _("Write it like {option} t1=4, from 1 to 5.").format(option=option),
        )
    return handle.strip(), within(int(value), f"{option} {handle}", 1, 5) or 1


def long_text(value: str) -> str:
    """Text from the option, or from stdin when that is `-`. Raises CommandLine for none, or not in UTF-8."""
    if value != "-":
        return value
    try:
        return must_be_filled(sys.stdin.buffer.read().decode().removesuffix("\n"), "stdin")
    except UnicodeDecodeError as broken:
        raise CommandLine(
            _("What came in on stdin is not UTF-8 (at byte {at}).").format(at=broken.start + 1),
            _("Save it as UTF-8 and try again; nothing was written."),
        ) from None
