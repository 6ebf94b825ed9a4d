"""A word kept: what each promise is worth on a day, and what the promises of one side add up to.

Reliability is worth much and exceeding it little (Gneezy & Epley 2014), and trust mends with consistent acts
(Schweitzer, Hershey & Bradlow 2006): so a promise kept late is worth half of one kept in time, and one that
waits weighs until it is settled. The grace and the halves are ours.
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
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import SIDES, Mentor, Promise, PromiseState, Side
from peermentor.practice.nouns.stretches import Days
from peermentor.practice.nouns.thresholds import GRACE_LONGEST, GRACE_PART, GRACE_SHORTEST

How = Literal["in-time", "late", "open", "not-done", "uncounted"]
_HALF = 0.5


class Kept(Struct, frozen=True):
    """How one promise was kept: the `day` that holds for it, and its score, 0 to 1, or None: not counted."""

    promise: Promise
    day: date | None
    how: How
    score: float | None = None


class Word(Struct, frozen=True):
    """The promises of one side that count: in time, late, open past their grace and not done after all.

    `since` is the day on which the longest open of them was due.
    """

    in_time: int = 0
    late: int = 0
    open: int = 0
    not_done: int = 0
    since: date | None = None

    @property
    def count(self) -> int:
        """How many count."""
        return self.in_time + self.late + self.open + self.not_done

    @property
    def not_kept(self) -> int:
        """How many are open past their grace, or were not done."""
        return self.open + self.not_done


def grace(promise: Promise, day: date) -> timedelta:
    """Work out how many days after its day a promise is still in time.

    A tenth of its length, at least 1 day, at most 3: one of 20 days has 2.
    """
    length = (day - promise.made).days
    return timedelta(days=min(max(length // GRACE_PART, GRACE_SHORTEST), GRACE_LONGEST))


def judge(promise: Promise, at_rest: Sequence[Days], today: date) -> Kept:
    """Judge how a promise was kept, as of a day; what was settled later was still open then."""
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
    """Tell whether a promise counts in a window: by its day, or for having been open past its grace in it."""
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
    """Judge the promises that count between two days, as of the last: the one count of all screens."""
    made = [promise for promise in promises if promise.made <= until]
    rests = {
        uid: stretches.rests_of(records, records.get(Mentor, uid), until)
        for uid in {promise.mentor for promise in made}
    }
    judged = (judge(promise, rests[promise.mentor], until) for promise in made)
    return [kept for kept in judged if counts_in(kept, since, until)]


def say_of_each(
    records: Records, promises: Iterable[Promise], until: date, since: date = date.min
) -> dict[Side, str]:
    """Say the word of each side between two days, the same on every screen; "" where nothing counts."""
    kept = judge_counted(records, promises, until, since)
    return {side: say(add_up(one for one in kept if one.promise.owner == side), until) for side in SIDES}


def add_up(kept: Iterable[Kept]) -> Word:
    """Count how the promises of one side were kept; those without a score count nowhere."""
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
    """Say how a word was kept: "4 in time, 2 late, 1 open since 12 Sep"; empty where nothing counts."""
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
    """Tell how a promise stands today, worked out from its days.

    One kept beyond its grace is `late`, whatever an older program wrote.
    """
    if promise.state not in ("kept", "late") or promise.due is None or promise.ended is None:
        return promise.state
    return "late" if judge(promise, at_rest, promise.ended).how == "late" else "kept"


def as_it_stands(records: Records, promise: Promise, today: date) -> Promise:
    """Give a promise with the day and the state that hold for it today: a pause before its day moves it."""
    at_rest = stretches.rests_of(records, records.get(Mentor, promise.mentor), today)
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
    """A day, later by the pauses before it; a pause that began when the promise was settled moves nothing."""
    settled = promise.ended or date.max
    return stretches.moved(
        day, begun, [(first, min(end, settled)) for first, end in at_rest if first < settled]
    )
