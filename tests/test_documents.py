"""The documents say what the program does: a change that makes one of them wrong fails here."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import peermentor
from peermentor.commands.table import commands
from tests.conftest import Desk

TOP = Path(__file__).parent.parent
README = (TOP / "README.md").read_text("utf-8")


def block_under(marker: str) -> str:
    """The shell block that follows a marker: what people copy, and what .ci/run runs."""
    found = re.search(rf"<!-- {marker} -->\n```sh\n(.+?)\n```", README)
    assert found
    return found[1]


@pytest.mark.parametrize("marker", ["demo", "tests"])
def test_the_two_commands_for_a_fresh_machine_are_one_line_each(marker: str) -> None:
    assert "\n" not in block_under(marker)
    assert block_under(marker).startswith("python3 -m venv .venv && ")


def test_the_first_five_minutes_of_the_readme_work_as_written(desk: Desk) -> None:
    section = README.split("## Your first five minutes")[1]
    typed = re.search(r"```sh\n(.+?)```", section, re.DOTALL)
    assert typed
    for line in typed[1].strip().splitlines():
        words = shlex.split(line)
        assert words[0] == "peermentor"
        desk.do(*words[1:])


def test_the_tables_of_commands_are_in_step() -> None:
    done = subprocess.run([sys.executable, TOP / "scripts" / "readme.py", "--check"], check=False)
    assert done.returncode == 0


def test_every_command_named_in_the_documents_exists() -> None:
    for name in ("README.md", "README.id.md", "CHANGELOG.md", "CONTRIBUTING.md"):
        text = (TOP / name).read_text("utf-8")
        for command in re.findall(r"`peermentor ([a-z][a-z-]*)", text):
            assert command in commands(), (name, command)


def test_every_command_is_in_the_changelog() -> None:
    changes = (TOP / "CHANGELOG.md").read_text("utf-8")
    assert {name for name in commands() if f"`{name}" not in changes} == set()


def test_the_version_is_one() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", peermentor.__version__)
