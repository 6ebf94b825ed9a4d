"""The answers of a review, from options or from questions."""

from datetime import date

from msgspec import Struct

from peermentor.practice.nouns.records import Decision, Review


class ReviewAnswers(Struct, frozen=True, kw_only=True):
    """What the person said about a relationship, as typed."""

    ratings: dict[str, int] = {}
    concern: bool = False
    over: bool = False
    decide: Decision | None = None
    because: str = ""
    next: date | None = None
    since: date | None = None

    def says_something(self) -> bool:
        """Tell whether there is anything to keep."""
        return bool(self.ratings or self.decide or self.concern or self.over)

    def on_top_of(self, before: Review) -> "ReviewAnswers":
        """Fill what is not said now with what that review says."""
        return ReviewAnswers(
            ratings=before.ratings | self.ratings,
            concern=self.concern,
            over=before.over or self.over,
            decide=self.decide or before.decision,
            because=self.because or before.because,
            next=self.next or before.next_review,
            since=self.since or before.since,
        )
