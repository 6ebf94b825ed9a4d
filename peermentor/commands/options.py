"""Arguments and options that several commands share, and how what was typed becomes a record."""

import sys
from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

import typer

from peermentor.app import App, open_app
from peermentor.errors import CommandLine, Missing, PeermentorError
from peermentor.language import _
from peermentor.practice import find, people
from peermentor.practice.records import Goal, Mentor, Promise, Record, Records, Session, Topic
from peermentor.screen import ask

T = TypeVar("T")


def complete_mentor(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Mentors as one types them: the first name where it is theirs alone, else the handle."""
    mentors = _kept(ctx).all(Mentor)
    firsts = [find.fold(m.name).split()[0] for m in mentors]
    typed = [
        first if firsts.count(first) == 1 else m.handle for first, m in zip(firsts, mentors, strict=True)
    ]
    near = find.fold(incomplete)
    return [
        (incomplete + word[len(incomplete) :], m.name)
        for word, m in zip(typed, mentors, strict=True)
        if word.startswith(near)
    ]


def complete_handle(*kinds: type[Record]) -> Callable[[typer.Context, str], list[tuple[str, str]]]:
    """Handles of some kinds of record, each with its own words beside it; what is open comes first."""

    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        records = _kept(ctx)
        found = [r for kind in kinds for r in records.all(kind) if r.handle.startswith(incomplete)]
        found.sort(key=lambda r: getattr(r, "state", "open") != "open")
        return [(r.handle, _own_words(r)) for r in found]

    return complete


def _own_words(record: Record) -> str:
    return str(getattr(record, "text", None) or getattr(record, "title", None) or getattr(record, "date", ""))


def _kept(ctx: typer.Context) -> Records:
    # While the shell completes, no callback runs: the journal is found from the root's own words.
    try:
        return open_app(ctx.find_root().params.get("journal")).journal.records()
    except PeermentorError:
        return Records.of()


MentorArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="MENTOR",
        help=_("Any start of a name, or a handle like m1."),
        autocompletion=complete_mentor,
        show_default=False,
    ),
]
WithMentor = Annotated[
    str | None,
    typer.Option("--with", metavar="MENTOR", help=_("Only with this peer."), autocompletion=complete_mentor),
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
ShowAll = Annotated[bool, typer.Option("--all", "-a", help=_("Also what is over."))]
Day = Annotated[
    str | None,
    typer.Option("--date", metavar="DATE", help=_("The day, if not today: yesterday, friday, 3 Jul.")),
]


def asked(app: App, given: str | None, option: str, question: str) -> str:
    """An answer that is needed: as given, else asked for, else an error that names the option."""
    if given is not None:
        if not given.strip():
            raise CommandLine(_("{option} is empty.").format(option=option), _("Say it in a word or more."))
        return given
    if not app.interactive:
        raise Missing(
            _("{option} is missing.").format(option=option),
            _("Give it on the command line, or run this in a terminal to be asked."),
        )
    return ask.required(question)


def named(app: App, typed: str | None) -> str:
    """What was typed for a mentor; where nothing was, the only one there is, else a question."""
    if typed is None and app.interactive:
        living = [m for m in app.journal.records().all(Mentor) if m.stage not in people.OVER]
        if len(living) == 1:
            return living[0].handle
    return asked(app, typed, "MENTOR", _("Who is it about?"))


def one_of(value: str | None, option: str, allowed: Sequence[T]) -> T | None:
    """One of a few words, or a clear error naming them all."""
    for word in allowed:
        if value is not None and value.casefold() == str(word):
            return word
    if value is None:
        return None
    raise CommandLine(
        _("{option} can't be “{value}”.").format(option=option, value=value),
        _("One of: {allowed}.").format(allowed=", ".join(str(word) for word in allowed)),
    )


def within(value: int | None, option: str, low: int, high: int) -> int | None:
    """A number inside its range, or a clear error naming the range."""
    if value is None or low <= value <= high:
        return value
    raise CommandLine(
        _("{option} can't be {value}.").format(option=option, value=value),
        _("A number from {low} to {high}.").format(low=low, high=high),
    )


def long_text(value: str) -> str:
    """Text from the option, or from stdin when that is `-`. Raises CommandLine for what is not UTF-8."""
    if value != "-":
        return value
    try:
        return sys.stdin.buffer.read().decode().removesuffix("\n")
    except UnicodeDecodeError as broken:
        raise CommandLine(
            _("What came in on stdin is not UTF-8 (at byte {at}).").format(at=broken.start + 1),
            _("Save it as UTF-8 and try again; nothing was written."),
        ) from None
