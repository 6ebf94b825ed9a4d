"""Fit: a checklist about a peer, answered over time, each answer with the person's own evidence.

There is no score: a group in doubt suggests a trial meeting, and the person decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import get_args

from msgspec import Struct

from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.contract.record_view import MentorRef
from peermentor.practice.nouns import find, people, vocabulary
from peermentor.practice.nouns.care import standing_concern
from peermentor.practice.nouns.coaching import FitGroup, FitLine
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Day, FitAnswer, FitSaid, Mentor, Stage
from peermentor.practice.nouns.thresholds import fit_is_weak
from peermentor.to_type import to_type

SAID: tuple[FitSaid, ...] = get_args(FitSaid)
GROUPS: tuple[FitGroup, ...] = get_args(FitGroup)
_SURE = ("yes", "partly", "no")  # a line answered "unknown" is still open


class Answered(Struct, frozen=True):
    """One line of the checklist with its answer; `said` is None where there is none."""

    key: str
    group: FitGroup
    text: str
    said: FitSaid | None
    evidence: str
    date: Day | None


class GroupFit(Struct, frozen=True):
    """How many lines of one group are answered, how many are open, and whether the group is in doubt."""

    group: FitGroup
    weak: bool
    answered: int
    open: int


class Suggestion(Struct, frozen=True):
    """A trial meeting for what is in doubt, and the command to prepare it."""

    text: str
    command: str


class Lesson(Struct, frozen=True):
    """What an earlier relationship taught, in the person's own words."""

    mentor: MentorRef
    text: str
    date: Day


class Fit(Struct, frozen=True):
    """What `fit` shows of one peer, on this day."""

    mentor: MentorRef
    stage: Stage
    date: Day
    answers: tuple[Answered, ...]
    groups: tuple[GroupFit, ...]
    suggestion: Suggestion | None
    lessons: tuple[Lesson, ...]


class Fits(Struct, frozen=True):
    """Several peers side by side."""

    fits: tuple[Fit, ...]


def look_at_fit(records: Records, mentor: Mentor, lines: Sequence[FitLine], today: date) -> Fit:
    """Show the checklist with the answers about one peer."""
    answers = tuple(_answered(line, mentor) for line in lines)
    return Fit(
        mentor=MentorRef.of(mentor),
        stage=mentor.stage,
        date=today,
        answers=answers,
        groups=tuple(_group(group, answers) for group in GROUPS),
        # No trial meeting is suggested with someone who frightened the person.
        suggestion=None
        if standing_concern(records, mentor, today)
        else _suggestion(records, mentor, lines, answers),
        lessons=lessons(records),
    )


def lessons(records: Records) -> tuple[Lesson, ...]:
    """List the lessons of the relationships that are over, the latest first."""
    taught = [
        Lesson(MentorRef.of(m), m.closing.lessons, m.closing.date)
        for m in records.all(Mentor)
        if m.is_over and m.closing and m.closing.lessons
    ]
    return tuple(sorted(taught, key=lambda lesson: lesson.date, reverse=True))


def is_open(answer: Answered) -> bool:
    """Tell whether a line has no answer yet, or "unknown"."""
    return answer.said not in _SURE


def keep_fit(
    draft: Draft,
    mentor: Mentor,
    said: Mapping[str, FitSaid],
    evidence: Mapping[str, str],
) -> Mentor:
    """Keep answers and evidence by the keys of their lines, dated today; other lines stay.

    Evidence alone keeps an earlier answer, or else makes it "unknown"; an answer alone keeps earlier
    evidence. Raises Refused for a relationship that is over.
    """
    people.must_be_open(mentor)
    kept = {answer.key: answer for answer in mentor.fit}
    for key in dict.fromkeys((*said, *evidence)):
        before = kept.get(key, FitAnswer(key, "unknown"))
        words = evidence.get(key, before.evidence)
        kept[key] = FitAnswer(key, said.get(key, before.said), words, draft.today)
    return draft.change(mentor, fit=tuple(kept.values()))


def read_answers(lines: Sequence[FitLine], typed: Iterable[str]) -> dict[str, FitSaid]:
    """Read answers as typed: "time=yes", or the beginning of both words: "ti=y". Raises CommandLine."""
    return dict(_read_answer(lines, text) for text in typed)


def read_evidence(lines: Sequence[FitLine], typed: Iterable[str]) -> dict[str, str]:
    """Read evidence as typed: "time=what I saw"; "time=" clears it. Raises CommandLine without a "="."""
    return dict(_read_evidence(lines, text) for text in typed)


def _read_answer(lines: Sequence[FitLine], text: str) -> tuple[str, FitSaid]:
    typed, _equals, value = text.partition("=")
    key = _key(lines, typed.strip().casefold())
    if key is None:
        raise CommandLine(
            _("--answer “{text}” names no line of the checklist.").format(text=text), _every_key(lines)
        )
    answer = vocabulary.match_prefix(value, SAID)
    if answer is None:
        raise CommandLine(
            _("--answer “{text}” is not an answer.").format(text=text),
            _("Write it like {key}={yes}; one of: {all}.").format(
                key=key, yes=vocabulary.say_word("yes"), all=vocabulary.choices(SAID)
            ),
        )
    return key, answer


def _read_evidence(lines: Sequence[FitLine], text: str) -> tuple[str, str]:
    typed, equals, words = text.partition("=")
    key = _key(lines, typed.strip().casefold())
    if key is None or not equals:
        raise CommandLine(
            _('--evidence is written KEY="what I saw", with a line of the checklist as KEY.'),
            _every_key(lines),
        )
    return key, words


def _key(lines: Sequence[FitLine], typed: str) -> str | None:
    if any(line.key == typed for line in lines):
        return typed
    matches = [line.key for line in lines if typed and line.key.startswith(typed)]
    return matches[0] if len(matches) == 1 else None


def _every_key(lines: Sequence[FitLine]) -> str:
    return _("The lines: {keys}.").format(keys=", ".join(line.key for line in lines))


def _answered(line: FitLine, mentor: Mentor) -> Answered:
    found = next((answer for answer in mentor.fit if answer.key == line.key), None)
    if found is None:
        return Answered(line.key, line.group, line.text, None, "", None)
    return Answered(line.key, line.group, line.text, found.said, found.evidence, found.date)


def _group(group: FitGroup, answers: Iterable[Answered]) -> GroupFit:
    inside = [answer for answer in answers if answer.group == group]
    still_open = sum(is_open(answer) for answer in inside)
    return GroupFit(group, _is_weak(inside), len(inside) - still_open, still_open)


def _is_weak(answers: Iterable[Answered]) -> bool:
    return fit_is_weak([answer.said for answer in answers if answer.said])


def _suggestion(
    records: Records, mentor: Mentor, lines: Sequence[FitLine], answers: Sequence[Answered]
) -> Suggestion | None:
    doubt = _doubt(answers)
    if doubt is None or mentor.is_over:
        return None
    words = _(
        "One meeting will show it better than a list. You could say: “Shall we try half an hour together, "
        "just once, and then each say honestly whether we'd like another?” {trial}"
    )
    trial = next(line.trial for line in lines if line.key == doubt.key)
    command = "opener" if mentor.stage == "candidate" else "prep"
    return Suggestion(words.format(trial=trial), to_type(command, find.shortest(records, mentor)))


def _doubt(answers: Sequence[Answered]) -> Answered | None:
    """The line to try: the first "no", else the first "partly", of the group with the most of them."""
    weak = [
        inside
        for group in GROUPS
        if _is_weak(inside := [answer for answer in answers if answer.group == group])
    ]
    if not weak:
        return None
    worst = max(weak, key=lambda inside: [sum(a.said == s for a in inside) for s in ("no", "partly")])
    return min((a for a in worst if a.said in ("no", "partly")), key=lambda a: a.said != "no")
