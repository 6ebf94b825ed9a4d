"""The program among other programs: pipes that close, disks that fill, streams that are not there."""

import json
import os
import shlex
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from peermentor.journal.journal import Journal
from peermentor.practice.nouns.records import Mentor, Session
from tests.cli.used import used_desk
from tests.conftest import Desk
from tests.started import run

PROGRAM = f"{sys.executable} -m peermentor"
ESCAPE = "\x1b"


@pytest.fixture
def used(tmp_path: Path) -> Desk:
    return used_desk(tmp_path)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Thousands of talks: more than any pipe holds."""
    desk = used_desk(tmp_path_factory.mktemp("full"))
    now = datetime.fromisoformat("2026-06-30T12:00").astimezone()
    with Journal(desk.path).transaction(now) as draft:
        maya = draft.records.all(Mentor)[0]
        for number in range(1200):
            notes = f"Talk {number}, and what was said in it, at some length"
            draft.add(Session(mentor=maya.uid, date=date(2026, 5, 1 + number % 31), notes=notes))
    return desk


def shell(desk: Desk, line: str, **env: str) -> subprocess.CompletedProcess[str]:
    """What a shell makes of a line in which `P` is the program; PIPESTATUS ends its stderr."""
    script = f'P() {{ {PROGRAM} "$@"; }}\n{line}\necho "${{PIPESTATUS[0]}}" >&2'
    environment = {**os.environ, **desk.env, **env}
    return subprocess.run(
        ["bash", "-c", script], env=environment, capture_output=True, text=True, check=False
    )


def read_by_nobody(desk: Desk, *argv: str) -> tuple[int, str]:
    """The exit code and stderr of a command whose answer goes into a pipe that nobody reads."""
    ours, theirs = os.pipe()
    os.close(ours)
    done = run(*argv, env={**os.environ, **desk.env}, stdout=theirs)
    os.close(theirs)
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("line", "code", "err"),
    [
        ("sessions", 0, ""),
        ("--json sessions", 0, ""),
        ("--help", 0, ""),
        ("--json mentor nobody", 3, ""),
        ("mentor nobody", 3, "There is no mentor “nobody” here"),
    ],
)
def test_a_reader_that_reads_nothing_is_no_error(used: Desk, line: str, code: int, err: str) -> None:
    came, said = read_by_nobody(used, *line.split())
    assert came == code
    assert said.startswith(err) if err else said == ""


def test_a_reader_that_has_had_enough_is_no_error(full: Desk) -> None:
    done = shell(full, "P sessions | head -1 >/dev/null")
    assert (done.stdout, done.stderr) == ("", "0\n")


@pytest.mark.parametrize(
    ("line", "err", "code"),
    [
        ("P mentors >&-", "", 0),
        ("P --json mentors >&-", "", 0),
        ("P mentors 2>&- >/dev/null", "", 0),
        ("P mentor nobody 2>&-", "", 3),
        ("P mentor nobody <&- >&- 2>&-", "", 3),
        ("P log maya --notes - <&-", "stdin is empty", 2),
    ],
)
def test_a_stream_that_is_closed_stops_nothing(used: Desk, line: str, err: str, code: int) -> None:
    before = used.path.read_bytes()
    done = shell(used, line)
    assert done.stdout == ""
    assert err in done.stderr
    assert done.stderr.endswith(f"{code}\n")
    assert "Traceback" not in done.stderr
    assert "bug" not in done.stderr
    assert used.path.read_bytes() == before


def test_a_write_with_every_stream_closed_is_kept_whole(used: Desk) -> None:
    shell(used, "P add-topic maya Unheard <&- >&- 2>&-")
    assert [t["text"] for t in used.data("topics")["topics"]] == ["Corridors", "Shoes", "Unheard"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize(
    ("line", "became", "code"),
    [
        ("P add-topic maya X >/dev/full", "What you said was kept.", 5),
        ("P add-topic maya X 2>/dev/full >/dev/null", "", 0),
    ],
)
def test_a_full_disk_behind_the_answer_is_said_with_what_became_of_the_journal(
    used: Desk, line: str, became: str, code: int
) -> None:
    done = shell(used, line)
    assert became in done.stderr
    assert ("The answer can't be written" in done.stderr) == bool(became)
    assert "Traceback" not in done.stderr
    assert done.stderr.endswith(f"{code}\n")


SCREENS = (
    "today", "mentors", "mentor maya", "goals", "goal g1", "topics", "promises", "sessions", "session s1",
    "prep maya", "review maya", "--help", "log --help",
)  # fmt: skip


@pytest.mark.parametrize("words", SCREENS)
def test_through_a_pipe_there_is_no_colour(used: Desk, words: str) -> None:
    used.env["TERM"] = "xterm-256color"
    for before in ([], ["--no-color"]):
        answer = used.do(*before, *words.split())
        assert ESCAPE not in answer.out + answer.err


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"FORCE_COLOR": "1", "NO_COLOR": "1"}])
def test_no_color_takes_the_colours_away_even_where_they_are_forced(used: Desk, env: dict[str, str]) -> None:
    for line in ("promises", "goals", "review maya"):
        done = run(*line.split(), env={**os.environ, **used.env, **env})
        assert done.stdout
        assert "\x1b[3" not in done.stdout  # bold and dim are no colours


def test_quiet_says_nothing_but_what_was_asked_for(used: Desk) -> None:
    assert used.do("--quiet", "add-goal", "Listen")[1:] == ("", "")
    assert used.do("-q", "review", "maya", "--rate", "goals=4").err == ""
    assert used.do("-q", "add-topic", "maya", "X", "--dry-run")[1:] == ("", "")
    listed = used.do("--quiet", "goals")
    assert "Listen" in listed.out
    assert listed.err == ""
    assert used.do("--quiet", "prep", "maya").out == used.do("prep", "maya").out
    assert "no mentor" in used.refused(3, "--quiet", "mentor", "nobody").err
    answer = used.do("--quiet", "--json", "add-goal", "Ask")
    assert answer.json["data"]["goal"]["title"] == "Ask"


def test_answers_are_on_stdout_and_what_is_said_about_them_on_stderr(used: Desk) -> None:
    added = used.do("add-goal", "Listen", "--with", "maya")
    assert added.out == "Added goal g3: Listen.\n"
    assert added.err.startswith("Hint: Say what success looks like. peermentor edit-goal g3")
    looked = used.do("review", "maya")
    assert looked.out.startswith("Maya Pranata")
    assert looked.err.startswith("Hint: Nothing was kept.")
    for words in ("mentors", "topics", "promises", "session s1"):
        assert used.do(*words.split()).err == ""


NARROW = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("mentor nobody", 3, "no mentor ?nobody? here"),
        ("promise maya X --by 'friday foo'", 2, "can't read ?friday foo? as a date"),
        ("--journal /nowhere/x mentors", 5, "There is no folder /nowhere"),
        ("goal g1", 0, "Say no g1"),
        ("mentors --all", 0, "Zo? ?ukasik"),
        ("prep maya", 0, "? Write the script  p1"),
        ("--help", 0, "Usage: "),
    ],
)
def test_a_terminal_that_knows_only_ascii_gets_question_marks_not_a_crash(
    used: Desk, line: str, code: int, says: str
) -> None:
    done = run(*shlex.split(line), env={**os.environ, **used.env, **NARROW})
    assert says in done.stdout + done.stderr
    assert "bug" not in done.stderr
    assert done.returncode == code
    assert (done.stdout + done.stderr).isascii()


def test_python_itself_begins_in_such_a_terminal(used: Desk) -> None:
    done = shell(used, "P mentors --all", **NARROW)
    assert "Zo? ?ukasik" in done.stdout
    assert done.stderr.endswith("0\n")


def test_json_is_utf8_whatever_the_terminal_knows(used: Desk) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "peermentor", "--json", "mentors", "--all"],
        env={**os.environ, **used.env, **NARROW},
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    assert json.loads(done.stdout.decode("utf-8"))["data"]["mentors"][2]["name"] == "Zoë Łukasik"
