"""What was counted, as one says it to the peer: a sentence for each signal."""

from peermentor.language import _, several
from peermentor.practice.review.signal_types import Measure


def _some(count: int) -> str:
    """A count as one says it to a friend."""
    return str(count) if count else _("none")


def rhythm(measured: Measure) -> str:
    """Say how many meetings the rhythm had room for, and how many were held."""
    # `several` fills in {n} and leaves {{part}} for the second number.
    return several(
        "Our rhythm had room for {n} meeting; we managed {{part}}.",
        "Our rhythm had room for {n} meetings; we managed {{part}}.",
        measured.whole,
    ).format(part=_some(measured.part))


def my_word(measured: Measure) -> str:
    """Own up to how many of my promises I kept in time."""
    text = _("My own part first: of the {whole} things I promised you by a date, I did {part} in time.")
    return text.format(whole=measured.whole, part=_some(measured.part))


def prepared(measured: Measure) -> str:
    """Own up to how many meetings I came to prepared."""
    text = _("My own part first: of our last {whole} talks, I came to {part} with something prepared.")
    return text.format(whole=measured.whole, part=_some(measured.part))


def their_word(measured: Measure) -> str:
    """Say how many of their promises came in time."""
    text = _("Of the {whole} things you offered to do by a date, {part} came in time.")
    return text.format(whole=measured.whole, part=_some(measured.part))


def growth(_measured: Measure) -> str:
    """Say that my goals hardly moved; a percent is mine to know."""
    return _("What I want to learn with you has hardly moved forward lately.")


def balance(measured: Measure) -> str:
    """Say in how many meetings I gave and in how many I got something, as far as it was noted."""
    gave, got = measured.both
    text = _("By my notes I gave something in {gave} of our talks, and took something away from {got}.")
    return text.format(gave=gave, got=got)


def energy(_measured: Measure) -> str:
    """Say that little energy is left; its number is mine to know."""
    return _("On average our talks leave me with little energy.")


def feedback(measured: Measure) -> str:
    """Say over how many meetings feedback was rare."""
    text = _("Over {whole} talks we hardly told each other what works and what does not.")
    return text.format(whole=measured.whole)
