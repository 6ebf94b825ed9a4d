"""The window of a review: nothing is lost between two of them, and nothing counted twice."""

from datetime import date, timedelta

import pytest
from builder import Story, with_maya

from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.review import entries, window

TODAY = date(2026, 9, 21)


def span(story: Story, today: date = TODAY, since: date | None = None) -> window.Span:
    return window.review_span(story.records, story.mentor, today, Habits(), since)


def seen_on(story: Story, today: date = TODAY) -> entries.Entries:
    return entries.gather_entries(story.records, story.mentor, span(story, today))


@pytest.mark.parametrize(
    ("added", "since"),
    [(200, 90), (91, 90), (90, 90), (89, 89), (0, 0), (-3, 0)],
)
def test_a_first_window_is_90_days_and_never_before_the_mentor_was_added(added, since):
    story = with_maya(TODAY - timedelta(days=added))
    assert span(story) == window.Span(TODAY - timedelta(days=since), TODAY)


def test_the_window_length_is_a_habit():
    story = with_maya("2025-01-01")
    found = window.review_span(story.records, story.mentor, TODAY, Habits(review_window_days=30))
    assert found.since == date(2026, 8, 22)


def test_a_later_window_begins_at_the_last_review_however_long_ago():
    story = with_maya("2025-01-01").reviewed("2025-06-01").reviewed("2026-02-01")
    assert span(story).since == date(2026, 2, 1)


def test_since_says_otherwise():
    story = with_maya("2026-07-01").reviewed("2026-09-01")
    assert span(story, since=date(2026, 5, 1)) == window.Span(date(2026, 5, 1), TODAY)
    assert span(story, since=date(2027, 1, 1)).since == TODAY


def test_a_review_of_today_is_the_same_look_and_no_earlier_one():
    story = with_maya("2026-07-01").reviewed("2026-08-01").talk("2026-08-20").reviewed(TODAY)
    assert span(story).since == date(2026, 8, 1)
    assert len(seen_on(story).sessions) == 1


@pytest.mark.parametrize(
    ("when", "counts"), [("2026-06-22", False), ("2026-06-23", True), ("2026-09-21", True)]
)
def test_both_ends_belong_to_a_first_window(when, counts):
    assert bool(seen_on(with_maya("2026-01-01").talk(when)).sessions) == counts


def test_the_day_of_a_review_is_shared_by_the_moment():
    story = with_maya("2026-07-01").talk("2026-08-01").feedback("2026-08-01")
    story.reviewed("2026-08-01").talk("2026-08-01").feedback("2026-08-01")
    assert [s.handle for s in seen_on(story).sessions] == ["s2"]
    assert [f.handle for f in seen_on(story).feedback] == ["f2"]


def test_kept_at_the_very_moment_of_the_review_the_order_of_keeping_decides():
    story = with_maya("2026-07-01").talk("2026-08-01").reviewed("2026-08-01").talk("2026-08-01")
    moment = story.kept[1].created
    story.kept = [
        type(r)(**{f: getattr(r, f) for f in r.__struct_fields__} | {"created": moment}) for r in story.kept
    ]
    assert [s.handle for s in seen_on(story).sessions] == ["s2"]


@pytest.mark.parametrize(
    ("promise", "first", "second"),
    [
        ({"due": "2026-08-01", "kept": "2026-07-20"}, 1, 0),
        ({"due": "2026-08-01", "kept": "2026-08-01"}, 1, 0),
        ({"due": "2026-08-01"}, 0, 1),
        ({"due": "2026-08-01", "late": "2026-08-09"}, 0, 1),
        ({"due": "2026-07-31"}, 1, 0),
        ({"due": "2026-08-02", "kept": "2026-07-20"}, 0, 1),
    ],
)
def test_a_promise_is_judged_in_one_window_only(promise, first, second):
    before = with_maya("2026-07-01").said("me", **promise)
    assert len(seen_on(before, date(2026, 8, 1)).due) == first
    assert len(seen_on(before.reviewed("2026-08-01")).due) == second


def test_a_promise_kept_on_the_day_of_a_review_but_after_it_is_judged_by_the_next():
    open_then = with_maya("2026-07-01").said("me", due="2026-08-01")
    assert seen_on(open_then, date(2026, 8, 1)).due == ()
    kept_now = with_maya("2026-07-01").reviewed("2026-08-01").said("me", due="2026-08-01", kept="2026-08-01")
    assert len(seen_on(kept_now).due) == 1


def test_growth_starts_where_the_last_review_left_it():
    story = with_maya("2026-07-01").goal().checked("2026-08-01", 30).reviewed("2026-08-01")
    story.checked("2026-08-01", 35).checked("2026-09-01", 50)
    (path,) = seen_on(story).paths
    assert (path.start, path.end, path.refs) == (30, 50, ("g1", "c2", "c3"))


def test_a_goal_that_ended_at_the_last_review_does_not_stand_still_in_this_one():
    story = with_maya("2026-07-01").goal(state="reached", ended="2026-08-01").checked("2026-07-30", 90)
    assert seen_on(story.reviewed("2026-08-01")).paths == ()
