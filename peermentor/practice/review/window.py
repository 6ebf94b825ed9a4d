"""The window of a review: the days it looks at."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from peermentor.practice.nouns import rhythm, stretches
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Review
from peermentor.practice.nouns.stretches import Days

# A window has at least so much of each, so that one quiet week decides nothing.
SHORTEST = 30  # days, without days at rest
INTERVALS = 2  # intervals of the rhythm
TALKS = 3  # talks held, where there are so many
LONGEST = 366  # days, at most


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

    `without` is the uid of a review that is being corrected now, which is left out.
    """
    before = (r for r in records.of_mentor(Review, mentor) if r.date < today and r.uid != without)
    return tuple(sorted(before, key=by_day))


def review_span(
    records: Records, mentor: Mentor, today: date, last: Review | None, since: date | None = None
) -> Span:
    """Find the days a review looks at: from the day of the last review, or from `since`, to today.

    At least 30 days, two intervals of the rhythm, and the last three talks are in it; at most 366 days. The
    first review looks back to the beginning; no window begins before the two met or the mentor was added.
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
    """The days that must be in the window, if it is to have enough of everything."""
    days = [stretches.go_back(today, SHORTEST, at_rest), *talks[-TALKS:][:1]]
    if mentor.every:
        days.append(stretches.go_back(today, INTERVALS * rhythm.in_days(mentor.every), at_rest))
    return days
