"""Whether a concern stands with a peer: then nothing that is open between the two is asked for."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Review
from peermentor.practice.nouns.thresholds import CAREFUL_REVIEWS, LOW_RATING


class Care(Struct, frozen=True):
    """The latest review with a concern, the one that answered it, and how many since rated respect."""

    written: Review
    answered: Review | None
    rated_since: int

    @property
    def stands(self) -> bool:
        """Whether no later review answered it."""
        return self.answered is None

    @property
    def is_near(self) -> bool:
        """Whether it was answered, and fewer than two reviews have rated respect since the concern."""
        return self.answered is not None and self.rated_since < CAREFUL_REVIEWS


def latest_concern(records: Records, mentor: Mentor, until: date, without: str = "") -> Care | None:
    """Find the latest concern up to a day; None where none was ever written.

    `without` is the uid of a review that is being corrected now, which is left out.
    """
    found: Care | None = None
    reviews = [r for r in records.of_mentor(Review, mentor) if r.date <= until and r.uid != without]
    for review in sorted(reviews, key=by_day):
        if review.concern:
            found = Care(review, None, 0)
        elif found:
            answers = review if is_an_answer(review.ratings, over=review.over) else None
            rated = "respect" in review.ratings
            found = Care(found.written, found.answered or answers, found.rated_since + rated)
    return found


def is_an_answer(ratings: Mapping[str, int], *, over: bool) -> bool:
    """Tell whether a later review without a concern answers one: "it is over", or respect that is not low.

    Whoever still feels little respect has not said that it is over, and is not asked to meet again.
    """
    return over or ratings.get("respect", 0) > LOW_RATING


def standing_concern(records: Records, mentor: Mentor, today: date) -> Care | None:
    """Find the concern that stands with a peer today, or None."""
    found = latest_concern(records, mentor, today)
    return found if found and found.stands else None


def is_at_rest(records: Records, mentor: Mentor, today: date) -> bool:
    """Tell whether nothing that is open with a peer is asked for: it is over, or a concern stands."""
    return mentor.is_over or is_careful(records, mentor.uid, today)


def is_careful(records: Records, mentor_uid: str, today: date) -> bool:
    """Tell whether a concern stands with the peer of this uid; "" is nobody."""
    if not mentor_uid or not records.where(Review, mentor=mentor_uid, concern=True):
        return False
    return standing_concern(records, records.the(Mentor, mentor_uid), today) is not None
