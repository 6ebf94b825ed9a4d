"""--dry-run says what would be written, says that it was not, and leaves no trace."""

import shlex
from pathlib import Path
from typing import Any

import pytest

from peermentor.commands.table import Command, commands
from tests.cli.used import used_desk
from tests.conftest import Desk

# `config`, `export` and `report` write other files, `import` reads one, `vault` is about all of them: each
# has its own tests of it; `history` and `doctor` write only when asked to.
ELSEWHERE = ("config", "vault", "export", "report", "import", "history", "doctor")
WRITERS = [row for row in commands().values() if row.writes and row.name not in ELSEWHERE]
# What must be typed first, for the example of the command in the table to be possible.
FIRST: dict[str, list[str]] = {
    "opener": ["edit-mentor zoe --skill negotiation"],
    "reflect": ["log maya --notes X"],
    "undo": ["add-win X"],
    "redo": ["add-win X", "undo"],
    "restore": ["backup", "add-win X"],
    "resume": ["pause maya"],
}
MORE = (
    "log marta --date kemarin --cancelled them --next friday",
    'log maya --notes X --i-will "Write by friday" --they-will Send --win W --discussed t1 --energy 4',
    "review maya --decide close --because X",
    "edit-mentor maya --stage closed",
    "edit-goal g1 --by 2026-12-01 --milestone Two",
    "check-in g1 100 --milestone 1",
    "done p2 t1 p3",
    "drop t1 --because X",
    "prep marta --markdown",
)


@pytest.fixture
def used(tmp_path: Path) -> Desk:
    return used_desk(tmp_path)


def without_identity(found: Any) -> Any:
    """The data of an answer without what is minted anew for every record."""
    if isinstance(found, dict):
        return {key: without_identity(value) for key, value in found.items() if key != "uid"}
    return [without_identity(value) for value in found] if isinstance(found, list) else found


def folder(desk: Desk) -> dict[Path, bytes]:
    """Everything on the desk: the journal and whatever lies beside it."""
    return {path: path.read_bytes() for path in desk.path.parent.rglob("*") if path.is_file()}


def put_back(desk: Desk, before: dict[Path, bytes]) -> None:
    for path in folder(desk).keys() - before.keys():
        path.unlink()
    for path, content in before.items():
        path.write_bytes(content)


def leaves_no_trace(desk: Desk, words: list[str]) -> None:
    before = folder(desk)
    tried = desk.do(*words, "--dry-run")
    as_json = desk.do("--json", *words, "--dry-run")
    assert folder(desk) == before
    assert tried.err.endswith("A dry run: nothing was written.\n")
    assert "Hint" not in tried.err
    assert as_json.err == ""
    assert (as_json.json["dry_run"], as_json.json["hints"]) == (True, [])
    real_json = desk.do("--json", *words)
    assert without_identity(as_json.data) == without_identity(real_json.data)
    assert "dry_run" not in real_json.json
    written = {path for path, content in folder(desk).items() if before.get(path) != content}
    assert written - {desk.path.with_name(f".{desk.path.name}.lock")}
    put_back(desk, before)
    assert tried.out == desk.do(*words).out


@pytest.mark.parametrize("row", WRITERS, ids=[row.name for row in WRITERS])
def test_the_example_of_every_writing_command_can_be_tried_without_a_trace(used: Desk, row: Command) -> None:
    for line in FIRST.get(row.name, []):
        used.do(*shlex.split(line))
    if row.name == "add-mentor":
        used.path.write_bytes(used.path.read_bytes().replace(b"Maya Pranata", b"Maya Other"))
    leaves_no_trace(used, shlex.split(row.example)[1:])


@pytest.mark.parametrize("line", MORE)
def test_other_ways_to_type_them_leave_no_trace_either(used: Desk, line: str) -> None:
    leaves_no_trace(used, shlex.split(line))


def test_with_no_journal_yet_there_is_none_afterwards(desk: Desk) -> None:
    answer = desk.do("add-mentor", "Maya", "--next", "friday", "--dry-run")
    assert answer.out == "Added Maya (m1). Next meeting Fri 3 Jul 2026, in 2 days.\n"
    assert answer.err == "A dry run: nothing was written.\n"
    assert list(desk.path.parent.iterdir()) == []


def test_a_dry_run_refuses_what_the_real_one_would_refuse(used: Desk) -> None:
    for code, line in (
        (4, "edit-mentor marta --name 'maya pranata'"),
        (3, "log nobody"),
        (2, "check-in g1 140"),
    ):
        words = shlex.split(line)
        assert used.refused(code, *words, "--dry-run") == used.refused(code, *words)


def test_a_dry_run_takes_no_handle(used: Desk) -> None:
    used.do("add-topic", "maya", "Tried", "--dry-run")
    assert used.do("add-topic", "maya", "Meant").out == "Parked t3 for the next talk with Maya Pranata.\n"


def test_nobody_is_sent_to_the_editor_for_a_dry_run(used: Desk) -> None:
    used.env["EDITOR"] = "false"
    answer = used.refused(2, "log", "maya", "--edit", "--dry-run")
    assert "keeps nothing" in answer.err
    assert "--notes" in answer.err
    assert not Path(f"{used.path}.d", "drafts").exists()
