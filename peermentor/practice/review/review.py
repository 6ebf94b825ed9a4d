"""Does it still serve you? What is felt beside what is seen, a verdict with its reasons, and what to do next.

`look_at_relationship` is the whole review as a value: it keeps nothing. `keep_review` keeps what stays of
it once the person has rated or decided. The fields of `Look` are what `review --json` promises.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from peermentor import dates
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.contract.views import MentorRef
from peermentor.practice.nouns import people
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Decision, Mentor, Review, Stage
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.review import both_parts, conversation, entries, signals, window
from peermentor.practice.review.conversation import Conversation
from peermentor.practice.review.ratings import Disagreement, all_ratings, disagreements, low_dimensions
from peermentor.practice.review.signal_types import Measure, Reason, Signal
from peermentor.practice.review.verdict import ReviewCase, Verdict, reach_verdict
from peermentor.practice.review.window import Window

_USUAL = Habits()
_LEADS_TO: dict[Decision, Stage] = {
    "continue": "active",
    "adjust": "active",
    "pause": "paused",
    "close": "winding-up",
}
_SAID_ANEW = ("ratings", "concern", "seen", "low", "verdict", "decision", "because", "next_review")


class EarlierReview(Struct, frozen=True):
    """A review before this one."""

    handle: str
    date: date
    ratings: dict[str, int]
    verdict: str
    decision: Decision | None


class Look(Struct, frozen=True, kw_only=True):
    """A whole review.

    `handle` is there once it was kept. `felt` and `change` go by dimension; `change` is against the latest
    review before. `support` is for
    get-support alone, `look_for` for too-early, `conversation` for adjust and reassess.
    """

    handle: str | None = None
    mentor: MentorRef
    why: str
    window: Window
    felt: dict[str, int | None]
    concern: bool
    seen: tuple[Signal, ...]
    low: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]
    verdict: Verdict
    reasons: tuple[Reason, ...]
    my_part: tuple[Reason, ...]
    their_part: tuple[Reason, ...]
    conversation: Conversation | None
    look_for: tuple[str, ...]
    support: tuple[str, ...]
    change: dict[str, int]
    history: tuple[EarlierReview, ...]
    decision: Decision | None
    because: str
    next_review: date | None


def look_at_relationship(
    records: Records,
    mentor: Mentor,
    today: date,
    *,
    ratings: Mapping[str, int] = {},
    concern: bool = False,
    since: date | None = None,
    habits: Habits = _USUAL,
    decision: Decision | None = None,
    because: str = "",
    next_review: date | None = None,
) -> Look:
    """One relationship as it stands today.

    Raises CommandLine for a rating outside 1-5 or of something a review does not rate, and for a next review
    that would not come after this one.
    """
    if next_review and next_review <= today:
        raise CommandLine(
            _("The next review ({day}) would not come after this one.").format(day=dates.say(next_review)),
            _("Give a later --next."),
        )
    before = window.earlier_reviews(records, mentor, today)
    span = window.review_span(records, mentor, today, habits, since)
    found = entries.gather_entries(records, mentor, span)
    measures = signals.measure_signals(found)
    case = _case(
        found, signals.judge_signals(measures), all_ratings(ratings), concern, before[-1] if before else None
    )
    name, reasons = reach_verdict(case)
    safe = name != "get-support"
    return Look(
        mentor=MentorRef(mentor.name, mentor.handle),
        why=mentor.why,
        window=Window(span.since, span.until, len(found.sessions)),
        felt=case.felt,
        concern=concern,
        seen=tuple(case.seen.values()),
        low=case.low,
        # Someone who was frightened is not argued with, and is not asked for their own part in it.
        disagreements=case.disagreements if safe else (),
        verdict=name,
        reasons=reasons,
        my_part=both_parts.my_part(case) if safe else (),
        their_part=both_parts.their_part(case) if safe else (),
        conversation=_conversation(name, case, measures),
        look_for=_look_for() if name == "too-early" else (),
        support=() if safe else _support(),
        change=_change(case.rated, case.last),
        history=tuple(_earlier(review) for review in before),
        decision=decision,
        because=because,
        next_review=next_review
        or (None if decision == "close" else proposed_next(records, mentor, today, habits)),
    )


def review_of_today(records: Records, mentor: Mentor, today: date) -> Review | None:
    """The review kept today, which a second look on the same day goes on with."""
    return next((r for r in records.of_mentor(Review, mentor) if r.date == today), None)


def keep_review(draft: Draft, mentor: Mentor, look: Look) -> Look:
    """Keep a look that was rated or decided; it comes back with its handle.

    One day holds one review: deciding after rating completes the same record. The decision takes effect: a
    relationship is paused, winds up until it is closed, or, when it goes on, comes back from either.
    """
    record, kept = (
        review_record(look, mentor, draft.today),
        review_of_today(draft.records, mentor, draft.today),
    )
    decided = look.decision is not None and (kept is None or kept.decision != look.decision)
    if kept is None:
        kept = draft.add(record)
    else:
        draft.change(kept, **{name: getattr(record, name) for name in _SAID_ANEW})
    if decided and mentor.stage != "candidate":
        people.change_stage(draft, mentor, _LEADS_TO[look.decision or "continue"], look.because)
    return replace(look, handle=kept.handle)


def review_record(look: Look, mentor: Mentor, today: date) -> Review:
    """What is kept of a look that was rated or decided: the felt, the seen, the verdict and the decision."""
    return Review(
        mentor=mentor.uid,
        date=today,
        since=look.window.since,
        ratings={dimension: rating for dimension, rating in look.felt.items() if rating is not None},
        concern=look.concern,
        seen={signal.signal: signal.level for signal in look.seen},
        low=look.low,
        verdict=look.verdict,
        decision=look.decision,
        because=look.because,
        next_review=look.next_review,
    )


def proposed_next(records: Records, mentor: Mentor, today: date, habits: Habits = _USUAL) -> date:
    """The day to look again: the first review after 30 days, then every 60, counted from today."""
    first = mentor.since + timedelta(days=habits.first_review_days)
    if first > today and not window.earlier_reviews(records, mentor, today):
        return first
    return today + timedelta(days=habits.review_every_days)


def _case(
    found: entries.Entries,
    signals: dict[str, Signal],
    felt_now: dict[str, int | None],
    concern: bool,
    last: Review | None,
) -> ReviewCase:
    return ReviewCase(
        entries=found,
        felt=felt_now,
        seen=signals,
        low=low_dimensions(felt_now, signals),
        disagreements=disagreements(felt_now, signals),
        concern=concern,
        last=last,
    )


def _conversation(name: Verdict, case: ReviewCase, measures: dict[str, Measure]) -> Conversation | None:
    return conversation.draft_conversation(case, measures) if name in ("adjust", "reassess") else None


def _change(rated: dict[str, int], last: Review | None) -> dict[str, int]:
    """Now less then, for each dimension rated both times."""
    then = last.ratings if last else {}
    return {dimension: rating - then[dimension] for dimension, rating in rated.items() if dimension in then}


def _earlier(review: Review) -> EarlierReview:
    return EarlierReview(review.handle, review.date, review.ratings, review.verdict, review.decision)


def _look_for() -> tuple[str, ...]:
    return (
        _("Do you both come away with something?"),
        _("Does what you tell each other you will do get done, or said early when it will not?"),
        _("Can you say “I don't know” or “I see it differently” without a price?"),
        _("Are you looking forward to the next meeting, and is there a date for it?"),
    )


def _support() -> tuple[str, ...]:
    return (
        _("Talk to someone you trust, soon, and tell them as much as you want to."),
        _("HR, or whoever your company names for this, is there to hear it; you can bring someone along."),
        _("There is help outside work too: a counsellor, a doctor, a helpline; in danger, call for help."),
        _("You owe this person no meeting and no explanation. What you write here is sent to nobody."),
    )
