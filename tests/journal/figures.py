"""The figures of the reliability table in the README: each is read from there and must be reached here."""

import re
from functools import cache
from pathlib import Path

README = Path(__file__).parent.parent.parent / "README.md"
# The hunt that reaches each row of the table, by the words the row begins with.
HUNTS = {
    "Killed with": "test_kills.py",
    "with a file half written": "test_kills.py",
    "Killed by any signal": "test_killed_anywhere.py",
    "Ctrl-C": "../cli/test_first_to_last.py",
    "Killed while it forgets": "../cli/test_forget.py",
    "Undo and redo in any order": "store/test_undo_in_any_order.py",
    "Writers at once": "test_crowds.py",
    "Readers at once": "test_crowds.py",
    "Writes of theirs": "test_crowds.py",
    "Writes on a full disk": "test_disk.py",
    "Power cuts": "test_power_cut.py",
    "Damaged journals": "store/test_format_fuzz.py",
}
_ROW = re.compile(r"^\| (?P<words>[^|]+?) \| (?P<times>[0-9,]+) \| (?P<lost>[0-9]+)[^|]*\|$", re.MULTILINE)


@cache
def table() -> dict[str, tuple[int, int]]:
    """What the README claims: words of a row → how often, and what was lost."""
    text = README.read_text("utf-8")
    inside = text.split("<!-- reliability -->")[1].split("<!-- /reliability -->")[0]
    return {
        row["words"]: (int(row["times"].replace(",", "")), int(row["lost"])) for row in _ROW.finditer(inside)
    }


def claimed(words: str) -> int:
    """How often the README says this was done."""
    (found,) = [times for row, (times, _lost) in table().items() if words in row]
    return found


def reached(words: str, times: int, lost: int = 0) -> None:
    """A hunt is over: it must have gone at least as far as the README says, and lost nothing."""
    print(f"{words}: {times}, lost {lost}")  # noqa: T201 - to be seen with -rP, when the table is written
    assert lost == 0
    assert times >= claimed(words), (
        f"the README claims {claimed(words)} for “{words}”; this run reached {times}"
    )
