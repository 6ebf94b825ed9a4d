"""Talks: sessions, session."""

from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.asking import ask_handle
from peermentor.commands.shared.completing import complete_handle
from peermentor.commands.shared.converted import Since
from peermentor.commands.shared.options import Last, WithMentor, argument
from peermentor.commands.shared.pages import session_page
from peermentor.language import _
from peermentor.practice.contract import talk_views
from peermentor.practice.nouns import find
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.records import Session
from peermentor.screen.terminal.result import Result

SessionHandle = Annotated[
    str | None, argument("SESSION", _("A handle like s1."), complete=complete_handle(Session))
]


def sessions(
    ctx: typer.Context,
    last: Last = None,
    with_mentor: WithMentor = None,
    since: Since = None,
) -> Result:
    """List the talks, latest first; cancelled ones are marked."""
    app: App = ctx.obj
    records = app.journal.records()
    uid = find.uid_meant(records, with_mentor)
    if last and not uid:
        found = records.latest(Session, last)
    else:
        found = sorted(records.where(Session, mentor=uid) if uid else records.all(Session), key=by_day)
    found = [s for s in reversed(found) if since is None or s.date >= since][:last]
    return Result(talk_views.SessionsView(talk_views.sessions(records, found, app.today)), view="sessions")


def session(ctx: typer.Context, session: SessionHandle = None) -> Result:
    """Show one talk, whole."""
    app: App = ctx.obj
    records = app.journal.records()
    typed = ask_handle(app, session, Session, "SESSION", _("Which talk? (s1)"))
    return session_page(app, records, find.by_handle(records, Session, typed))
