"""delete: what should never have been there goes, and nothing goes that was not said to."""

from pathlib import Path

import pytest

from tests.cli.used import refused, used_desk
from tests.conftest import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return used_desk(tmp_path)


def handles(desk: Desk, table: str, prefix: str) -> set[str]:
    return {f"{prefix}{number}" for number in desk.tables().get(table, {})}


def test_a_promise_that_should_not_be_there_goes_and_comes_back_with_undo(desk: Desk) -> None:
    before = desk.tables()["promises"]
    told = desk.data("delete", "p1")
    assert told["removed"] == ["p1"]
    assert "p1" not in handles(desk, "promises", "p")
    desk.do("undo")
    assert desk.tables()["promises"] == before


def test_its_handle_is_never_given_again(desk: Desk) -> None:
    desk.do("delete", "p3")
    told = desk.data("promise", "marta", "Another chair")
    assert told["promise"]["handle"] == "p4"


def test_what_can_stand_alone_stays_without_its_tie_and_is_named(desk: Desk) -> None:
    desk.do("log", "maya", "--notes", "Talked", "--i-will", "Try it", "--win", "We began")
    (talk,) = handles(desk, "sessions", "s") - {"s1"}
    told = desk.data("delete", talk)
    assert told["removed"] == [talk]
    untied = {(change["handle"], change["field"], change["before"]) for change in told["changed"]}
    assert untied == {("p4", "session", talk), ("w1", "session", talk)}
    assert desk.data("promises")["promises"][-1]["session"] is None


def test_with_all_takes_what_came_with_a_talk_too(desk: Desk) -> None:
    desk.do("log", "maya", "--notes", "Talked", "--i-will", "Try it", "--happened", "I listened")
    told = desk.data("delete", "s2", "--with-all")
    assert set(told["removed"]) == {"s2", "p4", "rf1"}


def test_what_means_nothing_alone_is_not_taken_in_silence(desk: Desk) -> None:
    refused(desk, 4, "delete", "g1", says="c1", on="--with-all")
    assert set(desk.data("delete", "g1", "--with-all")["removed"]) == {"g1", "c1"}


def test_a_mentor_with_talks_is_closed_not_deleted(desk: Desk) -> None:
    refused(desk, 4, "delete", "marta", says="s1", on="peermentor close m2")
    told = desk.data("delete", "marta", "--with-all")
    assert set(told["removed"]) == {"m2", "s1", "p3", "t2"}
    assert desk.type("mentor", "marta").code == 3


def test_a_mentor_nothing_is_kept_of_just_goes(desk: Desk) -> None:
    assert desk.data("delete", "zoe")["removed"] == ["m3"]


def test_twice_in_one_line_is_once_and_twice_in_a_row_is_not_there(desk: Desk) -> None:
    assert desk.data("delete", "p1", "p1")["removed"] == ["p1"]
    refused(desk, 3, "delete", "p1", says="p1")


def test_two_talks_named_by_one_agenda_leave_it_whole(desk: Desk) -> None:
    desk.do("add-topic", "maya", "Second")
    desk.do("prep", "maya")
    desk.do("delete", "t1", "t3")
    assert desk.tables()["agendas"]["1"].get("topics", []) == []
    assert desk.do("doctor").code == 0


def test_what_is_there_no_more_is_said_and_nothing_else_goes(desk: Desk) -> None:
    refused(desk, 3, "delete", "p1", "p99", says="p99")


def test_a_dry_run_says_what_would_go(desk: Desk) -> None:
    before = desk.path.read_bytes()
    answer = desk.do("delete", "g1", "--with-all", "--dry-run")
    assert "c1" in answer.out
    assert desk.path.read_bytes() == before


def test_what_is_gone_says_which_step_took_it_away(desk: Desk) -> None:
    desk.do("delete", "p1")
    steps = [row["number"] for row in desk.tables()["history"].values() if "number" in row]
    step = f"h{max(steps, default=len(desk.tables()['history']))}"
    for words in (("delete", "p1"), ("edit", "p1", "text=x"), ("done", "p1"), ("p1",)):
        refused(desk, 3, *words, says="There is no promise “p1” here.", on=f"peermentor undo {step}")
    desk.do("merge", "m3", "m2")
    refused(desk, 3, "mentor", "m3", says="There is no mentor “m3” here.", on="(merge)")
    refused(desk, 3, "show", "p99", says="There is no promise “p99” here.", on="peermentor promises")
    desk.do("undo", step)
    assert desk.do("delete", "p1").code == 0
