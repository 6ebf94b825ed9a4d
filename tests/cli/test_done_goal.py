"""`done g1`: a goal is reached, beside the promises and topics that are settled with it."""

from pathlib import Path

import pytest

from tests.cli.used import refused, used_desk
from tests.conftest import Desk


@pytest.fixture
def used(tmp_path: Path) -> Desk:
    return used_desk(tmp_path)


def test_a_goal_is_reached_and_what_comes_next_is_asked(used: Desk) -> None:
    done = used.do("done", "g1")
    assert done.out == "Reached g1 on Wed 1 Jul 2026, today: Say no\n"
    assert "--follows g1" in done.err
    goal = used.data("goal", "g1")["goal"]
    assert (goal["state"], goal["ended"], goal["days_left"]) == ("reached", "2026-07-01", None)
    used.do("undo")
    assert used.data("goal", "g1")["goal"]["state"] == "open"


def test_it_is_one_step_with_what_is_settled_beside_it(used: Desk) -> None:
    told = used.data("done", "p1", "g1", "t1")
    assert [one["handle"] for name in ("promises", "topics", "goals") for one in told[name]] == [
        "p1", "t1", "g1",
    ]  # fmt: skip
    used.do("undo")
    assert used.data("goal", "g1")["goal"]["state"] == "open"
    assert used.data("show", "p1")["promise"]["state"] == "open"


def test_a_day_before_it_began_a_second_time_and_a_goal_there_is_not(used: Desk) -> None:
    refused(used, 2, "done", "g1", "--date", "2026-06-01", says="began on Wed 1 Jul 2026", on="--date")
    refused(used, 3, "done", "g9", says="no goal “g9”", on="peermentor goals")
    used.do("done", "g1")
    refused(used, 4, "done", "p1", "g1", says="g1 has ended (reached)", on="--state open")
    assert used.data("show", "p1")["promise"]["state"] == "open"


def test_drop_says_how_a_goal_is_let_go(used: Desk) -> None:
    refused(used, 2, "drop", "g1", says="g1 is a goal", on="peermentor edit g1 state=let-go")
    used.do("edit", "g1", "state=let-go")


def test_beside_something_serious_nobody_is_asked_for_more(used: Desk) -> None:
    used.do("review", "maya", "--concern", "--rate", "respect=1")
    assert used.do("done", "g1").err == ""
    used.do("edit", "g1", "state=open")
    assert used.do("edit-goal", "g1", "--state", "reached").err == ""
