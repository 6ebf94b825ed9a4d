"""The records of a talk: its agenda, the session, the reflection, rehearsals, and starred questions."""

from datetime import datetime
from typing import Literal, get_args

from msgspec import Struct

from peermentor.language import said_elsewhere
from peermentor.practice.nouns.records.record import (
    Day,
    Minutes,
    Owner,
    Rating,
    Record,
    kept_as,
    typed_as,
    written_as,
)

Shape = Literal["regular", "first", "grow", "review", "closing"]
RehearsalKind = Literal["conversation", "feedback"]
Tone = Literal["gentle", "plain", "direct"]
Role = Literal["mentor", "mentee"]
ROLES: tuple[Role, ...] = get_args(Role)


class Agenda(Record, frozen=True, kw_only=True):
    """What was prepared for one meeting: only uids and keys, so that it can be shown in any language."""

    table = "agendas"
    prefix = "a"
    noun = "agenda"
    listed_by = "sessions"
    words = said_elsewhere("agenda")

    mentor: str
    date: Day
    minutes: Minutes
    shape: str = "regular"
    topics: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    tip: str = ""

    told = {
        "mentor": typed_as("peer", "with", to="mentors"),
        "date": typed_as("day"),
        "minutes": typed_as("minutes"),
        "shape": typed_as("shape", one_of=get_args(Shape)),
        "topics": kept_as("topics", to="topics"),
        "promises": kept_as("promises", to="promises"),
        "goals": kept_as("goals", to="goals"),
        "questions": kept_as("questions"),
        "tip": kept_as("tip"),
    }


class Tried(Struct, frozen=True):
    """What came of an insight that was tried: `insight` is its place in the session's `got`, from 1."""

    insight: int
    date: Day
    outcome: str = ""

    told = {
        "insight": kept_as("which of what you took away"),
        "date": typed_as("day"),
        "outcome": written_as("what came of it"),
    }


class Session(Record, frozen=True, kw_only=True):
    """One meeting: held, or `cancelled` by one or both. `at` is set when a time of day was said."""

    table = "sessions"
    prefix = "s"
    noun = "session"
    listed_by = "sessions"
    words = said_elsewhere("talk")
    known_by = "notes"

    mentor: str
    date: Day
    at: datetime | None = None
    minutes: Minutes | None = None
    led: Owner | None = None
    role: Role | None = None
    notes: str = ""
    gave: tuple[str, ...] = ()
    got: tuple[str, ...] = ()
    discussed: tuple[str, ...] = ()
    agenda: str = ""
    energy: Rating | None = None
    talked: Literal["me", "them", "even"] | None = None
    asked: Literal["yes", "partly", "no"] | None = None
    cancelled: Owner | None = None
    next: Day | None = None
    tried: tuple[Tried, ...] = ()

    told = {
        "mentor": typed_as("peer", "with", to="mentors"),
        "date": typed_as("day"),
        "at": kept_as("time"),
        "minutes": typed_as("minutes"),
        "led": typed_as("who led"),
        "role": typed_as("your role"),
        "notes": written_as("notes", private=True),
        "gave": written_as("what you gave"),
        "got": written_as("what you took away"),
        "discussed": typed_as("topics discussed", to="topics"),
        "agenda": kept_as("agenda", to="agendas"),
        "energy": typed_as("energy", private=True),
        "talked": typed_as("who talked more", private=True),
        "asked": typed_as("asked more than told", private=True),
        "cancelled": typed_as("who called it off"),
        "next": typed_as("next meeting"),
        "tried": typed_as("what came of it", "outcome"),
    }

    @property
    def held(self) -> bool:
        """Whether the meeting took place: a cancelled one is evidence for a review, and no talk."""
        return self.cancelled is None


class Reflection(Record, frozen=True, kw_only=True):
    """What happened, so what, now what (Borton 1970); strengths, and what to improve.

    `deeper` has the answers to the deeper questions, by their keys.
    """

    table = "reflections"
    prefix = "rf"
    noun = "reflection"
    listed_by = "sessions"
    words = said_elsewhere("reflection")
    private = True

    mentor: str
    session: str = ""
    date: Day
    happened: str = ""
    so_what: str = ""
    now_what: str = ""
    role: Role | None = None
    strengths: tuple[str, ...] = ()
    improve: tuple[str, ...] = ()
    deeper: dict[str, str] = {}

    told = {
        "mentor": typed_as("peer", "with", to="mentors"),
        "session": typed_as("talk", to="sessions"),
        "date": typed_as("day"),
        "happened": written_as("what happened"),
        "so_what": written_as("so what"),
        "now_what": written_as("now what"),
        "role": typed_as("your role"),
        "strengths": written_as("a strength", "strength"),
        "improve": written_as("to improve"),
        "deeper": written_as("deeper", "answer"),
    }


class Rehearsal(Record, frozen=True, kw_only=True):
    """Words prepared for a difficult talk, or for feedback; `went` says how it went afterwards.

    For feedback, `happened` is the situation, `effect` the impact and `ask` the question.
    """

    table = "rehearsals"
    prefix = "rh"
    noun = "rehearsal"
    listed_by = "search"
    words = said_elsewhere("rehearsal")
    known_by = "happened"
    private = True

    mentor: str
    date: Day
    kind: RehearsalKind = "conversation"
    tone: Tone = "plain"
    happened: str = ""
    behaviour: str = ""
    effect: str = ""
    own_part: str = ""
    ask: str = ""
    if_no: str = ""
    went: str = ""

    told = {
        "mentor": typed_as("peer", "with", to="mentors"),
        "date": typed_as("day"),
        "kind": typed_as("kind"),
        "tone": typed_as("tone"),
        "happened": written_as("what happened"),
        "behaviour": written_as("what they did"),
        "effect": written_as("what it does to you"),
        "own_part": written_as("your own part"),
        "ask": written_as("what you ask"),
        "if_no": written_as("if they say no"),
        "went": written_as("how it went"),
    }


class Star(Record, frozen=True, kw_only=True):
    """A question of the bank that the person likes, by its key; `prep` prefers it where it fits.

    `ended` is the day the star was taken away.
    """

    table = "stars"
    prefix = "st"
    noun = "star"
    listed_by = "questions"
    words = said_elsewhere("star")
    dated_by = "created"

    question: str
    ended: Day | None = None

    told = {
        "question": typed_as("question"),
        "ended": kept_as("taken away on"),
    }
