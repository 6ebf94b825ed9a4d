"""A review that is kept: what stays of a look that was rated or decided, and which one is meant again."""

from datetime import date

from msgspec.structs import replace

from peermentor.practice.nouns import people
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.order import created_key
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
    """Find the review kept today, which a second look goes on with; none with a concern."""
    return next((r for r in records.of_mentor(Review, mentor) if r.date == today and not r.concern), None)


def recent_review(records: Records, mentor: Mentor, today: date) -> Review | None:
    """Find the review of less than a week ago that may be meant again; one with a concern never is."""
    kept = [r for r in records.of_mentor(Review, mentor) if r.date <= today]
    last = max(kept, key=lambda r: (r.date, created_key(r)), default=None)
    if last is None or last.concern or (today - last.date).days >= CORRECTED_DAYS:
        return None
    return last


def keep_review(draft: Draft, mentor: Mentor, look: Look, correcting: Review | None = None) -> Look:
    """Keep a look that was rated or decided; it comes back with its handle.

    With `correcting` the review of some days ago says this now, on the day it has. The decision takes effect:
    a relationship is paused, winds up until it is closed, or, when it goes on, comes back from either.
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
    """Make what is kept of a look that was rated or decided.

    That is the felt, the seen, the verdict and the decision.
    """
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
