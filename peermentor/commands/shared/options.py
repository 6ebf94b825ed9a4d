"""Arguments and options that several commands share."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from peermentor.app import App
from peermentor.commands.shared.completing import (
    Completer,
    complete_any,
    complete_begun_mentor,
    complete_mentor,
    complete_open_mentor,
)
from peermentor.language import _
from peermentor.practice.nouns import find
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, R
from peermentor.screen.terminal import ask


def choose_mentor(ctx: typer.Context, value: str | None) -> str | None:
    """Ask which peer is meant, where `value` fits several and somebody can be asked; else give it back."""
    if value is None or not isinstance(ctx.obj, App) or not ctx.obj.interactive:
        return value
    meant = find.mentors_meant(ctx.obj.journal.records(), value)
    if len(meant) <= 1:
        return value
    return ask.pick(_("Who is meant by “{typed}”?").format(typed=value), meant, _introduce).handle


def choose_mentors(ctx: typer.Context, value: list[str] | None) -> list[str] | None:
    """Ask which peers are meant, as `choose_mentor`, for each of several names."""
    return value and [choose_mentor(ctx, one) or one for one in value]


def _introduce(mentor: Mentor) -> str:
    more = ", ".join(filter(None, (mentor.role, mentor.department)))
    return f"{mentor.name} ({mentor.handle})" + (f", {more}" if more else "")


def argument(
    metavar: str,
    help: str,  # noqa: A002 - as Typer has it
    *,
    complete: Callable[..., Any] | None = None,
    choose: Callable[..., Any] | None = None,
) -> Any:  # noqa: ANN401 - as Typer has it
    """Declare an argument: what `complete` offers for it, and who `choose` asks for where several fit."""
    return typer.Argument(
        metavar=metavar, help=help, autocompletion=complete, callback=choose, show_default=False
    )


def mentor_argument(complete: Completer) -> Any:  # noqa: ANN401 - as Typer has it
    """Declare an argument that is a peer, among those that `complete` offers."""
    return argument(
        "MENTOR", _("The beginning of a name, or a handle like m1."), complete=complete, choose=choose_mentor
    )


def mentor_option(complete: Completer, help: str) -> Any:  # noqa: A002, ANN401 - as Typer has it
    """Declare the option `--with`, a peer among those that `complete` offers."""
    return typer.Option(
        "--with", metavar="MENTOR", help=help, autocompletion=complete, callback=choose_mentor
    )


MentorArgument = Annotated[str | None, mentor_argument(complete_open_mentor)]
BegunMentor = Annotated[str | None, mentor_argument(complete_begun_mentor)]
AnyMentor = Annotated[str | None, mentor_argument(complete_mentor)]
WithMentor = Annotated[str | None, mentor_option(complete_mentor, _("With this peer."))]
WithOpenMentor = Annotated[str | None, mentor_option(complete_open_mentor, _("With this peer."))]
AnyHandle = Annotated[
    str | None,
    argument("X", _("Any handle or name: s11, p3, nadia."), complete=complete_any, choose=choose_mentor),
]
AnyHandles = Annotated[
    list[str] | None,
    argument("X…", _("Any handles or names: s11 p3 nadia."), complete=complete_any, choose=choose_mentors),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=_("Don't ask."))]
ForSharing = Annotated[
    bool, typer.Option("--for-sharing", help=_("Leave out everything private: for somebody else's eyes."))
]
Force = Annotated[
    bool, typer.Option("--force", help=_("Write over files that are there, whoever wrote them."))
]
Happened = Annotated[str, typer.Option("--happened", help=_("What happened?"))]
SoWhat = Annotated[str, typer.Option("--so-what", help=_("So what?"))]
NowWhat = Annotated[str, typer.Option("--now-what", help=_("Now what?"))]
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


def listed(records: Records, kind: type[R], with_mentor: str | None, last: int | None) -> list[R]:
    """List records of one kind, with one peer or all, latest first; `last` limits how many."""
    whose = find.mentor(records, with_mentor) if with_mentor else None
    found = records.of_mentor(kind, whose) if whose else records.all(kind)
    return sorted(found, key=by_day, reverse=True)[:last]
