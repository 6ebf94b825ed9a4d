"""Stretches: what held between two people and when, and how days are counted by it."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peermentor.practice.nouns import stretches
from peermentor.practice.nouns.records import Closing, Mentor, RhythmFrom, StageChange
from peermentor.practice.nouns.stretches import Stretch

START = date(2026, 1, 1)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def maya(*stages: tuple[str, str], every: str = "3w", **fields) -> Mentor:
    changes = tuple(StageChange(stage, day(when)) for stage, when in stages)
    stage = changes[-1].stage if changes else "active"
    return Mentor(
        **{"name": "Maya", "since": START, "every": every, "stage": stage, "stages": changes, **fields}
    )


def spans(mentor: Mentor, until: str, *talks: str, breaks=()) -> list[tuple[str, str, str]]:
    found = stretches.stretches(mentor, [day(talk) for talk in talks], day(until), breaks)
    assert [a.until for a in found[:-1]] == [b.since for b in found[1:]]  # no gaps
    return [(one.kind, one.since.strftime("%m-%d"), one.every) for one in found]


def test_a_plain_relationship_is_one_stretch():
    assert spans(maya(), "03-01") == [("active", "01-01", "3w")]


def test_a_talk_before_they_were_added_is_where_it_begins():
    found = stretches.stretches(maya(), [date(2025, 12, 1)], day("03-01"))
    assert found == (Stretch("active", date(2025, 12, 1), day("03-01"), "3w"),)


def test_a_pause_ends_with_resume():
    paused = maya(("paused", "02-01"), ("active", "02-20"))
    assert spans(paused, "03-01") == [
        ("active", "01-01", "3w"), ("paused", "02-01", ""), ("active", "02-20", "3w")
    ]  # fmt: skip


def test_a_pause_ends_on_its_day_until_whether_or_not_somebody_resumes_it():
    changes = (StageChange("paused", day("02-01"), until=day("02-10")),)
    forgotten = maya(stage="paused", stages=changes)
    assert spans(forgotten, "03-01")[1:] == [("paused", "02-01", ""), ("active", "02-10", "3w")]
    resumed = maya(stages=(*changes, StageChange("active", day("02-20"))))
    assert spans(resumed, "03-01")[1:] == [("paused", "02-01", ""), ("active", "02-10", "3w")]
    assert stretches.stage_on(forgotten, [], day("02-09")) == "paused"
    assert stretches.stage_on(forgotten, [], day("02-10")) == "active"


def test_the_day_until_of_an_older_journal_stands_with_the_mentor():
    assert spans(maya(("paused", "02-01"), until=day("02-10")), "03-01")[1:] == [
        ("paused", "02-01", ""), ("active", "02-10", "3w")
    ]  # fmt: skip


@pytest.mark.parametrize(("talk", "ends"), [("02-01", None), ("02-02", "02-02"), ("02-15", "02-15")])
def test_a_talk_held_after_its_first_day_ends_a_pause(talk, ends):
    found = spans(maya(("paused", "02-01")), "03-01", talk)
    assert found[2:] == ([("active", ends, "3w")] if ends else [])


def test_a_talk_after_resume_ends_nothing():
    found = spans(maya(("paused", "02-01"), ("active", "02-20")), "03-01", "02-25")
    assert found[-1] == ("active", "02-20", "3w")


def test_closed_and_opened_again():
    again = maya(("winding-up", "02-01"), ("closed", "02-10"), ("active", "05-01"))
    assert spans(again, "06-01") == [
        ("active", "01-01", "3w"), ("winding-up", "02-01", ""), ("closed", "02-10", ""),
        ("active", "05-01", "3w"),
    ]  # fmt: skip
    assert stretches.reopened(again) == day("05-01")
    assert stretches.reopened(maya(("paused", "02-01"), ("active", "05-01"))) is None


def test_a_closing_that_no_change_tells_of_is_an_end_too():
    assert spans(maya(stage="closed", closing=Closing(day("02-10"))), "03-01")[1:] == [
        ("closed", "02-10", "")
    ]


def test_a_candidate_counts_from_the_day_they_begin():
    begun = maya(("active", "02-01"))
    assert spans(begun, "03-01") == [("candidate", "01-01", ""), ("active", "02-01", "3w")]
    assert spans(maya(stage="candidate"), "03-01") == [("candidate", "01-01", "")]


def test_a_break_is_cut_out_of_what_is_active_both_ends_included():
    away = [(day("02-01"), day("02-07"))]
    assert spans(maya(), "03-01", breaks=away)[1:] == [("break", "02-01", ""), ("active", "02-08", "3w")]
    assert spans(maya(("paused", "01-20")), "03-01", breaks=away)[1:] == [("paused", "01-20", "")]


def test_a_rhythm_holds_from_its_day_and_before_the_first_there_is_none():
    changed = maya(every="1m", rhythms=(RhythmFrom(day("01-10"), "2w"), RhythmFrom(day("02-01"), "1m")))
    assert spans(changed, "03-01") == [
        ("active", "01-01", ""),
        ("active", "01-10", "2w"),
        ("active", "02-01", "1m"),
    ]


def test_days_are_counted_as_parts_of_the_rhythm_of_their_time():
    known = [
        Stretch("active", day("01-01"), day("01-15"), "2w"),
        Stretch("active", day("01-15"), day("01-30"), ""),
        Stretch("paused", day("01-30"), day("03-01")),
        Stretch("active", day("03-01"), day("03-16"), "1m"),
    ]
    assert stretches.intervals(known, day("01-01"), day("12-31")) == Fraction(3, 2)
    assert stretches.intervals(known, day("01-08"), day("03-04")) == Fraction(1, 2) + Fraction(1, 10)
    assert stretches.intervals(known, day("01-01"), day("12-31"), unsaid="1m") == 2
    assert stretches.counted_days(known, day("01-01"), day("12-31")) == 14 + 15 + 15


def test_the_times_of_rest_are_pauses_and_closed_spans_together():
    rested = maya(("paused", "02-01"), ("closed", "02-10"), ("active", "03-01"), ("paused", "04-01"))
    assert stretches.rests(rested, [], day("04-05")) == (
        (day("02-01"), day("03-01")), (day("04-01"), day("04-05"))
    )  # fmt: skip


def test_a_pause_with_a_day_ahead_rests_until_then():
    paused = maya(("paused", "02-01"), until=day("03-01"))
    assert stretches.rests(paused, [], day("02-05")) == ((day("02-01"), day("03-01")),)


REST = [(date(2026, 2, 1), date(2026, 2, 11)), (date(2026, 2, 25), date(2026, 3, 2))]


@pytest.mark.parametrize(
    ("due", "made", "then"),
    [
        ("01-31", "01-01", "01-31"),  # the pause came after it
        ("02-01", "01-01", "02-11"),  # its day was the first of the pause
        ("02-10", "01-01", "02-20"),
        ("02-15", "01-01", "03-02"),  # moved into the second pause, and out of it again
        ("02-15", "02-11", "02-15"),  # made when the first was over
        ("02-15", "02-06", "02-20"),  # made within it: the rest of it counts
    ],
)
def test_a_day_moves_by_the_days_of_rest_before_it(due, made, then):
    assert stretches.move_by_rests(day(due), day(made), REST) == day(then)


def test_back_and_awake_leave_out_what_was_at_rest():
    assert stretches.awake_days(day("01-31"), day("02-12"), REST) == 2
    assert stretches.awake_days(day("02-12"), day("01-31"), REST) == 0
    assert stretches.go_back(day("02-12"), 2, REST) == day("01-31")
    assert stretches.go_back(day("03-04"), 20, REST) == day("01-28")
    assert stretches.go_back(day("02-05"), 3, REST) == day("01-29")


near = st.integers(0, 400).map(lambda n: START + timedelta(days=n))
rested = st.lists(st.tuples(near, near), max_size=4).map(
    lambda pairs: _apart(sorted((min(p), max(p)) for p in pairs if p[0] != p[1]))
)


def _apart(pairs: list[tuple[date, date]]) -> list[tuple[date, date]]:
    return [pair for n, pair in enumerate(pairs) if all(end < pair[0] for _first, end in pairs[:n])]


@given(near, st.integers(0, 200), rested)
def test_going_back_is_counting_awake_days(when, count, at_rest):
    assert stretches.awake_days(stretches.go_back(when, count, at_rest), when, at_rest) == count


@given(near, st.integers(0, 200), rested)
def test_a_moved_day_lies_as_many_awake_days_ahead(made, length, at_rest):
    then = stretches.move_by_rests(made + timedelta(days=length), made, at_rest)
    assert stretches.awake_days(made, then, at_rest) == length
