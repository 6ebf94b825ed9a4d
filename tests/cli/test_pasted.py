"""What a file or a clipboard brings along and nobody typed goes; what shows nothing is nothing."""

import os
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.conftest import Desk, begun

NOTHING = ["", "  ", "\u200b", "\ufeff", "\u3164 \u00ad", "\r\n\r\n", "\U000e0041", "\u2800"]


@begun
def maya(desk: Desk) -> None:
    desk.do("add-mentor", "Maya Pranata")


def editor(desk: Desk, script: str) -> None:
    path = desk.path.with_name("editor")
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    desk.env["EDITOR"] = str(path)


def notes(desk: Desk, session: str = "s1") -> str:
    return desk.data("session", session)["session"]["notes"]


def test_a_bom_and_the_cr_of_crlf_go_on_every_way_in(maya: Desk) -> None:
    pasted = "\ufefffirst\r\nsecond\r\n"
    maya.do("log", "maya", "--notes", "-", stdin=pasted.encode())
    assert notes(maya) == "first\nsecond"
    maya.do("undo")
    maya.do("log", "maya", "--notes", pasted)
    assert notes(maya, "s2").rstrip() == "first\nsecond"
    maya.do("add-topic", "maya\r", "\ufeffCorridors\r")
    assert maya.data("topics")["topics"][0]["text"] == "Corridors"


def test_they_go_from_an_editor_too(maya: Desk) -> None:
    editor(maya, "printf '\\357\\273\\277first\\r\\nsecond\\r\\n' >\"$1\"")
    maya.do("log", "maya", "--edit")
    assert notes(maya) == "first\nsecond"


@pytest.mark.parametrize("nothing", NOTHING)
def test_what_shows_nothing_is_nothing(maya: Desk, nothing: str) -> None:
    for words in (
        ("add-topic", "maya", nothing), ("promise", "maya", nothing), ("add-goal", nothing),
        ("add-win", nothing),
        ("log", "maya", "--notes", nothing, "--got", nothing), ("add-mentor", nothing),
    ):  # fmt: skip
        maya.refused(2, *words)
    maya.refused(2, "log", "maya", "--notes", "-", stdin=nothing.encode())


def test_nor_is_it_an_answer_to_a_question(maya: Desk) -> None:
    with Terminal("add-topic", "maya", env={**os.environ, **maya.env}) as terminal:
        terminal.answer("What", "\u200b")
        terminal.answer("An answer is needed", "Corridors")
        assert terminal.left() == 0
    assert maya.data("topics")["topics"][0]["text"] == "Corridors"


def test_an_editor_that_is_back_at_once_may_need_to_wait(maya: Desk) -> None:
    editor(maya, "exit 0")
    hint = maya.refused(2, "log", "maya", "--edit").err
    assert 'peermentor config editor "code --wait"' in hint


def test_today_speaks_of_a_text_that_waits(maya: Desk) -> None:
    editor(maya, "printf 'We began' >\"$1\"; exit 3")
    waits = maya.type("log", "maya", "--edit")
    assert waits.code == 2
    said = maya.do("today").err
    assert "A text that was never kept waits in" in said
    assert Path(said.split("waits in ")[1].split(". Go on")[0]).read_text() == "We began"
