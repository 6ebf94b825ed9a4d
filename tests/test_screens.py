"""What every command says over the demo quarter is what the golden screens show, to the letter.

Where a screen should have changed: `python scripts/screens.py`, and read the diff as a person would.
"""

import runpy
from functools import cache
from pathlib import Path

import pytest
from rich.color import Color

from peermentor.commands.table import commands
from peermentor.screen.terminal.console import GOOD, SOON

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


@pytest.mark.parametrize("colour", [SOON, GOOD])
def test_a_colour_reads_on_a_white_terminal_as_on_a_black_one(colour: str) -> None:
    # WCAG 2.2: the contrast of two lights is (brighter + 0.05) ÷ (darker + 0.05).
    parts = [part / 255 for part in Color.parse(colour).get_truecolor()]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    assert min(1.05 / (light + 0.05), (light + 0.05) / 0.05) >= 4.4
