"""forget: after it not one byte of the words is anywhere, and everything else is as it was."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from peermentor.journal.file import whole_file
from tests.cli.terminal import INSTALLED, LISTENING
from tests.cli.used import refused, used_desk
from tests.conftest import Desk
from tests.journal.figures import claimed, reached

CANARY = "zyxwvut"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return used_desk(tmp_path)


def traces(desk: Desk, canary: str = CANARY) -> list[str]:
    """Every file under the folder that holds the canary, however JSON spells it."""
    everything = (path for path in desk.path.parent.rglob("*") if path.is_file())
    return sorted(str(path) for path in everything if canary.encode() in path.read_bytes())


# The handle each is given, and what to type: a canary in everything a person may say of it.
NOUNS = {
    "m4": (
        "add-mentor", f"{CANARY} Person", "--skill", CANARY, "--role", CANARY, "--department", CANARY,
        "--why", CANARY,
    ),
    "g3": ("add-goal", CANARY, "--with", "maya", "--success", CANARY, "--by", "2026-09-30"),
    "c2": ("check-in", "g1", "40", "--note", CANARY),
    "t3": ("add-topic", "maya", CANARY),
    "p4": ("promise", "maya", CANARY, "--by", "2026-07-10"),
    "s2": (
        "log", "maya", "--notes", CANARY, "--got", CANARY, "--gave", CANARY, "--i-will", CANARY,
        "--win", CANARY, "--happened", CANARY,
    ),
    "w1": ("add-win", CANARY, "--with", "maya"),
    "f1": (
        "add-feedback", "maya", "received", "--situation", CANARY, "--behaviour", CANARY, "--impact", CANARY,
    ),
    "rf1": ("reflect", "marta", "--happened", CANARY, "--so-what", CANARY, "--now-what", CANARY),
    "r1": ("review", "maya", "--rate", "goals=4", "--decide", "continue", "--because", CANARY),
    "ag1": ("agree", "maya", "--boundary", CANARY),
}  # fmt: skip


@pytest.mark.parametrize("handle", NOUNS)
def test_not_one_byte_of_it_is_left_anywhere(desk: Desk, handle: str) -> None:
    made = desk.do("--json", *NOUNS[handle])
    desk.do("backup")
    typed = [one for one in _handles(desk) if one.startswith(handle.rstrip("0123456789"))]
    assert handle in typed, (typed, made.out)
    desk.do("add-topic", "marta", "Another one")
    desk.on("2026-07-02T08:30").do("add-topic", "marta", "The day after: a daily copy was made")
    assert len(traces(desk)) >= 2
    told = desk.data("forget", handle, "--yes")
    assert handle in told["removed"]
    assert traces(desk) == []
    assert desk.data("doctor")["findings"]
    assert "The day after" in desk.do("topics").out


def test_the_reason_of_a_review_goes_from_the_change_of_stage_that_came_of_it(desk: Desk) -> None:
    desk.do("review", "maya", "--concern", "--decide", "pause", "--because", f"They {CANARY}")
    desk.do("edit", "maya", "why=She asked")  # whose step knows the mentor, and so that reason
    desk.do("resume", "maya")
    desk.do("backup")
    review = max(one for one in _handles(desk) if one.startswith("r") and one[1:].isdecimal())
    told = desk.do("forget", review, "--yes")
    assert "The same words" not in told.out
    assert traces(desk) == []
    assert desk.data("mentor", "maya")["mentor"]["stage"] == "active"
    desk.do("doctor")


def test_a_boundary_of_two_words_that_a_later_agreement_took_along_is_named(desk: Desk) -> None:
    first = desk.data("agree", "marta", "--boundary", "No calls")["agreement"]["handle"]
    second = desk.data("agree", "marta", "--i-hope", "Courage")["agreement"]["handle"]
    assert f"still in {second}." in desk.do("forget", first, "--yes").out


def _handles(desk: Desk) -> set[str]:
    prefixes = {
        "mentors": "m", "goals": "g", "checkins": "c", "topics": "t", "promises": "p", "sessions": "s",
        "wins": "w", "feedback": "f", "reflections": "rf", "reviews": "r", "agreements": "ag", "agendas": "a",
    }  # fmt: skip
    return {f"{prefix}{n}" for table, prefix in prefixes.items() for n in desk.tables().get(table, {})}


def test_what_was_changed_and_undone_is_forgotten_too(desk: Desk) -> None:
    desk.do("edit", "p1", f"text={CANARY}")
    desk.do("edit", "p1", "text=Something else")
    desk.do("undo")
    desk.do("forget", "p1", "--yes")
    assert traces(desk) == []


def test_a_draft_and_a_broken_copy_that_hold_its_words_go(desk: Desk) -> None:
    desk.do("add-topic", "maya", f"About {CANARY}")
    copy = Path(desk.data("backup")["backup"])
    drafts = copy.parent.with_name("drafts")
    drafts.mkdir(mode=0o700, exist_ok=True)
    (drafts / "20260701-083000-17.md").write_text(f"Notes\nAbout {CANARY}\n", "utf-8")
    (drafts / "20260701-083000-18.md").write_text("Other notes\n", "utf-8")
    copy.write_text(copy.read_text("utf-8")[:-9], "utf-8")
    told = desk.data("forget", "t3", "--yes")
    assert {Path(path).name for path in told["files"]} == {"20260701-083000-17.md", copy.name}
    assert traces(desk) == []
    assert (drafts / "20260701-083000-18.md").exists()


def test_what_is_left_keeps_no_tie_to_it(desk: Desk) -> None:
    desk.do("log", "maya", "--notes", CANARY, "--discussed", "t1")
    uid = desk.data("session", "s2")["session"]["uid"]
    desk.do("forget", "s2", "--yes")
    left = {name: table for name, table in desk.tables().items() if name != "meta"}
    assert uid not in str(left)


def test_the_other_records_say_what_they_said(desk: Desk) -> None:
    desk.do("backup")
    before = desk.tables()["promises"]
    desk.do("add-topic", "maya", CANARY)
    desk.do("forget", "t3", "--yes")
    assert desk.tables()["promises"] == before
    assert all(copy["records"] for copy in desk.data("restore")["backups"])


def test_nobody_there_and_no_yes_is_2_and_a_dry_run_tells(desk: Desk) -> None:
    refused(desk, 2, "forget", "p1", says="can't be undone", on="--yes")
    refused(desk, 3, "forget", "p99", "--yes", says="p99", on="peermentor")
    before = desk.path.read_bytes()
    assert desk.data("forget", "p1", "--dry-run")["removed"] == ["p1"]
    assert desk.path.read_bytes() == before


def test_undo_does_not_bring_it_back(desk: Desk) -> None:
    desk.do("add-topic", "maya", CANARY)
    desk.do("forget", "t3", "--yes")
    desk.do("undo")
    assert CANARY not in desk.path.read_text("utf-8")


def test_what_was_deleted_before_is_forgotten_by_the_handle_it_had(desk: Desk) -> None:
    desk.do("add-mentor", f"{CANARY} Person")
    desk.do("add-topic", CANARY, f"About {CANARY}")
    desk.do("delete", "t3")
    desk.do("delete", "m4", "--with-all")
    refused(desk, 3, "forget", "t99", "--yes", says="t99", on="peermentor")
    assert traces(desk)
    answer = desk.do("forget", "t3", "--yes")
    assert answer.out.startswith(f"Forgot t3 {CANARY} Person") or answer.out.startswith("Forgot t3"), answer
    assert "(deleted before)" in answer.out
    assert b"About " + CANARY.encode() not in desk.path.read_bytes()
    assert desk.data("forget", CANARY, "--yes")["removed"] == ["m4"]
    assert traces(desk) == []


def test_what_was_added_and_taken_back_is_forgotten_by_its_handle(desk: Desk) -> None:
    desk.do("add-topic", "maya", CANARY)
    desk.do("undo")
    assert traces(desk)
    assert desk.data("forget", "t3", "--yes")["removed"] == ["t3"]
    assert traces(desk) == []


@pytest.mark.parametrize("in_its_history", [False, True])
def test_what_is_left_only_in_a_copy_is_forgotten_by_its_handle(desk: Desk, in_its_history: bool) -> None:
    desk.do("add-topic", "maya", CANARY)
    if in_its_history:
        desk.do("delete", "t3")
    desk.do("backup")
    if not in_its_history:
        desk.do("delete", "t3")
    desk.do("history", "--forget", "--yes")
    assert len(traces(desk)) == 1
    assert desk.data("forget", "t3", "--yes")["removed"] == ["t3"]
    assert traces(desk) == []
    assert desk.data("doctor")["findings"]


def test_what_hung_on_it_and_was_deleted_before_goes_with_it(desk: Desk) -> None:
    desk.do("reflect", "s1", "--happened", CANARY)
    desk.do("delete", "rf1")
    desk.do("delete", "s1", "--with-all")
    assert traces(desk)
    assert set(desk.data("forget", "marta", "--yes")["removed"]) >= {"m2", "s1", "rf1"}
    assert traces(desk) == []


def test_who_is_here_is_meant_before_who_was_deleted(desk: Desk) -> None:
    desk.do("add-mentor", "Maya Deleted")
    desk.do("delete", "m4")
    desk.do("forget", "maya", "--yes")
    assert {m["name"] for m in desk.data("mentors")["mentors"]} == {"Marta Ruiz", "Zoë Łukasik"}


def test_a_copy_is_read_back_before_it_takes_the_place_of_the_old_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that says it wrote, and did not."""
    desk.do("add-topic", "maya", CANARY)
    copy = Path(desk.data("backup")["backup"])
    before = copy.read_bytes(), desk.path.read_bytes()
    real = whole_file._write_through
    monkeypatch.setattr(
        whole_file,
        "_write_through",
        lambda fresh, _write, like: real(fresh, lambda file: file.write(b"\0"), like),
    )
    answer = desk.refused(5, "forget", "t3", "--yes")
    assert "does not read back" in answer.err
    assert (copy.read_bytes(), desk.path.read_bytes()) == before


def test_a_ctrl_c_in_the_middle_of_it_waits_until_all_of_it_is_forgotten(desk: Desk) -> None:
    desk.do("add-topic", "maya", CANARY)
    desk.do("backup")
    pressed = (
        "import os, signal, sys; sys.argv = ['peermentor', 'forget', 't3', '--yes']\n"
        f"{LISTENING}\n"
        "from peermentor.__main__ import main\n"
        "from peermentor.journal.file import whole_file\n"
        "real = whole_file.write_and_check\n"
        "def write(*said): os.kill(os.getpid(), signal.SIGINT); real(*said)\n"
        "whole_file.write_and_check = write; main()"
    )
    run = [sys.executable, "-c", pressed]
    done = subprocess.run(run, env={**os.environ, **desk.env}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "Stopped, after it was kept.\n")
    assert traces(desk) == []


@pytest.mark.long
def test_killed_at_any_moment_each_file_is_the_old_one_or_the_new_one(desk: Desk) -> None:
    desk.do("add-topic", "maya", CANARY)
    desk.do("backup")
    folder, kept = desk.path.parent, desk.path.parent.with_name("kept")
    shutil.copytree(folder, kept)
    cut_off, times = 0, claimed("Killed while it forgets")
    for milliseconds in range(0, 12 * times, 12):
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)
        said = [*INSTALLED, "forget", "t3", "--yes"]
        run = subprocess.Popen(said, env={**os.environ, **desk.env}, stdout=-3, stderr=-3)
        with suppress(subprocess.TimeoutExpired):
            run.wait(milliseconds / 1000)
        run.kill()
        cut_off += run.wait() != 0
        for path in (desk.path, *folder.glob("journal.json.d/backups/journal-*.json")):
            assert len(json.loads(path.read_bytes())["topics"]) >= 2, path
        if CANARY in desk.path.read_text("utf-8"):
            desk.do("forget", "t3", "--yes")
        assert traces(desk) == []
    assert cut_off
    reached("Killed while it forgets", times)


def test_words_that_were_taken_along_are_named_and_can_be_forgotten_too(desk: Desk) -> None:
    """An agreement takes along the boundaries of the one before."""
    desk.do("agree", "maya", "--boundary", CANARY + " after seven never")
    desk.do("agree", "maya", "--minutes", "30")
    first, second = "ag1", "ag2"
    told = desk.do("forget", first, "--yes")
    assert (
        f"The same words are still in {second}. To forget those too: peermentor forget {second}" in told.out
    )
    assert str(desk.path) in traces(desk)
    assert "The same words" not in desk.do("forget", second, "--yes").out
    assert not traces(desk)


def test_a_peer_is_not_offered_to_be_forgotten_for_a_few_words(desk: Desk) -> None:
    desk.do("edit-mentor", "maya", "--why", CANARY + " says no kindly")
    desk.do("log", "maya", "--notes", CANARY + " says no kindly")
    said = desk.do("forget", "s2", "--yes").out
    assert "The same words are still in m1. To change them there: peermentor edit m1" in said
    assert "forget m1" not in said
