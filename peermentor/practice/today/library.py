"""Tips and questions to browse, and the stars that a person gives to questions."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TypeVar, get_args

from msgspec import Struct
from msgspec.structs import replace

from peermentor.errors import NotFound, Refused
from peermentor.language import _
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.coaching import Moment, Question, SuitsRole, Tip
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.find import folded_text
from peermentor.practice.nouns.near import nearest
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Star
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.peers.concern import help_in_short
from peermentor.practice.prep.situation import starred_keys
from peermentor.practice.today import needs, tip_of_day

MOMENTS: tuple[Moment, ...] = get_args(Moment)
FEW = 4  # letters; a shorter word is only found as a whole word, a longer one also inside another

Q = TypeVar("Q", Question, Tip)


class TipsView(Struct, frozen=True):
    """What `tips` shows; `why` is the reason for the tip of the day, "" for tips that were asked for."""

    tips: tuple[Tip, ...]
    why: str = ""
    all: bool = False


class QuestionView(Struct, frozen=True, kw_only=True):
    """A question of the bank."""

    key: str
    text: str
    moments: tuple[Moment, ...]
    role: SuitsRole
    row: int
    starred: bool


class QuestionsView(Struct, frozen=True):
    """What `questions` lists."""

    questions: tuple[QuestionView, ...]


def tip_of_the_day(
    tips: Sequence[Tip], records: Records, today: date, habits: Habits, further: int = 0
) -> TipsView:
    """Choose the tip of the day, the same as in `today`; `further` goes on in the list from there.

    While a concern stands there is no tip, and `why` says where help is.
    """
    dues = needs.find_due(records, today, habits)
    if any(due.kind == "support" for due in dues):
        return TipsView((), help_in_short())
    told = tip_of_day.most_telling(records, dues, today, habits)
    return TipsView(_picked(told.fitting(tips), today, further), told.why)


def tips_about(tips: Sequence[Tip], about: str, today: date, further: int = 0) -> TipsView:
    """Choose one of the tips for a moment, or with these words. Raises NotFound."""
    return TipsView(_picked(all_about(tips, about), today, further))


def all_about(found: Sequence[Q], about: str) -> tuple[Q, ...]:
    """List those for a moment, by its name, else those that have all the words. Raises NotFound.

    "listening" finds those for that moment, "listen" a tip with "Listen first, then ask".
    """
    named = vocabulary.match(about, MOMENTS) or folded_text(about).replace(" ", "-")
    words = folded_text(about).split()
    at_moment = tuple(one for one in found if named in one.moments)
    if fitting := at_moment or tuple(one for one in found if _speaks_of(one, words)):
        return fitting
    raise NotFound(_("Nothing here is about “{about}”.").format(about=about), _way_on(named, [*MOMENTS]))


def _speaks_of(one: Question | Tip, words: Sequence[str]) -> bool:
    text = f"{one.key.replace('-', ' ')} {folded_text(one.text)}"
    whole = re.findall(r"\w+", text)
    return bool(words) and all(word in (text if len(word) >= FEW else whole) for word in words)


def _picked(fitting: Sequence[Tip], today: date, further: int) -> tuple[Tip, ...]:
    tip = tip_of_day.pick_of_day(fitting, today, further)
    return (tip,) if tip else ()


def list_questions(
    questions: Sequence[Question],
    records: Records,
    *,
    moment: Moment | None = None,
    role: SuitsRole | None = None,
    starred: bool = False,
) -> QuestionsView:
    """List the questions for a moment and a role, or only the starred ones; "either" fits both roles.

    Of the moments of each question the one that was asked for comes first.
    """
    stars = starred_keys(records)
    return QuestionsView(
        tuple(
            question_view(
                replace(question, moments=_begin_with(moment, question)), starred=question.key in stars
            )
            for question in questions
            if (moment is None or moment in question.moments)
            and (role is None or question.role in (role, "either"))
            and (not starred or question.key in stars)
        )
    )


def _begin_with(moment: Moment | None, question: Question) -> tuple[Moment, ...]:
    return tuple(sorted(question.moments, key=lambda one: one != moment))


def question_view(question: Question, *, starred: bool) -> QuestionView:
    """Show a question, as `questions` does."""
    return QuestionView(
        key=question.key,
        text=question.text,
        moments=question.moments,
        role=question.role,
        row=question.row,
        starred=starred,
    )


def find_question(questions: Sequence[Question], typed: str) -> Question:
    """Find the question with this key. Raises NotFound, with the most similar key in its hint."""
    key = folded_text(typed).replace(" ", "-").replace("_", "-")
    for question in questions:
        if question.key == key:
            return question
    raise NotFound(
        _("There is no question “{key}”.").format(key=typed), _way_on(key, [q.key for q in questions])
    )


def star_question(draft: Draft, question: Question) -> Star:
    """Give a question a star. Raises Refused when it has one."""
    if question.key in starred_keys(draft.records):
        raise Refused(
            _("“{key}” has a star already.").format(key=question.key),
            _("See them: peermentor questions --starred"),
        )
    for before in draft.records.all(Star):
        if before.question == question.key:
            return draft.change(before, ended=None)
    return draft.add(Star(question=question.key))


def unstar_question(draft: Draft, question: Question) -> Star:
    """Take a question's star away. Raises Refused when it has none."""
    for before in draft.records.all(Star):
        if before.question == question.key and before.ended is None:
            return draft.change(before, ended=draft.today)
    raise Refused(
        _("“{key}” has no star.").format(key=question.key), _("See them: peermentor questions --starred")
    )


def _way_on(typed: str, known: Sequence[str]) -> str:
    if near := nearest(typed, known):
        return _("Did you mean {key}?").format(key=near)
    if known == [*MOMENTS]:
        return _("A word of the text, or one of: {moments}.").format(moments=vocabulary.choices(MOMENTS))
    return _("See them all: peermentor questions")
