"""The figures of one relationship, or of all: only counted; a review judges.

The days `since` and `until` are included. What ended after `until` counts as open.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from peermentor.practice.contract import record_view
from peermentor.practice.growth import word
from peermentor.practice.growth.attainment import t_score
from peermentor.practice.growth.topics import rate_confidence
from peermentor.practice.lookback import trends
from peermentor.practice.lookback.stats_types import (
    Asking,
    Attainment,
    Confidence,
    Energy,
    Figures,
    GivingStats,
    Led,
    PromiseStats,
    RatingStats,
    Reached,
    Rhythm,
    Stats,
    TimeStats,
    Topics,
    Voices,
)
from peermentor.practice.nouns import stretches
from peermentor.practice.nouns.care import is_careful, standing_concern
from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    OVER,
    SIDES,
    Agreement,
    Goal,
    Mentor,
    Promise,
    R,
    Reflection,
    Review,
    Session,
    Side,
    Topic,
)
from peermentor.practice.nouns.sessions import held_sessions
from peermentor.practice.nouns.stretches import Days
from peermentor.practice.nouns.thresholds import HOURS_MORE
from peermentor.practice.peers import energy


class AgreedRhythm(NamedTuple):
    """The meetings that the rhythms asked for, and the agreed minutes of one meeting (0: not agreed)."""

    intervals: int
    minutes: int


def stats_of_one(
    records: Records, mentor: Mentor, since: date | None, until: date, breaks: Iterable[Days] = ()
) -> Stats:
    """Count one relationship, from its beginning or from a later day `since`."""
    return Stats(_figures(records, (mentor,), since, until, record_view.ref(records, mentor.uid), breaks))


def stats_of_all(records: Records, since: date | None, until: date, breaks: Iterable[Days] = ()) -> Stats:
    """Count all relationships that have begun, together and each by itself."""
    met = {s.mentor for s in records.all(Session)}
    begun = [m for m in records.all(Mentor) if m.uid in met or not (m.is_over or m.stage == "candidate")]
    each = (_figures(records, (m,), since, until, record_view.ref(records, m.uid), breaks) for m in begun)
    return Stats(_figures(records, begun, since, until, None, breaks), tuple(each))


def _figures(
    records: Records,
    mentors: Sequence[Mentor],
    since: date | None,
    until: date,
    whose: record_view.MentorRef | None,
    breaks: Iterable[Days],
) -> Figures:
    def theirs(kind: type[R]) -> list[R]:
        return [record for mentor in mentors for record in records.of_mentor(kind, mentor)]

    ever = theirs(Session)
    first = _begin(mentors, ever, since, until)
    sessions = sorted((s for s in ever if first <= s.date <= until), key=by_day)
    met = held_sessions(sessions)
    reflections = [r for r in theirs(Reflection) if first <= r.date <= until]
    calm = [mentor for mentor in mentors if not is_careful(records, mentor.uid, until)]
    asked = (_agreed(records, mentor, first, until, breaks) for mentor in calm)
    agreed = [one for one in asked if one is not None]
    every = mentors[0].every if len(mentors) == 1 else ""
    return Figures(
        mentor=whose,
        since=first,
        until=until,
        sessions=len(met),
        rhythm=_rhythm(every, agreed, sessions, first, _end(mentors, until), _rests(records, mentors, until))
        if calm
        else Rhythm(every, len(met), None, len(sessions) - len(met), 0),
        calendar=trends.weeks(sessions, first, until),
        balance=_balance(met),
        promises=_words(records, theirs(Promise), first, until),
        energy=_energy(
            met, every, alone=len(mentors) == 1 and not standing_concern(records, mentors[0], until)
        ),
        talked=_voices(met),
        led=_led(met),
        topics=_topics([t for t in theirs(Topic) if first <= t.raised <= until]),
        hours=_hours(met, agreed),
        strengths=trends.recurring(reflections, "strengths"),
        improve=trends.recurring(reflections, "improve"),
        attainment=_attainment([g for g in theirs(Goal) if _ended_in(g, first, until)]),
        # Ratings of several people on one line would look like a change in one of them.
        reviews=_felt([r for r in theirs(Review) if len(mentors) == 1 and first <= r.date <= until]),
        asked=_asking(met),
        confidence=_confidence(t for t in theirs(Topic) if t.ended and first <= t.ended <= until),
    )


def _begin(mentors: Sequence[Mentor], sessions: Iterable[Session], since: date | None, until: date) -> date:
    """The first day of the figures: `since`, but not before the first peer was added or talked with."""
    began = min((*(m.since for m in mentors), *(s.date for s in sessions)), default=until)
    return min(max(since or began, began), until)


def _end(mentors: Sequence[Mentor], until: date) -> date:
    """The last day on which a meeting could be missed: where all relationships are over, their end."""
    over = [_parted(m) for m in mentors if m.is_over]
    days = [day for day in over if day is not None]
    return min(until, max(days)) if days and len(days) == len(mentors) else until


def _parted(mentor: Mentor) -> date | None:
    if mentor.closing:
        return mentor.closing.date
    return next((change.date for change in reversed(mentor.stages) if change.stage in OVER), None)


def _agreed(
    records: Records, mentor: Mentor, since: date, until: date, breaks: Iterable[Days]
) -> AgreedRhythm | None:
    """What the rhythms of these days asked for; None where none held."""
    known = stretches.stretches_of(records, mentor, until, breaks)
    if not stretches.has_rhythm(known, since, until) and not mentor.every:
        return None
    asked = stretches.expected_meetings(known, records.of_mentor(Session, mentor), since, until)
    held = sorted(records.of_mentor(Agreement, mentor), key=by_day)
    versions = [a.minutes for a in held if a.date <= until and a.minutes]
    return AgreedRhythm(asked, versions[-1] or 0 if versions else mentor.minutes or 0)


def _rests(records: Records, mentors: Sequence[Mentor], until: date) -> tuple[stretches.Days, ...]:
    """The days at rest of one relationship; for several, none."""
    return stretches.rests_of(records, mentors[0], until) if len(mentors) == 1 else ()


def _rhythm(
    every: str,
    agreed: Sequence[AgreedRhythm],
    sessions: Sequence[Session],
    since: date,
    until: date,
    at_rest: Sequence[stretches.Days],
) -> Rhythm:
    met = [s.date for s in sessions if s.held]
    return Rhythm(
        every=every,
        held=len(met),
        asked=sum(one.intervals for one in agreed) if agreed else None,
        called_off=len(sessions) - len(met),
        longest_gap=trends.longest_gap(met, since, max(until, since, *met), at_rest),
    )


def _balance(met: Sequence[Session]) -> GivingStats:
    line = tuple(trends.give_and_take(s) for s in met)
    count = Counter(line)
    both = count["both"]
    return GivingStats(len(met), count["gave"] + both, count["got"] + both, both, line)


def _words(
    records: Records, promises: Sequence[Promise], since: date, until: date
) -> dict[Side, PromiseStats]:
    said = word.say_of_each(records, promises, until, since)
    return {
        side: _word(records, [p for p in promises if p.owner == side], since, until, said[side])
        for side in SIDES
    }


def _word(records: Records, promises: Iterable[Promise], since: date, until: date, said: str) -> PromiseStats:
    """Count what was settled in these days, and what was open on the last of them."""
    settled: Counter[str] = Counter()
    open_then = overdue = careful = 0
    for kept in promises:
        promise = word.as_it_stands(records, kept, until)
        if promise.ended and promise.ended <= until:
            settled[promise.state] += promise.ended >= since
        elif promise.made <= until:
            open_then += 1
            if is_careful(records, promise.mentor, until):
                careful += 1
            else:
                overdue += promise.due is not None and promise.due < until
    return PromiseStats(
        settled["kept"], settled["late"], open_then, overdue, settled["dropped"], said, careful
    )


def _energy(met: Sequence[Session], every: str, *, alone: bool) -> Energy:
    line = tuple(s.energy for s in met if s.energy is not None)
    falls = energy.energy_falls(line)
    return Energy(
        line=line,
        mean=round(sum(line) / len(line), 2) if line else None,
        falling=falls,
        slower=energy.slower_rhythm(every, [s.date for s in met]) if falls and alone else None,
    )


def _voices(met: Iterable[Session]) -> Voices:
    line = tuple(s.talked for s in met if s.talked is not None)
    count = Counter(line)
    return Voices(count["me"], count["them"], count["even"], line, trends.answer_trend(line, "me"))


def _asking(met: Iterable[Session]) -> Asking:
    line = tuple(s.asked for s in met if s.asked is not None)
    count = Counter(line)
    return Asking(count["yes"], count["partly"], count["no"], line, trends.answer_trend(line, "yes"))


def _confidence(topics: Iterable[Topic]) -> Confidence:
    sure = rate_confidence(topics)
    means = [
        round(sum(side) / len(sure), 2) for side in zip(*((s.before, s.after) for s in sure), strict=True)
    ]
    return Confidence(sure, *(means or (None, None)))


def _led(met: Iterable[Session]) -> Led:
    count = Counter(s.led for s in met)
    return Led(count["me"], count["them"], count["both"])


def _topics(topics: Iterable[Topic]) -> Topics:
    count = Counter(t.owner for t in topics)
    return Topics(count["me"], count["them"])


def _hours(met: Sequence[Session], agreed: Iterable[AgreedRhythm]) -> TimeStats:
    logged = sum(s.minutes or 0 for s in met)
    timed = [one for one in agreed if one.minutes]
    asked = sum(one.intervals * one.minutes for one in timed)
    spare = sum(one.minutes for one in timed)
    return TimeStats(
        logged=logged,
        unsaid=sum(s.minutes is None for s in met),
        agreed=asked if timed else None,
        over=bool(timed) and logged > (asked + spare) * HOURS_MORE,
    )


def _ended_in(goal: Goal, since: date, until: date) -> bool:
    return goal.ended is None or since <= goal.ended <= until


def _attainment(goals: Iterable[Goal]) -> Attainment:
    """How far my goals and those of both came; a peer's goals are theirs to rate."""
    said = [
        Reached(g.handle, g.title, g.weight, g.attained)
        for g in goals
        if g.attained is not None and g.owner != "them"
    ]
    return Attainment(t_score((g.weight, g.attained) for g in said), tuple(said))


def _felt(reviews: Iterable[Review]) -> tuple[RatingStats, ...]:
    """The dimensions that were ever rated, in the order of a review."""
    rated = [r for r in sorted(reviews, key=by_day) if r.ratings]
    lines = (RatingStats(d, tuple(r.ratings.get(d) for r in rated)) for d in DIMENSIONS)
    return tuple(felt for felt in lines if any(rating is not None for rating in felt.line))
