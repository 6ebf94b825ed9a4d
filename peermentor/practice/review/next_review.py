"""The day of the next review."""

from collections.abc import Sequence
from datetime import date, timedelta

from peermentor import dates
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.nouns.records import Mentor, Review
from peermentor.practice.nouns.thresholds import CONCERN_REVIEW_DAYS, CORRECTED_DAYS, Habits


def propose_next(
    mentor: Mentor, today: date, habits: Habits, before: Sequence[Review], *, concern: bool
) -> date:
    """Propose the day of the review that follows: 60 days from today, or as the settings say.

    While the end of the first 30 days with a peer is a week or more ahead, it is that day: sooner, a review
    would be asked for that only corrects this one. With a concern it is in 14 days, to ask whether it is
    over. `before` has the earlier reviews.
    """
    if concern:
        return today + timedelta(days=CONCERN_REVIEW_DAYS)
    first = mentor.since + timedelta(days=habits.first_review_days)
    if first - today >= timedelta(days=CORRECTED_DAYS) and not before:
        return first
    return today + timedelta(days=habits.review_every_days)


def must_come_after(next_review: date | None, today: date) -> None:
    """Raise CommandLine for a next review that is not after today."""
    if next_review and next_review <= today:
        raise CommandLine(
            _("The next review ({day}) would not come after this one.").format(day=dates.say(next_review)),
            _("Give a later day."),
        )
