"""review: does this relationship still serve you? What you feel beside what the journal has seen."""

from collections.abc import Iterable
from functools import partial
from typing import Annotated

import typer
from msgspec import Struct

from peermentor.app import App
from peermentor.commands.echo import typed
from peermentor.commands.options import MentorArgument, named, one_of, within
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice import people, statements
from peermentor.practice import review as practice
from peermentor.practice.records import DECISIONS, Decision, Mentor, Review
from peermentor.practice.thresholds import DIMENSIONS
from peermentor.screen import ask
from peermentor.screen.result import Hint, Result


class Felt(Struct, frozen=True, kw_only=True):
    """What the person said of the relationship, as typed."""

    ratings: dict[str, int] = {}
    concern: bool = False
    decide: Decision | None = None
    because: str = ""
    next: str = ""


def review(
    ctx: typer.Context,
    mentor: MentorArgument = None,
    rate: Annotated[
        list[str] | None,
        typer.Option(
            "--rate",
            metavar="DIMENSION=1-5",
            help=_("How it feels: {dimensions}; repeatable.").format(dimensions=", ".join(DIMENSIONS)),
            autocompletion=lambda: [f"{dimension}=" for dimension in DIMENSIONS],
        ),
    ] = None,
    concern: Annotated[
        bool, typer.Option("--concern", help=_("Something here frightened, belittled or used you."))
    ] = False,
    decide: Annotated[
        str | None, typer.Option("--decide", metavar="|".join(DECISIONS), help=_("What you decide."))
    ] = None,
    because: Annotated[str, typer.Option("--because", help=_("Why; only for you."))] = "",
    next_review: Annotated[
        str | None, typer.Option("--next", metavar="DATE", help=_("When to look again."))
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help=_("Look back to this day, not to the last review.")),
    ] = None,
) -> Result:
    """Look at one relationship; it is kept only when something was rated or decided."""
    app: App = ctx.obj
    felt = Felt(
        ratings=_ratings(rate or ()),
        concern=concern,
        decide=one_of(decide, "--decide", DECISIONS),
        because=because,
        next=next_review or "",
    )
    back_to = app.back(since) if since else None
    next_day = app.ahead(felt.next) if felt.next else None
    whom = named(app, mentor)
    if app.interactive and felt == Felt() and ask.yes(_("Say how it feels, in eight quick questions?")):
        felt = _asked()
    said = bool(felt.ratings or felt.decide)
    with app.journal.transaction(app.now) as draft:
        who = people.still_open(draft.records, whom)
        before = practice.of_today(draft.records, who, app.today)
        if before:
            felt = _together(before, felt)
        look = practice.look(
            draft.records,
            who,
            app.today,
            ratings=felt.ratings,
            concern=felt.concern,
            since=back_to,
            habits=app.habits,
            decision=felt.decide,
            because=felt.because,
            next_review=next_day or (before.next_review if before else None),
        )
        if said:
            look = practice.keep(draft, who, look)
    return Result(look, view="review", hints=_way_on(who, felt, kept=said and not app.journal.dry_run))


def _ratings(typed: Iterable[str]) -> dict[str, int]:
    return dict(_rating(text) for text in typed)


def _rating(text: str) -> tuple[str, int]:
    dimension, _equals, value = text.partition("=")
    if dimension not in DIMENSIONS:
        raise CommandLine(
            _("There is no dimension “{dimension}”.").format(dimension=dimension),
            _("Rate one of: {dimensions}.").format(dimensions=", ".join(DIMENSIONS)),
        )
    if not value.isdecimal():
        raise CommandLine(
            _("“{text}” is not a rating.").format(text=text),
            _("Write it like {dimension}=4, from 1 to 5.").format(dimension=dimension),
        )
    return dimension, within(int(value), f"--rate {dimension}", 1, 5) or 1


def _asked() -> Felt:
    ratings = {}
    for dimension, statement in statements.statements().items():
        value = ask.understood(f"{statement} (1-5)", partial(_value, dimension))
        if value is not None:
            ratings[dimension] = value
    concern = ask.yes(statements.question_apart())
    return Felt(ratings=ratings, concern=concern)


def _value(dimension: str, text: str) -> int:
    return _rating(f"{dimension}={text}")[1]


def _together(before: Review, felt: Felt) -> Felt:
    """What was said earlier today still holds where nothing else is said now."""
    return Felt(
        ratings=before.ratings | felt.ratings,
        concern=before.concern or felt.concern,
        decide=felt.decide or before.decision,
        because=felt.because or before.because,
        next=felt.next,
    )


def _way_on(mentor: Mentor, felt: Felt, *, kept: bool) -> tuple[Hint, ...]:
    if felt.decide:
        return ()
    if kept:
        decide = f"peermentor review {typed(mentor)} --decide continue|adjust|pause|close"
        return (Hint(_("Kept. What do you decide?"), decide),)
    rate = f"peermentor review {typed(mentor)} --rate goals=4 --rate growth=3 …"
    return (Hint(_("Nothing was kept. Say how it feels too:"), rate),)
