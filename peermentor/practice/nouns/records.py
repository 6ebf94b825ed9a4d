"""What a journal holds: one frozen record for each noun of the practice, and the set of them all.

A record points at another by its `uid`, which never changes; people type the `handle` ("g3"), a letter for
the kind and a number that is never given twice. Days are dates, moments are datetimes with their UTC offset.
"""

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal, TypeVar

from msgspec import Meta, Struct

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

    uid: str = ""
    number: int = 0
    created: datetime = datetime.min  # noqa: DTZ901 - "not kept yet"; the journal sets the real moment
    updated: datetime = datetime.min  # noqa: DTZ901

    @property
    def handle(self) -> str:
        """What people type for it: "g3"."""
        return f"{self.prefix}{self.number}"


class FitAnswer(Struct, frozen=True):
    """One line of the fit checklist, answered on a day, with the person's own evidence."""

    key: str
    said: FitSaid
    evidence: str = ""
    date: Day | None = None


class Opener(Struct, frozen=True):
    """The first words to a peer, kept, and the day they were sent."""

    kind: OpenerKind
    text: str
    sent: Day | None = None


class StageChange(Struct, frozen=True):
    """When a relationship changed its stage, and why; the reason is only for its owner."""

    stage: Stage
    date: Day
    because: str = ""
    until: Day | None = None  # the day a pause lasts until, where one was said


class RhythmFrom(Struct, frozen=True):
    """A rhythm and the day it began to hold; an empty one is none."""

    since: Day
    every: Rhythm


class Closing(Struct, frozen=True):
    """How a relationship ended: what was reached, thanks, what it taught, and whether to stay in touch."""

    date: Day
    reached: str = ""
    thanks: str = ""
    lessons: str = ""
    because: str = ""
    in_touch: bool | None = None


class Mentor(Record, frozen=True, kw_only=True):
    """A peer: the person, why them, and the rhythm agreed ("3w", "1m"; empty when none is).

    `every` is the rhythm that holds; `rhythms` say from which day on each held, and nothing where that one
    always did.
    """

    table = "mentors"
    prefix = "m"

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
    stages: tuple[StageChange, ...] = ()
    fit: tuple[FitAnswer, ...] = ()
    openers: tuple[Opener, ...] = ()
    closing: Closing | None = None


class Agreement(Record, frozen=True, kw_only=True):
    """What two peers expect of each other, one version of it; the latest by number holds."""

    table = "agreements"
    prefix = "ag"

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


class Milestone(Struct, frozen=True):
    """A step on the way to a goal."""

    text: str
    done: Day | None = None


class Goal(Record, frozen=True, kw_only=True):
    """What someone is growing towards, and what success looks like."""

    table = "goals"
    prefix = "g"

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


class Checkin(Record, frozen=True, kw_only=True):
    """How far a goal has come: a day, a percent from 0 to 100, and words."""

    table = "checkins"
    prefix = "c"

    goal: str
    date: Day
    percent: Percent
    note: str = ""


class Topic(Record, frozen=True, kw_only=True):
    """Something to talk about next time, brought by either."""

    table = "topics"
    prefix = "t"

    mentor: str
    text: str
    owner: Side = "me"
    important: bool = False
    raised: Day
    state: TopicState = "open"
    ended: Day | None = None
    because: str = ""
    before: Rating | None = None
    after: Rating | None = None


class Agenda(Record, frozen=True, kw_only=True):
    """What was prepared for one meeting: references and keys only, so that it reads in any language."""

    table = "agendas"
    prefix = "a"

    mentor: str
    date: Day
    minutes: Minutes
    shape: str = "regular"
    topics: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    tip: str = ""


class Tried(Struct, frozen=True):
    """What came of something taken away from a session: `insight` counts its `got` from 1."""

    insight: int
    date: Day
    outcome: str = ""


class Session(Record, frozen=True, kw_only=True):
    """One meeting, held or (`cancelled`) not. `at` is there when a time of day was said."""

    table = "sessions"
    prefix = "s"

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


class DueMove(Struct, frozen=True):
    """A promise's day moved: the day that was agreed `on`, the day it `was` due, and the one it went `to`."""

    on: Day
    was: Day
    to: Day


class Promise(Record, frozen=True, kw_only=True):
    """Something one of the two said they would do, and by when. `ended` is the day it was kept or dropped.

    `due` is the day that holds now, `moved` tells which it was before. `released`: the other side let it off.
    """

    table = "promises"
    prefix = "p"

    mentor: str
    owner: Side
    text: str
    made: Day
    due: Day | None = None
    state: PromiseState = "open"
    ended: Day | None = None
    because: str = ""
    session: str = ""
    goal: str = ""
    cue: str = ""
    moved: tuple[DueMove, ...] = ()
    released: bool = False


class Feedback(Record, frozen=True, kw_only=True):
    """Feedback given to a peer or received from them: in a sentence (`text`), or by its four parts."""

    table = "feedback"
    prefix = "f"

    mentor: str
    direction: Literal["given", "received"]
    text: str = ""
    date: Day
    session: str = ""
    situation: str = ""
    behaviour: str = ""
    impact: str = ""
    question: str = ""


class Win(Record, frozen=True, kw_only=True):
    """Something that went well and deserves to be said."""

    table = "wins"
    prefix = "w"

    mentor: str = ""
    text: str
    date: Day
    session: str = ""
    goal: str = ""


class Review(Record, frozen=True, kw_only=True):
    """An honest look at one relationship: what was felt, what was seen, and what the person decided.

    `concern`: something there frightened, belittled or used them; `over` answers an earlier one.
    """

    table = "reviews"
    prefix = "r"

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


class Star(Record, frozen=True, kw_only=True):
    """A question of the bank that its owner likes, by its key; `prep` asks it first where it fits.

    `ended` is the day the star was taken away.
    """

    table = "stars"
    prefix = "st"

    question: str
    ended: Day | None = None


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
    Star,
)

R = TypeVar("R", bound=Record)
