"""Every line of `today` can be settled, moved or let go by what stands beside it, as it is printed."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.conftest import Desk
from tests.told import told

# A story, and a day after it on which much is due.
DAYS = [
    ("first-quarter.sh", "2026-09-22T08:30"),
    ("first-quarter.sh", "2026-10-10T08:30"),
    ("first-quarter.sh", "2026-11-30T08:30"),
    ("right.sh", "2026-08-21T08:30"),
    ("right.sh", "2026-12-30T08:30"),
]
ASKED = {"check-in": ["50"], "log": ["--notes", "We met"]}  # what is for the person to say


def due(desk: Desk) -> list[dict]:
    return desk.data("today", "--days", "366")["due"]


def same(one: dict, other: dict) -> bool:
    return all(one[key] == other[key] for key in ("kind", "ref", "text"))


def typed(command: str) -> list[str]:
    program, *words = shlex.split(command.replace("DATE", "friday"))
    assert program == "peermentor"
    return words + ASKED.get(words[0], []) if len(words) == 2 else words


def every_way_works(journal: Path, folder: Path, moment: str) -> set[str]:
    """Type each command that each line prints into a copy of its own; the kinds of lines there were."""

    def a_copy(name: str) -> Desk:
        copy = Desk(folder / name / "journal.json")
        copy.path.parent.mkdir()
        shutil.copy(journal, copy.path)
        copy.path.chmod(0o600)
        return copy.on(moment)

    lines = due(a_copy("all"))
    for number, line in enumerate(lines):
        for way in ("command", "later", "release"):
            if not line[way]:
                assert way != "command"
                continue
            desk = a_copy(f"{number}-{way}")
            desk.do(*typed(line[way]))
            now = [one for one in due(desk) if same(one, line)]
            if way == "later":
                assert all(one["days"] > 0 for one in now), (line[way], now)
            elif way == "release":
                # The rhythm asks for another meeting, at a later day.
                assert all(line["kind"] == "meeting" and one["due"] > line["due"] for one in now), line[way]
    return {line["kind"] for line in lines}


@pytest.mark.parametrize(("story", "moment"), DAYS)
def test_what_is_printed_settles_moves_and_releases(tmp_path: Path, story: str, moment: str) -> None:
    assert len(every_way_works(told(story).path, tmp_path, moment)) > 1


def test_so_it_is_for_what_is_rarely_due(desk: Desk, tmp_path: Path) -> None:
    desk.on("2026-01-05T09:00")
    for name in ("Maya Pranata", "Kim Sato", "Budi Santoso", "Sari Dewanti"):
        desk.do("add-mentor", name, "--every", "2w")
        desk.do("log", name, "--notes", "A talk")
    desk.do("add-mentor", "Rudi Hartono", "--candidate", "--skill", "design")
    desk.do("agree", "maya", "--boundary", "No calls after six")
    desk.do("opener", "rudi", "--kind", "message", "--sent")
    desk.do("pause", "kim", "--until", "2026-02-01")
    desk.do("review", "budi", "--rate", "goals=2", "--decide", "close")
    desk.do("add-topic", "sari", "Next steps")
    kinds = every_way_works(desk.path, tmp_path, "2026-07-20T09:00")
    assert {"agreement", "opener", "resume", "closing", "meeting", "review"} <= kinds


@pytest.mark.parametrize("moment", [f"2026-09-{day}T08:30" for day in range(17, 24)])
def test_the_other_day_on_the_screen_comes_after_the_day_it_is_due_on(tmp_path: Path, moment: str) -> None:
    """The meeting with Nadia and a promise are on a Friday: "later nadia friday" would move nothing."""
    desk = Desk(tmp_path / "journal.json").on(moment)
    shutil.copy(told("first-quarter.sh").path, desk.path)
    shown = desk.do("today", "--days", "30").out.partition("Another day: ")[2].partition("Let it go")[0]
    commands = re.findall(r"later [^·\n]+", shown)
    assert commands
    for command in commands:
        changed = desk.do("--json", *shlex.split(command)).data["changed"]
        days = [(one["before"] or "", one["after"]) for one in changed if isinstance(one["after"], str)]
        assert days, command
        assert all(before < after for before, after in days), command
        desk.do("undo")
