"""Nothing private leaves the journal: not in an error, a list of processes or a file nobody asked for."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from peermentor.practice.nouns.records import KINDS
from peermentor.practice.talk import talk
from tests.conftest import Desk, begun
from tests.started import run

SECRET = "Xyzzy said Grue frightens her"


@begun
def told(desk: Desk) -> None:
    """A journal with a secret in every field that holds words."""
    desk.do("add-mentor", "Maya Pranata", "--why", SECRET, "--every", "3w")
    desk.do("add-goal", SECRET, "--with", "maya", "--success", SECRET)
    desk.do("add-topic", "maya", SECRET)
    words = ("notes", "got", "gave", "i-will", "they-will", "win", "happened", "so-what", "now-what")
    desk.do("log", "maya", *(part for word in words for part in (f"--{word}", SECRET)))
    desk.do("add-feedback", "maya", "given", SECRET)
    desk.do("agree", "maya", "--boundary", SECRET, "--stop", SECRET)
    desk.do("review", "maya", "--rate", "goals=4", "--because", SECRET)


def test_a_bug_report_holds_a_kind_and_a_place_and_no_word(
    told: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(talk, "keep_session", fails)
    for asked in ((), ("--json",)):
        answer = told.type(*asked, "log", "maya", "--notes", SECRET)
        assert answer.code == 1
        assert "ValueError at " in answer.out + answer.err
        assert "Xyzzy" not in answer.out + answer.err
        assert "Grue" not in answer.out + answer.err


TABLES = [kind.table for kind in KINDS]


@pytest.mark.parametrize("table", TABLES)
def test_a_broken_record_is_named_by_its_handle_and_never_quoted(told: Desk, table: str) -> None:
    tables = told.tables()
    for record in tables.get(table, {}).values():
        for field in ("mentor", "date", "created", "title", "name", "ratings"):
            if field in record:
                record[field] = {"instead": SECRET}
    told.path.write_text(json.dumps(tables), "utf-8")
    for line in (
        "today",
        "prep maya",
        "review maya",
        "doctor",
        "undo",
        "restore 1 --yes --dry-run",
        "search q",
    ):
        answer = told.type(*line.split())
        assert "Xyzzy" not in answer.err
        assert "Traceback" not in answer.err


@pytest.mark.parametrize("harm", [lambda text: text[: len(text) // 2], lambda text: text.replace('"', "'")])
def test_a_journal_that_cannot_be_read_is_not_quoted(told: Desk, harm: object) -> None:
    told.path.write_text(harm(told.path.read_text("utf-8")), "utf-8")
    answer = told.refused(5, "today")
    assert "Xyzzy" not in answer.err + answer.out


def test_what_comes_by_stdin_is_in_no_list_of_processes(told: Desk, tmp_path: Path) -> None:
    if not Path("/proc/self/cmdline").exists():
        pytest.skip("this system lists processes elsewhere")
    process = subprocess.Popen(
        [sys.executable, "-m", "peermentor", "log", "maya", "--notes", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | told.env,
        cwd=tmp_path,
    )
    process.stdin.write(SECRET.encode())
    process.stdin.flush()
    title = Path(f"/proc/{process.pid}/cmdline").read_bytes() + Path(f"/proc/{process.pid}/comm").read_bytes()
    process.communicate()
    assert process.returncode == 0
    assert b"Xyzzy" not in title
    assert any(session.get("notes") == SECRET for session in told.tables()["sessions"].values())


def test_every_file_that_holds_words_is_the_journals_and_its_owners_only(told: Desk, tmp_path: Path) -> None:
    told.do("add-topic", "maya", SECRET)  # after which it is noted that there is a journal
    home = tmp_path / "home"
    home.mkdir()
    env = os.environ | told.env | {"HOME": str(home), "TMPDIR": str(home), "XDG_CACHE_HOME": str(home)}
    for line in (
        "today",
        "prep maya",
        "log maya --notes Xyzzy",
        "undo",
        "redo",
        "backup",
        "restore 1 --yes",
        "doctor",
    ):
        run(*line.split(), env=env).check_returncode()
    assert list(home.rglob("*")) == []
    kept = [path for path in told.path.parent.rglob("*") if path != home]
    assert {path.relative_to(told.path.parent).parts[0] for path in kept} == {
        "journal.json",
        ".journal.json.lock",
        "journal.json.d",
    }
    assert {path.stat().st_mode & 0o777 for path in kept if path.is_file()} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in kept if path.is_dir()} == {0o700}
