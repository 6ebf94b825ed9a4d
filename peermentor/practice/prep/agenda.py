"""The agenda for one meeting, made from everything that is open between two people.

The same journal and the same days always give the same agenda: nothing is random or asks the clock, and
agendas kept for that day are not read. What is due at the meeting is judged by its day, what is late by
today.
"""

from collections.abc import Iterator
from datetime import date
from typing import get_args

from peermentor.errors import CommandLine
from peermentor.language import _, several
from peermentor.practice.contract.record_view import MentorRef
from peermentor.practice.growth import word
from peermentor.practice.nouns.care import standing_concern
from peermentor.practice.nouns.coaching import Coaching, PartKey
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Agenda, Goal, Mentor, Promise, R, Session, Shape, Topic
from peermentor.practice.nouns.thresholds import LONGEST_TALK, SHORTEST_TALK, Habits
from peermentor.practice.prep import agenda_minutes, agenda_parts, questions, tips
from peermentor.practice.prep.agenda_after_concern import careful_parts, careful_warnings
from peermentor.practice.prep.agenda_types import ChosenTip, Prep, PrepWarning
from peermentor.practice.prep.question_reasons import reasons_to_ask
from peermentor.practice.prep.situation import Situation

SHAPES: tuple[Shape, ...] = get_args(Shape)

_SAID_ANEW = ("minutes", "shape", "topics", "promises", "goals", "questions", "tip")
MOST_NAMED = 5  # promises in a warning; the agenda lists them all
NEED_NO_TOPICS: tuple[Shape, ...] = ("review", "closing")  # they bring their own subject


def prepare_agenda(
    records: Records,
    mentor: Mentor,
    day: date,
    coaching: Coaching,
    *,
    minutes: int | None = None,
    shape: Shape | None = None,
    habits: Habits = Habits(),  # noqa: B008 - frozen
    anyway: bool = False,
    today: date = date.max,
) -> Prep:
    """Prepare the agenda for a meeting on a `day`, by what is known `today`.

    Its length is `minutes`, else the agreed length; its shape is `shape`, else "first" before any talk and
    "regular" after. While a concern stands with this peer, the agenda begins with that and asks for little;
    `anyway` gives the usual one. Raises CommandLine for a length outside 5-480.
    """
    situation = Situation(records, mentor, day, habits, today)
    length = _length(minutes if minutes is not None else mentor.minutes or habits.minutes)
    kind = shape or ("regular" if situation.sessions else "first")
    care = None if anyway else standing_concern(records, mentor, day)
    if care:
        return Prep(
            mentor=MentorRef.of(mentor),
            date=day,
            minutes=length,
            shape=kind,
            parts=careful_parts(situation),
            warnings=tuple(careful_warnings(care, day)),
            tip=None,
            at=mentor.next_at if day == mentor.next else None,
        )
    asked = questions.choose_questions(coaching.questions, situation, kind)
    found = agenda_parts.fill_parts(situation, kind, coaching.guides, asked)
    at_most: dict[PartKey, int] = {} if situation.feedback else {"feedback": agenda_minutes.FIRST_FEEDBACK}
    return Prep(
        mentor=MentorRef.of(mentor),
        date=day,
        minutes=length,
        shape=kind,
        parts=agenda_minutes.share_minutes(found, length, kind, at_most),
        warnings=tuple(_warnings(situation, kind)),
        tip=_tip(coaching, situation, kind),
        at=mentor.next_at if day == mentor.next else None,
        word=word.say_of_each(records, records.of_mentor(Promise, mentor), situation.seen_on),
    )


def keep_agenda(draft: Draft, mentor: Mentor, prep: Prep) -> Agenda:
    """Keep an agenda; it replaces one for the same day that no talk has used yet."""
    record = agenda_record(prep, draft.records, mentor)
    used = {session.agenda for session in draft.records.of_mentor(Session, mentor)}
    for agenda in draft.records.of_mentor(Agenda, mentor):
        if agenda.date == prep.date and agenda.uid not in used:
            return draft.change(agenda, **{name: getattr(record, name) for name in _SAID_ANEW})
    return draft.add(record)


def agenda_record(prep: Prep, records: Records, mentor: Mentor) -> Agenda:
    """Make the record of an agenda: only uids and keys, so that it can be shown in any language."""
    return Agenda(
        mentor=mentor.uid,
        date=prep.date,
        minutes=prep.minutes,
        shape=prep.shape,
        topics=_uids(prep, "topics", records, Topic, mentor),
        promises=_uids(prep, "promises", records, Promise, mentor),
        goals=_uids(prep, "goals", records, Goal, mentor),
        questions=tuple(item.key for part in prep.parts if part.key == "questions" for item in part.items),
        tip=prep.tip.key if prep.tip else "",
    )


def _uids(prep: Prep, key: PartKey, records: Records, kind: type[R], mentor: Mentor) -> tuple[str, ...]:
    by_handle = {record.handle: record.uid for record in records.of_mentor(kind, mentor)}
    return tuple(
        by_handle[item.ref]
        for part in prep.parts
        if part.key == key
        for item in part.items
        if item.ref in by_handle
    )


def _length(minutes: int) -> int:
    if not SHORTEST_TALK <= minutes <= LONGEST_TALK:
        raise CommandLine(
            _("An agenda can't be {minutes} minutes long.").format(minutes=minutes),
            _("Give --minutes from {shortest} to {longest}.").format(
                shortest=SHORTEST_TALK, longest=LONGEST_TALK
            ),
        )
    return minutes


def _warnings(situation: Situation, shape: Shape) -> Iterator[PrepWarning]:
    if not situation.topics and shape not in NEED_NO_TOPICS:
        yield PrepWarning("no-topics", _("No topic yet: what would you like to talk about?"))
    owners = {topic.owner for topic in situation.topics}
    if owners == {"me"}:
        yield PrepWarning(
            "one-sided", _("Every topic is yours: ask {name} for one.").format(name=situation.mentor.name)
        )
    if owners == {"them"}:
        said = _("Every topic is {name}'s: what would you like to bring?")
        yield PrepWarning("one-sided", said.format(name=situation.mentor.name))
    if mine := [promise.handle for promise in situation.overdue if promise.owner == "me"]:
        count = several("One promise of yours is overdue", "{n} promises of yours are overdue", len(mine))
        said = _("{count} ({handles}): say so before you are asked.")
        named = [*mine[:MOST_NAMED], "…"] if len(mine) > MOST_NAMED else mine
        yield PrepWarning("overdue-mine", said.format(count=count, handles=", ".join(named)))


def _tip(coaching: Coaching, situation: Situation, shape: Shape) -> ChosenTip | None:
    chosen = tips.choose_tip(coaching.tips, situation, reasons_to_ask(situation, shape))
    if chosen is None:
        return None
    tip, reason = chosen
    return ChosenTip(tip.key, tip.text, reason.why)
