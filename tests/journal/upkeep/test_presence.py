"""A journal that is gone is not a new one, and it is said how to begin a new one on purpose."""

import json
import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from platformdirs import user_state_path

from peermentor.commands.table import commands
from peermentor.journal.upkeep import presence
from peermentor.to_type import quoted
from tests.conftest import Desk


def beside(desk: Desk) -> Path:
    return desk.path.with_name("journal.json.d")


def as_printed(hint: str) -> str:
    """The command after which a new journal is begun, as it stands in the answer."""
    return hint.partition("on purpose: ")[2]


def begin_anew(desk: Desk, code: int = 5) -> None:
    trouble = desk.type("--json", "add-win", "Again").json["error"]
    assert trouble["code"] == "journal-gone"
    subprocess.run(as_printed(trouble["hint"]), shell=True, check=True)
    desk.do("add-win", "A new beginning")
    assert [win["text"] for win in desk.tables()["wins"].values()] == ["A new beginning"]


@pytest.fixture
def lived_in(desk: Desk) -> Desk:
    """A journal with two days behind it, so that there is a copy."""
    desk.do("add-win", "Shipped it")
    desk.on("2026-07-02T09:00").do("add-win", "Shipped more")
    return desk


# What needs no journal, or brings one back.
NEED_NONE = {"tips", "guide", "man", "help", "config", "demo", "import", "restore"}


@pytest.mark.parametrize("name", ["", *sorted(commands().keys() - NEED_NONE)])
def test_a_journal_that_was_deleted_is_gone_for_every_command(lived_in: Desk, name: str) -> None:
    lived_in.path.unlink()
    argv = shlex.split(commands()[name].example)[1:] if name else ()
    answer = lived_in.type("--json", *argv)
    assert answer.code == (1 if name == "doctor" else 5)
    assert "gone" in answer.json["error"]["message"] + answer.out
    assert not lived_in.path.exists()


def test_a_first_write_while_it_is_looked_at_is_no_journal_that_is_gone(desk: Desk, monkeypatch) -> None:
    refuse_gone = presence.refuse_gone

    def after_a_first_write(journal: Path) -> None:
        monkeypatch.setattr(presence, "refuse_gone", refuse_gone)
        desk.do("add-win", "Begun just now")
        refuse_gone(journal)

    monkeypatch.setattr(presence, "refuse_gone", after_a_first_write)
    assert "Begun just now" in desk.do("wins").out


def test_a_journal_that_is_gone_comes_back_from_its_newest_copy(lived_in: Desk):
    lived_in.path.unlink()
    answer = lived_in.refused(5, "today")
    (copy,) = (beside(lived_in) / "backups").iterdir()
    assert f"peermentor restore {quoted(str(copy))}" in answer.err
    lived_in.do("restore", str(copy), "--yes")
    assert [win["text"] for win in lived_in.tables()["wins"].values()] == ["Shipped it"]


def test_the_command_that_is_printed_begins_a_new_journal(lived_in: Desk):
    lived_in.path.unlink()
    begin_anew(lived_in)
    (aside,) = lived_in.path.parent.glob("journal.json.d-*")
    assert list((aside / "backups").iterdir())


def test_a_journal_whose_folder_was_emptied_is_gone_too(lived_in: Desk):
    """An unmounted disk takes everything beside the journal with it."""
    lived_in.path.unlink()
    shutil.rmtree(beside(lived_in))
    lived_in.path.with_name(".journal.json.lock").unlink()
    lived_in.refused(5, "today")
    begin_anew(lived_in)


def test_a_journal_that_went_with_its_folder_is_gone_too(lived_in: Desk, tmp_path: Path):
    """As where the place at which a disk is mounted goes with it."""
    away = Desk(tmp_path / "disk" / "journal.json")
    away.path.parent.mkdir()
    away.do("add-win", "Shipped it")
    away.path.parent.rename(tmp_path / "unplugged")
    for argv in (("today",), ("wins",), ("add-win", "x"), ("restore",), ("backup",)):
        assert away.refused(5, "--json", *argv).json["error"]["code"] == "journal-gone"
    wrong = [one for one in away.type("--json", "doctor").data["findings"] if not one["holds"]]
    assert [one["code"] for one in wrong] == ["whole"]
    begin_anew(away)
    (tmp_path / "another").mkdir()
    Desk(tmp_path / "another" / "journal.json").do("add-win", "First")


def test_an_empty_lock_proves_nothing(desk: Desk):
    desk.path.with_name(".journal.json.lock").touch()
    desk.do("add-win", "First")


def test_copies_with_records_beside_it_prove_that_there_was_one_and_empty_ones_do_not(desk: Desk):
    place = beside(desk) / "backups"
    place.mkdir(parents=True)
    other = Desk(desk.path.with_name("other.json"))
    other.do("add-win", "Shipped it")
    empty = {name: {} for name in other.tables()} | {"meta": other.tables()["meta"]}
    (place / "journal-daily-20260601-080000.json").write_text(json.dumps(empty))
    desk.do("add-win", "First", "--dry-run")
    shutil.copy(other.path, place / "journal-daily-20260602-080000.json")
    desk.refused(5, "add-win", "First")


def test_the_first_write_after_copies_that_an_older_version_left_is_refused_when_the_journal_is_gone(
    desk: Desk,
):
    other = Desk(desk.path.with_name("other.json"))
    other.do("add-win", "Shipped it")
    old = desk.path.with_name("backups")
    old.mkdir()
    shutil.move(other.path, old / "journal-daily-20260602-080000.json")
    desk.refused(5, "today")
    begin_anew(desk)
    assert (old / "journal-daily-20260602-080000.json").exists()


def test_a_new_journal_beside_another_says_so_in_a_line(desk: Desk):
    assert desk.do("add-win", "Shipped it").err.count("new journal") == 0
    other = Desk(desk.path.with_name("jurnal.json"))
    answer = other.do("--json", "add-win", "Where am I?")
    assert (
        answer.err
        == f"This is a new journal, {other.path}; the one beside it, {desk.path}, stays as it is.\n"
    )
    assert other.do("add-win", "Again").err.count("new journal") == 0


def test_a_mark_that_cannot_be_left_keeps_nobody_from_writing(desk: Desk):
    beside(desk).write_text("a file of the person's own")
    desk.do("add-win", "Shipped it")
    assert beside(desk).read_text() == "a file of the person's own"


@pytest.mark.parametrize("said", ["", "  ", "/somewhere/else"])
def test_the_state_folder_is_where_platformdirs_has_it(monkeypatch, said):
    monkeypatch.setenv("XDG_STATE_HOME", said)
    assert presence._notes().parent == user_state_path("peermentor")


def test_a_place_with_a_line_end_in_its_name_is_noted_on_one_line(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = tmp_path / "two\nlines" / os.fsdecode(b"j\xff.json")
    path.parent.mkdir()
    presence.leave_mark(path)
    presence.leave_mark(path)
    shutil.rmtree(f"{path}.d")
    presence.leave_mark(path)
    assert len((tmp_path / "state" / "peermentor" / "journals").read_bytes().splitlines()) == 1
