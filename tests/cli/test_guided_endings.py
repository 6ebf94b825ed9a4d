"""agree and close at a real terminal: what is asked, what Enter keeps, and when nothing is asked at all."""

import os
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.cli.used import used_desk
from tests.conftest import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return used_desk(tmp_path)


def at(desk: Desk, *words: str) -> Terminal:
    return Terminal(*words, env={"PATH": os.environ["PATH"], "HOME": str(desk.path.parent)} | desk.env)


def test_a_first_agreement_is_asked_for_point_by_point(desk: Desk) -> None:
    with at(desk, "agree", "maya") as terminal:
        terminal.answer("What is it about?", "skill")
        terminal.answer("What do you bring?", "Questions")
        for _skipped in ("they bring", "you hope", "they hope", "between talks"):
            terminal.answer(_skipped)
        terminal.answer("How often do you meet? (3w, month) [3w]")
        terminal.answer("How many minutes? [45]", "30")
        terminal.answer("better not to write?")
        terminal.answer("stays between you?")
        terminal.answer("A boundary", "Nothing about pay")
        terminal.answer("and another")
        terminal.answer("either of you stop?", "One honest message")
        assert terminal.left() == 0
        assert "Agreed with Maya Pranata (ag1)." in terminal.said
    (kept,) = desk.tables()["agreements"].values()
    assert (kept["focus"], kept["i_bring"], kept["every"], kept["minutes"]) == (
        "skill",
        "Questions",
        "3w",
        30,
    )
    assert (kept["boundaries"], kept["stop"]) == (["Nothing about pay"], "One honest message")


def test_renewing_keeps_with_enter_what_is_there(desk: Desk) -> None:
    desk.do("agree", "maya", "--focus", "skill", "--i-bring", "Questions", "--boundary", "Nothing about pay")
    with at(desk.on("2026-12-01T09:00"), "agree", "maya", "--renew") as terminal:
        terminal.answer("What is it about?")
        terminal.answer("What do you bring? [Questions]")
        for _kept in ("they bring", "you hope", "they hope"):
            terminal.answer(_kept)
        terminal.answer("between talks", "Calls")
        for _kept in (
            "How often",
            "How many",
            "better not",
            "stays between",
            "Nothing about pay",
            "may either",
        ):
            terminal.answer(_kept)
        assert terminal.left() == 0
        assert "How we reach each other: nothing → Calls" in terminal.said
    _first, second = desk.tables()["agreements"].values()
    assert (second["i_bring"], second["boundaries"], second["channel"]) == (
        "Questions", ["Nothing about pay"], "Calls",
    )  # fmt: skip
    assert second["check"] == "2027-06-01"


def test_an_agreement_that_is_there_is_shown_and_not_asked_for(desk: Desk) -> None:
    desk.do("agree", "maya", "--i-bring", "Questions")
    with at(desk, "agree", "maya") as terminal:
        assert terminal.left() == 0
        assert "Questions" in terminal.said


def test_an_end_reminds_of_what_was_good_and_settles_what_is_open_before_it_asks(desk: Desk) -> None:
    desk.do("edit-mentor", "maya", "--why", "I say yes too fast")
    desk.do("log", "maya", "--win", "I waited")
    with at(desk, "close", "maya") as terminal:
        terminal.wait_for("Why them: I say yes too fast")
        terminal.wait_for("Went well: I waited")
        terminal.answer("Let go of them all? [y/N]", "y")
        terminal.answer("what becomes of them?", "keep")
        terminal.answer("What did you reach together?", "I say no")
        terminal.answer("What do you thank them for?", "Patience")
        terminal.answer("What did it teach you?", "Silence is cheap")
        terminal.answer("Why does it end?")
        terminal.answer("Will you stay in touch? [y/N]", "y")
        assert terminal.left() == 0
    closing = desk.tables()["mentors"]["1"]["closing"]
    assert (closing["reached"], closing["thanks"], closing["lessons"], closing["in_touch"]) == (
        "I say no", "Patience", "Silence is cheap", True,
    )  # fmt: skip


def test_who_wants_to_settle_first_is_told_how_and_nothing_is_lost(desk: Desk) -> None:
    before = desk.path.read_bytes()
    with at(desk, "close", "maya") as terminal:
        terminal.answer("Let go of them all?")
        assert terminal.left() == 4
        assert "peermentor done p1" in terminal.said
    assert desk.path.read_bytes() == before


def test_a_candidate_is_asked_one_question_only(desk: Desk) -> None:
    with at(desk, "close", "zoe") as terminal:
        terminal.answer("Why? Only for you.", "Her year is full")
        assert terminal.left() == 0
    assert desk.tables()["mentors"]["3"]["closing"]["because"] == "Her year is full"


def test_a_pause_asks_until_when(desk: Desk) -> None:
    with at(desk, "pause", "maya") as terminal:
        terminal.answer("Until when?", "in 3 weeks")
        assert terminal.left() == 0
    assert desk.tables()["mentors"]["1"]["until"] == "2026-07-22"
