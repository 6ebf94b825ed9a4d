"""What screens say at their edges: on the day itself, of what is settled, and in whose words."""

import re

import pytest

from tests.conftest import Desk


@pytest.fixture
def week(desk: Desk) -> Desk:
    """A talk every week, the first of them held, and promises of every end."""
    desk.do("add-mentor", "Maya", "--every", "1w")
    desk.do("promise", "maya", "Read it", "--theirs")
    desk.do("promise", "maya", "Ask him")
    desk.do("promise", "maya", "Write it by 2026-07-02")
    desk.do("drop", "p1", "--released")
    desk.do("drop", "p2")
    desk.on("2026-07-03T09:00").do("prep", "maya")
    desk.do("log", "maya", "--notes", "We began", "--asked", "yes", "--talked", "them", "--got", "An idea")
    return desk


def line_of(desk: Desk, word: str, *words: str) -> str:
    """The line of a screen that begins with a word, with one space between its columns."""
    (found,) = [line for line in desk.do(*words).out.splitlines() if line.startswith(word)]
    return re.sub(r" +", " ", found).strip()


def test_who_let_a_promise_go_is_told_apart(week: Desk) -> None:
    assert line_of(week, "p1", "promises", "--all") == "p1 Read it Maya let off"
    assert line_of(week, "p2", "promises", "--all") == "p2 Ask him yours, to Maya dropped"


def test_what_was_carried_over_is_said_until_it_is_settled(week: Desk) -> None:
    assert line_of(week, "p3", "promises") == "p3 Write it (carried 1×) yours, to Maya 1 day late"
    week.do("done", "p3")
    assert line_of(week, "p3", "promises", "--all") == "p3 Write it yours, to Maya kept"


@pytest.mark.parametrize(
    ("today", "listed", "on_the_page"),
    [
        ("2026-07-09", "about Fri 10 Jul", "next about Fri 10 Jul"),
        ("2026-07-10", "about Fri 10 Jul", "next about Fri 10 Jul"),
        ("2026-07-11", "Fri 10 Jul", "a meeting due since Fri 10 Jul"),
    ],
)
def test_a_day_that_only_the_rhythm_asks_for_is_about_that_day_until_it_has_passed(
    week: Desk, today: str, listed: str, on_the_page: str
) -> None:
    week.on(f"{today}T09:00")
    assert line_of(week, "m1", "mentors") == f"m1 Maya 1 {listed} 1"
    assert line_of(week, "1 talk", "mentor", "maya") == f"1 talk · every week · {on_the_page}"


def test_a_line_of_marks_has_the_key_of_what_was_asked(week: Desk) -> None:
    assert line_of(week, "Asked", "mentor", "maya") == "Asked more than told ▲ ▲ yes = partly ▼ no"
    assert line_of(week, "Who", "mentor", "maya") == "Who talked more ▼ ▲ you ▼ them = even"


def test_my_word_and_theirs_are_told_apart(week: Desk) -> None:
    week.do("done", "p3")
    said = line_of(week, "You gave", "mentor", "maya")
    assert said == "You gave in 0 talks and took away in 1. Your word: 1 in time."
