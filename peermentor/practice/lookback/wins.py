"""Wins: keeping them, and listing them by month."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from msgspec import Struct

from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.contract import noted_views
from peermentor.practice.nouns import people
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Goal, Mentor, Win


class Month(Struct, frozen=True):
    """The wins of one month ("2026-07"), newest first."""

    month: str
    wins: tuple[noted_views.WinView, ...]


class WinsView(Struct, frozen=True):
    """What `wins` shows, newest month first."""

    since: date | None
    months: tuple[Month, ...]


def keep_win(draft: Draft, text: str, on: date, mentor: Mentor | None, goal: Goal | None) -> Win:
    """Keep a win; without a peer it gets that of its goal, unless that relationship is over.

    Raises CommandLine for a day in the future.
    """
    if on > draft.today:
        raise CommandLine(_("A win can't be from a day that has not come."), _("Leave out --date for today."))
    whose = mentor or (people.open_peer_of(draft.records, goal) if goal else None)
    return draft.add(
        Win(text=text, date=on, mentor=whose.uid if whose else "", goal=goal.uid if goal else "")
    )


def wins_by_month(records: Records, wins: Iterable[Win], since: date | None) -> WinsView:
    """Group wins by month, newest first, from the day `since` on."""
    chosen = [win for win in wins if since is None or win.date >= since]
    chosen.sort(key=by_day, reverse=True)
    months = groupby(chosen, key=lambda win: f"{win.date:%Y-%m}")
    return WinsView(
        since,
        tuple(Month(month, tuple(noted_views.win(records, win) for win in group)) for month, group in months),
    )
