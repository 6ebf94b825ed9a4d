"""Help by name, the manual page, and what is made of both for a package."""

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

from peermentor.commands.table import commands
from tests.conftest import Desk

TOP = Path(__file__).parent.parent.parent


def test_help_with_a_name_is_the_page_of_that_command(desk: Desk) -> None:
    assert desk.do("help", "log").out.rstrip() == desk.do("log", "--help").out.rstrip()
    assert desk.do("help").out.rstrip() == desk.do("--help").out.rstrip()


def test_help_of_everything_names_every_command_with_its_line(desk: Desk) -> None:
    flat = " ".join(desk.do("help", "--all").out.split())
    assert [row.name for row in commands().values() if f"{row.name} {row.summary}" not in flat] == []
    told = desk.data("help")["commands"]
    assert [page["name"] for page in told] == list(commands())


def test_a_page_is_data_for_a_script(desk: Desk) -> None:
    page = desk.data("help", "done")
    assert page["usage"] == "peermentor done [OPTIONS] [HANDLE…]"
    assert "--outcome" in {name for option in page["options"] for name in option["names"]}


def test_help_for_no_command_names_the_near_one(desk: Desk) -> None:
    assert "log" in desk.refused(2, "help", "lgo").err
    assert "log" in desk.refused(2, "man", "lgo").err


def test_the_manual_has_every_command_and_option(desk: Desk) -> None:
    said = desk.do("man").out.replace("\\-", "-")
    assert [name for name in commands() if f'.SS "peermentor {name} ' not in said] == []
    assert "\\fB--they-will\\fR" in said
    assert all(line[:1] != "'" for line in said.splitlines())


@pytest.mark.skipif(shutil.which("groff") is None, reason="no groff here")
def test_the_manual_is_set_without_a_complaint(desk: Desk) -> None:
    for words in (("man",), ("man", "log")):
        said = desk.do(*words).out
        done = subprocess.run(
            ["groff", "-man", "-ww", "-Kutf8", "-Tutf8"],
            input=said,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == ""
        assert "--i-will" in done.stdout.replace("\x1b[1m", "").replace("‐", "-")


def test_what_is_made_from_help_is_in_step() -> None:
    done = subprocess.run([sys.executable, TOP / "scripts" / "reference.py", "--check"], check=False)
    assert done.returncode == 0


def test_a_package_brings_the_manual_and_completions(tmp_path: Path) -> None:
    (wheel,) = WheelBuilder(str(TOP)).build(directory=str(tmp_path))
    inside = {name.partition(".data/data/")[2] for name in ZipFile(wheel).namelist()}
    assert inside >= {
        "share/man/man1/peermentor.1",
        "share/bash-completion/completions/peermentor",
        "share/zsh/site-functions/_peermentor",
        "share/fish/vendor_completions.d/peermentor.fish",
    }
