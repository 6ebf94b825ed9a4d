"""Help that fits a terminal, and examples that can be copied out of it and work."""

import json
import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from peermentor import __version__
from peermentor.commands.shared.every_command import make_command
from peermentor.commands.table import Command, commands
from tests import started
from tests.cli.examples import ready, words
from tests.cli.terminal import PROGRAM
from tests.conftest import Desk

ROWS = [pytest.param(row, id=row.name) for row in commands().values()]
WIDTHS = (80, 50)


def run(*argv: str, columns: int = 80, program: tuple[str, ...] = (), **more: str) -> Any:
    env = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "LANG": "C.UTF-8"}
    env |= {"COLUMNS": str(columns), **more}
    if not program:
        return started.run(*argv, env=env)
    return subprocess.run(
        [*program, *argv],
        env=env,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


# One process prints them all: forty of them, one for each page, would take ten times as long.
ALL_PAGES = """
import contextlib, io, json
from peermentor.cli import front_door
from peermentor.commands.table import commands

pages = {}
for name in ("", *commands()):
    with contextlib.redirect_stdout(io.StringIO()) as page, contextlib.suppress(SystemExit):
        front_door()([name, "--help"] if name else ["--help"], prog_name="peermentor")
    pages[name] = page.getvalue()
print(json.dumps(pages))
"""


@cache
def pages(columns: int) -> dict[str, str]:
    """Every page of help at a width, by its command."""
    done = run("-c", ALL_PAGES, columns=columns, program=(sys.executable,))
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def example_on(page: str) -> str:
    """What one copies from below "Example:", to the end of the page."""
    _before, _line, after = (
        page.partition("Example:\n") if "Example:\n" in page else re.split(r"(Examples?: *\n)", page)
    )
    return after.strip()


def read_by_a_shell(text: str) -> list[str]:
    """The words a shell makes of it: a backslash at the end of a line joins it with the next."""
    return shlex.split(re.sub(r"\\ *\n", "", text))


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", ["", *commands()])
def test_a_page_of_help_fits_the_terminal(name: str, columns: int) -> None:
    page = pages(columns)[name]
    # An option with all the words it takes has no place to break.
    lines = [line for line in page.splitlines() if not re.fullmatch(r"  (-\w, )?--\S+ \S+", line)]
    assert max(map(len, lines)) <= columns
    assert not re.search(r"--\w[\w-]*…", page), "the name of an option is cut off"
    row = commands().get(name)
    if row:
        assert read_by_a_shell(example_on(page)) == shlex.split(row.examples)


@pytest.mark.long
@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", ["", *commands()])
def test_the_real_program_prints_the_same_page(name: str, columns: int) -> None:
    assert run(*filter(None, (name,)), "--help", columns=columns).stdout == pages(columns)[name]


def test_the_root_names_every_command_and_says_what_the_rituals_are() -> None:
    for columns in WIDTHS:
        shown = run("--help", columns=columns).stdout
        assert shown == pages(columns)[""]
        assert set(commands()) <= set(re.findall(r"[a-z-]+", shown))
        for name in ("today", "prep", "log", "review", "done", "undo"):
            assert f" {name} {commands()[name].summary}" in " ".join(shown.split())


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_root_page_fits_a_screen_of_24_rows(language: str) -> None:
    assert len(run("--lang", language, "--help").stdout.splitlines()) <= 24


SECOND = [pytest.param(row, id=row.name) for row in commands().values() if row.second]
BEFORE_THE_SECOND = {
    "redo": "undo --steps 2",
    "undo": "config minutes 30",
}


@pytest.mark.parametrize("row", SECOND)
def test_the_second_example_works_as_printed_too(
    desk: Desk, row: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ready(desk, row)
    if before := BEFORE_THE_SECOND.get(row.name):
        desk.do(*before.split())
    program, *rest = shlex.split(row.second)
    assert program == "peermentor"
    assert rest != words(row)
    desk.env["EDITOR"] = "sed -i s/rehearsed/wrote/;$aAnd-more"
    answer = desk.type(*rest)
    expected = 2 if row.name == "edit" else 0  # with nobody there, edit wants FIELD=VALUE
    assert answer.code == expected, answer


@pytest.mark.parametrize("row", ROWS)
def test_every_option_and_argument_says_what_it_is_for(row: Command) -> None:
    seen = [p for p in make_command(row).params if not p.hidden]
    silent = [p.name for p in seen if not getattr(p, "help", None)]
    assert silent == []


@pytest.mark.parametrize("row", ROWS)
def test_what_the_readme_says_may_stand_after_a_command_is_taken_by_each(row: Command) -> None:
    said = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    named = said[
        said.index("has the options and an example.") : said.index("stand before the command or after it")
    ]
    options = set(re.findall(r"`(--[a-z-]+)", named))
    assert options == {"--json", "--quiet", "--journal", "--lang", "--no-color"}
    taken = {flag for param in make_command(row).params for flag in param.opts}
    assert options <= taken
    assert ("--dry-run" in taken) == row.writes


def test_h_is_help() -> None:
    assert run("-h").stdout == pages(80)[""]
    assert run("log", "-h", columns=50).stdout == pages(50)["log"]


@pytest.mark.parametrize("row", ROWS)
def test_every_example_works_as_it_stands(desk: Desk, row: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(desk.path.parent))
    monkeypatch.setattr("tempfile.tempdir", str(desk.path.parent))
    ready(desk, row)
    assert row.name in words(row)
    desk.do(*words(row))


@pytest.mark.long
@pytest.mark.parametrize("row", ROWS)
def test_every_example_works_in_the_real_program(desk: Desk, row: Command, tmp_path: Path) -> None:
    ready(desk, row)
    done = run(*words(row), **desk.env, HOME=str(tmp_path), TMPDIR=str(tmp_path))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("typed", "meant"), [("revew", "review"), pytest.param("add-mentr", "add-mentor", marks=pytest.mark.long)]
)
def test_a_command_that_is_none_suggests_the_near_one(desk: Desk, typed: str, meant: str) -> None:
    done = run(typed, "maya", **desk.env)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"'{meant}'" in done.stderr
    assert "peermentor --help" in done.stderr


def test_bare_with_no_journal_welcomes_with_three_commands_and_writes_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    done = run(HOME=str(home))
    assert (done.returncode, done.stderr) == (0, "")
    assert len(re.findall(r"^  peermentor ", done.stdout, re.MULTILINE)) == 3
    assert list(home.iterdir()) == []
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_bare_with_a_journal_shows_today(desk: Desk) -> None:
    desk.do("add-mentor", "Maya Pranata", "--next", "2026-07-03")
    bare = run(**desk.env)
    assert bare.stdout == run("today", **desk.env).stdout
    assert "Wed 1 Jul 2026" in bare.stdout
    assert "Maya" in bare.stdout


@pytest.mark.parametrize("program", [PROGRAM, (str(Path(sys.executable).parent / "peermentor"),)])
def test_the_version_is_said_by_the_program_and_by_the_module(program: tuple[str, ...]) -> None:
    done = run("--version", program=program)
    assert (done.returncode, done.stdout) == (0, f"peermentor {__version__}\n")


def test_the_pages_name_the_program_and_not_the_module() -> None:
    assert "Usage: peermentor " in run("--help").stdout
    assert "Usage: peermentor log " in run("log", "--help").stdout
