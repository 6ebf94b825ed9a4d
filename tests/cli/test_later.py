"""later: what is to come gets another day, and a word that moves in time is not broken."""

from pathlib import Path

import pytest

from tests.cli.used import refused, used_desk
from tests.conftest import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return used_desk(tmp_path)


def on_the_agenda(desk: Desk, day: str) -> set[str]:
    parts = desk.data("prep", "maya", "--date", day)["parts"]
    return {item["ref"] for part in parts for item in part["items"]}


def test_a_promise_keeps_the_day_it_had(desk: Desk) -> None:
    answer = desk.do("later", "p1", "17 Jul")
    assert "Fri 17 Jul 2026, in 16 days" in answer.out
    assert "Fri 10 Jul 2026 → Fri 17 Jul 2026" in answer.out
    kept = desk.tables()["promises"]["1"]
    assert (kept["due"], kept["moved"][0]["was"]) == ("2026-07-17", "2026-07-10")


def test_a_promise_takes_a_time_too(desk: Desk) -> None:
    assert "15:00" in desk.do("later", "p1", "friday 3pm").out


def test_a_goals_target_moves(desk: Desk) -> None:
    told = desk.data("later", "g1", "2026-10-31")
    assert told["changed"][0] | {"noun": ""} == {
        "noun": "",
        "handle": "g1",
        "field": "target",
        "before": "2026-09-30",
        "after": "2026-10-31",
    }


def test_a_topic_is_on_no_agenda_before(desk: Desk) -> None:
    desk.do("later", "t1", "2026-08-01")
    assert "t1" not in on_the_agenda(desk, "2026-07-10")
    assert "t1" in on_the_agenda(desk, "2026-08-03")
    assert "not before Sat 1 Aug" in desk.do("topics").out


def test_the_meeting_with_a_peer_moves_by_their_name(desk: Desk) -> None:
    desk.do("later", "maya", "next friday")
    assert desk.data("mentor", "maya")["mentor"]["next"] == "2026-07-10"


def test_preparing_for_another_day_moves_the_meeting_and_says_so(desk: Desk) -> None:
    desk.do("later", "maya", "2026-07-10")
    answer = desk.do("prep", "maya", "--date", "2026-07-14")
    assert "Fri 10 Jul 2026" in answer.err
    assert desk.data("mentor", "maya")["mentor"]["next"] == "2026-07-14"
    assert "moved" not in desk.do("prep", "maya", "--date", "2026-07-14").err


def test_a_pause_lasts_longer(desk: Desk) -> None:
    desk.do("pause", "maya", "--until", "2026-07-20")
    desk.do("later", "maya", "2026-08-20")
    assert desk.data("mentor", "maya")["mentor"]["until"] == "2026-08-20"


def test_the_next_review_moves_by_the_review_or_the_peer(desk: Desk) -> None:
    desk.do("review", "maya", "--rate", "respect=5", "--decide", "continue")
    desk.do("later", "r1", "2026-09-15")
    assert desk.data("show", "r1")["review"]["next_review"] == "2026-09-15"
    desk.do("later", "maya", "2026-10-01", "--review")
    assert desk.data("show", "r1")["review"]["next_review"] == "2026-10-01"


def test_a_first_review_moves_before_there_is_one(desk: Desk) -> None:
    assert "first review: nothing → Thu 1 Oct 2026" in desk.do("later", "marta", "2026-10-01", "--review").out
    assert desk.data("mentor", "marta")["mentor"]["review_due"] == "2026-10-01"
    refused(desk, 2, "later", "marta", "2026-06-01", "--review", says="over", on="later day")


def test_a_talk_held_early_is_the_meeting_that_was_agreed(desk: Desk) -> None:
    desk.do("later", "maya", "2026-07-20")
    desk.on("2026-07-14T09:00").do("log", "maya", "--notes", "Held early")
    assert desk.tables()["mentors"]["1"].get("next") is None


def test_a_talk_before_the_day_was_agreed_is_another(desk: Desk) -> None:
    desk.do("later", "maya", "2026-07-20")
    desk.do("log", "maya", "--notes", "The talk in which we agreed on it", "--date", "2026-07-01")
    assert desk.tables()["mentors"]["1"]["next"] == "2026-07-20"


def test_a_talk_long_before_the_agreed_day_is_another(desk: Desk) -> None:
    desk.do("later", "maya", "2026-09-20")
    desk.on("2026-07-14T09:00").do("log", "maya", "--notes", "In between")
    assert desk.tables()["mentors"]["1"]["next"] == "2026-09-20"


def test_undo_takes_it_back(desk: Desk) -> None:
    before = desk.tables()["promises"]
    desk.do("later", "p1", "17 Jul")
    desk.do("undo")
    assert desk.tables()["promises"] == before


@pytest.mark.parametrize("what", ["p1", "g1", "t1", "maya"])
def test_nothing_moves_into_the_past(desk: Desk, what: str) -> None:
    refused(desk, 2, "later", what, "2026-06-01", says="1 Jun", on="later day")


def test_what_has_no_day_ahead_says_what_to_do(desk: Desk) -> None:
    refused(desk, 2, "later", "s1", "friday", says="s1", on="peermentor edit s1")


def test_what_is_settled_or_closed_stays(desk: Desk) -> None:
    desk.do("done", "p1")
    refused(desk, 4, "later", "p1", "friday", says="p1")
    desk.do("edit-goal", "g1", "--state", "reached")
    refused(desk, 4, "later", "g1", "friday", says="g1", on="state=open")
    desk.do("close", "marta", "--release")
    refused(desk, 4, "later", "marta", "friday", says="Marta", on="")


def test_a_day_is_needed_and_the_same_day_changes_nothing(desk: Desk) -> None:
    refused(desk, 2, "later", "p1", says="DATE")
    assert "already" in desk.do("later", "p1", "10 Jul").out


def test_what_another_came_after_has_no_day_ahead_any_more(desk: Desk) -> None:
    desk.do("agree", "maya", "--every", "3w", "--check", "2026-09-01")
    desk.do("review", "marta", "--rate", "goals=4", "--rate", "respect=5")
    desk.on("2026-07-20T10:00")
    desk.do("agree", "maya", "--every", "2w")
    desk.do("review", "marta", "--rate", "goals=4", "--rate", "respect=5", "--again")
    refused(desk, 4, "later", "ag1", "friday", says="ag1 is an earlier one", on="peermentor later ag2 friday")
    refused(desk, 4, "later", "r1", "friday", says="r1 is an earlier one", on="peermentor later r2 friday")
    desk.do("later", "ag2", "2026-08-01")
    desk.do("later", "r2", "2026-08-01")


def test_a_time_that_was_agreed_before_is_named_when_it_changes_or_goes(desk: Desk) -> None:
    desk.do("add-mentor", "Nadia Putri")
    first = desk.do("later", "nadia", "20 Jul 2026 at 14:00").out
    assert first.count("14:00") == 1
    moved = desk.do("later", "nadia", "20 Jul 2026 at 15:00").out
    assert "14:00 →" in moved
    assert "15:00, " in moved
    assert "15:00 → nothing" in desk.do("later", "nadia", "21 Jul 2026").out
