"""Making a report: its days, its peer, and its sections in their order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from peermentor import dates
from peermentor.language import _
from peermentor.practice.lookback.selection import Where
from peermentor.practice.nouns.order import day_of
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Checkin, Goal, Mentor, Promise, Record, Review, Session, Win
from peermentor.practice.report.felt import reviews_section
from peermentor.practice.report.giving import giving_section
from peermentor.practice.report.growth_goals import goals_section
from peermentor.practice.report.meetings import meetings_section
from peermentor.practice.report.promised import promises_section
from peermentor.practice.report.report_types import Report, Section
from peermentor.practice.report.scope import Scope
from peermentor.practice.report.won import wins_section

A_YEAR = timedelta(days=366)  # as a review looks back at most
SHOWN: tuple[type[Record], ...] = (Mentor, Goal, Checkin, Session, Promise, Win, Review)
_SECTIONS: tuple[tuple[type[Record], Callable[[Scope], Section | None]], ...] = (
    (Goal, goals_section),
    (Session, meetings_section),
    (Session, giving_section),
    (Promise, promises_section),
    (Win, wins_section),
    (Review, reviews_section),
)


def a_year_before(day: date) -> date:
    """Find the first of the last 366 days."""
    return max(day, date.min + A_YEAR) - A_YEAR + timedelta(days=1)


def report_of(
    records: Records,
    seen: Records,
    where: Where,
    today: date,
    *,
    sharing: bool = False,
    watch: Callable[[Sequence[Any]], Iterable[Any]] = iter,
) -> Report:
    """Make the report of what happened with one peer, or with all, between two days (both included).

    It begins with the earliest entry, unless `where` names a first day, and ends today at the latest.
    `records` are counted, and `seen` are shown: with `sharing`, these have nothing private. `watch` wraps the
    sections while they are made, to show the progress.
    """
    until = min(where.until or today, today)
    begun = min(_days(seen, where.mentor), default=until)
    since = min(where.since or begun, until)
    begun = min(max(since, begun), until)
    scope = Scope(records, seen, where.mentor, since, until, today, begun=begun, sharing=sharing)
    asked = [make for kind, make in _SECTIONS if not where.kinds or kind.noun in where.kinds]
    made = (make(scope) for make in watch(asked))
    sections = tuple(section for section in made if section is not None)
    return Report(
        name=where.mentor.name if where.mentor else "",
        days=_("{since} to {until}").format(since=dates.say(since), until=dates.say(until)),
        made=dates.say(today),
        sharing=sharing,
        sections=sections,
        sources=scope.sources(),
    )


def _days(seen: Records, mentor: Mentor | None) -> Iterator[date]:
    for kind in (Goal, Session, Promise, Win, Review):
        for record in seen.of_mentor(kind, mentor) if mentor else seen.all(kind):
            if not (isinstance(record, Review) and record.concern):
                yield day_of(record)
