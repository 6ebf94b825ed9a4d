"""Keeping a review, and finding the one that a new look corrects."""

from datetime import date

from msgspec.structs import replace

from peermentor.practice.nouns import people
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Decision, Mentor, Review, Stage
from peermentor.practice.nouns.thresholds import CORRECTED_DAYS
from peermentor.practice.review.look import Look

_LEADS_TO: dict[Decision, Stage] = {
    "continue": "active",
    "adjust": "active",
    "pause": "paused",
    "close": "winding-up",
}
_SAID_ANEW = ("ratings", "concern", "over", "seen", "low", "verdict", "decision", "because", "next_review")


def review_of_today(records: Records, mentor: Mentor, today: date) -> Review | None:
    """Find the review kept today, which a second look today changes; one with a concern is never changed."""
    return next((r for r in records.of_mentor(Review, mentor) if r.date == today and not r.concern), None)


def recent_review(records: Records, mentor: Mentor, today: date) -> Review | None:
    """Find the latest review, if it is less than a week old, to correct it; never one with a concern."""
    last = max((r for r in records.of_mentor(Review, mentor) if r.date <= today), key=by_day, default=None)
    if last is None or last.concern or (today - last.date).days >= CORRECTED_DAYS:
        return None
    return last


def keep_review(draft: Draft, mentor: Mentor, look: Look, correcting: Review | None = None) -> Look:
    """Keep a review, and give the look back with its handle.

    `correcting` is the review to change instead; it keeps its day. The decision takes effect: the
    relationship is paused, winds up, or, with "continue" or "adjust", is active.
    """
    record = review_record(look, mentor, draft.today)
    decided = look.decision is not None and (correcting is None or correcting.decision != look.decision)
    if correcting is None:
        kept = draft.add(record)
    else:
        kept = draft.change(correcting, **{name: getattr(record, name) for name in _SAID_ANEW})
    if decided:
        people.change_stage(draft, mentor, _LEADS_TO[look.decision or "continue"], look.because)
    return replace(look, handle=kept.handle)


def review_record(look: Look, mentor: Mentor, today: date) -> Review:
    """Make the record of a look: the felt, the seen, the verdict and the decision."""
    return Review(
        mentor=mentor.uid,
        date=today,
        since=look.window.since,
        ratings={dimension: rating for dimension, rating in look.felt.items() if rating is not None},
        concern=look.concern,
        over=look.over,
        seen={signal.signal: signal.level for signal in look.seen},
        low=look.low,
        verdict=look.verdict,
        decision=look.decision,
        because=look.because,
        next_review=look.next_review,
    )
