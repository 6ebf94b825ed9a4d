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
