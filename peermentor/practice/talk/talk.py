"""Keeping a talk: its session, promises, wins, feedback and reflection."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from peermentor import dates
from peermentor.errors import CommandLine, Refused
from peermentor.language import _
from peermentor.practice.growth import promises
from peermentor.practice.nouns import people
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.fields import EMPTY, fields_of
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    Agenda,
    Feedback,
    Goal,
    Mentor,
    Promise,
    Session,
    Side,
    Topic,
    Win,
)
from peermentor.practice.nouns.sessions import held_sessions, is_agreed_meeting
from peermentor.practice.talk import reflection
from peermentor.practice.talk.reflection import Thought

# What a meeting that was called off may say, too.
OF_ANY_MEETING = ("mentor", "date", "notes", "cancelled", "next")


class NewPromise(Struct, frozen=True):
    """A promise as it was said in a talk, with its day and its cue."""

    text: str
    due: date | None = None
    due_at: datetime | None = None
    cue: str = ""


class Talk(Struct, frozen=True, kw_only=True):
    """Everything that a person may say about one meeting; `session` has what the session itself keeps.

    `confidence`: how sure they are of a topic now (1-5), by its uid. `goal`: the goal that the promises and
    wins of this talk are for.
    """

    session: Session
    topics: tuple[Topic, ...] = ()
    mine: tuple[NewPromise, ...] = ()
    theirs: tuple[NewPromise, ...] = ()
    wins: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    thought: Thought = Thought()
    confidence: dict[str, int] = {}
    goal: Goal | None = None
    next_at: datetime | None = None


def keep_session(draft: Draft, mentor: Mentor, talk: Talk) -> Session:
    """Keep a meeting with everything said about it; my promises get their numbers before theirs.

    Raises Refused for a relationship that is over, and for a topic that is another peer's or settled;
    CommandLine for a talk in the future, for a cancelled meeting with things only a talk can have, and for a
    next meeting that does not come later.
    """
    people.must_be_open(mentor)
    _makes_sense(draft, mentor, talk)
    _topics_are_parked(mentor, talk.topics)
    held = talk.session.held
    agenda = agenda_for(draft.records, mentor, talk.session.date) if held else None
    session = draft.add(session_as_kept(talk, mentor, agenda))
    _keep_promises(draft, session, "me", talk.mine, talk.goal)
    _keep_promises(draft, session, "them", talk.theirs, talk.goal)
    for topic in talk.topics:
        after = talk.confidence.get(topic.uid, topic.after)
        draft.change(topic, state="discussed", ended=session.date, after=after)
    _keep_words(draft, session, talk)
    _look_ahead(draft, mentor, session, talk.next_at)
    return session


def session_as_kept(talk: Talk, mentor: Mentor, agenda: Agenda | None) -> Session:
    """Complete the session: with its mentor, the topics talked about and the agenda it followed."""
    return replace(
        talk.session,
        mentor=mentor.uid,
        discussed=tuple(dict.fromkeys(topic.uid for topic in talk.topics)),
        agenda=agenda.uid if agenda else "",
    )


def agenda_for(records: Records, mentor: Mentor, day: date) -> Agenda | None:
    """Find the agenda made for a meeting on this day: the latest since the meeting before it, or None."""
    agendas = records.of_mentor(Agenda, mentor)
    if not agendas:
        return None  # an import of thousands of talks asks this for each
    before = [s.date for s in held_sessions(records.of_mentor(Session, mentor)) if s.date < day]
    used = {s.agenda for s in records.of_mentor(Session, mentor)}
    fitting = [
        agenda
        for agenda in agendas
        if agenda.uid not in used
        and agenda.created.date() <= day
        and (not before or agenda.created.date() >= before[-1])
    ]
    return max(fitting, key=by_day, default=None)


def _makes_sense(draft: Draft, mentor: Mentor, talk: Talk) -> None:
    session = talk.session
    if session.held and (session.date > draft.today or (session.at and session.at > draft.moment)):
        raise CommandLine(
            _("A talk on {day} has not happened yet.").format(day=dates.say_at(session.date, session.at)),
            _("Log it afterwards; to note the date: peermentor edit-mentor {handle} --next {day}").format(
                handle=mentor.handle, day=f'"{session.at:%Y-%m-%d %H:%M}"' if session.at else session.date
            ),
        )
    # A meeting that was called off may move to an earlier day; a talk is followed by a later one.
    first = session.date if session.held else min(session.date, draft.today - timedelta(days=1))
    if session.next and (session.next <= first or session.next == session.date):
        raise CommandLine(
            _("The next meeting ({next}) would not come after this one ({day}).").format(
                next=dates.say(session.next), day=dates.say(session.date)
            ),
            _("Give a later day."),
        )
    if not session.held and _was_talked(talk):
        raise CommandLine(
            _("A cancelled meeting can't hold what was talked about."),
            _("Leave out --cancelled, or keep only notes, promises, a reflection and --next."),
        )


def _was_talked(talk: Talk) -> bool:
    """Whether it has something that only a meeting that took place can have."""
    brought = (talk.topics, talk.wins, talk.given, talk.received)
    typed = (field.name for field in fields_of(Session).values() if field.typed or field.searchable)
    of_talk = (getattr(talk.session, name) for name in typed if name not in OF_ANY_MEETING)
    return any(brought) or any(said not in EMPTY for said in of_talk)


def _topics_are_parked(mentor: Mentor, topics: Sequence[Topic]) -> None:
    for topic in topics:
        if topic.mentor != mentor.uid:
            raise Refused(
                _("{handle} is not parked for {name}.").format(handle=topic.handle, name=mentor.name),
                _("See what is: peermentor topics --with {handle}").format(handle=mentor.handle),
            )
        promises.must_be_unsettled(topic)


def _keep_promises(
    draft: Draft, session: Session, owner: Side, said: Sequence[NewPromise], goal: Goal | None
) -> None:
    for promise in said:
        make_session_promise(draft, session, owner, promise, goal.uid if goal else "")


def make_session_promise(
    draft: Draft, session: Session, owner: Side, said: NewPromise, goal: str = ""
) -> None:
    """Make a promise of a talk, with its peer and on its day; `goal` is the uid of the goal it is for.

    Raises CommandLine for one due before it was made.
    """
    promises.make_promise(
        draft,
        Promise(
            mentor=session.mentor,
            owner=owner,
            text=said.text,
            made=session.date,
            due=said.due,
            due_at=said.due_at,
            session=session.uid,
            goal=goal,
            cue=said.cue,
        ),
    )


def _keep_words(draft: Draft, session: Session, talk: Talk) -> None:
    belongs: dict[str, Any] = {"mentor": session.mentor, "session": session.uid, "date": session.date}
    for text in talk.wins:
        draft.add(Win(text=text, goal=talk.goal.uid if talk.goal else "", **belongs))
    for text in talk.given:
        draft.add(Feedback(direction="given", text=text, **belongs))
    for text in talk.received:
        draft.add(Feedback(direction="received", text=text, **belongs))
    if talk.thought.says_something():
        reflection.keep_reflection(draft, session, talk.thought)


def _met_again(draft: Draft, mentor: Mentor, session: Session) -> Mentor:
    """A talk held after a pause began ends it."""
    paused = [change.date for change in mentor.stages if change.stage == "paused"]
    if not session.held or mentor.stage != "paused" or not paused or session.date <= paused[-1]:
        return mentor
    return people.change_stage(draft, mentor, "active", on=session.date)


def _look_ahead(draft: Draft, mentor: Mentor, session: Session, next_at: datetime | None) -> None:
    """Keep the next date that was said, unless a later session used it; forget one that this talk used."""
    mentor = _met_again(draft, draft.records.the(Mentor, mentor.uid), session)
    if session.next and not _is_used(draft, mentor, session.date, session.next):
        draft.change(mentor, next=session.next, next_at=next_at)
    elif mentor.next and (mentor.next <= session.date or _came_early(draft, mentor, session)):
        draft.change(mentor, next=None, next_at=None)


def _is_used(draft: Draft, mentor: Mentor, day: date, agreed: date) -> bool:
    later = (s for s in draft.records.of_mentor(Session, mentor) if s.date > day)
    return any(s.date == agreed or (s.held and s.date >= agreed) for s in later)


def _came_early(draft: Draft, mentor: Mentor, session: Session) -> bool:
    return session.held and is_agreed_meeting(draft.records, mentor, session.date)
