"""A path that is empty: to the system it would be the folder one is in, and nobody meant that."""

from pathlib import Path

import pytest

from peermentor.commands.shared.every_command import make_command
from peermentor.commands.table import commands
from tests.cli.used import refused, used_desk
from tests.conftest import Desk

PLACES = {"PATH", "FILE", "COPY"}  # what stands for something on the disk
EMPTY = {
    ("export", "--into"): ("export", "csv", "--into"),
    ("report", "--into"): ("report", "--into"),
    ("demo", "--into"): ("demo", "--into"),
    ("import", "FILE"): ("import", "json"),
    ("restore", "COPY"): ("restore",),
    ("vault", "--identity"): ("vault", "lock", "--yes", "--identity"),
    ("vault", "--ssh"): ("vault", "lock", "--yes", "--ssh"),
    ("vault", "KEY"): ("vault", "add-key"),
    ("mentors", "--journal"): ("mentors", "--journal"),
}


@pytest.fixture
def used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return used_desk(tmp_path)


@pytest.mark.parametrize("empty", ["", " "])
@pytest.mark.parametrize(("command", "name"), EMPTY)
def test_an_empty_path_is_refused_and_nothing_is_written_in_the_folder_one_is_in(
    used: Desk, command: str, name: str, empty: str
) -> None:
    refused(used, 2, *EMPTY[command, name], empty, says=f"{name} is empty.")
    assert list(Path.cwd().iterdir()) == []


def test_the_journal_named_before_the_command_is_no_empty_path_either(used: Desk) -> None:
    refused(used, 2, "--journal", "", "mentors", says="--journal is empty.")


def test_every_option_and_argument_that_takes_a_path_is_tried_above() -> None:
    named = {
        (row.name, max(param.opts, key=len) if param.opts[0].startswith("-") else param.metavar)
        for row in commands().values()
        for param in make_command(row).params
        if param.metavar in PLACES
    }
    assert named <= set(EMPTY)
