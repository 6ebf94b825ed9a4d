"""What a journal holds: one frozen record for each noun of the practice, and the set of them all.

A record points at another by its `uid`, which never changes; people type the `handle` ("g3"), a letter for
the kind and a number that is never given twice. Days are dates, moments are datetimes with their UTC offset.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, Protocol, Self, TypeVar

from msgspec import Meta, Struct
from msgspec.structs import replace

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


class Closing(Struct, frozen=True):
    """How a relationship ended: what was reached, thanks, what it taught, and whether to stay in touch."""

    date: Day
    reached: str = ""
    thanks: str = ""
    lessons: str = ""
    because: str = ""
    in_touch: bool | None = None


class Mentor(Record, frozen=True, kw_only=True):
    """A peer: the person, why them, and the rhythm agreed ("3w", "1m"; empty when none is)."""

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


class Promise(Record, frozen=True, kw_only=True):
    """Something one of the two said they would do, and by when. `ended` is the day it was kept or dropped."""

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
    """An honest look at one relationship: what was felt, what was seen, and what the person decided."""

    table = "reviews"
    prefix = "r"

    mentor: str
    date: Day
    since: Day
    ratings: dict[str, Rating] = {}
    concern: bool = False
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


class Finder(Protocol):
    """Finds records without reading every one of their kind; what it finds is in the order it was kept.

    `where`: those that say all of it. `latest`: the last by day.
    `perhaps`: at least those that hold all the words once their letters are as `folded` makes them.
    """

    def where(self, kind: type[R], said: Mapping[str, Any]) -> Iterable[R]: ...  # noqa: D102
    def numbered(self, kind: type[R], number: int) -> R | None: ...  # noqa: D102
    def latest(self, kind: type[R], count: int) -> Iterable[R]: ...  # noqa: D102
    def perhaps(self, kind: type[R], words: Sequence[str], folded: Callable[[str], str]) -> Iterable[R]: ...  # noqa: D102
    def highest(self, kind: type[Record]) -> int: ...  # noqa: D102


def says(record: Record, said: Mapping[str, Any]) -> bool:
    """Whether a record says all of this, field by field."""
    return all(getattr(record, name) == value for name, value in said.items())


def by_day(record: Any) -> tuple[date, int]:  # noqa: ANN401 - any record with a day
    """Records by the day they are about, and as they were kept within it."""
    return record.date, record.number


class Records:
    """Everything a journal holds, with what a draft changed. Only what is asked for is read, and only once.

    What is asked for comes in the order it was kept, oldest handle first, unless said otherwise. `read` reads
    a whole kind; where there is a `finder`, it is asked for less than that.
    """

    def __init__(
        self, read: Callable[[type[Record]], Iterable[Record]], finder: Finder | None = None
    ) -> None:
        self._read = read
        self._finder = finder
        self._whole: dict[type[Record], dict[str, Any]] = {}
        self._changed: dict[type[Record], dict[str, Any]] = {}
        self._found: dict[_Asked, tuple[Any, ...]] = {}
        self._groups: dict[_Fields, dict[tuple[Any, ...], list[Any]]] = {}

    @classmethod
    def of(cls, *records: Record) -> Self:
        """A set made by hand, for rules that need no journal."""
        return cls(lambda kind: (r for r in records if type(r) is kind))

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """All records of one kind."""
        return tuple(self._table(kind).values())

    def get(self, kind: type[R], uid: str) -> R | None:
        """The record of one kind with this uid, if there is one."""
        if self._to_find(kind):
            return next(iter(self.where(kind, uid=uid)), None) if uid else None
        return self._table(kind).get(uid)

    def the(self, kind: type[R], uid: str) -> R:
        """The record of one kind with this uid. Raises LookupError."""
        found = self.get(kind, uid)
        if found is None:
            raise LookupError(kind.table)
        return found

    def numbered(self, kind: type[R], number: int) -> R | None:
        """The record of one kind with this number, if there is one."""
        finder = self._to_find(kind)
        known = self._changed.get(kind, {}).values() if finder else self._table(kind).values()
        found = next((record for record in known if record.number == number), None)
        return finder.numbered(kind, number) if finder and found is None else found

    def where(self, kind: type[R], **said: Any) -> tuple[R, ...]:  # noqa: ANN401 - the fields of any record
        """The records of one kind whose fields say all of this."""
        asked = (kind, tuple(said.items()))
        if asked not in self._found:
            if finder := self._to_find(kind):
                found = self._with_changes(kind, finder.where(kind, said), said)
            else:
                found = tuple(self._grouped(kind, tuple(said)).get(tuple(said.values()), ()))
            self._found[asked] = found
        return self._found[asked]

    def of_mentor(self, kind: type[R], mentor: Mentor) -> tuple[R, ...]:
        """The records of one kind that belong to one relationship."""
        return self.where(kind, mentor=mentor.uid)

    def latest(self, kind: type[R], count: int) -> list[R]:
        """The last records of one kind by the day they are about, oldest first."""
        if (finder := self._to_find(kind)) and kind not in self._changed:
            return list(finder.latest(kind, count))
        return sorted(self.all(kind), key=by_day)[-count:]

    def perhaps(self, kind: type[R], words: Sequence[str], folded: Callable[[str], str]) -> tuple[R, ...]:
        """At least the records of one kind that hold all the words, letters being as `folded` makes them."""
        if (finder := self._to_find(kind)) and kind not in self._changed:
            return tuple(finder.perhaps(kind, words, folded))
        return self.all(kind)

    def highest(self, kind: type[Record]) -> int:
        """The highest number of one kind; 0 where there is none."""
        finder = self._to_find(kind)
        known = self._changed.get(kind, {}) if finder else self._table(kind)
        found: int = max((record.number for record in known.values()), default=0)
        return found if finder is None else max(found, finder.highest(kind))

    def put(self, record: Record) -> None:
        """Have it among the records from here on, in place of the one with its uid."""
        kind = type(record)
        self._changed.setdefault(kind, {})[record.uid] = record
        if kind in self._whole:
            self._whole[kind][record.uid] = record
        for known in (self._found, self._groups):
            for asked in [asked for asked in known if asked[0] is kind]:
                del known[asked]  # type: ignore[arg-type]  # each has keys of its own

    def _to_find(self, kind: type[Record]) -> Finder | None:
        return None if kind in self._whole else self._finder

    def _table(self, kind: type[R]) -> dict[str, R]:
        if kind not in self._whole:
            self._whole[kind] = {r.uid: r for r in self._read(kind)} | self._changed.get(kind, {})
        return self._whole[kind]

    def _grouped(self, kind: type[R], names: tuple[str, ...]) -> dict[tuple[Any, ...], list[R]]:
        if (kind, names) not in self._groups:
            groups: dict[tuple[Any, ...], list[R]] = {}
            for record in self._table(kind).values():
                groups.setdefault(tuple(getattr(record, name) for name in names), []).append(record)
            self._groups[kind, names] = groups
        return self._groups[kind, names]

    def _with_changes(self, kind: type[R], found: Iterable[R], said: Mapping[str, Any]) -> tuple[R, ...]:
        changed = self._changed.get(kind)
        if not changed:
            return tuple(found)
        still = [record for record in found if record.uid not in changed]
        still += [record for record in changed.values() if says(record, said)]
        return tuple(sorted(still, key=lambda record: record.number))


_Fields = tuple[type[Record], tuple[str, ...]]
_Asked = tuple[type[Record], tuple[tuple[str, Any], ...]]


class Change(Struct, frozen=True):
    """What happened to one record: `before` is None for a new one, `after` is None for a removed one."""

    before: Record | None
    after: Record | None


class Draft:
    """Changes being made to a journal, in memory: records in, a change set out.

    A transaction hands one to the practice and keeps what it collected, whole or not at all. `mint` gives a
    new uid, `next_number` the next handle number of a kind, which is never given again.
    """

    def __init__(
        self,
        records: Records,
        moment: datetime,
        mint: Callable[[], str],
        next_number: Callable[[type[Record]], int],
    ) -> None:
        self.records = records
        self.moment = moment
        self._mint = mint
        self._next_number = next_number
        self._before: dict[str, Record | None] = {}
        self._after: dict[str, Record] = {}

    def add(self, record: R) -> R:
        """Keep a new record; what comes back has its uid, handle and moments."""
        kept = replace(
            record,
            uid=self._mint(),
            number=self._next_number(type(record)),
            created=self.moment,
            updated=self.moment,
        )
        self._before[kept.uid] = None
        return self._keep(kept)

    def change(self, record: R, **fields: Any) -> R:  # noqa: ANN401 - the fields of any record
        """Keep a record with some fields changed; nothing happens when they say what it says already."""
        changed = replace(record, **fields)
        if changed == record:
            return record
        self._before.setdefault(record.uid, record)
        return self._keep(replace(changed, updated=self.moment))

    def _keep(self, record: R) -> R:
        self._after[record.uid] = record
        self.records.put(record)
        return record

    @cached_property
    def today(self) -> date:
        """The day on which the changes are made."""
        return self.moment.date()

    @property
    def changes(self) -> tuple[Change, ...]:
        """The change set, in the order the records were first touched."""
        return tuple(Change(self._before[uid], after) for uid, after in self._after.items())
