"""The questions of an agenda: each has a reason that is shown, and none was asked lately."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from peermentor.practice.nouns.coaching import Question
from peermentor.practice.nouns.records import Agenda, Shape
from peermentor.practice.nouns.thresholds import QUESTIONS_PER_AGENDA
from peermentor.practice.prep import question_reasons, recently_used
from peermentor.practice.prep.question_reasons import QuestionReason
from peermentor.practice.prep.situation import Situation

Chosen = tuple[Question, QuestionReason]


def choose_questions(questions: Sequence[Question], situation: Situation, shape: Shape) -> tuple[Chosen, ...]:
    """Choose three questions, or one for each step of a grow talk, that the last three agendas do not have.

    Where all questions for a reason were asked lately, another reason gets the place. A question comes back
    only when nothing else is left; then the one asked longest ago.
    """
    slots, count = _slots(situation, shape)
    used = recently_used.last_used(situation.agendas, _question_keys)
    filled: dict[int, Chosen] = {}
    for barred in recently_used.recently_used(situation.agendas, situation.day, _question_keys):
        for slot, reason in enumerate(slots):
            if slot in filled or len(filled) == count:
                continue
            taken = barred | {question.key for question, _reason in filled.values()}
            question = _best((q for q in questions if q.key not in taken), reason, used, situation.stars)
            if question:
                filled[slot] = (question, reason)
    return tuple(filled[slot] for slot in sorted(filled))


def _slots(situation: Situation, shape: Shape) -> tuple[tuple[QuestionReason, ...], int]:
    """The reasons, most important first and some to spare, and how many questions to ask."""
    if shape == "grow":
        steps = question_reasons.grow_steps()
        return steps, len(steps)
    found = question_reasons.reasons_to_ask(situation, shape)
    if shape != "regular":
        found = found[:1] * QUESTIONS_PER_AGENDA + found[1:]
    return found + found[-1:] * QUESTIONS_PER_AGENDA, QUESTIONS_PER_AGENDA


def _best(
    questions: Iterable[Question], reason: QuestionReason, used: dict[str, date], stars: Collection[str]
) -> Question | None:
    """The best question for a reason: the one it prefers, else starred, else one of the fitting role.

    Of equals, one never asked or asked longest ago; then one made for this moment in the first place.
    """
    fitting = (q for q in questions if q.fits(reason.moment, reason.facts))

    def rank(question: Question) -> tuple[bool, bool, bool, date, int]:
        other_side = question.role not in ("either", reason.role)
        return (
            question.key != reason.first,
            question.key not in stars,
            other_side,
            used.get(question.key, date.min),
            question.moments.index(reason.moment),
        )

    return min(fitting, key=rank, default=None)


def _question_keys(agenda: Agenda) -> tuple[str, ...]:
    return agenda.questions
