"""The answers about one meeting, as typed in options, at questions, or in the form."""

import re

from msgspec import Struct
from msgspec.structs import replace

from peermentor.language import said_elsewhere

# A field, the question for it, and why it is asked; the answer is one of the field's words.
SELF_CHECKS = {
    "talked": (
        said_elsewhere("Who talked more? Only you will see this."),
        said_elsewhere("Over several talks it shows whether both of you have room."),
    ),
    "asked": (
        said_elsewhere("Did you ask more than you told?"),
        said_elsewhere("Only you see it. Over several talks `stats` shows whether you ask more than before."),
    ),
}
_BULLET = r"\s*(?:[-*•]|\d{1,2}[.)])\s+"


class SessionAnswers(Struct, frozen=True, kw_only=True):
    """The answers about one meeting, as typed."""

    day: str = ""
    minutes: int | None = None
    led: str | None = None
    role: str | None = None
    notes: str = ""
    got: tuple[str, ...] = ()
    gave: tuple[str, ...] = ()
    i_will: tuple[str, ...] = ()
    they_will: tuple[str, ...] = ()
    discussed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    wins: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    energy: int | None = None
    talked: str | None = None
    asked: str | None = None
    happened: str = ""
    so_what: str = ""
    now_what: str = ""
    strengths: tuple[str, ...] = ()
    improve: tuple[str, ...] = ()
    confidence: tuple[str, ...] = ()
    goal: str = ""
    next: str = ""
    cancelled: str | None = None

    def says_something(self) -> bool:
        """Tell whether there is more to keep than the day, the role and the goal."""
        return replace(self, day="", role=None, goal="") != SessionAnswers()

    def tells_of_the_talk(self) -> bool:
        """Tell whether anything was said about the talk itself.

        Its length and the next date do not count: Enter accepts a proposal for both.
        """
        return replace(self, minutes=None, next="").says_something()


def split_several(typed: str) -> tuple[str, ...]:
    """Split one answer into several: at every ";", and at the lines of a pasted list.

    "Ask first; wait" gives ("Ask first", "wait").
    """
    lines = [line for line in typed.splitlines() if line.strip()]
    if len(lines) > 1 and all(re.match(_BULLET, line) for line in lines):
        typed = ";".join(re.sub(_BULLET, "", line, count=1) for line in lines)
    return tuple(text.strip() for text in typed.split(";") if text.strip())
