"""What must hold for any journal: one change for the better never makes a verdict worse.

Made-up journals, each with one change: a quick run tries some hundred, `-m long` thousands.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from peermentor.practice.nouns.dimensions import DIMENSIONS
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    Checkin,
    Feedback,
    Goal,
    Mentor,
    Promise,
    Record,
    Review,
    Session,
    StageChange,
)
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.review.look import Look, look_at_relationship
from tests.practice.builder import Story, with_maya

TODAY = date(2026, 9, 21)
ORDER = ("thriving", "serving", "too-little", "adjust", "reassess", "wind-down")
QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck)}
QUICK, MANY = settings(**QUIET), settings(max_examples=4_000, **QUIET)
chance = st.integers(0, 10**9).map(Random)  # a managed one is thirty times as slow


def day(random: Random, oldest: int = 200) -> date:
    return TODAY - timedelta(days=random.randint(0, oldest))


def journal(random: Random) -> tuple[Story, dict[str, int]]:
    """One relationship of some months, with everything a review looks at, good and bad."""
    story = with_maya(
        TODAY - timedelta(days=random.randint(60, 330)), random.choice(["", "1w", "2w", "3w", "1m"])
    )
    good = random.random()  # some relationships go well
    for _n in range(random.randint(0, 10)):
        both = random.random() < good
        story.talk(
            day(random),
            gave="an ear" if both or random.random() < 0.5 else "",
            got="an idea" if both or random.random() < 0.5 else "",
            energy=random.choice([None, 4, 5] if both else [None, 1, 2, 3]),
        )
    for _n in range(random.randint(0, 6)):
        made = day(random)
        due = made + timedelta(days=random.randint(1, 40))
        ended = min(due + timedelta(days=random.choice([-1, 0, 2, 9])), TODAY)
        how = "kept" if random.random() < good else random.choice(["late", "dropped", "open"])
        fields = {} if how == "open" else {how: max(ended, made)}
        story.said(random.choice(["me", "them"]), made=made, due=due, **fields)
    for _n in range(random.randint(0, 2)):
        start = day(random)
        story.goal(start=start, target=random.choice([None, start + timedelta(days=random.randint(30, 300))]))
        percent = 0
        for when in sorted(day(random, (TODAY - start).days) for _c in range(random.randint(0, 4))):
            percent = max(0, min(100, percent + random.randint(-10 if random.random() > good else 5, 30)))
            story.checked(when, percent)
    for _n in range(random.randint(0, 3)):
        story.feedback(day(random))
    if random.random() < 0.5:
        story.called_off(day(random), by=random.choice(["me", "them", "both"]))
    if random.random() < 0.4:
        story.reviewed(day(random), ratings=ratings(random, good), low=())
    return story, ratings(random, good) if random.random() < 0.8 else {}


def ratings(random: Random, good: float) -> dict[str, int]:
    skipped = random.choice([0.0, 0.3])
    values = [4, 5, 5, 4, 3] if random.random() < good else [1, 2, 3, 4, 5]
    return {d: random.choice(values) for d in DIMENSIONS if random.random() >= skipped}


def look(story: Story, rated: dict[str, int], today: date = TODAY) -> Look:
    mentor = next(r for r in story.kept if isinstance(r, Mentor))
    return look_at_relationship(story.records, mentor, today, ratings=rated, habits=Habits())


def with_one_more(story: Story, record: Record) -> Story:
    changed = Story()
    changed.kept = [*story.kept, record]
    changed.mentor = story.mentor
    return changed


def with_instead(story: Story, old: Record, new: Record) -> Story:
    changed = Story()
    changed.kept = [new if record is old else record for record in story.kept]
    changed.mentor = story.mentor
    return changed


Change = Callable[[Random, Story, dict[str, int]], tuple[Story, dict[str, int]] | None]


def an_open_promise_settled(random: Random, story: Story, rated: dict[str, int]):
    waiting = [r for r in story.kept if isinstance(r, Promise) and r.state == "open"]
    if not waiting:
        return None
    old = random.choice(waiting)
    return with_instead(story, old, replace(old, state="kept", ended=TODAY)), rated


def a_promise_kept_in_time(random: Random, story: Story, rated: dict[str, int]):
    due = day(random, 40)
    kept = Promise(
        uid="new", number=99, mentor=story.mentor.uid, owner=random.choice(["me", "them"]), text="kept",
        made=due - timedelta(days=7), due=due, state="kept", ended=due,
    )  # fmt: skip
    return with_one_more(story, kept), rated


def a_rating_raised(random: Random, story: Story, rated: dict[str, int]):
    lower = [d for d, value in rated.items() if value < 5]
    if not lower:
        return None
    raised = random.choice(lower)
    return story, rated | {raised: random.randint(rated[raised] + 1, 5)}


def feedback_given(_random: Random, story: Story, rated: dict[str, int]):
    told = Feedback(uid="new", number=99, mentor=story.mentor.uid, direction="given", text="said", date=TODAY)
    return with_one_more(story, told), rated


def an_agenda_made(random: Random, story: Story, rated: dict[str, int]):
    held = [r for r in story.kept if isinstance(r, Session) and r.held and not r.agenda]
    if not held:
        return None
    old = random.choice(held)
    return with_instead(story, old, replace(old, agenda="a1")), rated


def a_check_in_that_moved_up(random: Random, story: Story, rated: dict[str, int]):
    goals = [r for r in story.kept if isinstance(r, Goal)]
    if not goals:
        return None
    goal = random.choice(goals)
    line = [r for r in story.kept if isinstance(r, Checkin) and r.goal == goal.uid]
    last = max(line, key=lambda c: (c.date, c.created), default=None)
    if last and last.percent >= 100:
        return None
    percent = random.randint((last.percent if last else 0) + 1, 100)
    moved = Checkin(
        uid="zz", number=99, goal=goal.uid, date=TODAY, percent=percent,
        created=max((r.created for r in story.kept if r.created.tzinfo), default=story.mentor.created),
    )  # fmt: skip
    return with_one_more(story, moved), rated


FOR_THE_BETTER: tuple[Change, ...] = (
    an_open_promise_settled,
    a_promise_kept_in_time,
    a_rating_raised,
    feedback_given,
    an_agenda_made,
    a_check_in_that_moved_up,
)


def never_worse(random: Random, change: Change) -> None:
    story, rated = journal(random)
    changed = change(random, story, rated)
    before = look(story, rated).verdict
    assume(changed is not None and before in ORDER)
    after = look(*changed).verdict
    assert after in ORDER
    assert ORDER.index(after) <= ORDER.index(before), (before, after)


each_change = pytest.mark.parametrize("change", FOR_THE_BETTER, ids=lambda change: change.__name__)


@each_change
@QUICK
@given(random=chance)
def test_what_is_for_the_better_never_worsens_the_verdict(random: Random, change: Change) -> None:
    never_worse(random, change)


@pytest.mark.long
@each_change
@MANY
@given(random=chance)
def test_thousands_of_journals_are_never_worse_for_the_better(random: Random, change: Change) -> None:
    never_worse(random, change)


def levels(found: Look) -> dict[str, str]:
    return {signal.signal: signal.level for signal in found.seen}


def later(record: Record, cut: date, days: int) -> Record:
    """The same record where so many days were put in at a day: what came from then on comes later."""
    moved = {}
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if type(value) is date and value >= cut:
            moved[name] = value + timedelta(days=days)
    return replace(record, **moved)


def a_pause_changes_nothing(random: Random) -> None:
    story, rated = journal(random)
    quiet = TODAY - timedelta(days=random.randint(1, 50))
    length = random.randint(1, 30)
    mentor = next(r for r in story.kept if isinstance(r, Mentor))
    assume(mentor.since < quiet)
    rest = (StageChange("paused", quiet), StageChange("active", quiet + timedelta(days=length)))
    changed = Story()
    for record in story.kept:
        after = later(record, quiet, length)
        # The day of a promise, and the one a goal is aimed at, are moved by the pause itself.
        if isinstance(record, Promise) and record.made < quiet:
            after = replace(after, due=record.due)
        elif isinstance(record, Goal) and record.start < quiet:
            after = replace(after, target=record.target)
        elif record is mentor:
            after = changed.mentor = replace(after, stages=rest)
        changed.kept.append(after)
    then, now = look(story, rated), look(changed, rated, TODAY + timedelta(days=length))
    assert levels(now) == levels(then)
    assert now.verdict == then.verdict


@QUICK
@given(random=chance)
def test_a_pause_put_into_a_quiet_stretch_changes_no_signal(random: Random) -> None:
    a_pause_changes_nothing(random)


@pytest.mark.long
@MANY
@given(random=chance)
def test_a_pause_changes_no_signal_in_thousands(random: Random) -> None:
    a_pause_changes_nothing(random)


@QUICK
@given(random=chance)
def test_order_of_entry_and_numbering_change_nothing(random: Random) -> None:
    story, rated = journal(random)
    before = look(story, rated)
    mentor = next(r for r in story.kept if isinstance(r, Mentor))
    others = [r for r in story.kept if r is not mentor]
    numbers = list(range(500, 500 + len(others)))
    random.shuffle(numbers)
    renamed = [replace(r, number=n) for r, n in zip(others, numbers, strict=True)]
    random.shuffle(renamed)
    after = look_at_relationship(Records.of(mentor, *renamed), mentor, TODAY, ratings=rated)
    assert (after.verdict, levels(after)) == (before.verdict, levels(before))


@QUICK
@given(random=chance)
def test_every_handle_that_is_quoted_exists(random: Random) -> None:
    story, rated = journal(random)
    found = look(story, rated)
    said = (*found.reasons, *found.seen, *found.disagreements, *found.my_part, *found.their_part)
    assert {ref for each in said for ref in each.refs} <= story.handles
    assert found.reasons


@QUICK
@given(random=chance)
def test_no_two_rules_contradict(random: Random) -> None:
    """Whatever is rated, each verdict says what its rule asks for, and what no earlier one does."""
    story, rated = journal(random)
    found = look(story, rated)
    weighed = {s.signal: s.weighed for s in found.seen}
    if found.verdict == "thriving":
        assert len(rated) == len(DIMENSIONS)
        assert min(rated.values()) >= 4
        assert "weak" not in weighed.values()
    if found.verdict in ("serving", "thriving", "too-little"):
        assert not found.low
        assert not found.disagreements
        assert found.conversation is None
    if found.verdict == "too-little":
        assert not rated
    if found.verdict == "wind-down":
        assert {"goals", "growth"} <= set(found.low)
        assert [r for r in story.kept if isinstance(r, Review)]
