"""What a journal holds: one frozen record for each noun of the practice, and the set of them all.

A record points at another by its `uid`, which never changes; people type the `handle` ("g3"), a letter for
the kind and a number that is never given twice. Days are dates, moments are datetimes with their UTC offset.

What there is to say of a field beside its type and bounds (what people see it called, whether it is private)
stands in the `told` of its record, and `fields` reads it. As metadata of the annotations it would cost every
start of the program 9 ms more.
"""

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal, TypeVar

from msgspec import Meta, Struct

from peermentor.language import said_elsewhere
from peermentor.practice.nouns.told import Told, kept_as, typed_as, written_as

Day = date  # a field may itself be called `date`
# What a number can be: a hand may have written any other.
Percent = Annotated[int, Meta(ge=0, le=100)]
Rating = Annotated[int, Meta(ge=1, le=5)]
Minutes = Annotated[int, Meta(ge=0, le=100_000)]
Name = Annotated[str, Meta(pattern=r"\S")]
Rhythm = Annotated[str, Meta(pattern=r"^([1-9][0-9]{0,2}[dwm])?$")]
Owner = Literal["me", "them", "both"]
Side = Literal["me", "them"]
Stage = Literal["candidate", "active", "paused", "winding-up", "closed", "declined"]
FitSaid = Literal["yes", "partly", "no", "unknown"]
OpenerKind = Literal["message", "in-person", "after-event"]
Focus = Literal["career", "skill", "both"]
GoalState = Literal["open", "reached", "let-go", "handed-on"]
TopicState = Literal["open", "discussed", "dropped"]
PromiseState = Literal["open", "kept", "late", "dropped"]
Decision = Literal["continue", "adjust", "pause", "close"]
SIDES: tuple[Side, ...] = ("me", "them")
OWNERS: tuple[Owner, ...] = ("me", "them", "both")
DECISIONS: tuple[Decision, ...] = ("continue", "adjust", "pause", "close")


class Record(Struct, frozen=True, kw_only=True):
    """One kept thing. `uid`, `number`, `created` and `updated` are the journal's to give."""

    table: ClassVar[str]
    prefix: ClassVar[str]
    noun: ClassVar[str]  # its word for scripts and in commands
    words: ClassVar[str]  # what people see it called, to be looked up
    listed_by: ClassVar[str] = "search"  # the command that lists them
    known_by: ClassVar[str] = ""  # the field whose text people know it by
    private: ClassVar[bool] = False  # all that is in it, whatever the field

    uid: str = ""
    number: int = 0
    created: datetime = datetime.min  # noqa: DTZ901 - "not kept yet"; the journal sets the real moment
    updated: datetime = datetime.min  # noqa: DTZ901

    told: ClassVar[dict[str, Told]] = {
        "uid": kept_as("identity", shared=False),
        "number": kept_as("number", shared=False),
        "created": kept_as("kept on", shared=False),
        "updated": kept_as("changed on", shared=False),
    }

    @property
    def handle(self) -> str:
        """What people type for it: "g3"."""
        return f"{self.prefix}{self.number}"


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
    """When a relationship changed its stage, and why; the reason is only for its owner."""

    private = True

    stage: Stage
    date: Day
    because: str = ""
    until: Day | None = None  # the day a pause lasts until, where one was said

    told = {
        "stage": kept_as("stage"),
        "date": kept_as("day"),
        "because": written_as("the reason"),
        "until": kept_as("pause until"),
    }


class RhythmFrom(Struct, frozen=True):
    """A rhythm and the day it began to hold; an empty one is none."""

    since: Day
    every: Rhythm

    told = {
        "since": kept_as("day"),
        "every": kept_as("rhythm"),
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
    """A peer: the person, why them, and the rhythm agreed ("3w", "1m"; empty when none is).

    `every` is the rhythm that holds; `rhythms` say from which day on each held, and nothing where that one
    always did. `first_review` is the day the first review was moved to.
    """

    table = "mentors"
    prefix = "m"
    noun = "mentor"
    listed_by = "mentors"
    words = said_elsewhere("peer")
    known_by = "name"

    name: Name
    stage: Stage = "active"
    skill: str = ""
    focus: Focus | None = None
    role: str = ""
    department: str = ""
    met: str = ""
    why: str = ""
    every: Rhythm = ""
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
        "met": typed_as("where you met"),
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


class Agreement(Record, frozen=True, kw_only=True):
    """What two peers expect of each other, one version of it; the latest by number holds."""

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
    every: Rhythm = ""
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


class Milestone(Struct, frozen=True):
    """A step on the way to a goal."""

    text: str
    done: Day | None = None

    told = {
        "text": written_as("a milestone"),
        "done": typed_as("done on"),
    }


class Goal(Record, frozen=True, kw_only=True):
    """What someone is growing towards, and what success looks like."""

    table = "goals"
    prefix = "g"
    noun = "goal"
    listed_by = "goals"
    words = said_elsewhere("goal")
    known_by = "title"

    title: str
    mentor: str = ""
    owner: Owner = "me"
    why: str = ""
    success: str = ""
    start: Day
    target: Day | None = None
    milestones: tuple[Milestone, ...] = ()
    state: GoalState = "open"
    ended: Day | None = None
    attained: Annotated[int, Meta(ge=-2, le=2)] | None = None
    weight: Annotated[int, Meta(ge=1, le=100)] = 1
    follows: str = ""

    told = {
        "title": written_as("title"),
        "mentor": typed_as("peer", "with", to="mentors"),
        "owner": typed_as("whose"),
        "why": written_as("why", private=True),
        "success": written_as("success"),
        "start": typed_as("begun on"),
        "target": typed_as("to reach by", "by"),
        "milestones": typed_as("a milestone", "milestone"),
        "state": typed_as("state"),
        "ended": typed_as("ended on"),
        "attained": typed_as("how far it came"),
        "weight": typed_as("weight"),
        "follows": typed_as("goal it grew out of", to="goals"),
    }


class Checkin(Record, frozen=True, kw_only=True):
    """How far a goal has come: a day, a percent from 0 to 100, and words."""

    table = "checkins"
    prefix = "c"
    noun = "check-in"
    listed_by = "goals"
    words = said_elsewhere("check-in")
    known_by = "note"

    goal: str
    date: Day
    percent: Percent
    note: str = ""

    told = {
        "goal": typed_as("goal", to="goals"),
        "date": typed_as("day"),
        "percent": typed_as("percent"),
        "note": written_as("note"),
    }


class Topic(Record, frozen=True, kw_only=True):
    """Something to talk about next time, brought by either; on no agenda before the day `later`."""

    table = "topics"
    prefix = "t"
    noun = "topic"
    listed_by = "topics"
    words = said_elsewhere("topic")
    known_by = "text"

    mentor: str
    text: str
    owner: Side = "me"
    important: bool = False
    raised: Day
    later: Day | None = None
    state: TopicState = "open"
    ended: Day | None = None
    because: str = ""
    before: Rating | None = None
    after: Rating | None = None

    told = {
        "mentor": typed_as("peer", "with", to="mentors"),
        "text": written_as("topic"),
        "owner": typed_as("whose", "from"),
        "important": typed_as("important"),
        "raised": typed_as("raised on"),
        "later": typed_as("on no agenda before"),
        "state": typed_as("state"),
        "ended": typed_as("ended on"),
        "because": written_as("the reason", private=True),
        "before": typed_as("confidence before", private=True),
        "after": typed_as("confidence after", private=True),
    }


class Agenda(Record, frozen=True, kw_only=True):
    """What was prepared for one meeting: references and keys only, so that it reads in any language."""

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
        "shape": typed_as("shape"),
        "topics": kept_as("topics", to="topics"),
        "promises": kept_as("promises", to="promises"),
        "goals": kept_as("goals", to="goals"),
        "questions": kept_as("questions"),
        "tip": kept_as("tip"),
    }


class Tried(Struct, frozen=True):
    """What came of something taken away from a session: `insight` counts its `got` from 1."""

    insight: int
    date: Day
    outcome: str = ""

    told = {
        "insight": kept_as("which of what you took away"),
        "date": typed_as("day"),
        "outcome": written_as("what came of it"),
    }


class Session(Record, frozen=True, kw_only=True):
    """One meeting, held or (`cancelled`) not. `at` is there when a time of day was said."""

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
    role: Literal["mentor", "mentee"] | None = None
    notes: str = ""
    gave: tuple[str, ...] = ()
    got: tuple[str, ...] = ()
    discussed: tuple[str, ...] = ()
    agenda: str = ""
    energy: Rating | None = None
    talked: Literal["me", "them", "even"] | None = None
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
        "cancelled": typed_as("who called it off"),
        "next": typed_as("next meeting"),
        "tried": typed_as("what came of it", "outcome"),
    }

    @property
    def held(self) -> bool:
        """A cancelled meeting is evidence, not a session."""
        return self.cancelled is None


class Reflection(Record, frozen=True, kw_only=True):
    """What happened, so what, now what (Borton 1970), and what it says of strengths and of what to improve.

    `deeper` holds the answers to the deeper form by the keys of its questions.
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
    role: Literal["mentor", "mentee"] | None = None
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


class DueMove(Struct, frozen=True):
    """A promise's day moved: the day that was agreed `on`, the day it `was` due, and the one it went `to`."""

    on: Day
    was: Day
    to: Day

    told = {
        "on": kept_as("day"),
        "was": kept_as("due before"),
        "to": kept_as("due"),
    }


class Promise(Record, frozen=True, kw_only=True):
    """Something one of the two said they would do, and by when (`due_at` where a time was said too).

    `ended` is the day it was kept or dropped. `due` is the day that holds now, `moved` tells which it was
    before. `released`: the other side let it off.
    """

    table = "promises"
    prefix = "p"
    noun = "promise"
    listed_by = "promises"
    words = said_elsewhere("promise")
    known_by = "text"

    mentor: str
    owner: Side
    text: str
    made: Day
    due: Day | None = None
    due_at: datetime | None = None
    state: PromiseState = "open"
    ended: Day | None = None
    because: str = ""
    session: str = ""
    goal: str = ""
    cue: str = ""
    moved: tuple[DueMove, ...] = ()
    released: bool = False

    told = {
        "mentor": typed_as("peer", "with", to="mentors"),
        "owner": typed_as("whose"),
        "text": written_as("promise"),
        "made": typed_as("promised on"),
        "due": typed_as("due", "by"),
        "due_at": kept_as("time it is due"),
        "moved": kept_as("moved"),
        "released": typed_as("let off"),
        "state": typed_as("state"),
        "ended": typed_as("ended on"),
        "because": written_as("the reason", private=True),
        "session": typed_as("talk", to="sessions"),
        "goal": typed_as("goal", to="goals"),
        "cue": written_as("when and then", "when"),
    }


class Feedback(Record, frozen=True, kw_only=True):
    """Feedback given to a peer or received from them: in a sentence (`text`), or by its four parts."""

    table = "feedback"
    prefix = "f"
    noun = "feedback"
    listed_by = "feedback"
    words = said_elsewhere("feedback")
    known_by = "text"

    mentor: str
    direction: Literal["given", "received"]
    text: str = ""
    date: Day
    session: str = ""
    situation: str = ""
    behaviour: str = ""
    impact: str = ""
    question: str = ""

    told = {
        "mentor": typed_as("peer", "with", to="mentors"),
        "direction": typed_as("given or received"),
        "text": written_as("feedback"),
        "date": typed_as("day"),
        "session": typed_as("talk", to="sessions"),
        "situation": written_as("situation"),
        "behaviour": written_as("behaviour"),
        "impact": written_as("impact"),
        "question": written_as("question"),
    }


class Win(Record, frozen=True, kw_only=True):
    """Something that went well and deserves to be said."""

    table = "wins"
    prefix = "w"
    noun = "win"
    listed_by = "wins"
    words = said_elsewhere("win")
    known_by = "text"

    mentor: str = ""
    text: str
    date: Day
    session: str = ""
    goal: str = ""

    told = {
        "mentor": typed_as("peer", "with", to="mentors"),
        "text": written_as("win"),
        "date": typed_as("day"),
        "session": typed_as("talk", to="sessions"),
        "goal": typed_as("goal", to="goals"),
    }


class Review(Record, frozen=True, kw_only=True):
    """An honest look at one relationship: what was felt, what was seen, and what the person decided.

    `concern`: something there frightened, belittled or used them; `over` answers an earlier one.
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


RehearsalKind = Literal["conversation", "feedback"]
Tone = Literal["gentle", "plain", "direct"]


class Rehearsal(Record, frozen=True, kw_only=True):
    """Words made ready before a talk that is hard to have, or before feedback; `went` is afterwards.

    Of feedback `happened` is the situation, `effect` the impact and `ask` the question.
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
    """A question of the bank that its owner likes, by its key; `prep` asks it first where it fits.

    `ended` is the day the star was taken away.
    """

    table = "stars"
    prefix = "st"
    noun = "star"
    listed_by = "questions"
    words = said_elsewhere("star")

    question: str
    ended: Day | None = None

    told = {
        "question": typed_as("question"),
        "ended": kept_as("taken away on"),
    }


KINDS: tuple[type[Record], ...] = (
    Mentor,
    Agreement,
    Goal,
    Checkin,
    Topic,
    Agenda,
    Session,
    Reflection,
    Promise,
    Feedback,
    Win,
    Review,
    Rehearsal,
    Star,
)

R = TypeVar("R", bound=Record)
