"""doctor looks at everything a journal rests on, survives what it finds, and says so by its exit code."""

import os
import shutil
from pathlib import Path

import pytest

from peermentor.to_type import quoted
from tests.conftest import Desk


@pytest.fixture
def kept(desk: Desk) -> Desk:
    desk.do("add-win", "Shipped it")
    desk.do("backup")
    return desk


def findings(desk: Desk) -> dict[str, dict[str, object]]:
    return {one["code"]: one for one in desk.type("--json", "doctor").data["findings"]}


def test_nothing_wrong_is_exit_0_and_ok(kept: Desk):
    answer = kept.type("--json", "doctor")
    assert (answer.code, answer.json["ok"]) == (0, True)
    assert "error" not in answer.json


def test_something_wrong_is_exit_1_with_both_data_and_error(kept: Desk):
    kept.path.chmod(0o644)
    answer = kept.type("--json", "doctor")
    assert (answer.code, answer.json["ok"]) == (1, False)
    assert answer.data["findings"]
    assert answer.json["error"]["code"] == "unsound"
    assert answer.json["hints"]
    assert kept.type("doctor").err.endswith("Each says what mends it: peermentor doctor\n")
    assert kept.type("doctor", "--repair").code == 0


@pytest.mark.parametrize(
    "name",
    [
        "journal (conflicted copy 2026-07-01 083000).json",  # Nextcloud
        "journal (Maya's conflicted copy 2026-07-01).json",  # Dropbox
        "journal.sync-conflict-20260701-083000-ABCDEFG.json",  # Syncthing
        "journal_conflict-20260701-083000.json",  # ownCloud
        "journal-LAPTOP7.json",  # OneDrive
        "journal 2.json",  # iCloud
        "journal (1).json",  # Google Drive
    ],
)
def test_the_copies_of_sync_programs_are_a_note(kept: Desk, name: str):
    shutil.copy(kept.path, kept.path.with_name(name))
    found = findings(kept)["conflicts"]
    assert name in found["text"]
    assert (found["holds"], found["note"]) == (True, True)
    assert kept.type("doctor").code == 0


def test_another_journal_of_a_name_like_it_is_no_conflict(kept: Desk):
    Desk(kept.path.with_name("journal-work.json")).do("add-win", "Of another life")
    kept.path.with_name("journal-list.json").write_text("[]")
    assert "conflicts" not in findings(kept)


def test_a_folder_that_others_may_write_in_is_a_note(kept: Desk):
    kept.path.parent.chmod(0o777)
    found = findings(kept)["folders"]
    assert found["note"]
    assert f"chmod go-w {quoted(str(kept.path.parent))}" in found["way_on"]
    assert kept.type("doctor").code == 0


def test_a_lock_that_is_no_file_is_found_and_not_touched(kept: Desk):
    lock = kept.path.with_name(".journal.json.lock")
    lock.unlink()
    os.mkfifo(lock)
    assert not findings(kept)["lock"]["holds"]
    kept.type("doctor", "--repair")
    assert lock.is_fifo()


def test_copies_dated_ahead_of_the_clock_are_a_note(kept: Desk):
    kept.on("2026-06-20T08:00")
    assert "journal-manual-20260701-083000.json" in findings(kept)["backup-dates"]["text"]


def test_a_folder_of_copies_that_is_none_is_found(kept: Desk):
    place = Path(f"{kept.path}.d", "backups")
    shutil.rmtree(place)
    place.write_text("")
    found = findings(kept)["backups"]
    assert not found["holds"]
    assert "Not a directory" in found["text"]


def test_whatever_is_in_the_place_of_a_file_doctor_goes_on_to_the_end(kept: Desk):
    """Each thing it looks at, one after another, as a folder, a fifo, a link into nothing and a loop."""
    places = [path for path in kept.path.parent.rglob("*") if path.is_file()]
    for place in places:
        for make in (Path.mkdir, os.mkfifo, lambda p: p.symlink_to("nowhere"), lambda p: p.symlink_to(p)):
            before = place.read_bytes()
            place.unlink()
            make(place)
            answer = kept.type("--json", "doctor")
            assert {"templates", "catalogue"} <= {one["code"] for one in answer.data["findings"]}, place
            shutil.rmtree(place) if place.is_dir() and not place.is_symlink() else place.unlink()
            place.write_bytes(before)
            place.chmod(0o600)
    assert kept.type("doctor").code == 0


def test_repair_takes_away_what_a_write_left_and_nothing_that_is_no_file(kept: Desk, tmp_path: Path):
    copies = kept.path.with_name("journal.json.d") / "backups"
    left, pipe, link = (copies / f".journal-daily-2026070{n}-083000.json.tmp" for n in (1, 2, 3))
    left.write_text("{")
    os.mkfifo(pipe)
    link.symlink_to(kept.path)
    assert findings(kept)["leftovers"]["holds"] is False
    kept.do("doctor", "--repair")
    assert (os.path.lexists(left), os.path.lexists(pipe), os.path.lexists(link)) == (False, True, True)
