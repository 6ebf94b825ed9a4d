"""merge: somebody entered twice becomes one person, and everything kept of them is theirs."""

from pathlib import Path

import pytest

from tests.cli.used import refused, used_desk
from tests.conftest import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = used_desk(tmp_path)
    desk.do("add-mentor", "Martha R", "--skill", "shoes", "--department", "Retail")
    desk.do("add-topic", "martha", "Soles")
    desk.do("log", "martha", "--date", "2026-06-25", "--notes", "Again", "--win", "It fits")
    return desk


def test_everything_is_theirs_and_the_double_is_gone(desk: Desk) -> None:
    told = desk.data("merge", "martha", "m2")
    assert told["removed"] == ["m4"]
    assert {(c["handle"], c["before"], c["after"]) for c in told["changed"] if c["field"] == "mentor"} == {
        ("t3", "m4", "m2"),
        ("s2", "m4", "m2"),
        ("w1", "m4", "m2"),
    }
    assert [s["handle"] for s in desk.data("sessions", "--with", "marta")["sessions"]] == ["s2", "s1"]
    assert [m["handle"] for m in desk.data("mentors", "--all")["mentors"]] == ["m1", "m2", "m3"]


def test_what_is_empty_is_filled_and_what_is_said_stays(desk: Desk) -> None:
    desk.do("edit-mentor", "m2", "--skill", "boots")
    desk.do("merge", "m4", "m2")
    kept = desk.data("mentors")["mentors"][1]
    assert (kept["name"], kept["skill"], kept["department"]) == ("Marta Ruiz", "boots", "Retail")


def test_undo_takes_it_apart_again(desk: Desk) -> None:
    before = desk.tables()
    desk.do("merge", "m4", "m2")
    desk.do("undo")
    after = desk.tables()
    for table in ("mentors", "topics", "sessions", "wins"):
        assert after[table] == before[table]


def test_nobody_is_merged_into_themselves(desk: Desk) -> None:
    refused(desk, 4, "merge", "marta", "m2", says="Marta Ruiz", on="peermentor merge")


@pytest.mark.parametrize(("double", "into"), [("m4", "m2"), ("m2", "m4")])
def test_one_that_is_closed_can_be_merged_either_way(desk: Desk, double: str, into: str) -> None:
    desk.do("close", "m4", "--release")
    desk.do("merge", double, into)
    assert len(desk.data("mentors", "--all")["mentors"]) == 3


def test_two_closed_ones_can_be_merged(desk: Desk) -> None:
    desk.do("close", "m4", "--release")
    desk.do("close", "m2", "--release")
    assert desk.data("merge", "m4", "m2")["removed"] == ["m4"]


def test_somebody_unknown_is_said(desk: Desk) -> None:
    refused(desk, 3, "merge", "m4", "nobody", says="nobody")
    refused(desk, 2, "merge", "m4", says="INTO")
