"""Where nothing was named there is a list to choose from, and where several people may be meant, too."""

import os
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.cli.used import used_desk
from tests.conftest import Desk

# The latest first: the check-in, the talk, the three promises, the topics, the goals, the people.
LATEST = " 1  c1  Maya Pranata, Wed 1 Jul 2026"
WHICH = "(a number, a handle or a name)"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return used_desk(tmp_path)


def at(desk: Desk, *argv: str) -> Terminal:
    return Terminal(*argv, env={**os.environ, **desk.env, "TERM": "dumb"})


def test_show_shows_what_was_kept_last_and_takes_a_number_a_handle_or_a_name(desk: Desk) -> None:
    for typed, shown in (("2", "We began"), ("p1", "Write the script"), ("marta ruiz", "Marta Ruiz")):
        with at(desk, "show") as terminal:
            terminal.wait_for(LATEST)
            terminal.answer(f"What do you want to see? {WHICH}", "99")
            terminal.wait_for("There is no number 99 in the list.")
            terminal.answer("What do you want to see?", "1 2")
            terminal.wait_for("Only one at a time.")
            terminal.answer("What do you want to see?", typed)
            assert terminal.left() == 0, terminal.said
        assert shown in terminal.said


def test_a_name_of_two_at_that_question_is_asked_again_with_both(desk: Desk) -> None:
    with at(desk, "show") as terminal:
        terminal.answer("What do you want to see?", "ma")
        terminal.wait_for("Maya Pranata (m1), Marta Ruiz (m2)")
        terminal.answer("What do you want to see?", "m2")
        assert terminal.left() == 0, terminal.said


def test_later_shows_what_has_a_day_ahead(desk: Desk) -> None:
    with at(desk, "later") as terminal:
        heard = terminal.answer(f"What is to come later? {WHICH}", "4")
        assert " 1  m1  Maya Pranata\n" in heard
        assert " 4  g1  Say no\n" in heard
        assert "s1" not in heard
        terminal.answer("Which day?", "soonish")
        assert "I can't read" in terminal.answer("Which day?", "2026-10-30")
        assert terminal.left() == 0, terminal.said
    assert desk.data("show", "g1")["goal"]["target"] == "2026-10-30"


def test_edit_asks_which_and_then_opens_it(desk: Desk) -> None:
    desk.env["EDITOR"] = "sed -i s/script/letter/"
    with at(desk, "edit") as terminal:
        terminal.answer(f"What is to be put right? {WHICH}", "p1")
        assert terminal.left() == 0, terminal.said
    assert desk.data("show", "p1")["promise"]["text"] == "Write the letter"


def test_delete_takes_several_numbers_and_forget_too(desk: Desk) -> None:
    with at(desk, "delete") as terminal:
        terminal.answer("What should go? (numbers, handles or a name)", "1, 2")
        assert terminal.left() == 0, terminal.said
    assert not desk.tables()["checkins"]
    assert not desk.tables()["sessions"]
    with at(desk, "forget") as terminal:
        terminal.answer("What is to be forgotten? (numbers, handles or a name)", "1")
        terminal.answer("Forget it for good? [y/N]", "maybe")
        terminal.answer("Forget it for good? [y/N]", "y")
        assert terminal.left() == 0, terminal.said
    assert "3" not in desk.tables()["promises"]


def test_merge_shows_the_people_there_are(desk: Desk) -> None:
    with at(desk, "merge") as terminal:
        assert " 3  m3  Zoë Łukasik\n" in terminal.answer("Who goes?", "nobody")
        assert "There is no mentor “nobody” here." in terminal.answer("Who goes?", "3")
        terminal.answer("Who stays?", "marta")
        assert terminal.left() == 0, terminal.said
    assert "3" not in desk.tables()["mentors"]


@pytest.mark.parametrize(
    "line",
    [
        *("show ma", "ma", "edit ma role=Director", "delete ma --with-all", "later ma friday"),
        *("forget ma --yes", "fit ma zoe", "edit p3 with=ma", "merge zoe ma", "review ma", "stats ma"),
    ],
)
def test_several_people_are_a_numbered_choice_in_a_terminal_else_exit_3(desk: Desk, line: str) -> None:
    refused = desk.refused(3, *line.split())
    assert "“ma” could be Maya Pranata (m1), Marta Ruiz (m2)." in refused.err
    with at(desk, *line.split()) as terminal:
        terminal.wait_for("  1  Maya Pranata (m1)\n  2  Marta Ruiz (m2)\n")
        terminal.answer("Who is meant by “ma”?", "three")
        terminal.wait_for("A number from 1 to 2")
        terminal.answer("Who is meant by “ma”?", "2")
        if line == "review ma":
            terminal.answer("Say how it feels with Marta Ruiz?")
        assert terminal.left() == 0, terminal.said
    assert "could be" not in terminal.said


def test_what_can_not_be_done_is_refused_at_the_question(desk: Desk) -> None:
    with at(desk, "done") as terminal:
        terminal.answer("Which one?", "maya")
        terminal.wait_for("There is no promise “maya” here.")
        terminal.answer("Which one?", "p1")
        assert terminal.left() == 0, terminal.said
