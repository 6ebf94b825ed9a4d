"""The stretch of days a review looks at: everything since the last one, once."""

from datetime import date, timedelta

from msgspec import Struct

from peermentor.practice.nouns.order import Moment, by_day, created_key
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Review
from peermentor.practice.nouns.thresholds import Habits


class Window(Struct, frozen=True):
    """The days looked at, both ends included, and how many sessions were held in them."""

    since: date
    until: date
    sessions: int


class Span(Struct, frozen=True):
    """The days from `since` to `until`, both included.

    Where a review closed the window before, on the day `since` and at the moment `closed`, the two share that
    day: what was kept before the review was counted by it, what came after it is counted here.
    """

    since: date
    until: date
    closed: Moment | None = None

    def holds(self, day: date, kept: Moment) -> bool:
        """Whether something of this day, kept at this moment, belongs to the span."""
        if day == self.since and self.closed is not None:
            return kept > self.closed
        return self.since <= day <= self.until


def earlier_reviews(records: Records, mentor: Mentor, today: date) -> tuple[Review, ...]:
    """The reviews of one relationship before today, oldest first.

    One of today is no earlier review: looking again, or deciding after looking, is still the same look.
    """
    before = (r for r in records.of_mentor(Review, mentor) if r.date < today)
    return tuple(sorted(before, key=by_day))


def review_span(
    records: Records, mentor: Mentor, today: date, habits: Habits, since: date | None = None
) -> Span:
    """Since the last review, or 90 days, and never before the mentor was added; `since` says otherwise."""
    if since is not None:
        return Span(min(since, today), today)
    reviews = earlier_reviews(records, mentor, today)
    if reviews and reviews[-1].date >= mentor.since:
        return Span(reviews[-1].date, today, created_key(reviews[-1]))
    ago = today - timedelta(days=habits.review_window_days)
    return Span(min(max(ago, mentor.since), today), today)
