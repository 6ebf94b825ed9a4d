"""Does it still serve you? What is felt beside what is seen, a verdict with its reasons, and what to do next.

`look_at_relationship` is the whole review as a value: it keeps nothing. `keep_review` keeps what stays of
it once the person has rated or decided. The fields of `Look` are what `review --json` promises.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from peermentor import dates, language
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.contract.record_view import MentorRef
from peermentor.practice.nouns import breaks, people
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.order import created_key
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Decision, Mentor, Review, Stage
from peermentor.practice.nouns.thresholds import CONCERN_REVIEW_DAYS, CORRECTED_DAYS, Habits
from peermentor.practice.peers import agreement
from peermentor.practice.peers.concern import (
    ask_if_over,
    latest_concern,
    say_answered,
    say_concern,
    where_help_is,
)
from peermentor.practice.review import both_parts, conversation, entries, signals, window
from peermentor.practice.review.conversation import Conversation
from peermentor.practice.review.ratings import Disagreement, all_ratings, disagreements, low_dimensions
from peermentor.practice.review.signal_types import Measure, Reason, Signal
from peermentor.practice.review.verdict import (
    ReviewCase,
    Verdict,
    has_not_begun,
    only_falls,
    reach_verdict,
)
from peermentor.practice.review.window import Window
from peermentor.to_type import to_type

_USUAL = Habits()
_LEADS_TO: dict[Decision, Stage] = {
    "continue": "active",
    "adjust": "active",
    "pause": "paused",
    "close": "winding-up",
}
_SAID_ANEW = ("ratings", "concern", "over", "seen", "low", "verdict", "decision", "because", "next_review")


class EarlierReview(Struct, frozen=True):
    """A review before this one."""

    handle: str
    date: date
    ratings: dict[str, int]
    verdict: str
    decision: Decision | None


class AfterConcern(Struct, frozen=True):
    """What a review begins with after something serious: when it was written, and whether it stands.

    `text` says it in a sentence, `question` asks whether it is over, `command` answers that it is; both are
    empty where it was answered.
    """

    date: date
    ref: str
    stands: bool
    text: str
    question: str
    command: str


class Look(Struct, frozen=True, kw_only=True):
    """A whole review.

    `handle` is there once it was kept. `felt` and `change` go by dimension; `change` is against the latest
    review before. `support` is for get-support alone, `look_for` for too-early, `conversation` for adjust and
    reassess; `advice` is what else there is to ask oneself. `notes` tell what the window can't know.
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
    over: bool = False
    after_concern: AfterConcern | None = None
    advice: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def look_at_relationship(
    records: Records,
    mentor: Mentor,
    today: date,
    *,
    ratings: Mapping[str, int] = {},
    concern: bool = False,
    over: bool = False,
    since: date | None = None,
    habits: Habits = _USUAL,
    decision: Decision | None = None,
    because: str = "",
    next_review: date | None = None,
    correcting: str = "",
) -> Look:
    """Look at one relationship as it stands today, or on the day of one put right (`correcting` its uid).

    `over` answers a concern that was written before, as rating respect does. Raises CommandLine for a rating
    outside 1-5 or of something a review does not rate, and for a next review that would not come after this
    one.
    """
    must_come_after(next_review, today)
    before = window.earlier_reviews(records, mentor, today, correcting)
    span = window.review_span(records, mentor, today, before[-1] if before else None, since)
    found = entries.gather_entries(records, mentor, span, habits.breaks)
    measures = signals.measure_signals(found)
    care = latest_concern(records, mentor, today, correcting)
    case = _case(found, signals.judge_signals(measures), all_ratings(ratings), before)
    answered = over or ("respect" in case.rated and not concern)
    stands = care is not None and care.stands and not answered
    case = replace(case, concern=concern or stands, care=care)
    name, reasons = reach_verdict(case)
    safe = name != "get-support"
    proposed = proposed_next(records, mentor, today, habits, before, concern=case.concern)
    return Look(
        mentor=MentorRef(mentor.name, mentor.handle),
        why=mentor.why if safe else "",
        window=Window(span.since, span.until, len(found.sessions)),
        felt=case.felt,
        concern=concern,
        over=over,
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
        support=() if safe else where_help_is(),
        change=_change(case.rated, case.last),
        history=tuple(_earlier(review) for review in before),
        decision=decision,
        because=because,
        next_review=next_review or (None if decision == "close" else proposed),
        after_concern=_after_concern(case, today, answered=answered),
        advice=tuple(_advice(name, case)),
        notes=(*_notes(span, habits), *(_hours(records, mentor, today, habits) if safe else ())),
    )


def must_come_after(next_review: date | None, today: date) -> None:
    """Raise CommandLine for a next review that would not come after the one of today."""
    if next_review and next_review <= today:
        raise CommandLine(
            _("The next review ({day}) would not come after this one.").format(day=dates.say(next_review)),
            _("Give a later day."),
        )


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


def proposed_next(
    records: Records,
    mentor: Mentor,
    today: date,
    habits: Habits = _USUAL,
    before: Sequence[Review] | None = None,
    *,
    concern: bool = False,
) -> date:
    """Propose the day to look again: the first review after 30 days, then every 60, counted from today.

    After something serious it is in 14 days, to ask whether it is over.
    """
    if concern:
        return today + timedelta(days=CONCERN_REVIEW_DAYS)
    if before is None:
        before = window.earlier_reviews(records, mentor, today)
    first = mentor.since + timedelta(days=habits.first_review_days)
    if first > today and not before:
        return first
    return today + timedelta(days=habits.review_every_days)


def _case(
    found: entries.Entries,
    signals: dict[str, Signal],
    felt_now: dict[str, int | None],
    before: Sequence[Review],
) -> ReviewCase:
    return ReviewCase(
        entries=found,
        felt=felt_now,
        seen=signals,
        low=low_dimensions(felt_now, signals),
        disagreements=disagreements(felt_now, signals),
        concern=False,
        last=before[-1] if before else None,
        rated_before=next((review for review in reversed(before) if review.ratings), None),
    )


def _conversation(name: Verdict, case: ReviewCase, measures: dict[str, Measure]) -> Conversation | None:
    """Words to say, where there is something to say them about: not of a fall, and not after a concern."""
    if name not in ("adjust", "reassess") or case.is_careful or has_not_begun(case) or only_falls(case):
        return None
    return conversation.draft_conversation(case, measures)


def _after_concern(case: ReviewCase, today: date, *, answered: bool) -> AfterConcern | None:
    """What the review begins with: the concern that stands, or the answer to it at the reviews after."""
    care = case.care
    if care is None or not (care.stands or care.is_near):
        return None
    stands = care.stands and not answered
    text = say_answered(care, today) if care.answered else say_concern(care, today)
    if answered and care.stands:
        text += " " + _("Now you said that it is over.")
    question = ask_if_over(care, today) if stands else ""
    command = to_type("review", case.entries.mentor.handle, "--over", "yes") if stands else ""
    return AfterConcern(care.written.date, care.written.handle, stands, text, question, command)


def _advice(name: Verdict, case: ReviewCase) -> Iterator[str]:
    if name == "reassess" and has_not_begun(case):
        off = [s.cancelled for s in case.entries.called_off_ever]
        if off.count("me") >= off.count("them"):
            yield _("Do you want to meet at all? If not, say so and close it.")
        yield _("Write one honest message: “Do we still want to meet? Either answer is fine.”")
        yield _("If that brings no date, close it.")
    if name == "adjust" and only_falls(case):
        yield _("Nothing is low yet, but it was better before. What changed?")


def _notes(span: window.Span, habits: Habits) -> tuple[str, ...]:
    """Holidays in the window for which no break was told: nobody is blamed for them unasked."""
    indonesian = language.current() == "id"
    missing = breaks.unsaid(span.since, span.until, habits.breaks, idulfitri=indonesian)
    return tuple(breaks.say_unsaid(name) for name in missing)


def _hours(records: Records, mentor: Mentor, today: date, habits: Habits) -> Iterator[str]:
    """The time spent where it is more than was agreed on, with the talks that took it."""
    spent = agreement.agreed_time(records, mentor, today, habits.breaks)
    if spent and spent.level == "more":
        yield agreement.say_agreed_time(spent)


def _change(rated: dict[str, int], last: Review | None) -> dict[str, int]:
    """Now less then, for each dimension rated both times."""
    then = last.ratings if last else {}
    return {dimension: rating - then[dimension] for dimension, rating in rated.items() if dimension in then}


def _earlier(review: Review) -> EarlierReview:
    return EarlierReview(review.handle, review.date, review.ratings, review.verdict, review.decision)


def _look_for() -> tuple[str, ...]:
    return (
        _("Does each of you get something from the talks?"),
        _("Does what you tell each other you will do get done, or said early when it will not?"),
        _("Can you say “I don't know” or “I see it differently”, and nothing bad follows?"),
        _("Are you looking forward to the next meeting, and is there a date for it?"),
    )
