"""The records of a relationship: the peer, what the two agreed on, and the reviews of it."""

from datetime import datetime
from typing import Literal, get_args

from msgspec import Struct

from peermentor.language import said_elsewhere
from peermentor.practice.nouns.records.record import (
    Day,
    Minutes,
    Name,
    Rating,
    Record,
    RhythmText,
    kept_as,
    typed_as,
    written_as,
)

Stage = Literal["candidate", "active", "paused", "winding-up", "closed", "declined"]
FitSaid = Literal["yes", "partly", "no", "unknown"]
OpenerKind = Literal["message", "in-person", "after-event"]
Focus = Literal["career", "skill", "both"]
Met = Literal["event", "lunch", "project", "team", "online", "other"]
Decision = Literal["continue", "adjust", "pause", "close"]
STAGES: tuple[Stage, ...] = get_args(Stage)
OVER: tuple[Stage, ...] = ("closed", "declined")  # nothing goes on: the record is read-only
FOCUSES: tuple[Focus, ...] = get_args(Focus)
DECISIONS: tuple[Decision, ...] = get_args(Decision)


class FitAnswer(Struct, frozen=True):
    """One line of the fit checklist, answered on a day, with the person's own evidence."""

    private = True

    key: str
    said: FitSaid
    evidence: str = ""
    date: Day | None = None

    told = {
        "key": kept_as("line of the checklist"),
        "said": typed_as("answer"),
        "evidence": written_as("evidence"),
        "date": typed_as("day"),
    }


class Opener(Struct, frozen=True):
    """The first words to a peer, kept, and the day they were sent."""

    private = True

    kind: OpenerKind
    text: str
    sent: Day | None = None

    told = {
        "kind": typed_as("kind"),
        "text": written_as("first words"),
        "sent": typed_as("sent on"),
    }


class StageChange(Struct, frozen=True):
    """A change of a relationship's stage: the day, and why; all of it private."""

    private = True

    stage: Stage
    date: Day
    because: str = ""
    until: Day | None = None  # the day a pause lasts until, where one was said

    told = {
        "stage": kept_as("stage"),
        "date": typed_as("day"),
        "because": written_as("the reason"),
        "until": typed_as("pause until"),
    }


class RhythmFrom(Struct, frozen=True):
    """A rhythm and the day from which it holds; an empty rhythm means that none is agreed."""

    since: Day
    every: RhythmText

    told = {
        "since": typed_as("day"),
        "every": typed_as("rhythm"),
    }


class Closing(Struct, frozen=True):
    """How a relationship ended: what was reached, thanks, what it taught, and whether to stay in touch."""

    date: Day
    reached: str = ""
    thanks: str = ""
    lessons: str = ""
    because: str = ""
    in_touch: bool | None = None

    told = {
        "date": typed_as("day"),
        "reached": written_as("what was reached"),
        "thanks": written_as("thanks"),
        "lessons": written_as("lessons", private=True),
        "because": written_as("the reason", private=True),
        "in_touch": typed_as("staying in touch"),
    }


class Mentor(Record, frozen=True, kw_only=True):
    """A peer: the person, why them, and the rhythm agreed on ("3w", "1m"; empty when there is none).

    `every` is the rhythm of today. `rhythms` has all of them with the day from which each held, and is empty
    where there never was another. `first_review` is the day the first review was moved to.
    """

    table = "mentors"
    prefix = "m"
    noun = "mentor"
    listed_by = "mentors"
    words = said_elsewhere("peer")
    known_by = "name"
    dated_by = "since"

    name: Name
    stage: Stage = "active"
    skill: str = ""
    focus: Focus | None = None
    role: str = ""
    department: str = ""
    contact: str = ""
    met: str = ""
    why: str = ""
    every: RhythmText = ""
    rhythms: tuple[RhythmFrom, ...] = ()
    minutes: Minutes | None = None
    since: Day
    next: Day | None = None
    next_at: datetime | None = None
    until: Day | None = None
    first_review: Day | None = None
    stages: tuple[StageChange, ...] = ()
    fit: tuple[FitAnswer, ...] = ()
    openers: tuple[Opener, ...] = ()
    closing: Closing | None = None

    told = {
        "name": written_as("name"),
        "stage": kept_as("stage"),
        "skill": written_as("what you want to learn"),
        "focus": typed_as("what it is about"),
        "role": written_as("what they do"),
        "department": written_as("department"),
        "contact": written_as("address", shared=False),  # the peer's to give, not the person's
        "met": typed_as("where you met", one_of=get_args(Met)),
        "why": written_as("why", private=True),
        "every": typed_as("rhythm"),
        "rhythms": kept_as("earlier rhythms"),
        "minutes": typed_as("minutes"),
        "since": typed_as("a peer since"),
        "next": typed_as("next meeting"),
        "next_at": kept_as("time of the next meeting"),
        "until": typed_as("pause until"),
        "first_review": typed_as("first review"),
        "stages": kept_as("the reason", private=True),
        "fit": typed_as("fit", private=True),
        "openers": typed_as("first words", "opener", private=True),
        "closing": typed_as("the end"),
    }

    @property
    def is_over(self) -> bool:
        """Whether the relationship has ended: a peer was closed, or a candidate declined."""
        return self.stage in OVER


class Agreement(Record, frozen=True, kw_only=True):
    """What two peers expect of each other, in one version; the latest by day holds."""

    table = "agreements"
    prefix = "ag"
    noun = "agreement"
    listed_by = "mentors"
    words = said_elsewhere("agreement")

    mentor: str
    date: Day
    focus: Focus | None = None
    i_bring: str = ""
    they_bring: str = ""
    i_hope: str = ""
    they_hope: str = ""
    channel: str = ""
    every: RhythmText = ""
    minutes: Minutes | None = None
    quiet: str = ""
    confidential: str = ""
    boundaries: tuple[str, ...] = ()
    stop: str = ""
    check: Day | None = None

    told = {
        "mentor": typed_as("peer", "with", to="mentors"),
        "date": typed_as("day"),
        "focus": typed_as("what it is about"),
        "i_bring": written_as("what you bring"),
        "they_bring": written_as("what they bring"),
        "i_hope": written_as("what you hope for"),
        "they_hope": written_as("what they hope for"),
        "channel": written_as("channel"),
        "every": typed_as("rhythm"),
        "minutes": typed_as("minutes"),
        "quiet": written_as("quiet hours"),
        "confidential": written_as("what stays between you"),
        "boundaries": written_as("boundaries", "boundary"),
        "stop": written_as("how you would stop"),
        "check": typed_as("next look at it"),
    }


class Review(Record, frozen=True, kw_only=True):
    """A look at one relationship: what was felt, what was seen, and what the person decided.

    `concern`: something frightened, belittled or used the person; `over`: an earlier concern has ended.
    """

    table = "reviews"
    prefix = "r"
    noun = "review"
    listed_by = "reviews"
    words = said_elsewhere("review")
    private = True

    mentor: str
    date: Day
    since: Day
    ratings: dict[str, Rating] = {}
    concern: bool = False
    over: bool = False
    seen: dict[str, str] = {}
    low: tuple[str, ...] = ()
    verdict: str
    decision: Decision | None = None
    because: str = ""
    next_review: Day | None = None

    told = {
        "mentor": typed_as("peer", "with", to="mentors"),
        "date": typed_as("day"),
        "since": typed_as("looking back to"),
        "ratings": typed_as("ratings", "rate"),
        "concern": typed_as("concern"),
        "over": typed_as("it is over"),
        "seen": kept_as("what was seen"),
        "low": kept_as("what was low"),
        "verdict": kept_as("verdict"),
        "decision": typed_as("decision", "decide"),
        "because": written_as("the reason"),
        "next_review": typed_as("next review", "next"),
    }
