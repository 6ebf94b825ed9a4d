"""What every command says over the demo quarter is what the golden screens show, to the letter.

Where a screen should have changed: `python scripts/screens.py`, and read the diff as a person would.
"""

import runpy
from functools import cache
from pathlib import Path

import pytest

from peermentor.commands.table import commands

SCRIPT = runpy.run_path(str(Path(__file__).parent.parent / "scripts" / "screens.py"))


@cache
def taken(code: str) -> dict[Path, str]:
    return SCRIPT["screens"](code)


@pytest.mark.parametrize("name", SCRIPT["names"]())
@pytest.mark.parametrize("code", SCRIPT["LANGUAGES"])
def test_a_command_says_what_its_golden_screen_shows(code: str, name: str) -> None:
    path = SCRIPT["kept_in"](code, name)
    kept = path.read_text("utf-8") if path.exists() else ""
    differs = SCRIPT["difference"](kept, taken(code)[path], f"{code}/{name}.txt")
    assert not differs, f"\n{differs}\nIf it should: python scripts/screens.py, and read the diff."


def test_every_command_has_a_screen_and_no_screen_is_left_over() -> None:
    assert set(commands()) - set(SCRIPT["names"]()) == set()
    kept = set(SCRIPT["FOLDER"].glob("*/*.txt"))
    assert kept == {SCRIPT["kept_in"](code, n) for code in SCRIPT["LANGUAGES"] for n in SCRIPT["names"]()}
