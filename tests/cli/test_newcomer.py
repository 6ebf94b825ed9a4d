"""The first quarter of an hour: an empty home, no language set, and nothing but the README's commands."""

import os
import subprocess
import sys
from pathlib import Path
from stat import S_IMODE

import pytest

from tests.cli.terminal import PROGRAM
from tests.started import run

FIRST = [
    ("add-mentor", "Maya Pranata", "--every", "3w"),
    ("add-goal", "Say no with an option", "--with", "maya", "--success", "Three rounds held"),
    ("log", "maya", "--notes", "Corridors – she buys time", "--i-will", "Write the script by friday"),
    ("today",),
    ("prep", "maya"),
    ("review", "maya"),
]


class Newcomer:
    """`env -i PATH=… HOME=…`: a machine that knows nothing about its person."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.env = {"PATH": os.environ["PATH"], "HOME": str(home)}

    def starts(self, *argv: str) -> str:
        """Python itself begins where nothing says how letters are written."""
        done = subprocess.run(
            [*PROGRAM, *argv], env=self.env, capture_output=True, stdin=subprocess.DEVNULL, check=False
        )
        return self._heard(done.returncode, done.stdout.decode(), done.stderr.decode())

    def types(self, *argv: str) -> str:
        done = run(*argv, env=self.env)
        return self._heard(done.returncode, done.stdout, done.stderr)

    def _heard(self, code: int, said: str, beside: str) -> str:
        assert code == 0, beside
        assert "Traceback" not in said + beside
        assert "�" not in said + beside
        return said

    def place(self) -> Path:
        """Where platformdirs, asked by a stranger, says that data lives."""
        asked = "import platformdirs; print(platformdirs.user_data_path('peermentor'))"
        done = subprocess.run(
            [sys.executable, "-c", asked], env=self.env, capture_output=True, text=True, check=True
        )
        return Path(done.stdout.strip()) / "journal.json"

    def files(self) -> list[Path]:
        return [path for path in self.home.rglob("*") if path.is_file()]


@pytest.fixture
def newcomer(tmp_path: Path) -> Newcomer:
    home = tmp_path / "home"
    home.mkdir()
    return Newcomer(home)


def test_the_first_look_writes_nothing(newcomer: Newcomer) -> None:
    assert "peermentor demo" in newcomer.starts()
    for look in ("--help", "--version", "mentors", "goals", "promises", "today"):
        newcomer.types(look)
    assert list(newcomer.home.rglob("*")) == []


def test_the_first_commands_work_one_after_the_other(newcomer: Newcomer) -> None:
    said = [newcomer.starts(*argv) if argv[0] == "log" else newcomer.types(*argv) for argv in FIRST]
    assert said[0].startswith("Added Maya Pranata (m1).")
    assert said[1].startswith("Added goal g1: Say no with an option.")
    assert said[2].startswith("Logged s1 with Maya Pranata on ")
    assert "Write the script" in said[2]
    assert "Say no with an option" in said[4]
    assert "– she buys time" in newcomer.starts("session", "s1")


def test_what_was_said_lands_in_the_usual_place_for_its_owner_only(newcomer: Newcomer) -> None:
    newcomer.types(*FIRST[0])
    journal = newcomer.place()
    assert journal in newcomer.files()
    assert S_IMODE(journal.stat().st_mode) == 0o600
    folder = journal.parent
    while folder != newcomer.home:
        assert S_IMODE(folder.stat().st_mode) == 0o700, folder
        folder = folder.parent
    beside = journal.with_name(f"{journal.name}.d")
    ours = (beside, journal.parent)
    elsewhere = [path for path in newcomer.files() if not {*path.parents} & {*ours}]
    assert [path.name for path in elsewhere] == ["journals"]  # that there was one, should all of it be gone


def test_the_demo_goes_where_it_is_told_and_leaves_the_own_journal_alone(
    newcomer: Newcomer, tmp_path: Path
) -> None:
    demo = tmp_path / "demo.json"
    said = newcomer.types("demo", "--into", str(demo))
    assert str(demo) in said
    assert S_IMODE(demo.stat().st_mode) == 0o600
    assert newcomer.files() == []
    assert "Nadia" in newcomer.types("--journal", str(demo), "mentors")
