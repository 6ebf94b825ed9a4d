"""Options that are read before a command runs: a day, one of a few words, a number in its range.

So a command gets dates and numbers, and no text to read. Answers to questions and forms are read by the same
rules.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

import typer

from peermentor.app import App
from peermentor.commands.shared.completing import complete_words
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.nouns import vocabulary

T = TypeVar("T", bound=str)


def day_option(*names: str, help: str, looks: Literal["back", "ahead"]) -> Any:  # noqa: A002, ANN401 - as Typer has it
    """Declare an option that is a day; `looks` tells whether "friday" is the last one or the next."""

    def understand(ctx: typer.Context, said: str | None) -> date | None:
        app: App = ctx.obj
        if said is None or ctx.resilient_parsing:
            return None
        return app.back(said) if looks == "back" else app.ahead(said)

    return typer.Option(*names, metavar="DATE", help=help, parser=str, callback=understand)


def word_option(*names: str, help: str, allowed: Sequence[str], metavar: str = "") -> Any:  # noqa: A002, ANN401
    """Declare an option that is one of a few words, typed in any language we know.

    Its help shows the words themselves, or, where they are many, `metavar`.
    """

    def understand(ctx: typer.Context, said: str | None) -> str | None:
        return None if ctx.resilient_parsing else one_of(said, names[0], allowed)

    return typer.Option(
        *names,
        metavar=metavar or "|".join(allowed),
        help=help,
        parser=str,
        callback=understand,
        autocompletion=complete_words(allowed),
    )


def number_option(*names: str, help: str, low: int, high: int, metavar: str | None = None) -> Any:  # noqa: A002, ANN401
    """Declare an option that is a number from `low` to `high`, both included."""

    def understand(ctx: typer.Context, said: int | None) -> int | None:
        return None if ctx.resilient_parsing else within(said, names[0], low, high)

    return typer.Option(*names, metavar=metavar, help=help, callback=understand)


Since = Annotated[date | None, day_option("--since", help=_("Only from this day on."), looks="back")]
Until = Annotated[date | None, day_option("--until", help=_("Only up to this day."), looks="back")]

DayOption = Annotated[
    date | None,
    day_option("--date", help=_("The day, if not today: yesterday, friday, 3 Jul."), looks="back"),
]
ConfidenceOption = Annotated[
    int | None,
    number_option("--confidence", metavar="1-5", help=_("How sure you are of it, 1-5."), low=1, high=5),
]


def require_order(since: date | None, until: date | None) -> None:
    """Raise CommandLine where `since` is after `until`."""
    if since and until and since > until:
        from peermentor import dates  # noqa: PLC0415 - most lists say no date themselves

        raise CommandLine(
            _("--since ({since}) is after --until ({until}).").format(
                since=dates.say(since), until=dates.say(until)
            ),
            _("Give an earlier --since."),
        )


def one_of(value: str | None, option: str, allowed: Sequence[T]) -> T | None:
    """Find which of a few words is meant, or None for None. Raises CommandLine, with all the words."""
    if value is None:
        return None
    if word := vocabulary.match(value, allowed):
        return word
    raise CommandLine(
        _("{option} can't be “{value}”.").format(option=option, value=value),
        _("One of: {allowed}.").format(allowed=vocabulary.choices(allowed)),
    )


def read_number(said: str, low: int, high: int) -> int:
    """Read a number as typed at a question. Raises CommandLine, with the range."""
    if said.isdecimal() and len(said) <= len(str(high)) and low <= int(said) <= high:
        return int(said)
    raise CommandLine(
        _("“{said}” is not a number from {low} to {high}.").format(said=said, low=low, high=high)
    )


def within(value: int | None, option: str, low: int, high: int) -> int | None:
    """Check that a number is in its range, both ends included. Raises CommandLine, with the range."""
    if value is None or low <= value <= high:
        return value
    raise CommandLine(
        _("{option} can't be {value}.").format(option=option, value=value),
        _("A number from {low} to {high}.").format(low=low, high=high),
    )
