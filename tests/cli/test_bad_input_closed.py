"""What is closed is read-only: it can be looked at and opened again, and a goal can be taken along."""

import shlex
from pathlib import Path

import pytest

from tests.cli.used import refused, used_desk
from tests.conftest import Desk


@pytest.fixture(params=["closed", "declined"])
def closed(tmp_path: Path, request: pytest.FixtureRequest) -> Desk:
    """A desk on which what there was with Maya is over."""
    desk = used_desk(tmp_path)
    desk.do("log", "maya", "--notes", "The last one", "--i-will", "Write to her")
    desk.do("edit-mentor", "maya", "--stage", request.param)
    return desk


@pytest.mark.parametrize(
    "words",
    [
        "log maya --notes X", "log m1 --cancelled me", "add-topic maya X", "promise maya X", "prep maya",
        "prep maya --dry-run", "add-goal X --with maya", "edit-goal g2 --with maya",
        "review maya --rate goals=4", "review maya --decide continue", "done p1", "done t1", "drop p4",
        "drop t1", "edit-mentor maya --why X", "edit-mentor maya --stage closed --why X",
        "edit-mentor maya --stage declined", "done p3 p1",
    ],
)  # fmt: skip
def test_nothing_can_be_written_to_what_is_closed(closed: Desk, words: str) -> None:
    stage = closed.tables()["mentors"]["1"]["stage"]
    on = "resume m1" if stage == "closed" else "edit-mentor m1 --stage active"
    refused(closed, 4, *words.split(), says="Maya Pranata is closed", on=on)


@pytest.mark.parametrize(
    "words", ["check-in g1 20", "edit-goal g1 --title X", "edit-goal g1 --state reached"]
)
def test_a_goal_of_what_is_closed_is_read_only_too(closed: Desk, words: str) -> None:
    refused(
        closed, 4, *words.split(), says="g1 belongs to what you had with Maya", on='edit-goal g1 --with ""'
    )


@pytest.mark.parametrize("whom", ["''", "marta"])
def test_a_goal_can_be_taken_along(closed: Desk, whom: str) -> None:
    closed.do(*shlex.split(f"edit-goal g1 --with {whom}"))
    assert closed.do("check-in", "g1", "20").out == "g1 is at 20% on Wed 1 Jul 2026, today: Say no.\n"


@pytest.mark.parametrize(
    "words",
    ["mentor maya", "sessions --with maya", "session s2", "goals --with maya", "goal g1", "review maya",
     "topics --with maya", "promises --with maya", "mentors --all", "today"],
)  # fmt: skip
def test_what_is_closed_can_be_looked_at(closed: Desk, words: str) -> None:
    before = closed.path.read_bytes()
    assert closed.do(*words.split()).out
    assert closed.path.read_bytes() == before


def test_what_is_closed_can_be_opened_again_with_everything_in_it(closed: Desk) -> None:
    closed.do("edit-mentor", "maya", "--stage", "active", "--why", "We both asked for it")
    closed.do("done", "p1", "t1")
    closed.do("check-in", "g1", "20")
    assert closed.data("mentor", "maya")["mentor"]["why"] == "We both asked for it"


def test_the_look_at_a_closed_relationship_does_not_ask_for_ratings(closed: Desk) -> None:
    assert closed.do("review", "maya").err == ""


def test_a_review_that_decided_is_kept_and_says_its_handle(tmp_path: Path) -> None:
    answer = used_desk(tmp_path).do("review", "maya", "--decide", "close", "--because", "It served its time")
    assert "You decided to close." in answer.out
    assert answer.err.startswith("Kept as r1.\n")
