"""A goal on its way: the edges of its pace and of its silence, its steps and check-ins, and the next one."""

from datetime import date, timedelta

import pytest

from peermentor.practice.growth import goals, promises
from peermentor.practice.nouns.records import Checkin, Goal, Milestone, Topic
from tests.practice.builder import Story, with_maya
from tests.practice.drafts import drafting

BEGAN, TARGET = date(2026, 7, 1), date(2026, 10, 9)  # a hundred days: a percent each


def progress(story: Story, today: date, stale_days: int = 28) -> goals.Progress:
    (goal,) = story.records.all(Goal)
    return goals.goal_progress(goal, story.records.all(Checkin), today, stale_days)


@pytest.mark.parametrize(("percent", "pace"), [(39, "behind"), (40, "on"), (60, "on"), (61, "ahead")])
def test_within_ten_points_of_the_calendar_a_goal_is_on_pace(percent: int, pace: str) -> None:
    today = BEGAN + timedelta(days=50)
    story = with_maya(BEGAN).goal(target=TARGET).checked(today, percent)
    assert progress(story, today).pace == pace


@pytest.mark.parametrize(("days", "stale"), [(28, False), (29, True)])
def test_a_goal_is_stale_once_nobody_spoke_of_it_for_more_than_so_many_days(days: int, stale: bool) -> None:
    assert progress(with_maya(BEGAN).goal(), BEGAN + timedelta(days=days)).stale is stale


def test_a_step_that_is_done_keeps_the_day_on_which_it_was() -> None:
    story = with_maya(BEGAN).goal(milestones=(Milestone("Script", date(2026, 7, 3)), Milestone("Say it")))
    (goal,) = story.records.all(Goal)
    draft = drafting(story, "2026-07-10")
    goals.keep_checkin(draft, goal, Checkin(goal=goal.uid, date=date(2026, 7, 10), percent=5), (1, 2))
    assert [step.done for step in draft.records.the(Goal, goal.uid).milestones] == [
        date(2026, 7, 3),
        date(2026, 7, 10),
    ]


def test_a_goal_is_checked_in_twice_on_one_day() -> None:
    story = with_maya(BEGAN).goal().checked("2026-07-10", 5)
    (goal,) = story.records.all(Goal)
    again = Checkin(goal=goal.uid, date=date(2026, 7, 10), percent=10)
    assert goals.keep_checkin(drafting(story, "2026-07-10"), goal, again).percent == 10


def test_the_goal_that_follows_is_of_the_same_two() -> None:
    story = with_maya(BEGAN).goal(owner="them", state="reached", ended="2026-07-10")
    (reached,) = story.records.all(Goal)
    then = goals.keep_next(drafting(story, "2026-07-10"), reached, "Teach it")
    assert (then.owner, then.mentor, then.follows) == ("them", reached.mentor, reached.uid)


@pytest.mark.parametrize(("sure", "after"), [(4, 4), (None, 2)])
def test_how_sure_one_is_after_the_talk_is_told_apart_from_before(sure: int | None, after: int) -> None:
    story = with_maya(BEGAN).topic(BEGAN)
    draft = drafting(story, "2026-07-10")
    topic = draft.change(story.last(Topic), before=1, after=2)
    kept = promises.discuss_topic(draft, topic, date(2026, 7, 10), sure)
    assert (kept.before, kept.after) == (1, after)
