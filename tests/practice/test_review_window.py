"""The window of a review: back to the last one, and never so short that a quiet week decides."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from peermentor.practice.nouns.records import Mentor, StageChange
from peermentor.practice.review import window
from tests.practice.builder import Story, with_maya

TODAY = date(2026, 9, 21)


def since(story: Story, today: date = TODAY, asked: date | None = None) -> str:
    story.mentor = next(r for r in story.kept if isinstance(r, Mentor))
    before = window.earlier_reviews(story.records, story.mentor, today)
    found = window.review_span(story.records, story.mentor, today, before[-1] if before else None, asked)
    assert found.until == today
    return found.since.isoformat()


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


@pytest.mark.parametrize(("added", "back"), [(0, 0), (200, 200), (366, 366), (367, 366), (800, 366)])
def test_the_first_review_looks_back_to_the_beginning_and_a_year_at_most(added, back):
    assert since(with_maya(ago(added))) == ago(back)


def test_a_talk_before_they_were_added_is_the_beginning():
    assert since(with_maya(ago(30)).talk(ago(50))) == ago(50)
    assert since(with_maya(ago(30)).called_off(ago(50))) == ago(30)


def test_a_later_one_looks_back_to_the_last():
    assert since(with_maya("2025-10-01").reviewed(ago(60)).reviewed(ago(50))) == ago(50)


@pytest.mark.parametrize(("reviewed", "back"), [(29, 30), (30, 30), (31, 31)])
def test_never_less_than_thirty_days(reviewed, back):
    assert since(with_maya("2026-01-01", "").reviewed(ago(reviewed))) == ago(back)


@pytest.mark.parametrize(("every", "back"), [("2w", 30), ("15d", 30), ("16d", 32), ("3w", 42), ("2m", 120)])
def test_never_less_than_two_intervals_of_the_rhythm(every, back):
    assert since(with_maya("2026-01-01", every).reviewed(ago(10))) == ago(back)


def test_never_less_than_to_the_third_last_talk():
    story = with_maya("2026-01-01", "").reviewed(ago(10))
    for days in (140, 90, 40, 20):
        story.talk(ago(days))
    assert since(story) == ago(90)


def test_never_before_the_beginning_though_two_intervals_are_longer():
    assert since(with_maya(ago(20), "2m").reviewed(ago(10))) == ago(20)


def test_a_pause_is_not_counted_in_the_thirty_days():
    story = with_maya("2026-01-01", "").reviewed(ago(10))
    (mentor, review) = story.kept
    paused = (
        StageChange("paused", TODAY - timedelta(days=25)),
        StageChange("active", TODAY - timedelta(days=5)),
    )
    story.kept = [replace(mentor, stages=paused), review]
    assert since(story) == ago(50)


def test_since_says_otherwise():
    story = with_maya("2026-07-01").reviewed("2026-09-01")
    assert since(story, asked=date(2026, 5, 1)) == "2026-05-01"
    assert since(story, asked=date(2027, 1, 1)) == TODAY.isoformat()


def test_a_review_of_today_is_the_same_look_and_no_earlier_one():
    story = with_maya("2026-01-01").reviewed(ago(70)).reviewed(TODAY)
    assert since(story) == ago(70)


def test_the_one_that_is_put_right_is_no_earlier_one():
    story = with_maya("2026-01-01").reviewed(ago(70)).reviewed(ago(3))
    put_right = story.kept[-1].uid
    assert [r.handle for r in window.earlier_reviews(story.records, story.mentor, TODAY, put_right)] == ["r1"]
