"""A day to come that is over, is none, or is out of all time: one clear sentence, exit 2, nothing lost."""

import pytest

from tests.cli.used import refused
from tests.conftest import Desk, begun

NEVER = [
    ("1850-01-01", "only the years 1900 to 2200 are kept"),
    ("2300-01-01", "only the years 1900 to 2200 are kept"),
    ("31 feb", "that month has no day 31"),
]
OVER = ("yesterday", "2025-07-01", "kemarin")


@begun
def maya(desk: Desk) -> None:
    desk.do("add-mentor", "Maya Pranata", "--next", "2026-07-15 15:00")
    desk.do("promise", "maya", "Read it", "--by", "2026-07-10")
    desk.do("add-goal", "Speak", "--with", "maya", "--by", "2026-09-30", "--success", "Calm")
    desk.do("add-topic", "maya", "Shoes")


@pytest.mark.parametrize("day", OVER)
@pytest.mark.parametrize("what", ["p1", "g1", "t1", "maya"])
def test_nothing_is_put_off_to_a_day_that_is_over(maya: Desk, what: str, day: str) -> None:
    refused(maya, 2, "later", what, day, says="that day is over.", on="Give today or a later day.")


@pytest.mark.parametrize(("day", "says"), NEVER)
@pytest.mark.parametrize(
    "words", ["later p1 {}", "later g1 {}", "later maya {}", "edit p1 due={}", "edit g1 target={}",
              "edit maya next={}", "edit t1 later={}"],
)  # fmt: skip
def test_a_day_that_is_none_is_said(maya: Desk, words: str, day: str, says: str) -> None:
    *first, last = words.split()
    refused(maya, 2, *first, last.format(day), says=says, on="2026-07-03")


@pytest.mark.parametrize("day", OVER)
@pytest.mark.parametrize(
    ("words", "says", "on"),
    [
        ("p1 due={}", "would come before “made”", "due=… made=…"),
        ("g1 target={}", "is before the goal begins", "Give a later day."),
        ("maya next={}", "that day is over.", "peermentor log"),
    ],
)
def test_nor_is_a_day_to_come_put_right_to_one_before_it_all_began(
    maya: Desk, words: str, says: str, on: str, day: str
) -> None:
    refused(maya, 2, "edit", *words.format(day).split(), says=says, on=on)


def test_a_day_that_was_typed_wrong_can_be_put_right_after_it_passed(maya: Desk) -> None:
    maya.on("2026-08-01T09:00").do("edit", "p1", "due=2026-07-12")
    assert maya.data("show", "p1")["promise"]["due"] == "2026-07-12"
    maya.do("edit", "maya", "next=2026-07-15", "skill=Calm")  # which it was before: nothing moves it
    assert maya.data("mentor", "maya")["mentor"]["next"] == "2026-07-15"
