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
SuitsRole = Literal["mentor", "mentee", "either"]
PartKey = Literal["since", "promises", "topics", "goals", "questions", "feedback", "between", "next"]


Whose = Literal["me", "them", "either"]
# What is true of a goal already, so that nobody says the contrary or asks for it again.
Fact = Literal["success-is-written", "it-moves"]


class Question(Struct, frozen=True, kw_only=True):
    """An open question of the bank.

    - `moments`: the kinds of reason for which it fits;
    - `role`: a `mentor` question asks about the other person, a `mentee` question asks them for help;
    - `unless`: facts that make it useless when they are true already;
    - `row`: the idea of PRACTICE.md that it puts to work (1-50), as in everything below.
    """

    key: str
    text: str
    moments: tuple[Moment, ...]
    role: SuitsRole = "either"
    unless: tuple[Fact, ...] = ()
    row: int

    def fits(self, moment: Moment, facts: Collection[Fact] = ()) -> bool:
        """Tell whether it may be asked at a moment, with these facts true."""
        return moment in self.moments and not set(self.unless) & set(facts)


class Tip(Struct, frozen=True, kw_only=True):
    """One piece of advice, and the moments at which it helps.

    - `about`: whose behaviour it speaks of; said about the other side it would be untrue;
    - `unless`: facts that make it useless when they are true already.
    """

    key: str
    text: str
    moments: tuple[Moment, ...]
    about: Whose = "either"
    unless: tuple[Fact, ...] = ()
    row: int

    def fits(self, moment: Moment, about: Whose, facts: Collection[Fact] = ()) -> bool:
        """Tell whether it may be said at a moment, about my behaviour or theirs, with these facts true."""
        return (
            moment in self.moments
            and (self.about == "either" or about in ("either", self.about))
            and not set(self.unless) & set(facts)
        )


class Guide(Struct, frozen=True, kw_only=True):
    """The first line of one part of the agenda, for a talk of a special shape."""

    key: str
    text: str
    shape: Shape
    part: PartKey
    row: int


FitGroup = Literal["direction", "approachable", "honest", "style"]


class FitLine(Struct, frozen=True, kw_only=True):
    """One line of the fit checklist, in one of the article's three groups or in `style`.

    `trial` says how a trial meeting can show it, for a line that is in doubt.
    """

    key: str
    text: str
    trial: str
    group: FitGroup
    row: int


class OpenerText(Struct, frozen=True, kw_only=True):
    """First words to a peer, in which {name}, {skill} and {met} are filled in.

    `formal` words are for someone one addresses formally. `focus` is what the two would work on, where the
    words speak of it; None fits every focus.
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
    role: SuitsRole = "either"
    form: Literal["three", "deeper"]
    row: int


class Coaching(Struct, frozen=True):
    """What `prep`, `today`, `tips` and `questions` draw on, in one language, in the order it was written."""

    questions: tuple[Question, ...] = ()
    tips: tuple[Tip, ...] = ()
    guides: tuple[Guide, ...] = ()
