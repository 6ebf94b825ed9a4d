"""The moments of a relationship, in words."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from rich.text import Text

from peermentor.language import _
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.coaching import Moment
from peermentor.screen.terminal.console import QUIET, STRONG


class _ForMoments(Protocol):
    @property
    def moments(self) -> tuple[Moment, ...]: ...


_Told = TypeVar("_Told", bound=_ForMoments)


def by_moment(told: Iterable[_Told]) -> dict[Moment, list[_Told]]:
    """Group tips or questions by the first of their moments, each group in the order of `told`."""
    found: dict[Moment, list[_Told]] = {}
    for one in told:
        found.setdefault(one.moments[0], []).append(one)
    return found


def moment_heading(moment: Moment) -> Text:
    """Write the heading of a moment: its name, and the word to type for it."""
    return Text().append(say_moment(moment), STRONG).append(f"  {vocabulary.say_word(moment)}", QUIET)


def say_moment(moment: Moment) -> str:
    """Say the name of a moment: "Any talk" for "regular"."""
    return {
        "first-meeting": _("The first meeting"),
        "regular": _("Any talk"),
        "stalled-goal": _("A goal that does not move"),
        "one-sided": _("One of you talks more"),
        "listening": _("To practise listening"),
        "after-win": _("After something went well"),
        "before-review": _("Before a review"),
        "promise": _("A promise that waits"),
        "feedback": _("Feedback that is due"),
        "goal": _("A grow talk: the goal"),
        "reality": _("A grow talk: how it stands"),
        "options": _("A grow talk: options"),
        "will": _("A grow talk: the decision"),
        "review-talk": _("The talk about the two of you"),
        "closing": _("The last talk"),
        "looking": _("Looking for someone"),
    }[moment]
