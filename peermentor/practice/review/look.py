"""A whole review: what is felt and what is seen, the verdict with its reasons, and what to do next.

`look_at_relationship` keeps nothing. The fields of `Look` are the contract of `review --json`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from peermentor import language
from peermentor.language import _
from peermentor.practice.contract.record_view import MentorRef
from peermentor.practice.nouns import breaks
from peermentor.practice.nouns.care import is_an_answer, latest_concern
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Decision, Mentor, Review
from peermentor.practice.nouns.stretches import Stretch
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.peers import agreement
from peermentor.practice.peers.concern import ask_if_over, say_answered, say_concern, where_help_is
from peermentor.practice.review import both_parts, conversation, entries, signals, window
from peermentor.practice.review.conversation import Conversation
from peermentor.practice.review.next_review import must_come_after, propose_next
from peermentor.practice.review.ratings import Disagreement, all_ratings, disagreements, low_dimensions
from peermentor.practice.review.signal_types import Reason, Signal
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


class EarlierReview(Struct, frozen=True):
    """An earlier review of the same relationship."""

    handle: str
    date: date
    ratings: dict[str, int]
    verdict: str
    decision: Decision | None


class AfterConcern(Struct, frozen=True):
    """How a review begins after a concern: when that was written (`date`, `ref`), and whether it `stands`.

    `text` says so; `question` asks whether it is over, and `command` answers yes: both are "" where it was
    answered.
    """

    date: date
    ref: str
    stands: bool
    text: str
    question: str
    command: str


class Look(Struct, frozen=True, kw_only=True):
    """A whole review.

    `handle` is set once the review is kept. `felt` and `change` are by dimension; `change` is the difference
    to the latest review before. `support` is only for get-support, `look_for` for too-early, `conversation`
    for adjust and reassess. `advice` has more questions to ask oneself; `notes` have what the numbers miss.
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
    """Look at one relationship as it stands on a day, and keep nothing.

    `over` answers an earlier concern, as respect that is not rated low does. `correcting` is the uid of a
    review that is being corrected: then `today` is its day. Raises CommandLine for a rating outside 1-5 or of
    an unknown dimension, and for a next review that would not come after this one.
    """
    must_come_after(next_review, today)
    before = window.earlier_reviews(records, mentor, today, correcting)
    span = window.review_span(records, mentor, today, before[-1] if before else None, since)
    found = entries.gather_entries(records, mentor, span, habits.breaks)
    measures = signals.measure_signals(found)
    care = latest_concern(records, mentor, today, correcting)
    case = _case(found, signals.judge_signals(measures), all_ratings(ratings), before)
    answered = is_an_answer({} if concern else case.rated, over=over)
    stands = care is not None and care.stands and not answered
    case = replace(case, concern=concern or stands, care=care)
    name, reasons = reach_verdict(case)
    safe = name != "get-support"
    proposed = propose_next(mentor, today, habits, before, concern=case.concern)
    return Look(
        mentor=MentorRef.of(mentor),
        why=mentor.why if safe else "",
        window=Window(span.since, span.until, len(found.sessions)),
        felt=case.felt,
        concern=concern,
        over=over,
        seen=tuple(case.seen.values()),
        low=case.low,
        # The program doesn't argue with somebody who was frightened, and doesn't ask for their own part in
        # it.
        disagreements=case.disagreements if safe else (),
        verdict=name,
        reasons=reasons,
        my_part=both_parts.my_part(case) if safe else (),
        their_part=both_parts.their_part(case) if safe else (),
        conversation=conversation.draft_conversation(name, case, measures),
        look_for=_look_for() if name == "too-early" else (),
        support=() if safe else where_help_is(),
        change=_change(case.rated, case.last),
        history=tuple(_earlier(review) for review in before),
        decision=decision,
        because=because,
        next_review=next_review or (None if decision == "close" else proposed),
        after_concern=_after_concern(case, today, answered=answered, over=over),
        advice=tuple(_advice(name, case)),
        notes=(
            *_notes(span, habits, found.stretches),
            *(_hours(records, mentor, today, habits) if safe else ()),
        ),
    )


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


def _after_concern(case: ReviewCase, today: date, *, answered: bool, over: bool) -> AfterConcern | None:
    """The concern that stands, or, in the two reviews after it was answered, that answer."""
    care = case.care
    if care is None or not (care.stands or care.is_near):
        return None
    stands = care.stands and not answered
    text = say_answered(care, today) if care.answered else say_concern(care, today)
    if answered and care.stands:
        said_over = _("Now you said that it is over.")
        text += " " + (said_over if over else _("Now you rated respect and wrote of nothing new."))
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


def _notes(span: window.Span, habits: Habits, known: Iterable[Stretch]) -> tuple[str, ...]:
    """The holidays in the window without a break, so that nobody is blamed for them without a word.

    Days at rest are a break already.
    """
    indonesian = language.current() == "id"
    at_rest = [(one.since, one.until - timedelta(days=1)) for one in known if one.kind != "active"]
    away = (*habits.breaks, *at_rest)
    missing = breaks.holidays_without_break(span.since, span.until, away, idulfitri=indonesian)
    return tuple(breaks.say_missing_break(name) for name in missing)


def _hours(records: Records, mentor: Mentor, today: date, habits: Habits) -> Iterator[str]:
    """The time spent, where it is more than agreed, with the talks that took longer."""
    spent = agreement.agreed_time(records, mentor, today, habits.breaks)
    if spent and spent.level == "more":
        yield agreement.say_agreed_time(spent)


def _change(rated: dict[str, int], last: Review | None) -> dict[str, int]:
    """The rating of now minus the one of then, for each dimension rated both times."""
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
