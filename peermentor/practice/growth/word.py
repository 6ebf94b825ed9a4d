"""How well a side keeps its word: the score of each promise on a day, and all promises of one side together.

A promise kept late has half the score of one kept in time, and an overdue one counts until it is settled:
keeping a promise matters much and exceeding it little (Gneezy & Epley 2014), and consistent acts restore
trust (Schweitzer, Hershey & Bradlow 2006). The grace and the halves are ours.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from peermentor import dates
from peermentor.language import several
from peermentor.practice.nouns import stretches
from peermentor.practice.nouns.care import is_careful
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import SIDES, Promise, PromiseState, Side
from peermentor.practice.nouns.stretches import Days
from peermentor.practice.nouns.thresholds import GRACE_LONGEST, GRACE_PART, GRACE_SHORTEST

Outcome = Literal["in-time", "late", "open", "not-done", "uncounted"]
_HALF = 0.5


class Kept(Struct, frozen=True):
    """How one promise was kept: the `day` that holds for it, and its score (0-1; None: it does not count)."""

    promise: Promise
    day: date | None
    how: Outcome
    score: float | None = None


class Word(Struct, frozen=True):
    """How many promises of one side were in time, late, open past their grace, and not done after all.

    `since` is the earliest day on which one that is still open was due.
    """

    in_time: int = 0
    late: int = 0
    open: int = 0
    not_done: int = 0
    since: date | None = None

    @property
    def count(self) -> int:
        """How many promises count."""
        return self.in_time + self.late + self.open + self.not_done

    @property
    def not_kept(self) -> int:
        """How many are open past their grace, or were not done."""
        return self.open + self.not_done


def grace(promise: Promise, day: date) -> timedelta:
    """Work out the grace: how many days after its `day` a promise is still in time.

    It is a tenth of the promise's length, at least 1 day and at most 3: 2 days for a promise of 20 days.
    """
    length = (day - promise.made).days
    return timedelta(days=min(max(length // GRACE_PART, GRACE_SHORTEST), GRACE_LONGEST))


def judge(promise: Promise, at_rest: Sequence[Days], today: date) -> Kept:
    """Judge how a promise was kept, as of the day `today`; one settled later was still open then.

    In time, or moved once in time: 1. Moved more often, or kept after its grace: 1/2. Open past its grace, or
    dropped after its day: 0. Let off, dropped in time, or not due yet: it does not count (None).
    """
    promise = _as_of(promise, today)
    if promise.due is None:
        return Kept(promise, None, "uncounted")
    agreed, times = _agreed_day(promise, at_rest)
    day = _moved(agreed[0], agreed[1], promise, at_rest)
    last = _moved(agreed[0] + grace(promise, agreed[0]), agreed[1], promise, at_rest)
    if promise.state == "open":
        return Kept(promise, day, "open", 0) if today > last else Kept(promise, day, "uncounted")
    if promise.state == "dropped":
        by_its_day = promise.ended is None or promise.ended <= day
        let_off = promise.released or by_its_day
        return Kept(promise, day, "uncounted") if let_off else Kept(promise, day, "not-done", 0)
    if promise.ended is None or promise.ended <= last:
        return Kept(promise, day, "in-time", 1 if times <= 1 else _HALF)
    return Kept(promise, day, "late", _HALF)


def counts_in(kept: Kept, since: date, until: date) -> bool:
    """Tell whether a promise counts from `since` to `until`.

    It does when its day is in that time, when it is still open past its grace, and when it was settled late
    in that time.
    """
    if kept.score is None or kept.day is None:
        return False
    if since <= kept.day <= until or kept.how == "open":
        return True
    ended = kept.promise.ended
    return (
        kept.how in ("late", "not-done")
        and kept.day < since
        and ended is not None
        and since <= ended <= until
    )


def judge_counted(
    records: Records, promises: Iterable[Promise], until: date, since: date = date.min
) -> list[Kept]:
    """Judge the promises that count from `since` to `until`, as of `until`; every screen counts so."""
    made = [promise for promise in promises if promise.made <= until]
    rests = {uid: stretches.rests_with(records, uid, until) for uid in {promise.mentor for promise in made}}
    judged = (judge(promise, rests[promise.mentor], until) for promise in made)
    return [kept for kept in judged if counts_in(kept, since, until)]


def owed(records: Records, promises: Iterable[Promise], today: date) -> list[Promise]:
    """Leave out what is open with a peer while a concern stands: nobody owes it, and no screen counts it."""
    return [
        promise
        for promise in promises
        if _as_of(promise, today).state != "open" or not is_careful(records, promise.mentor, today)
    ]


def say_of_each(
    records: Records, promises: Iterable[Promise], until: date, since: date = date.min
) -> dict[Side, str]:
    """Say how each side kept its word from `since` to `until`, as on every screen; "": nothing counts."""
    kept = judge_counted(records, owed(records, promises, until), until, since)
    return {side: say(add_up(one for one in kept if one.promise.owner == side), until) for side in SIDES}


def add_up(kept: Iterable[Kept]) -> Word:
    """Count how the promises of one side were kept, leaving out those without a score."""
    known = [one for one in kept if one.score is not None]
    hows = Counter(one.how for one in known)
    waiting = [one.day for one in known if one.how == "open" and one.day]
    return Word(
        in_time=hows["in-time"],
        late=hows["late"],
        open=hows["open"],
        not_done=hows["not-done"],
        since=min(waiting, default=None),
    )


def say(word: Word, today: date) -> str:
    """Say how a side kept its word: "4 in time, 2 late, 1 open since 12 Sep"; "" where nothing counts."""
    said = []
    if word.in_time:
        said.append(several("{n} in time", "{n} in time", word.in_time))
    if word.late:
        said.append(several("{n} late", "{n} late", word.late))
    if word.open and word.since:
        text = several("{n} open since {{day}}", "{n} open since {{day}}", word.open)
        said.append(text.format(day=dates.short(word.since, today)))
    if word.not_done:
        said.append(several("{n} not done", "{n} not done", word.not_done))
    return ", ".join(said)


def state_seen(promise: Promise, at_rest: Sequence[Days]) -> PromiseState:
    """Work out the state of a promise from its days: kept after its grace it is `late`.

    An older version may have kept another word.
    """
    if promise.state not in ("kept", "late") or promise.due is None or promise.ended is None:
        return promise.state
    return "late" if judge(promise, at_rest, promise.ended).how == "late" else "kept"


def as_it_stands(records: Records, promise: Promise, today: date) -> Promise:
    """Copy a promise with the day and the state of today: a pause before its day moves that day."""
    at_rest = stretches.rests_with(records, promise.mentor, today)
    due = promise.due
    if due is not None and at_rest:
        begun = promise.moved[-1].on if promise.moved else promise.made
        due = _moved(due, begun, promise, at_rest)
    return replace(promise, due=due, state=state_seen(promise, at_rest))


def _as_of(promise: Promise, today: date) -> Promise:
    if promise.ended is not None and promise.ended > today:
        return replace(promise, state="open", ended=None)
    return promise


def _agreed_day(promise: Promise, at_rest: Sequence[Days]) -> tuple[tuple[date, date], int]:
    """The day that was agreed on in time, the day it was agreed, and how often it had been put off by then.

    A new day agreed after the old one had passed is a plan for what is late: the old one stays.
    """
    due = promise.due or date.max
    day, begun, times = (promise.moved[0].was if promise.moved else due), promise.made, 0
    for place, move in enumerate(promise.moved):
        if move.on > _moved(day, begun, promise, at_rest):
            continue
        later = move.to if place + 1 < len(promise.moved) else due
        times += later > day
        day, begun = later, move.on
    return (day, begun), times


def _moved(day: date, begun: date, promise: Promise, at_rest: Iterable[Days]) -> date:
    """The day, later by the pauses before it; a pause after the promise was settled moves nothing."""
    settled = promise.ended or date.max
    return stretches.move_by_rests(
        day, begun, [(first, min(end, settled)) for first, end in at_rest if first < settled]
    )
