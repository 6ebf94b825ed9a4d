"""What is said beside an answer breaks between words on a narrow terminal, and no command is cut."""

import io
import sys

import pytest

from peermentor.screen.terminal import answer
from peermentor.screen.terminal.console import in_pieces
from peermentor.screen.terminal.result import Hint, Result

LONG = "Somebody has promised something considerable, and it has been waiting for a considerably longer time."


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("COLUMNS", "50")
    return Terminal()


def test_a_message_breaks_between_words(terminal: Terminal) -> None:
    answer.tell(LONG, terminal)
    lines = terminal.getvalue().splitlines()
    assert len(lines) > 1
    assert max(map(len, lines)) <= 50
    assert " ".join(lines) == LONG


def test_a_hint_keeps_its_command_in_one_piece(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal)
    command = 'peermentor add-topic tomas "What is it that you would like most" --important'
    shown = Result({}, hints=(Hint(LONG, command),))
    answer.show_result(shown, "today", as_json=False, quiet=False, color=None)
    assert f"  {command}\n" in terminal.getvalue()


def test_into_a_pipe_every_message_is_one_line() -> None:
    pipe = io.StringIO()
    answer.tell(LONG, pipe)
    assert pipe.getvalue() == LONG + "\n"


def test_a_line_of_commands_breaks_between_them() -> None:
    lines = in_pieces("Another day: ", ["later nadia friday", "later g2 friday", "later p14 friday"], 50)
    assert lines.plain == "Another day: later nadia friday · later g2 friday\n  later p14 friday"


def test_a_sentence_keeps_the_commands_in_it_in_one_piece(terminal: Terminal) -> None:
    commands = 'peermentor close "Maya. Pranata"', "peermentor delete m1 --with-all"
    sentence = "  You have talked: end it with {}. To delete all 5 of them too: {}"
    answer.tell(sentence.format(*commands), terminal)
    said = terminal.getvalue()
    assert all(command in said for command in commands)
    assert max(map(len, said.splitlines())) <= 50
    assert said.startswith("  You have talked: end it with\n  peermentor")


def test_what_a_write_did_breaks_between_words(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", terminal)
    answer.show_result(Result({}, LONG), "done", as_json=False, quiet=False, color=None)
    assert " ".join(terminal.getvalue().splitlines()) == LONG
    assert max(map(len, terminal.getvalue().splitlines())) <= 50
