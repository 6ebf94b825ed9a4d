"""The section of a report on promises: how many were kept, as on every screen, and what became of each."""

from collections.abc import Sequence
from typing import get_args

from peermentor.language import _, several
from peermentor.practice.growth import word
from peermentor.practice.growth.word import Kept, Outcome
from peermentor.practice.nouns.order import created_key
from peermentor.practice.nouns.records import SIDES, Promise, Side
from peermentor.practice.report import geometry
from peermentor.practice.report.chart_types import Share, ShareChart
from peermentor.practice.report.report_types import Cited, Row, RowList, Section
from peermentor.practice.report.scope import Scope

MOST_ROWS = 40
BAR = 28.0  # the height of the bar


def promises_section(scope: Scope) -> Section | None:
    """Say how each side kept its word; None where no promise was made or counts in these days."""
    made = scope.records.of_mentor(Promise, scope.mentor) if scope.mentor else scope.records.all(Promise)
    promises = word.owed(scope.records, made, scope.until)
    counted = word.judge_counted(scope.records, promises, scope.until, scope.since)
    counted.sort(key=lambda kept: (kept.day or scope.until, created_key(kept.promise)))
    weighed = {kept.promise.uid for kept in counted}
    others = [one for one in promises if scope.within(one.made) and one.uid not in weighed]
    if not counted and not others:
        return None
    sides = {side: [kept for kept in counted if kept.promise.owner == side] for side in SIDES}
    in_time = sum(kept.how == "in-time" for kept in counted)
    figure = _("{kept} of {all} kept in time").format(kept=in_time, all=len(counted))
    return Section(
        key="promises",
        title=_("Promises"),
        figure=figure if counted else _("none that counts"),
        sentences=tuple(_sentences(scope, sides, others)),
        charts=tuple(_shares(scope, side, kept) for side, kept in sides.items() if kept),
        lists=tuple(_listed(scope, side, kept) for side, kept in sides.items() if kept),
    )


def _sentences(scope: Scope, sides: dict[Side, list[Kept]], others: Sequence[Promise]) -> list[Cited]:
    texts = {"me": _("My promises: {said}."), "them": _("Their promises: {said}.")}
    said = [
        scope.cite(
            texts[side].format(said=word.say(word.add_up(kept), scope.until)), [one.promise for one in kept]
        )
        for side, kept in sides.items()
        if kept
    ]
    if others:
        text = several(
            "{n} promise does not count: it has no day, its day has not come, or it was let off.",
            "{n} promises do not count: they have no day, it has not come, or they were let off.",
            len(others),
        )
        said.append(scope.cite(text, others))
    return said


def _shares(scope: Scope, side: Side, kept: Sequence[Kept]) -> ShareChart:
    counts = {how: sum(one.how == how for one in kept) for how in get_args(Outcome)}
    placed = geometry.share_widths(counts)
    words = {
        "in-time": _("in time"),
        "late": _("late"),
        "open": _("open past its day"),
        "not-done": _("not done"),
    }
    return ShareChart(
        key=f"promises-{side}",
        title=_("My promises") if side == "me" else _("Their promises"),
        text=word.say(word.add_up(kept), scope.until),
        width=geometry.WIDTH,
        height=BAR,
        shares=tuple(Share(x, width, how, counts[how], words[how]) for how, (x, width) in placed.items()),
    )


def _listed(scope: Scope, side: Side, kept: Sequence[Kept]) -> RowList:
    title = _("What I promised") if side == "me" else _("What was promised to me")
    return scope.rows(title, kept, lambda one: _row(scope, one), MOST_ROWS)


def _row(scope: Scope, kept: Kept) -> Row:
    seen = scope.seen.the(Promise, kept.promise.uid)
    day = scope.day(kept.day) if kept.day else ""
    became = {
        "in-time": _("kept in time"),
        "late": _("kept late"),
        "open": _("open past its day"),
        "not-done": _("not done"),
    }
    return scope.row(seen, day, seen.text, scope.name(seen.mentor), became[kept.how])
