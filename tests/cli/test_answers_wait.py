"""Answers typed at questions outlive whatever ends the run; the next run of the same words offers them."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.terminal import CTRL_C, ENTER, Terminal
from tests.cli.test_prompts import LOG, Person, journal_with_maya, tell

WAITS = "Your answers wait: the same command goes on with them."
BEGAN = "Go on with your answers? [Y/n]"


@pytest.fixture
def maya(tmp_path: Path) -> Person:
    person = Person(tmp_path)
    person.journal.write_bytes(journal_with_maya())
    return person


def drafts(person: Person) -> list[Path]:
    return sorted((person.home / "journal.json.d" / "drafts").glob("*"))


def answered_up_to(person: Person, at: int, end: Callable[[Terminal], int]) -> str:
    with person.at("log", "maya") as terminal:
        for question, answer in LOG[:at]:
            terminal.answer(question, answer)
        terminal.wait_for(LOG[at][0])
        end(terminal)
    return terminal.said


def killed(terminal: Terminal) -> int:
    terminal.process.send_signal(signal.SIGKILL)
    return terminal.process.wait()


def gone_on(person: Person, at: int) -> str:
    """Take up the answers before this question with Enter, and give the rest."""
    with person.at("log", "maya") as terminal:
        terminal.answer(BEGAN)
        return tell(terminal, [(question, "") for question, _ in LOG[:at]] + LOG[at:])


def the_talk_is_kept_whole(person: Person) -> None:
    (session,) = person.table("sessions")
    assert session["notes"] == "Corridor requests"
    assert session["got"] == ["Buy time first"]
    assert session["energy"] == 4
    assert [promise["text"] for promise in person.table("promises")] == [
        "Write the script",
        "Read it to Budi",
        "Send the template",
    ]


@pytest.mark.parametrize("at", [1, 4, len(LOG) - 1])
def test_after_a_ctrl_c_one_goes_on_where_one_was(maya: Person, at: int) -> None:
    assert WAITS in answered_up_to(maya, at, lambda terminal: terminal.stop(CTRL_C))
    gone_on(maya, at)
    the_talk_is_kept_whole(maya)
    assert drafts(maya) == []


def test_a_program_that_was_killed_leaves_every_answer_but_the_one_being_typed(maya: Person) -> None:
    answered_up_to(maya, 5, killed)
    gone_on(maya, 5)
    the_talk_is_kept_whole(maya)


def test_when_the_journal_cannot_be_written_the_answers_wait(maya: Person) -> None:
    whole = maya.journal.read_bytes()
    with maya.at("log", "maya") as terminal:
        for question, answer in LOG[:-1]:
            terminal.answer(question, answer)
        terminal.wait_for(LOG[-1][0])
        maya.journal.write_bytes(whole[: len(whole) // 2])
        terminal.press(ENTER)
        assert terminal.left() == 5
    assert WAITS in terminal.said
    maya.journal.write_bytes(whole)
    gone_on(maya, len(LOG))
    the_talk_is_kept_whole(maya)


THROW = "Throw them away? Enter lets them wait. [y/N]"


def test_declined_answers_wait_on_whatever_is_kept_meanwhile(maya: Person) -> None:
    answered_up_to(maya, 5, lambda terminal: terminal.stop(CTRL_C))
    (waiting,) = drafts(maya)
    with maya.at("log", "maya") as terminal:
        terminal.answer(BEGAN, "n")
        terminal.answer(THROW)
        tell(terminal, [(LOG[0][0], "Something else"), *((question, "") for question, _ in LOG[1:])])
    assert maya.table("sessions")[0]["notes"] == "Something else"
    assert drafts(maya) == [waiting]


def test_only_a_clear_no_throws_answers_away(maya: Person) -> None:
    answered_up_to(maya, 5, killed)
    for enough in ("", "n"):
        with maya.at("log", "maya") as terminal:
            terminal.answer(BEGAN, "n")
            terminal.answer(THROW, enough)
            terminal.wait_for(LOG[0][0])
            terminal.stop(CTRL_C)
        assert len(drafts(maya)) == 1
    with maya.at("log", "maya") as terminal:
        terminal.answer(BEGAN, "tidak")
        terminal.answer(THROW, "ya")
        terminal.wait_for(LOG[0][0])
        terminal.stop(CTRL_C)
    assert drafts(maya) == []


def test_a_run_cut_off_a_second_time_still_has_the_answers_of_the_first(maya: Person) -> None:
    answered_up_to(maya, 5, killed)
    with maya.at("log", "maya") as terminal:
        terminal.answer(BEGAN)
        terminal.answer(LOG[0][0])
        terminal.wait_for(LOG[1][0])
        killed(terminal)
    assert len(drafts(maya)) == 1
    gone_on(maya, 5)
    the_talk_is_kept_whole(maya)
    assert drafts(maya) == []


@pytest.mark.parametrize(
    "words",
    [
        ("log", "MAYA"),
        ("log", "m1"),
        ("log",),
        ("log", "pran", "--date", "yesterday"),
        ("--quiet", "log", "maya"),
    ],
)
def test_answers_are_found_however_the_command_is_called(maya: Person, words: tuple[str, ...]) -> None:
    answered_up_to(maya, 4, killed)
    with maya.at(*words) as terminal:
        heard = terminal.answer(BEGAN)
        assert "“t1, t2, Corridor requests”" in " ".join(heard.split())
        terminal.answer(LOG[0][0])
        terminal.wait_for("Write the script by friday")
        terminal.stop(CTRL_C)


def test_answers_about_one_peer_are_not_offered_for_another(maya: Person) -> None:
    maya.does("add-mentor", "Budi")
    answered_up_to(maya, 4, killed)
    with maya.at("log") as terminal:
        terminal.answer("Who is it about?", "budi")
        heard = terminal.wait_for("What was it about?")
        assert BEGAN not in heard
        terminal.stop(CTRL_C)
    with maya.at("log") as terminal:
        terminal.answer("Who is it about?", "maya")
        terminal.wait_for(BEGAN)
        terminal.stop(CTRL_C)


def test_answers_are_their_owners_only_and_their_names_tell_nothing(maya: Person) -> None:
    answered_up_to(maya, 4, killed)
    (draft,) = drafts(maya)
    assert draft.stat().st_mode & 0o777 == 0o600
    assert draft.parent.stat().st_mode & 0o777 == 0o700
    assert "maya" not in draft.name.lower()


def test_other_words_are_not_offered_these_answers(maya: Person) -> None:
    answered_up_to(maya, 4, killed)
    with maya.at("log", "maya", "--minutes", "30") as terminal:
        assert terminal.left() == 0  # it says something, so nothing is asked
    with maya.at("reflect") as terminal:
        terminal.wait_for("?")
        assert BEGAN not in terminal.said
        terminal.stop(CTRL_C)
    assert len(drafts(maya)) == 1


def test_a_dry_run_leaves_no_answers_behind(maya: Person) -> None:
    with maya.at("log", "maya", "--dry-run") as terminal:
        terminal.answer(LOG[0][0], "corridors")
        terminal.wait_for(LOG[1][0])
        terminal.stop(CTRL_C)
    assert drafts(maya) == []
    assert WAITS not in terminal.said
