"""A conversation to have after a review: my own part, what I saw, its effect on me, and what I ask for.

It is a draft for the person, and is never sent. It has facts that the journal counts, with their entries, and
blanks. The effect is a blank unless the person rated something low; what they ask for is always one.
"""

from collections.abc import Mapping

from msgspec import Struct

from peermentor.language import _
from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.review.ratings import rated_low
from peermentor.practice.review.signal_types import Measure
from peermentor.practice.review.signals import SIGNALS, say_fact, signals_of
from peermentor.practice.review.verdict import ReviewCase, Verdict, has_not_begun, only_falls

SUBJECTS = 2  # a talk about more of them would change none


class Conversation(Struct, frozen=True):
    """What to say, in this order, about the dimensions `about`.

    `mine_refs` and `saw_refs` are the entries behind `mine` and `saw`; `ideas` are examples of what to ask
    for.
    """

    about: tuple[str, ...]
    opening: str
    mine: str
    saw: str
    effect: str
    ask: str
    mine_refs: tuple[str, ...] = ()
    saw_refs: tuple[str, ...] = ()
    ideas: tuple[str, ...] = ()


def draft_conversation(
    name: Verdict, case: ReviewCase, measures: Mapping[str, Measure]
) -> Conversation | None:
    """Draft the conversation for the dimensions that are low or where felt and seen differ.

    None for other verdicts than adjust and reassess, after a concern, where the two have not begun, and where
    ratings only fell.
    """
    if name not in ("adjust", "reassess") or case.is_careful or has_not_begun(case) or only_falls(case):
        return None
    about = _subjects(case)
    own = _my_signal(case)
    facts = [
        signal for dimension in about for signal in _weak(dimension, case) if SIGNALS[signal].whose != "me"
    ]
    felt = [_(DIMENSIONS[dimension].feeling) for dimension in about if rated_low(case.felt[dimension])]
    return Conversation(
        about=about,
        opening=_(
            "Could we take ten minutes for how we work together? I'd like it to stay good for both of us."
        ),
        mine=_my_part(own, case, measures),
        saw=_joined([say_fact(signal, measures[signal]) for signal in facts])
        or _("[what happened, and when]"),
        effect=_joined(felt) or _("[what this does to you]"),
        ask=_("[what you ask for]"),
        mine_refs=measures[own].refs if own else (),
        saw_refs=tuple(dict.fromkeys(ref for signal in facts for ref in measures[signal].refs)),
        ideas=tuple(dict.fromkeys(_(DIMENSIONS[dimension].ask) for dimension in about)),
    )


def _joined(sentences: list[str]) -> str:
    return " ".join(dict.fromkeys(sentences))


def _subjects(case: ReviewCase) -> tuple[str, ...]:
    """The dimensions to talk about: respect first, then low ones, then those where felt and seen differ.

    Goals and growth are one subject; my own part needs none, because it is always said first.
    """
    differing = [found.dimension for found in case.disagreements]
    weak = [dimension for signal in case.at("weak") for dimension in SIGNALS[signal.signal].dimensions]
    found = dict.fromkeys([*case.low, *differing] or weak)
    if "goals" in found:
        found.pop("growth", None)
    if len(found) > 1:
        found.pop("mine", None)
    return tuple(sorted(found, key=lambda dimension: dimension != "respect")[:SUBJECTS])


def _weak(dimension: str, case: ReviewCase) -> list[str]:
    return [signal for signal in signals_of(dimension) if case.seen[signal].level == "weak"]


def _my_signal(case: ReviewCase) -> str | None:
    """The signal of my own part that is bad enough to be admitted, or None."""
    mine = (
        name for name, row in SIGNALS.items() if row.whose == "me" and case.seen[name].level in row.owned_at
    )
    return next(mine, None)


def _my_part(signal: str | None, case: ReviewCase, measures: Mapping[str, Measure]) -> str:
    if signal:
        return say_fact(signal, measures[signal])
    if rated_low(case.felt["mine"]):
        return _("My own part first: I have brought less to this than I meant to.")
    return _("My own part first: tell me what I could do better for you; I would like to know.")
