"""undo, redo, history, backup, restore and doctor, as typed."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from peermentor.journal.beside.drafts import Drafts
from peermentor.to_type import quoted
from tests.conftest import Desk, begun


@begun
def used(desk: Desk) -> None:
    desk.do("add-mentor", "Maya Pranata")
    desk.do("add-topic", "maya", "Corridors")
    desk.do("log", "maya", "--notes", "first", "--i-will", "Write by friday", "--discussed", "t1")


def records(desk: Desk) -> dict[str, object]:
    return {name: table for name, table in desk.tables().items() if name not in ("meta", "history")}


def test_one_command_is_one_step_whatever_it_touched(used: Desk) -> None:
    answer = used.do("undo")
    assert answer.out == "Undid h3: log s1 Maya Pranata, Wed 1 Jul 2026: “first”; added p1; changed t1.\n"
    assert used.data("sessions")["sessions"] == []
    assert used.data("topics")["topics"][0]["state"] == "open"
    assert (
        used.do("redo").out
        == "Did h3 again: log s1 Maya Pranata, Wed 1 Jul 2026: “first”; added p1; changed t1.\n"
    )
    assert used.data("session", "s1")["session"]["notes"] == "first"


def test_everything_can_be_undone_and_done_again(used: Desk) -> None:
    before = records(used)
    used.do("undo", "--steps", "3")
    assert used.data("mentors")["mentors"] == []
    used.do("redo", "--steps", "3")
    assert records(used) == before


def test_history_names_command_handles_and_what_was_undone(used: Desk) -> None:
    used.do("undo")
    steps = used.data("history")["steps"]
    assert [(s["handle"], s["command"], bool(s["undone"])) for s in steps] == [
        ("h3", "log", True),
        ("h2", "add-topic", False),
        ("h1", "add-mentor", False),
    ]
    assert steps[0]["added"] == ["s1", "p1"]
    assert "h3" in used.do("history").out
    assert "(undone)" in used.do("history").out


def test_an_undo_that_would_overwrite_something_later_says_which(used: Desk) -> None:
    used.do("edit-mentor", "maya", "--skill", "SQL")
    used.do("edit-mentor", "maya", "--skill", "Python")
    answer = used.refused(4, "undo", "h4")
    assert "h5" in answer.err
    assert "peermentor undo h5" in answer.err


@pytest.mark.parametrize("words", ["undo h99", "undo x", "redo", "restore 99", "restore nowhere.json"])
def test_what_is_not_there_is_said_with_the_way_on(used: Desk, words: str) -> None:
    assert "peermentor" in used.refused(3, *words.split()).err or words == "redo"


def test_a_step_and_a_count_are_not_both(used: Desk) -> None:
    used.refused(2, "undo", "h1", "--steps", "2")


def test_with_no_journal_there_is_nothing_to_undo_or_copy(desk: Desk) -> None:
    desk.refused(3, "undo")
    desk.refused(3, "backup")
    assert desk.data("history")["steps"] == []
    assert desk.data("restore")["backups"] == []
    assert not desk.path.exists()


def test_history_can_be_forgotten_with_the_words_in_it(used: Desk) -> None:
    used.do("edit-mentor", "maya", "--why", "a secret reason")
    used.do("edit-mentor", "maya", "--why", "")
    assert "a secret reason" in used.path.read_text("utf-8")
    used.do("history", "--forget", "--yes")
    assert "a secret reason" not in used.path.read_text("utf-8")
    used.refused(3, "undo")


def test_forgetting_and_mending_can_be_tried_first(used: Desk) -> None:
    used.path.chmod(0o644)
    before = used.path.read_bytes()
    assert used.data("history", "--forget", "--dry-run")["forgotten"] == 3
    assert used.type("doctor", "--repair", "--dry-run").code in (0, 1)
    assert used.path.read_bytes() == before
    assert used.path.stat().st_mode & 0o077


def test_a_copy_is_listed_and_put_back_and_that_is_undone_too(used: Desk) -> None:
    path = Path(used.data("backup")["backup"])
    assert path.parent == used.path.with_name("journal.json.d") / "backups"
    used.do("add-win", "after the copy")
    before = records(used)
    copies = used.data("restore")["backups"]
    assert [copy["why"] for copy in copies][:1] == ["manual"]
    done = used.data("restore", "1")
    assert (done["added"], done["changed"], done["removed"]) == (0, 0, 1)
    assert used.data("wins")["months"] == []
    used.do("undo")
    assert records(used) == before


def test_a_broken_journal_names_its_newest_copy_and_comes_back_from_it(used: Desk) -> None:
    copy = used.data("backup")["backup"]
    whole = used.path.read_bytes()
    used.path.write_bytes(whole[:-50])
    answer = used.refused(5, "mentors")
    assert f"peermentor restore {quoted(str(copy))}" in answer.err
    used.refused(5, "add-win", "must not start empty")
    used.do("restore", copy)
    assert used.path.read_bytes() == whole


def test_doctor_says_what_holds_and_mends_what_it_can(used: Desk) -> None:
    assert all(found["holds"] for found in used.data("doctor")["findings"])
    used.path.chmod(0o644)
    answer = used.type("doctor")
    assert answer.code == 1
    assert "✗" in answer.out
    assert "peermentor doctor --repair" in answer.err
    assert used.data("doctor", "--repair")["mended"] == ["private"]
    assert used.path.stat().st_mode & 0o077 == 0


def test_doctor_answers_for_a_journal_nothing_else_can_read(used: Desk) -> None:
    used.path.write_text("{", "utf-8")
    answer = used.type("--json", "doctor")
    assert answer.code == 1
    findings = answer.data["findings"]
    assert (findings[0]["code"], findings[0]["holds"]) == ("whole", False)


def test_how_many_steps_are_kept_is_a_setting(used: Desk) -> None:
    used.do("config", "history", "2")
    used.do("add-win", "one more")
    assert [step["handle"] for step in used.data("history")["steps"]] == ["h4", "h3"]


def test_a_draft_left_behind_is_told_by_doctor(used: Desk) -> None:
    drafts = Drafts(used.path)
    path = drafts.start(datetime(2026, 7, 1, tzinfo=UTC), "words nobody kept")
    found = {f["code"]: f["text"] for f in used.data("doctor")["findings"]}
    assert str(path.parent) in found["drafts"]


def test_no_word_of_a_note_is_in_the_history_of_an_added_record(used: Desk) -> None:
    used.do("log", "maya", "--notes", "only once")
    assert json.dumps(used.tables()).count("only once") == 1
