"""Arguments and options that several commands share: who is meant, and which record."""

from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.completing import complete_any, complete_mentor, complete_open_mentor
from peermentor.language import _
from peermentor.practice.nouns import find
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, R
from peermentor.screen.terminal import ask


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


def listed(records: Records, kind: type[R], with_mentor: str | None, last: int | None) -> list[R]:
    """List the records of one kind that have a day, with one peer or all, the latest `last` of them first."""
    whose = find.mentor(records, with_mentor) if with_mentor else None
    found = records.of_mentor(kind, whose) if whose else records.all(kind)
    return sorted(found, key=by_day, reverse=True)[:last]
