"""A short conversation to have: what I saw, its effect on me, and what I ask, my own part first.

These are words for a person to make their own and to say to a peer. They are drafted, and never sent: facts
as the journal counts them, feelings as mine, and one thing to ask for.
"""

from collections.abc import Mapping

from msgspec import Struct

from peermentor.language import _
from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.review.signal_types import Measure
from peermentor.practice.review.signals import SIGNALS, signals_of
from peermentor.practice.review.verdict import ReviewCase

SUBJECTS = 2  # a talk about everything changes nothing: the rest can wait for the next one


class Conversation(Struct, frozen=True):
    """What to say, in order; `about` names the dimensions it is about."""

    about: tuple[str, ...]
    opening: str
    mine: str
    saw: str
    effect: str
    ask: str


def draft_conversation(case: ReviewCase, measures: Mapping[str, Measure]) -> Conversation:
    """Draft the conversation that these low or contradicted dimensions ask for."""
    about = _subjects(case)
    rows = [DIMENSIONS[dimension] for dimension in about]
    saw = [said for dimension in about for said in _saw(dimension, case, measures)]
    return Conversation(
        about=about,
        opening=_(
            "Could we take ten minutes for how we work together? I'd like it to stay good for both of us."
        ),
        mine=_my_part(case, measures),
        saw=_joined(saw) or _("I noticed it when I looked back at our last meetings."),
        effect=_joined([_(row.effect) for row in rows]),
        ask=_joined([_(row.ask) for row in rows]),
    )


def _joined(sentences: list[str]) -> str:
    return " ".join(dict.fromkeys(sentences))


def _subjects(case: ReviewCase) -> tuple[str, ...]:
    """What to talk about: respect before all else, low before contradicted.

    Goals and growth are one subject, and my own part is said first in any case.
    """
    differing = [found.dimension for found in case.disagreements]
    weak = [dimension for signal in case.at("weak") for dimension in SIGNALS[signal.signal].dimensions]
    found = dict.fromkeys([*case.low, *differing] or weak)
    if "goals" in found:
        found.pop("growth", None)
    if len(found) > 1:
        found.pop("mine", None)
    return tuple(sorted(found, key=lambda dimension: dimension != "respect")[:SUBJECTS])


def _saw(dimension: str, case: ReviewCase, measures: Mapping[str, Measure]) -> list[str]:
    """What was counted, where it was; else what was felt. My own part is not said again."""
    weak = [signal for signal in signals_of(dimension) if case.seen[signal].level == "weak"]
    facts = [SIGNALS[signal].fact(measures[signal]) for signal in weak if SIGNALS[signal].whose != "me"]
    if facts or weak or dimension == "mine":
        return facts
    return [_(DIMENSIONS[dimension].saw)]


def _my_part(case: ReviewCase, measures: Mapping[str, Measure]) -> str:
    for signal, row in SIGNALS.items():
        if row.whose == "me" and case.seen[signal].level in row.owned_at:
            return row.fact(measures[signal])
    if "mine" in case.low:
        return _("My own part first: I have brought less to this than I meant to.")
    return _("My own part first: tell me what I could do better for you; I would like to know.")
