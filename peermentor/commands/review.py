"""review: does this relationship still serve you? What you feel beside what the journal has seen."""

from datetime import date
from typing import Annotated, Literal

import typer
from msgspec.structs import replace

from peermentor import dates, language
from peermentor.app import App
from peermentor.commands.shared.asking import ask_mentor
from peermentor.commands.shared.converted import day_option, within, word_option
from peermentor.commands.shared.lines import in_a_line
from peermentor.commands.shared.options import Last, MentorArgument, WithMentor, listed
from peermentor.commands.shared.review_answers import ReviewAnswers
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.contract import talk_views
from peermentor.practice.nouns import find, people, vocabulary
from peermentor.practice.nouns.care import standing_concern
from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import DECISIONS, Decision, Mentor, Review
from peermentor.practice.review.look import Look, look_at_relationship
from peermentor.practice.review.review import keep_review, recent_review, review_of_today
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type

YesNo = Literal["yes", "no"]
YES_NO: tuple[YesNo, ...] = ("yes", "no")


def _complete_rating(incomplete: str) -> list[str]:
    """The dimensions; a single one with its five values, or the shell would end the word after the "="."""
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
    over: Annotated[
        YesNo | None,
        word_option(
            "--over", help=_("Whether something serious that you wrote earlier is over."), allowed=YES_NO
        ),
    ] = None,
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
    again: Annotated[
        bool,
        typer.Option(
            "--again", help=_("New, though the last is not a week old; else that one is put right.")
        ),
    ] = False,
) -> Result:
    """Look at one relationship; it is kept only when something was rated or decided."""
    app: App = ctx.obj
    felt = ReviewAnswers(
        ratings=dict(_rating(text) for text in rate or ()),
        concern=concern,
        over=over == "yes",
        decide=decide,
        because=because,
        next=next_review,
        since=since,
    )
    whom = ask_mentor(app, mentor)
    if over == "no" and felt.ratings:
        felt = _not_over(app, whom, felt)
    if felt.says_something() and not app.interactive:
        return _keep(app, whom, felt, again=again)
    records = app.journal.records()
    who = find.mentor(records, whom)
    if who.stage == "candidate":
        return _fit_instead(app, records, who, felt)
    asked = felt == ReviewAnswers() and app.interactive
    if asked:
        felt = _ask_what_is_felt(app, records, who)
    if not felt.says_something():
        return Result(_look(app, records, who, felt), view="review", hints=_to_rate(app, records, who))
    again = again or felt.concern or _is_new(app, records, who)
    if asked:
        before = _meant_again(app, records, who, felt, again=again)
        felt = _ask_decision(app, felt, _look(app, records, who, felt, before))
    return _keep(app, whom, felt, again=again)


def _not_over(app: App, whom: str, felt: ReviewAnswers) -> ReviewAnswers:
    """The answers where "no, it is not over" is kept: a rating beside it must not answer the concern."""
    records = app.journal.records()
    stands = standing_concern(records, find.mentor(records, whom), app.today)
    return replace(felt, concern=felt.concern or stands is not None)


def _keep(app: App, whom: str, felt: ReviewAnswers, *, again: bool) -> Result:
    with app.journal.transaction(app.now) as draft:
        who = people.find_open_mentor(draft.records, whom)
        people.must_have_begun(who)
        before = _meant_again(app, draft.records, who, felt, again=again)
        look = _look(app, draft.records, who, felt, before)
        look = keep_review(draft, who, look, before)
    said = _("Kept as {handle}.") if before is None else _("Changed {handle}.")
    hints = _to_decide(draft.records, who, look)
    return Result(look, said.format(handle=look.handle), view="review", hints=hints)


def _fit_instead(app: App, records: Records, who: Mentor, felt: ReviewAnswers) -> Result:
    """The fit of a candidate, who is not reviewed. Raises Refused where there are answers to keep."""
    if felt.says_something():
        people.must_have_begun(who)
    from peermentor import templates  # noqa: PLC0415 - only a candidate needs the checklist
    from peermentor.practice.peers import fit  # noqa: PLC0415

    seen = fit.look_at_fit(records, who, templates.fit(language.current()), app.today)
    text = _("{name} is a candidate: the question is whether you fit.").format(name=in_a_line(who.name))
    hint = Hint(text, to_type("fit", find.shortest(records, who)))
    return Result(seen, view="fit", hints=(hint,))


def _is_new(app: App, records: Records, who: Mentor) -> bool:
    """Whether this is a new review, less than a week after the last, as the person says when asked."""
    recent = recent_review(records, who, app.today)
    if recent is None or recent.date == app.today or not app.interactive:
        return False
    question = _("You reviewed this on {day} ({handle}). Is this a new review? No puts that one right.")
    return ask.yes(question.format(day=dates.say(recent.date), handle=recent.handle))


def _meant_again(
    app: App, records: Records, who: Mentor, felt: ReviewAnswers, *, again: bool
) -> Review | None:
    """The review that these answers correct; None for a new one, and always with a concern."""
    recent = recent_review(records, who, app.today)
    if recent is None or felt.concern or (again and recent.date != app.today):
        return None
    return recent


def _look(app: App, records: Records, who: Mentor, felt: ReviewAnswers, before: Review | None = None) -> Look:
    kept = before or review_of_today(records, who, app.today)
    if kept:
        felt = felt.on_top_of(kept)
    return look_at_relationship(
        records,
        who,
        kept.date if kept else app.today,
        ratings=felt.ratings,
        concern=felt.concern,
        over=felt.over,
        since=felt.since,
        habits=app.habits,
        decision=felt.decide,
        because=felt.because,
        next_review=felt.next,
        correcting=kept.uid if kept else "",
    )


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


def _ask_what_is_felt(app: App, records: Records, who: Mentor) -> ReviewAnswers:
    """The ratings that the person gives when asked; nothing where the relationship is over."""
    if who.is_over:
        return ReviewAnswers()
    from peermentor.commands.shared.review_interview import ask_what_is_felt  # noqa: PLC0415 - only to ask

    return ask_what_is_felt(who, standing_concern(records, who, app.today), app.today)


def _ask_decision(app: App, felt: ReviewAnswers, look: Look) -> ReviewAnswers:
    """The answers with the decision, asked for where something was rated and nothing serious was said."""
    if not felt.ratings or look.verdict == "get-support":
        return felt
    from peermentor.commands.shared.review_interview import ask_decision  # noqa: PLC0415 - only to ask

    return ask_decision(app, felt, look)


def _to_decide(records: Records, mentor: Mentor, look: Look) -> tuple[Hint, ...]:
    """What to do after a review; nothing where the verdict is get-support."""
    if look.verdict == "get-support":
        return ()
    who = find.shortest(records, mentor)
    if look.decision == "close":
        return (Hint(_("When you have said it to each other:"), to_type("close", who)),)
    if look.decision == "pause":
        return (Hint(_("Until when?"), to_type("pause", who, "--until", "in 3 weeks")),)
    if look.decision:
        return ()
    decide = to_type("review", who, "--decide", DECISIONS[0])
    return (Hint(_("What do you decide? {words}:").format(words=vocabulary.choices(DECISIONS)), decide),)


def _to_rate(app: App, records: Records, mentor: Mentor) -> tuple[Hint, ...]:
    if mentor.is_over:
        return ()
    if standing_concern(records, mentor, app.today):
        return ()
    rate = to_type("review", find.shortest(records, mentor), "--rate", "goals=4", "--rate", "growth=3")
    return (Hint(_("Nothing was kept. Say how it feels too:"), rate),)


def reviews(ctx: typer.Context, with_mentor: WithMentor = None, last: Last = None) -> Result:
    """List the reviews that were kept, latest first."""
    app: App = ctx.obj
    records = app.journal.records()
    found = listed(records, Review, with_mentor, last)
    return Result(
        talk_views.ReviewList(tuple(talk_views.review(records, one) for one in found)), view="reviews"
    )
