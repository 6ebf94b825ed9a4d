"""The coaching as data: questions, tips and the lines that guide a talk of a special shape.

Keys are slugs that never change and mean the same in every language; texts are in the language of the reader.
`templates` reads them from its files; the rules that choose among them are in `questions` and `tips`.
"""

from collections.abc import Collection
from typing import Literal

from msgspec import Struct

from peermentor.practice.nouns.records import Focus, OpenerKind, Shape

Moment = Literal[
    "first-meeting",
    "regular",
    "stalled-goal",
    "one-sided",
    "listening",
    "after-win",
    "before-review",
    "promise",
    "feedback",
    "goal",
    "reality",
    "options",
    "will",
    "review-talk",
    "closing",
    "looking",
]
Role = Literal["mentor", "mentee", "either"]
PartKey = Literal["since", "promises", "topics", "goals", "questions", "feedback", "between", "next"]


Whose = Literal["me", "them", "either"]
# What is true of a goal already, so that nobody says the contrary or asks for it again.
Fact = Literal["success-is-written", "it-moves"]


class Question(Struct, frozen=True, kw_only=True):
    """An open question: `moments` are the kinds of reason it fits.

    `role`: a `mentor` question turns to the other person's side, a `mentee` question asks for help. `unless`:
    what must not be true already, for it to be of use. `row` is the idea of PRACTICE.md it puts to work
    (1-50).
    """

    key: str
    text: str
    moments: tuple[Moment, ...]
    role: Role = "either"
    unless: tuple[Fact, ...] = ()
    row: int

    def fits(self, moment: Moment, facts: Collection[Fact] = ()) -> bool:
        """Tell whether it may be asked at a moment, with these facts true."""
        return moment in self.moments and not set(self.unless) & set(facts)


class Tip(Struct, frozen=True, kw_only=True):
    """One thought of a coach, and the moments at which it helps.

    `about`: whose doing it speaks of; of the other side's doing it would be untrue. `unless`: what must not
    be true already, for it to be of use.
    """

    key: str
    text: str
    moments: tuple[Moment, ...]
    about: Whose = "either"
    unless: tuple[Fact, ...] = ()
    row: int

    def fits(self, moment: Moment, about: Whose, facts: Collection[Fact] = ()) -> bool:
        """Tell whether it may be said at a moment that is about me, them or either, with these facts true."""
        return (
            moment in self.moments
            and (self.about == "either" or about in ("either", self.about))
            and not set(self.unless) & set(facts)
        )


class Guide(Struct, frozen=True, kw_only=True):
    """A line that opens one part of the agenda when the talk has a special shape."""

    key: str
    text: str
    shape: Shape
    part: PartKey
    row: int


FitGroup = Literal["direction", "approachable", "honest", "style"]


class FitLine(Struct, frozen=True, kw_only=True):
    """One line of the fit checklist, in one of the source's three groups or `style`.

    `trial` is how one meeting would show it, for a line that is in doubt.
    """

    key: str
    text: str
    trial: str
    group: FitGroup
    row: int


class OpenerText(Struct, frozen=True, kw_only=True):
    """First words to a peer; {name}, {skill} and {met} are filled in. `formal` is a more formal register.

    `focus` is what the two would work on, where the words lean to it; None suits every focus.
    """

    key: str
    text: str
    kind: OpenerKind
    focus: Focus | None = None
    formal: bool = False
    row: int


class GuidePage(Struct, frozen=True, kw_only=True):
    """A short page of the guide, in paragraphs; `table` holds rows to compare, the first one its headers."""

    key: str
    title: str
    text: str
    table: tuple[tuple[str, ...], ...] = ()
    row: int


class Prompt(Struct, frozen=True, kw_only=True):
    """A question a person answers alone, after a talk, in the role they had (`either`: in any)."""

    key: str
    text: str
    role: Role = "either"
    form: Literal["three", "deeper"]
    row: int


class Coaching(Struct, frozen=True):
    """What `prep`, `today`, `tips` and `questions` draw on, in one language, in the order it was written."""

    questions: tuple[Question, ...] = ()
    tips: tuple[Tip, ...] = ()
    guides: tuple[Guide, ...] = ()
