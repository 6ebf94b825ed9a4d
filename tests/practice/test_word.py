"""A word kept: what each promise is worth, on both sides of every day that decides it."""

from datetime import date

import pytest

from peermentor.errors import CommandLine, Refused
from peermentor.practice.growth import promises, word
from peermentor.practice.nouns.records import DueMove, Promise
from tests.practice.builder import with_maya
from tests.practice.drafts import drafting

HALF = 0.5


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def promise(made: str, due: str | None, **fields) -> Promise:
    days = {name: day(fields.pop(name)) for name in ("ended",) if name in fields}
    moved = tuple(DueMove(day(on), day(was), day(to)) for on, was, to in fields.pop("moved", ()))
    said = {"mentor": "u1", "owner": "me", "text": "a promise", "moved": moved, **days, **fields}
    return Promise(made=day(made), due=due and day(due), **said)


def score(kept: Promise, on: str = "12-31", at_rest=()) -> tuple[str, float | None]:
    judged = word.judge(kept, at_rest, day(on))
    return judged.how, judged.score


@pytest.mark.parametrize(
    ("made", "due", "grace"),
    [
        ("01-01", "01-02", 1),  # a day's promise has a day
        ("01-01", "01-20", 1),
        ("01-01", "01-21", 2),
        ("01-01", "01-30", 2),
        ("01-01", "01-31", 3),
        ("01-01", "06-30", 3),
    ],
)
def test_the_grace_is_a_tenth_of_the_length_from_one_to_three_days(made, due, grace):
    assert word.grace(promise(made, due), day(due)).days == grace


@pytest.mark.parametrize(
    ("ended", "expected"),
    [("02-01", ("in-time", 1)), ("02-04", ("in-time", 1)), ("02-05", ("late", HALF))],
)
def test_a_promise_kept_beyond_its_grace_counts_half(ended, expected):
    assert score(promise("01-01", "02-01", state="kept", ended=ended)) == expected
    assert (
        score(promise("01-01", "02-01", state="late", ended=ended)) == expected
    )  # as an older journal has it


@pytest.mark.parametrize(
    ("on", "expected"),
    [("02-01", ("uncounted", None)), ("02-04", ("uncounted", None)), ("02-05", ("open", 0))],
)
def test_an_open_promise_counts_once_its_grace_is_over(on, expected):
    assert score(promise("01-01", "02-01"), on) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"ended": "02-01"}, ("uncounted", None)),
        ({"ended": "02-02"}, ("not-done", 0)),
        ({"ended": "02-02", "released": True}, ("uncounted", None)),
    ],
)
def test_dropped_after_its_day_is_not_done_unless_it_was_let_off(fields, expected):
    assert score(promise("01-01", "02-01", state="dropped", **fields)) == expected


def test_without_a_day_nothing_counts():
    assert score(promise("01-01", None, state="kept", ended="05-01")) == ("uncounted", None)


@pytest.mark.parametrize(
    ("moved", "ended", "expected"),
    [
        ([("02-01", "02-01", "03-01")], "03-01", ("in-time", 1)),  # agreed on its last day
        ([("02-02", "02-01", "03-01")], "03-01", ("late", HALF)),  # moved too late: the old day stays
        ([("01-20", "02-01", "03-01"), ("02-20", "03-01", "04-01")], "04-01", ("in-time", HALF)),
        ([("01-20", "02-01", "03-01"), ("03-02", "03-01", "04-01")], "04-01", ("late", HALF)),
        (
            [("01-20", "02-01", "03-01"), ("02-20", "03-01", "02-25")],
            "02-25",
            ("in-time", 1),
        ),  # sooner is fine
    ],
)
def test_a_new_day_agreed_in_time_is_kept_in_time_once(moved, ended, expected):
    assert score(promise("01-01", moved[-1][2], moved=moved, state="kept", ended=ended)) == expected


def test_open_and_moved_too_late_it_waits_since_its_old_day():
    late = promise("01-01", "03-01", moved=[("02-10", "02-01", "03-01")])
    judged = word.judge(late, (), day("02-20"))
    assert (judged.how, judged.day) == ("open", day("02-01"))


PAUSE = [(day("01-20"), day("02-20"))]  # 31 days


@pytest.mark.parametrize(
    ("ended", "expected"),
    [("03-04", ("in-time", 1)), ("03-07", ("in-time", 1)), ("03-08", ("late", HALF))],
)
def test_its_day_moves_by_the_days_of_a_pause_before_it(ended, expected):
    assert score(promise("01-01", "02-01", state="kept", ended=ended), at_rest=PAUSE) == expected


def test_a_settled_one_keeps_its_day():
    kept = word.judge(promise("01-01", "02-01", state="kept", ended="01-10"), PAUSE, day("12-31"))
    assert kept.day == day("02-01")


@pytest.mark.parametrize(
    ("ended", "expected"),
    [("02-24", ("in-time", 1)), ("02-25", ("late", HALF))],
)
def test_a_pause_within_its_grace_moves_what_is_left_of_it(ended, expected):
    after_its_day = [(day("02-03"), day("02-23"))]  # 20 days; two of its three days of grace are left then
    assert score(promise("01-01", "02-01", state="kept", ended=ended), at_rest=after_its_day) == expected


def test_what_was_settled_later_was_open_then():
    late = promise("01-01", "02-01", state="late", ended="05-01")
    assert score(late, "03-01") == ("open", 0)
    assert score(late, "05-01") == ("late", HALF)


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({"due": "03-01", "state": "kept", "ended": "03-01"}, True),
        ({"due": "02-28", "state": "kept", "ended": "02-28"}, False),
        ({"due": "03-31", "state": "kept", "ended": "03-20"}, True),
        ({"due": "04-01", "state": "kept", "ended": "03-20"}, False),  # its window is still to come
        ({"due": "01-10"}, True),  # open past its grace: in every window
        ({"due": "01-10", "state": "late", "ended": "03-05"}, True),  # and in the one in which it is settled
        ({"due": "01-10", "state": "late", "ended": "02-05"}, False),
        ({"due": "01-10", "state": "dropped", "ended": "03-05"}, True),
        ({"due": "03-30"}, False),  # within its grace
    ],
)
def test_what_counts_in_a_window(fields, counts):
    judged = word.judge(promise("01-01", fields.pop("due"), **fields), (), day("03-31"))
    assert word.counts_in(judged, day("03-01"), day("03-31")) == counts


def test_a_word_is_said_in_numbers_and_since_when_something_waits():
    kept = [
        *(promise("01-01", "01-20", state="kept", ended="01-20") for _n in range(4)),
        *(promise("01-01", "01-20", state="kept", ended="02-20") for _n in range(2)),
        promise("01-01", "02-12"),
        promise("01-01", "01-20", state="dropped", ended="02-20"),
    ]
    judged = [word.judge(one, (), day("03-01")) for one in kept]
    added = word.add_up(judged)
    assert word.say(added, day("03-01")) == "4 in time, 2 late, 1 open since Thu 12 Feb, 1 not done"
    assert (added.count, added.not_kept) == (8, 2)
    assert sum(one.score or 0 for one in judged) / added.count == 5 / 8


def test_a_promise_is_moved_with_its_old_day_kept():
    draft = drafting(with_maya().said("me", made="2026-07-01", due="2026-07-10"), "2026-07-08")
    (kept,) = draft.records.all(Promise)
    after = promises.move_promise(draft, kept, date(2026, 7, 20))
    assert after.due == date(2026, 7, 20)
    assert after.moved == (DueMove(date(2026, 7, 8), date(2026, 7, 10), date(2026, 7, 20)),)
    with pytest.raises(CommandLine):
        promises.move_promise(draft, after, date(2026, 7, 7))
    with pytest.raises(Refused):
        promises.move_promise(draft, promises.keep_promise(draft, after, date(2026, 7, 8)), date(2026, 7, 30))


def test_kept_within_the_grace_is_kept():
    draft = drafting(with_maya().said("me", made="2026-07-01", due="2026-07-10"), "2026-07-12")
    (kept,) = draft.records.all(Promise)
    assert promises.keep_promise(draft, kept, date(2026, 7, 11)).state == "kept"
    draft = drafting(with_maya().said("me", made="2026-07-01", due="2026-07-10"), "2026-07-12")
    assert promises.keep_promise(draft, kept, date(2026, 7, 12)).state == "late"
