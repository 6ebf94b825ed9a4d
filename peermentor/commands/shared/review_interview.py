"""The questions of a review: the ratings, one by one, and then the decision."""

from datetime import date
from functools import partial

from msgspec.structs import replace

from peermentor.app import App
from peermentor.commands.shared.converted import read_number
from peermentor.commands.shared.review_answers import ReviewAnswers
from peermentor.language import _
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.care import Care
from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.nouns.records import DECISIONS, Mentor
from peermentor.practice.peers.concern import ask_if_over
from peermentor.practice.review.look import Look
from peermentor.practice.review.next_review import must_come_after
from peermentor.screen.terminal import ask


def ask_what_is_felt(who: Mentor, care: Care | None, today: date) -> ReviewAnswers:
    """Ask for the ratings; where an earlier concern (`care`) stands, ask first whether it is over."""
    if care:
        if not ask.yes(ask_if_over(care, today)):
            return ReviewAnswers()
        if not _wants_to_rate(who):
            return ReviewAnswers(over=True)
        return replace(_ask_ratings(), over=True)
    return _ask_ratings() if _wants_to_rate(who) else ReviewAnswers()


def ask_decision(app: App, felt: ReviewAnswers, look: Look) -> ReviewAnswers:
    """Say the verdict and its reasons, and ask for the decision."""
    from peermentor.screen.views.review import verdict_word  # noqa: PLC0415 - the first question needs no Rich

    ask.tell(_("The verdict: {verdict}").format(verdict=verdict_word(look.verdict)))
    for reason in look.reasons:
        ask.tell(f"  {reason.text}")
    decided = ask.choice(_("What do you decide?"), DECISIONS)
    if decided is None:
        return felt
    return replace(
        felt,
        decide=vocabulary.match(decided, DECISIONS),
        because=ask.text(_("Why? Only for you. (Enter skips)")),
        next=ask.understood(_("When do you look again? (Enter: as usual)"), partial(_next_day, app)),
    )


def _next_day(app: App, typed: str) -> date:
    day = app.ahead(typed)
    must_come_after(day, app.today)
    return day


def _wants_to_rate(who: Mentor) -> bool:
    question = _("Say how it feels with {name}? Enter only looks.")
    return ask.yes(question.format(name=who.name))


def _ask_ratings() -> ReviewAnswers:
    ask.introduce(_("Eight statements: is each true for you, from 1 (not at all) to 5 (fully)?"))
    ratings = {}
    for dimension, row in DIMENSIONS.items():
        statement = _(row.statement)
        value = ask.understood(f"{statement} (1-5)", partial(read_number, low=1, high=5))
        if value is not None:
            ratings[dimension] = value
    ask.tell(_("And one question apart:"))
    frightened = ask.yes(_("Has anything here frightened you, belittled you or used you?"))
    return ReviewAnswers(ratings=ratings, concern=frightened)
