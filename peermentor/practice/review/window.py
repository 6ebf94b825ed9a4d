"""The days a review looks at: back to the last one, and never so few that a quiet week decides."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from peermentor.practice.nouns import rhythm, stretches
from peermentor.practice.nouns.order import created_key
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Review
from peermentor.practice.nouns.stretches import Days

SHORTEST = 30  # days without pauses, and
INTERVALS = 2  # intervals of the rhythm, and
TALKS = 3  # talks held: a window never has fewer, where there are so many
LONGEST = 366  # days


class Window(Struct, frozen=True):
    """The days looked at, both ends included, and how many sessions were held in them."""

    since: date
    until: date
    sessions: int


class Span(Struct, frozen=True):
    """The days from `since` to `until`, both included."""

    since: date
    until: date

    def holds(self, day: date) -> bool:
        """Tell whether a day belongs to the span."""
        return self.since <= day <= self.until


def earlier_reviews(records: Records, mentor: Mentor, today: date, without: str = "") -> tuple[Review, ...]:
    """List the reviews of one relationship before today, oldest first.

    One of today is no earlier review: looking again, or deciding after looking, is still the same look.
    Neither is the one that is only being put right (`without` its uid).
    """
    before = (r for r in records.of_mentor(Review, mentor) if r.date < today and r.uid != without)
    return tuple(sorted(before, key=lambda r: (r.date, created_key(r))))


def review_span(
    records: Records, mentor: Mentor, today: date, last: Review | None, since: date | None = None
) -> Span:
    """Find the days a review looks at: back to the last one, and far enough to see something.

    That is at least 30 days, two intervals of the rhythm, or to the third last talk, whichever is longest.

    The first review looks back to the beginning; 366 days at most, and never before the two met or the mentor
    was added. `since` says otherwise.
    """
    if since is not None:
        return Span(min(since, today), today)
    talks = [day for day in stretches.held_days(records, mentor) if day <= today]
    begun = min([mentor.since, *talks[:1]])
    if last is None:
        first = begun
    else:
        at_rest = stretches.rests(mentor, talks, today)
        first = min([last.date, *_least(mentor, talks, today, at_rest)])
    return Span(min(max(first, begun, today - timedelta(days=LONGEST)), today), today)


def _least(mentor: Mentor, talks: Sequence[date], today: date, at_rest: Sequence[Days]) -> list[date]:
    """The days no window begins after."""
    days = [stretches.go_back(today, SHORTEST, at_rest), *talks[-TALKS:][:1]]
    if mentor.every:
        days.append(stretches.go_back(today, INTERVALS * rhythm.in_days(mentor.every), at_rest))
    return days
