"""`today --brief` and the recipes that use it: each is run where the machine has the program it is for."""

import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from peermentor.practice.nouns.records import KINDS
from tests.cli.used import used_desk
from tests.conftest import Desk

RECIPES = (Path(__file__).parent.parent.parent / "docs" / "at-a-glance.md").read_text("utf-8")


def recipe(marker: str) -> str:
    found = re.search(rf"<!-- {marker} -->\n```\w+\n(.+?)\n```", RECIPES, re.DOTALL)
    assert found, marker
    return found[1]


def having(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"there is no {program} here")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return used_desk(tmp_path).on("2026-07-15T08:00")


@pytest.fixture
def machine(desk: Desk, tmp_path: Path) -> dict[str, str]:
    """A path on which the program is, and a notify-send that writes down what it was given."""
    programs = tmp_path / "bin"
    programs.mkdir()
    scripts = {
        "peermentor": f'exec "{sys.executable}" -m peermentor "$@"',
        "notify-send": f'printf "%s: %s" "$1" "$2" > "{tmp_path}/notified"',
    }
    for name, does in scripts.items():
        (programs / name).write_text(f"#!/bin/sh\n{does}\n")
        (programs / name).chmod(0o755)
    return {**desk.env, "PATH": f"{programs}:/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8"}


def run(shell: list[str], text: str, machine: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*shell, text], env=machine, capture_output=True, text=True, check=False)


def test_it_is_one_line_and_exit_1_when_something_is_late(desk: Desk) -> None:
    answer = desk.type("today", "--brief")
    assert (answer.code, answer.err) == (1, "")
    assert re.fullmatch(r"\d+ late · \d+ to come\n", answer.out)


def test_it_says_nothing_where_nothing_is_due_and_ends_well(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "new.json")
    answer = desk.type("today", "--brief")
    assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_for_a_script_the_document_is_whole_and_the_exit_code_the_same(desk: Desk) -> None:
    answer = desk.type("--json", "today", "--brief")
    assert answer.code == 1
    assert answer.json["ok"] is True
    assert any(due["days"] < 0 for due in answer.json["data"]["due"])


def test_quiet_says_nothing_when_there_is_nothing_to_say(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "new.json")
    desk.do("add-mentor", "Maya", "--candidate")
    assert desk.do("--quiet", "today").out == ""
    assert desk.type("--quiet", "search", "nowhere").out == ""


LISTS = (
    *("mentors", "goals", "topics", "promises", "wins", "feedback", "sessions", "reviews", "history"),
    *("restore", "questions --starred"),
)


@pytest.mark.parametrize("listed", LISTS)
def test_an_empty_list_is_nothing_to_say(tmp_path: Path, listed: str) -> None:
    desk = Desk(tmp_path / "new.json")
    assert desk.do(*listed.split()).out, "without --quiet it says what to do"
    assert desk.do(*listed.split(), "--quiet")[1:] == ("", "")
    assert not any(one for one in desk.data(*listed.split()).values() if isinstance(one, list))


def test_no_list_is_missing_there() -> None:
    assert {kind.listed_by for kind in KINDS} - {"search", "questions"} <= set(LISTS)


def test_a_search_that_found_nothing_is_exit_1_as_with_grep(desk: Desk) -> None:
    assert desk.type("search", "nowhere").code == 1
    assert desk.type("--json", "search", "nowhere").json["ok"] is True
    assert desk.type("search", "corridors").code == 0


@having("bash")
def test_the_recipe_for_bash(machine: dict[str, str]) -> None:
    assert "late" in run(["bash", "-c"], recipe("bash") + '\necho "${PS1}"', machine).stdout


@having("zsh")
def test_the_recipe_for_zsh(machine: dict[str, str]) -> None:
    assert "late" in run(["zsh", "-fc"], recipe("zsh") + '\nprint -r -- "$PROMPT"', machine).stdout


@having("fish")
def test_the_recipe_for_fish(machine: dict[str, str]) -> None:
    assert "late" in run(["fish", "-c"], recipe("fish") + "\nfish_greeting", machine).stdout


def test_the_recipe_for_cron_mails_only_what_is_late(machine: dict[str, str]) -> None:
    *_when, command = recipe("cron").split(maxsplit=5)
    assert "late" in run(["sh", "-c"], command, machine).stdout
    machine["PEERMENTOR_JOURNAL"] = machine["HOME"] + "/new.json"
    assert run(["sh", "-c"], command, machine).stdout == ""


def test_the_recipe_for_a_notification(machine: dict[str, str]) -> None:
    run(["sh", "-c"], recipe("notify"), machine)
    assert "late" in (Path(machine["HOME"]) / "notified").read_text()


def test_the_recipe_for_a_timer_runs_what_its_service_says(machine: dict[str, str]) -> None:
    started = re.search(r"^ExecStart=/bin/sh -c '(.+)'$", recipe("service"), re.MULTILINE)
    assert started
    run(["sh", "-c"], started[1].replace("$$", "$"), machine)
    assert "late" in (Path(machine["HOME"]) / "notified").read_text()


@having("systemd-analyze")
def test_the_timer_means_weekday_mornings() -> None:
    said = re.search(r"OnCalendar=(.+)", recipe("timer"))
    assert said
    assert (
        subprocess.run(["systemd-analyze", "calendar", said[1]], capture_output=True, check=False).returncode
        == 0
    )


def test_the_recipe_for_launchd_is_a_property_list_that_runs_it() -> None:
    told = plistlib.loads(recipe("launchd").encode())
    assert "peermentor today --brief" in told["ProgramArguments"][-1]
