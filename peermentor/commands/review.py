"""review: does this relationship still serve you? What you feel beside what the journal has seen."""

import sys
from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Annotated

import typer
from msgspec import Struct

from peermentor.app import App
from peermentor.commands.shared.converted import day_option, word_option
from peermentor.commands.shared.options import (
    Last,
    MentorArgument,
    WithMentor,
    ask_mentor,
    listed,
    read_number,
    within,
)
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.contract import views
from peermentor.practice.nouns import find, people, vocabulary
from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import DECISIONS, Decision, Mentor, Review
from peermentor.practice.review.review import Look, keep_review, look_at_relationship, review_of_today
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.answer import say
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type


class ReviewAnswers(Struct, frozen=True, kw_only=True):
    """What the person said of the relationship, as typed."""

    ratings: dict[str, int] = {}
    concern: bool = False
    decide: Decision | None = None
    because: str = ""
    next: date | None = None
    since: date | None = None

    def says_something(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.ratings or self.decide)


def _complete_rating(incomplete: str) -> list[str]:
    """The dimensions; the only one left with its five values, or the shell would end the word at the "="."""
    near = [d for d in DIMENSIONS if f"{d}=".startswith(incomplete) or incomplete.startswith(f"{d}=")]
    return [f"{near[0]}={value}" for value in range(1, 6)] if len(near) == 1 else [f"{d}=" for d in near]


def review(
    ctx: typer.Context,
    mentor: MentorArgument = None,
    rate: Annotated[
        list[str] | None,
        typer.Option(
            "--rate",
            metavar="DIMENSION=1-5",
            help=_("How it feels: {dimensions}; repeatable.").format(
                dimensions=vocabulary.choices(DIMENSIONS)
            ),
            autocompletion=_complete_rating,
        ),
    ] = None,
    concern: Annotated[
        bool, typer.Option("--concern", help=_("Something here frightened, belittled or used you."))
    ] = False,
    decide: Annotated[
        Decision | None, word_option("--decide", help=_("What you decide."), allowed=DECISIONS)
    ] = None,
    because: Annotated[str, typer.Option("--because", help=_("Why; only for you."))] = "",
    next_review: Annotated[
        date | None, day_option("--next", help=_("When to look again."), looks="ahead")
    ] = None,
    since: Annotated[
        date | None,
        day_option("--since", help=_("Look back to this day, not to the last review."), looks="back"),
    ] = None,
) -> Result:
    """Look at one relationship; it is kept only when something was rated or decided."""
    app: App = ctx.obj
    felt = ReviewAnswers(
        ratings=_ratings(rate or ()),
        concern=concern,
        decide=decide,
        because=because,
        next=next_review,
        since=since,
    )
    whom = ask_mentor(app, mentor)
    if app.interactive and felt == ReviewAnswers() and _wants_to_rate(app, whom):
        felt = _ask_ratings()
    if not felt.says_something():
        records = app.journal.records()
        who = find.mentor(records, whom)
        return Result(_look(app, records, who, felt), view="review", hints=_to_rate(records, who))
    with app.journal.transaction(app.now) as draft:
        who = people.find_open_mentor(draft.records, whom)
        look = keep_review(draft, who, _look(app, draft.records, who, felt))
    said = _("Kept as {handle}.").format(handle=look.handle)
    return Result(look, said, view="review", hints=_to_decide(draft.records, who, look))


def _look(app: App, records: Records, who: Mentor, felt: ReviewAnswers) -> Look:
    before = review_of_today(records, who, app.today)
    if before:
        felt = _together(before, felt)
    return look_at_relationship(
        records,
        who,
        app.today,
        ratings=felt.ratings,
        concern=felt.concern,
        since=felt.since,
        habits=app.habits,
        decision=felt.decide,
        because=felt.because,
        next_review=felt.next,
    )


def _ratings(typed: Iterable[str]) -> dict[str, int]:
    return dict(_rating(text) for text in typed)


def _rating(text: str) -> tuple[str, int]:
    typed, _equals, value = text.partition("=")
    dimension = vocabulary.match(typed, DIMENSIONS)
    if dimension is None:
        raise CommandLine(
            _("There is no dimension “{dimension}”.").format(dimension=typed),
            _("Rate one of: {dimensions}.").format(dimensions=vocabulary.choices(DIMENSIONS)),
        )
    if not value.isdecimal():
        raise CommandLine(
            _("“{text}” is not a rating.").format(text=text),
            _("Write it like {dimension}=4, from 1 to 5.").format(dimension=dimension),
        )
    return dimension, within(int(value), f"--rate {dimension}", 1, 5) or 1


def _wants_to_rate(app: App, whom: str) -> bool:
    who = find.mentor(app.journal.records(), whom)
    if who.stage in people.OVER:
        return False
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
    say(_("And one question apart:"), sys.stderr)
    concern = ask.yes(_("Has anything here frightened you, belittled you or used you?"))
    return ReviewAnswers(ratings=ratings, concern=concern)


def _together(before: Review, felt: ReviewAnswers) -> ReviewAnswers:
    """What was said earlier today still holds where nothing else is said now."""
    return ReviewAnswers(
        ratings=before.ratings | felt.ratings,
        concern=before.concern or felt.concern,
        decide=felt.decide or before.decision,
        because=felt.because or before.because,
        next=felt.next or before.next_review,
        since=felt.since,
    )


def _to_decide(records: Records, mentor: Mentor, look: Look) -> tuple[Hint, ...]:
    who = find.shortest(records, mentor)
    if look.decision == "close":
        return (Hint(_("When you have said it to each other:"), to_type("close", who)),)
    if look.decision == "pause":
        return (Hint(_("Until when?"), to_type("pause", who, "--until", "in 3 weeks")),)
    if look.decision:
        return ()
    decide = to_type("review", who, "--decide", DECISIONS[0])
    return (Hint(_("What do you decide? {words}:").format(words=vocabulary.choices(DECISIONS)), decide),)


def _to_rate(records: Records, mentor: Mentor) -> tuple[Hint, ...]:
    if mentor.stage in people.OVER:
        return ()
    rate = to_type("review", find.shortest(records, mentor), "--rate", "goals=4", "--rate", "growth=3")
    return (Hint(_("Nothing was kept. Say how it feels too:"), rate),)


def reviews(ctx: typer.Context, with_mentor: WithMentor = None, last: Last = None) -> Result:
    """List the reviews that were kept, latest first."""
    app: App = ctx.obj
    records = app.journal.records()
    found = listed(records, Review, with_mentor, last)
    return Result(views.ReviewList(tuple(views.review(records, one) for one in found)), view="reviews")
