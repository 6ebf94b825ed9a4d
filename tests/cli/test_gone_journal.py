"""A journal that was made before and is missing now: said first, before anything that is read beside it.

What is wrong in the command line itself (a word that is missing, a number out of bounds) is known without
reading anything, and is said before.
"""

import shutil
from pathlib import Path

import pytest

from peermentor.commands.table import Command, commands
from tests.cli.examples import ready, words
from tests.conftest import Desk

GONE = "is gone: there was one here before."
# They rest on no journal; or they are there to help when it is gone, and say what they find.
WITHOUT = {"help", "man", "config", "demo", "guide", "tips", "questions", "vault"}
BAD_FILES = {
    "csv": "x",
    "json": "{",
    "vcf": "BEGIN:VCARD\n",
    "ics": "BEGIN:VEVENT",
    "friends": "?",
    "taskwarrior": "{",
    "jrnl": "{",
    "markdown": "x",
}
BAD_LINES = (
    *("show zz9", "edit p1 foo=bar", "edit maya stage=", "later p1 2026-01-01", "done x9", "delete zz9"),
    *(
        "export ics --into /dev/null/x",
        "log maya --date wibble",
        "log nobody",
        "timeline nobody",
        "undo 99999",
    ),
    *("fit nobody", "forget zz9 --yes", "merge nobody maya", "report nobody --into /dev/null/x", "wibble"),
    *(
        "import csv nowhere.csv",
        "import csv .",
        "import json /dev/null --with maya",
        "review nobody --concern",
    ),
)
BAD_WORDS = (
    *(
        "import",
        "import nosuch x",
        "import csv nowhere.csv --as wibble",
        "import csv nowhere.csv --map wibble",
    ),
    *(
        "log maya --energy 9",
        "later m1 wibble",
        "check-in g1 200",
        "show",
        "export nosuch",
        "stats --since wibble",
    ),
    *("review maya --rate goals=9", "add-mentor Kim --every wibble", "search x --kind wibble"),
)


@pytest.fixture
def gone(desk: Desk) -> Desk:
    desk.do("add-mentor", "Maya Pranata")
    desk.path.unlink()
    return desk


def must_say_it_is_gone(desk: Desk, *typed: str) -> None:
    said = desk.refused(5, *typed)
    assert GONE in said.err, typed
    assert not desk.path.exists(), typed


@pytest.mark.parametrize("row", commands().values(), ids=lambda row: row.name)
def test_every_command_says_that_it_is_gone(desk: Desk, row: Command) -> None:
    ready(desk)
    desk.do("add-win", "A mark beside it")  # which a journal has from its first write on
    desk.path.unlink()
    if row.name == "restore":  # with its copies it brings the journal back, and that is the way on
        shutil.rmtree(Path(f"{desk.path}.d") / "backups", ignore_errors=True)
    if row.name in WITHOUT:
        return
    if row.name == "doctor":
        assert GONE in desk.type("doctor").out
        return
    must_say_it_is_gone(desk, *words(row))


@pytest.mark.parametrize("line", BAD_LINES)
def test_that_it_is_gone_comes_before_what_is_read_beside_it(gone: Desk, line: str) -> None:
    must_say_it_is_gone(gone, *line.split())


@pytest.mark.parametrize(("form", "text"), BAD_FILES.items())
def test_that_it_is_gone_comes_before_what_is_wrong_in_a_file(
    gone: Desk, tmp_path: Path, form: str, text: str
) -> None:
    file = tmp_path / "bad"
    file.write_text(text, "utf-8")
    must_say_it_is_gone(gone, "import", form, str(file))
    must_say_it_is_gone(gone, "import", form, "-")


@pytest.mark.parametrize("line", BAD_WORDS)
def test_what_is_wrong_in_the_command_line_is_said_before(gone: Desk, line: str) -> None:
    assert GONE not in gone.refused(2, *line.split()).err


def test_a_copy_that_is_not_there_is_not_asked_for_in_vain(gone: Desk) -> None:
    """`restore 7` names `restore` as the way on, which finds nothing either where the copies went too."""
    gone.do("--journal", str(gone.path.with_name("other.json")), "add-mentor", "Kim")
    must_say_it_is_gone(gone, "restore", "7")
