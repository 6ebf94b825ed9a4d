"""Talks: sessions, session."""

from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.options import SessionHandle, WithMentor, asked
from peermentor.language import _
from peermentor.practice import find, shown
from peermentor.practice.records import Session
from peermentor.screen.result import Result


def sessions(
    ctx: typer.Context,
    last: Annotated[
        int | None, typer.Option("--last", metavar="N", min=1, help=_("Only the latest N."))
    ] = None,
    with_mentor: WithMentor = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help=_("Only from this day on."))
    ] = None,
) -> Result:
    """The talks, latest first; cancelled ones are marked."""
    app: App = ctx.obj
    from_day = app.back(since) if since else None
    records = app.journal.records()
    uid = find.mentor(records, with_mentor).uid if with_mentor else ""
    found = sorted(
        (
            s
            for s in records.all(Session)
            if (not uid or s.mentor == uid) and (from_day is None or s.date >= from_day)
        ),
        key=lambda s: (s.date, s.number),
        reverse=True,
    )[:last]
    return Result(shown.SessionsShown(shown.sessions(records, found, app.today)), view="sessions")


def session(ctx: typer.Context, session: SessionHandle = None) -> Result:
    """One talk, whole."""
    app: App = ctx.obj
    records = app.journal.records()
    found = find.by_handle(records, Session, asked(app, session, "SESSION", _("Which session? (s1)")))
    return Result(shown.SessionWhole(shown.session(records, found, app.today)), view="session")
