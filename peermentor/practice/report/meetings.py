"""The section of a report on meetings: how many, how long, and a calendar of their days."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from peermentor import dates
from peermentor.language import _, several
from peermentor.practice.nouns.records import Session
from peermentor.practice.report import geometry
from peermentor.practice.report.chart_types import MonthChart
from peermentor.practice.report.report_types import Cited, Section, SectionPart
from peermentor.practice.report.scope import Scope, say_more

MOST_MONTHS = 24  # of a longer time only the last ones are drawn
MOST_PEERS = 20


def meetings_section(scope: Scope) -> Section | None:
    """Say how often people met, and on which days; None where no meeting was held or called off."""
    if not scope.sessions:
        return None
    held = [session for session in scope.sessions if session.held]
    off = [session for session in scope.sessions if not session.held]
    months, left_out = _months(scope)
    return Section(
        key="meetings",
        title=_("Meetings"),
        figure=several("{n} talk", "{n} talks", len(held)),
        sentences=tuple(_sentences(scope, held, off)),
        charts=months,
        parts=_by_peer(scope, held),
        more=left_out,
    )


def _sentences(scope: Scope, held: Sequence[Session], off: Sequence[Session]) -> list[Cited]:
    said = []
    minutes = sum(session.minutes or 0 for session in held)
    talks = several("{n} talk", "{n} talks", len(held))
    if minutes:
        text = _("{talks}, {length} in all.").format(talks=talks, length=dates.say_length(minutes))
    else:
        text = f"{talks}."
    if held:
        said.append(scope.cite(text, held))
    if off:
        text = several("{n} meeting was called off.", "{n} meetings were called off.", len(off))
        said.append(scope.cite(text, off))
    return said


def _by_peer(scope: Scope, held: Sequence[Session]) -> tuple[SectionPart, ...]:
    """How often each peer was met, most often first; nothing in a report about one peer."""
    if scope.mentor:
        return ()
    talks: dict[str, list[Session]] = defaultdict(list)
    for session in held:
        talks[session.mentor].append(session)
    often = sorted(talks.items(), key=lambda one: (-len(one[1]), scope.name(one[0])))
    parts = [
        SectionPart(
            scope.name(uid), sentences=(scope.cite(several("{n} talk.", "{n} talks.", len(met)), met),)
        )
        for uid, met in often[:MOST_PEERS]
    ]
    if more := say_more(len(often) - MOST_PEERS):
        parts.append(SectionPart("", more=more))
    return tuple(parts)


def _months(scope: Scope) -> tuple[tuple[MonthChart, ...], str]:
    """The months to draw, and a sentence about earlier ones that are left out."""
    first = scope.begun.replace(day=1)
    count = geometry.months(first, scope.until)
    drawn = [geometry.month_after(first, place) for place in range(max(count - MOST_MONTHS, 0), count)]
    days: dict[date, list[Session]] = defaultdict(list)
    for session in scope.sessions:
        days[session.date.replace(day=1)].append(session)
    earlier = sum(session.held for month, met in days.items() if month < drawn[0] for session in met)
    said = several(
        "The last {{months}} months are drawn; {n} earlier talk is not.",
        "The last {{months}} months are drawn; {n} earlier talks are not.",
        earlier,
    )
    left_out = said.format(months=len(drawn)) if earlier else ""
    return tuple(_month(scope, month, days[month]) for month in drawn), left_out


def _month(scope: Scope, month: date, sessions: Sequence[Session]) -> MonthChart:
    was = {session.date: "off" for session in sessions if not session.held}
    met = Counter(session.date for session in sessions if session.held)
    was |= {day: "met" if count == 1 else "often" for day, count in met.items()}
    said = several("{n} talk", "{n} talks", sum(met.values())) if met else _("no talk")
    off = sorted(day for day, how in was.items() if how == "off")
    text = [_("{talks} on {days}").format(talks=said, days=_numbers(met)) if met else said]
    if off:
        text.append(_("called off on {days}").format(days=_numbers(off)))
    return MonthChart(
        key=f"month-{month:%Y-%m}",
        title=dates.month(month),
        text="; ".join(text),
        width=7 * (geometry.CELL + geometry.GAP) - geometry.GAP,
        height=6 * (geometry.CELL + geometry.GAP) - geometry.GAP,
        name=f"{dates.month_alone(month)} {month.year:04}",
        said=said,
        days=geometry.month_days(month, was, scope.begun, scope.until),
    )


def _numbers(days: Sequence[date] | Counter[date]) -> str:
    return ", ".join(str(day.day) for day in sorted(days))
