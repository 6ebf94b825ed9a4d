"""The moments of the coaching, in words."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from peermentor.language import _
from peermentor.practice.nouns.coaching import Moment


class _ForMoments(Protocol):
    @property
    def moments(self) -> tuple[Moment, ...]: ...


_Told = TypeVar("_Told", bound=_ForMoments)


def by_moment(told: Iterable[_Told]) -> dict[Moment, list[_Told]]:
    """Bring tips or questions together by their first moment, in the order in which the moments come up."""
    found: dict[Moment, list[_Told]] = {}
    for one in told:
        found.setdefault(one.moments[0], []).append(one)
    return found


def say_moment(moment: Moment) -> str:
    """Say what a moment is called."""
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
