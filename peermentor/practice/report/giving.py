"""The section of a report on giving and taking: what it was, and how much over time."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from peermentor import dates
from peermentor.language import _, several
from peermentor.practice.nouns.records import Session
from peermentor.practice.report import geometry
from peermentor.practice.report.chart_types import BarChart, Tick
from peermentor.practice.report.report_types import Row, Section
from peermentor.practice.report.scope import Scope

MOST_ROWS = 40
MOST_NAMES = 7  # of months or years below the bars


def giving_section(scope: Scope) -> Section | None:
    """Say what was given and taken away; None where nothing was."""
    gave = [session for session in scope.sessions if session.gave and session.held]
    got = [session for session in scope.sessions if session.got and session.held]
    if not gave and not got:
        return None
    texts = (
        (several("I gave something in {n} talk.", "I gave something in {n} talks.", len(gave)), gave),
        (
            several(
                "I took something away from {n} talk.", "I took something away from {n} talks.", len(got)
            ),
            got,
        ),
    )
    lists = [
        scope.rows(_("What I took away"), got, lambda session: _row(scope, session, session.got), MOST_ROWS),
        scope.rows(_("What I gave"), gave, lambda session: _row(scope, session, session.gave), MOST_ROWS),
    ]
    return Section(
        key="giving",
        title=_("Give and take"),
        figure=_("{gave} given, {got} taken away").format(gave=_count(gave, "gave"), got=_count(got, "got")),
        sentences=tuple(scope.cite(text, sessions) for text, sessions in texts if sessions),
        charts=(_bars(scope, gave, got),),
        lists=tuple(found for found in lists if found.rows),
    )


def _count(sessions: Sequence[Session], name: str) -> int:
    return sum(len(getattr(session, name)) for session in sessions)


def _row(scope: Scope, session: Session, texts: Sequence[str]) -> Row:
    day, name = scope.day(session.date), scope.name(session.mentor)
    return scope.row(session, day, "\n".join(texts), name)


def _bars(scope: Scope, gave: Sequence[Session], got: Sequence[Session]) -> BarChart:
    periods = geometry.periods(scope.begun, scope.until)
    by_year = geometry.months(scope.begun, scope.until) > geometry.MOST_MONTHS
    given, taken = (_counts(rows, name, by_year=by_year) for rows, name in ((gave, "gave"), (got, "got")))
    keys = [_key(period, by_year=by_year) for period in periods]
    up, down = [given[key] for key in keys], [taken[key] for key in keys]
    names = [f"{period.year:04}" if by_year else dates.month_alone(period) for period in periods]
    axis, bars = geometry.mirrored_bars(up, down, ("gave", "got"))
    text = [
        _("{when}: {gave} given, {got} taken away").format(when=when, gave=above, got=below)
        for when, above, below in zip(names, up, down, strict=True)
        if above or below
    ]
    every = -(-len(names) // MOST_NAMES)
    room = geometry.WIDTH / len(names)
    return BarChart(
        key="giving-bars",
        title=_("Given and taken away, by year") if by_year else _("Given and taken away, by month"),
        text="; ".join(text),
        width=geometry.WIDTH,
        height=geometry.HEIGHT,
        bars=bars,
        axis=axis,
        names=tuple(
            Tick(round(room * (place + 0.5), 1), name)
            for place, name in enumerate(names)
            if place % every == 0
        ),
    )


def _counts(sessions: Sequence[Session], name: str, *, by_year: bool) -> Counter[tuple[int, int]]:
    found: Counter[tuple[int, int]] = Counter()
    for session in sessions:
        found[_key(session.date, by_year=by_year)] += len(getattr(session, name))
    return found


def _key(day: date, *, by_year: bool) -> tuple[int, int]:
    return day.year, 0 if by_year else day.month
