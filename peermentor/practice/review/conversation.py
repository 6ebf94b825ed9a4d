"""A short conversation to have: what I saw, its effect on me, and what I ask, my own part first.

These are words for a person to make their own and to say to a peer. They are drafted, and never sent: facts
as the journal counts them, feelings as mine, and one thing to ask for.
"""

from collections.abc import Callable, Mapping

from msgspec import Struct

from peermentor.language import _, several
from peermentor.practice.nouns.thresholds import PAIRS
from peermentor.practice.review.signals import Measure
from peermentor.practice.review.verdict import Case

SUBJECTS = 2  # a talk about everything changes nothing: the rest can wait for the next one
_MY_OWN = ("my-word", "prepared")  # signals that speak of my part, never of the peer's


class Conversation(Struct, frozen=True):
    """What to say, in order; `about` names the dimensions it is about."""

    about: tuple[str, ...]
    opening: str
    mine: str
    saw: str
    effect: str
    ask: str


class Words(Struct, frozen=True):
    """How one dimension is talked about when it is low."""

    saw: str
    effect: str
    ask: str


def draft(case: Case, measures: Mapping[str, Measure]) -> Conversation:
    """The conversation that these low or contradicted dimensions ask for."""
    about = _subjects(case)
    words = [_words()[dimension] for dimension in about]
    saw = [said for dimension in about for said in _saw(dimension, case, measures)]
    return Conversation(
        about=about,
        opening=_(
            "Could we take ten minutes for how we work together? I'd like it to stay good for both of us."
        ),
        mine=_my_part(case, measures),
        saw=_joined(saw) or _("I noticed it when I looked back at our last meetings."),
        effect=_joined([w.effect for w in words]),
        ask=_joined([w.ask for w in words]),
    )


def _joined(sentences: list[str]) -> str:
    return " ".join(dict.fromkeys(sentences))


def _subjects(case: Case) -> tuple[str, ...]:
    """What to talk about: respect before all else, low before contradicted.

    Goals and growth are one subject, and my own part is said first in any case.
    """
    differing = [found.dimension for found in case.disagreements]
    found = dict.fromkeys([*case.low, *differing])
    if "goals" in found:
        found.pop("growth", None)
    if len(found) > 1:
        found.pop("mine", None)
    return tuple(sorted(found, key=lambda dimension: dimension != "respect")[:SUBJECTS])


def _saw(dimension: str, case: Case, measures: Mapping[str, Measure]) -> list[str]:
    """What was counted, where it was; else what was felt. My own part is not said again."""
    weak = [signal for signal in PAIRS[dimension] if case.seen[signal].level == "weak"]
    facts = [_FACTS[signal](measures[signal]) for signal in weak if signal not in _MY_OWN]
    if facts or weak or dimension == "mine":
        return facts
    return [_words()[dimension].saw]


def _my_part(case: Case, measures: Mapping[str, Measure]) -> str:
    word, prepared = measures["my-word"], measures["prepared"]
    if case.seen["my-word"].level in ("weak", "mixed"):
        text = _("My own part first: of the {whole} things I promised you by a date, I did {part} in time.")
        return text.format(whole=word.whole, part=_some(word.part))
    if case.seen["prepared"].level == "weak":
        text = _("My own part first: of our last {whole} meetings, I came to {part} with something prepared.")
        return text.format(whole=prepared.whole, part=_some(prepared.part))
    if "mine" in case.low:
        return _("My own part first: I have brought less to this than I meant to.")
    return _("My own part first: tell me what I could do better for you; I would like to know.")


def _some(count: int) -> str:
    """A count as one says it to a friend."""
    return str(count) if count else _("none")


def _rhythm(measured: Measure) -> str:
    # `several` fills in {n} and leaves {{part}} for the second number.
    return several(
        "Our rhythm had room for {n} meeting; we managed {{part}}.",
        "Our rhythm had room for {n} meetings; we managed {{part}}.",
        measured.whole,
    ).format(part=_some(measured.part))


def _their_word(measured: Measure) -> str:
    text = _("Of the {whole} things you offered to do by a date, {part} came in time.")
    return text.format(whole=measured.whole, part=_some(measured.part))


def _growth(_measured: Measure) -> str:
    return _("What I want to learn with you has not moved lately.")


def _balance(measured: Measure) -> str:
    text = _("We both gave and both took something away in {part} of our {whole} meetings.")
    return text.format(whole=measured.whole, part=_some(measured.part))


def _energy(_measured: Measure) -> str:
    return _("I often come away from our meetings with little energy left.")


def _feedback(measured: Measure) -> str:
    text = _("Over {whole} meetings we hardly told each other what works and what does not.")
    return text.format(whole=measured.whole)


_FACTS: dict[str, Callable[[Measure], str]] = {
    "rhythm": _rhythm,
    "their-word": _their_word,
    "growth": _growth,
    "balance": _balance,
    "energy": _energy,
    "feedback": _feedback,
}


def _words() -> dict[str, Words]:
    return {
        "goals": Words(
            _("Our talks have moved away from what I set out to work on."),
            _("I leave glad that we met, and no further with the thing I need."),
            _("Could we give the first fifteen minutes to one goal of mine and one of yours?"),
        ),
        "growth": Words(
            _("I have not learned much new here lately."),
            _("I notice that I come with fewer questions."),
            _("Could we choose one thing for me to try before each meeting, and look at it together?"),
        ),
        "respect": Words(
            _("There were moments when I did not feel taken seriously."),
            _("Since then I keep back things that I would rather bring to you."),
            _("Could we agree how we disagree, and stop for a moment when one of us asks for it?"),
        ),
        "communication": Words(
            _("We talk, and I am often unsure whether we have said what matters."),
            _("I start to guess what you think, and I guess wrong."),
            _("Could we end each meeting with one thing that helped and one to change?"),
        ),
        "commitment": Words(
            _("I am not always sure that we both count on what we agreed."),
            _("I hesitate to plan around it, and I have begun to expect less."),
            _("Could we promise each other less, and say early when something will not work out?"),
        ),
        "balance": Words(
            _("One of us seems to give more here than the other."),
            _("That makes it harder for me to ask, or to offer."),
            _("What would make it worth your time? Could each of us bring one thing to every meeting?"),
        ),
        "energy": Words(
            _("I often come away from our meetings with little energy left."),
            _("I need a while to get back to my day afterwards."),
            _("Could we meet a little shorter, or a little less often, for a while?"),
        ),
        "mine": Words(
            "",
            _("It bothers me, because our time together deserves more."),
            _("Would you ask me about it next time? And is what I bring of use to you?"),
        ),
    }
