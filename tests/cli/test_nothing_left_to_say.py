"""What has no meaning is not said: no gap before a second talk, no days left of a goal that has ended."""

from pathlib import Path

import pytest

from tests.cli.used import used_desk
from tests.conftest import Desk, begun


@begun
def maya(desk: Desk) -> None:
    desk.do("add-mentor", "Maya Pranata")


@pytest.mark.parametrize("every", ["", "2w"])
def test_a_gap_lies_between_two_talks(maya: Desk, every: str) -> None:
    if every:
        maya.do("edit-mentor", "maya", "--every", every)
    for day in ("2026-06-01", "2026-06-20"):
        assert "gap" not in maya.do("stats").out
        maya.do("log", "maya", "--date", day, "--notes", "Hm")
    assert "longest gap 19 days" in maya.do("stats").out


def test_two_talks_of_this_day_have_no_gap(maya: Desk) -> None:
    maya.do("log", "maya", "--notes", "Hm")
    maya.do("log", "maya", "--notes", "And again")
    assert "gap" not in maya.do("stats").out


@pytest.mark.parametrize("state", ["reached", "let-go", "handed-on"])
@pytest.mark.parametrize("words", ["edit-goal g1 --state {}", "edit g1 state={}"])
def test_no_days_are_left_of_a_goal_that_has_ended(maya: Desk, state: str, words: str) -> None:
    maya.do("add-goal", "Speak", "--by", "2026-09-30", "--success", "Calm")
    ended = maya.do(*words.format(state).split()).out
    shown = ended + maya.do("goal", "g1").out + maya.do("goals", "--all").out
    assert "in 91 days" not in shown
    assert "days left" not in shown
    assert maya.data("goal", "g1")["goal"]["days_left"] is None
    assert "in 91 days" in maya.do("edit-goal", "g1", "--state", "open").out
    assert maya.data("goal", "g1")["goal"]["days_left"] == 91


@pytest.mark.parametrize(
    "typed",
    [
        "wins --since 2026-06-30", "wins --with zoe", "sessions --with zoe", "sessions --since 2026-06-25",
        "promises --with zoe", "promises --overdue", "goals --with zoe", "goals --stale", "topics --with zoe",
        "feedback --with zoe", "reviews --with zoe",
    ],
)  # fmt: skip
def test_a_list_that_was_narrowed_to_nothing_says_nothing_untrue_of_the_rest(
    tmp_path: Path, typed: str
) -> None:
    desk = used_desk(tmp_path)
    desk.do("add-win", "It held", "--with", "maya", "--date", "2026-06-20")
    desk.do("add-feedback", "maya", "given", "Your summary helped")
    desk.do("review", "maya", "--rate", "mine=4", "--decide", "continue")
    listed, *filters = typed.split()
    noun = "talks" if listed == "sessions" else listed
    assert f"No {noun} to show." in desk.do(listed, *filters).out
