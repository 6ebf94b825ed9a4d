"""A journal that is locked: the same journal for whoever has the key, and for nobody else."""

import errno
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from tinydb import TinyDB

from peermentor.errors import NoKey
from peermentor.journal.beside import in_memory
from peermentor.journal.beside.drafts import Drafts
from peermentor.journal.file import whole_file
from tests.cli.examples import ready
from tests.cli.vaults import (
    everything,
    identity,
    installed,
    locked_path,
    opened,
)
from tests.conftest import Desk

pyrage = pytest.importorskip("pyrage")

AGE = shutil.which("age")

WORDS = b"We rehearsed the planning round"


def test_after_locking_no_file_has_a_plain_word_and_every_command_goes_on(locked: Desk) -> None:
    assert not locked.path.exists()
    files = everything(locked.path.parent)
    assert [path for path, text in files.items() if WORDS in text or b"Before the lock" in text] == []
    assert len([path for path in files if path.suffix == ".age"]) == 2  # the journal and the copy of its day
    assert "planning round" in locked.do("search", "planning").out
    assert "w2" in locked.do("add-win", "Behind the lock").out
    assert locked.do("undo").out.startswith("Undid")
    assert "w2" in locked.do("redo").out
    assert [one["text"] for one in opened(locked)["wins"].values()] == ["Before the lock", "Behind the lock"]


@pytest.mark.skipif(AGE is None, reason="no age program is here")
def test_stock_age_and_stock_tinydb_open_it_in_two_lines(locked: Desk, tmp_path: Path) -> None:
    plain = tmp_path / "opened.json"
    subprocess.run(
        [str(AGE), "-d", "-i", str(identity(locked)), "-o", str(plain), str(locked_path(locked))], check=True
    )
    assert [win["text"] for win in TinyDB(plain).table("wins")] == ["Before the lock"]


@pytest.mark.skipif(AGE is None, reason="no age program is here")
def test_what_stock_age_seals_for_the_recipients_is_read(locked: Desk) -> None:
    plain = json.dumps(opened(locked)).replace("Before the lock", "Written elsewhere")
    keys = locked.path.with_name("journal.json.d") / "recipients"
    subprocess.run(
        [str(AGE), "-R", str(keys), "-o", str(locked_path(locked))], input=plain.encode(), check=True
    )
    assert "Written elsewhere" in locked.do("wins").out


def test_unlocking_brings_everything_back_as_it_was(desk: Desk) -> None:
    ready(desk)
    desk.do("add-win", "Before the lock")
    before = {path: text for path, text in everything(desk.path.parent).items() if path.suffix == ".json"}
    desk.do("vault", "lock", "--yes")
    desk.do("vault", "unlock", "--yes")
    after = {
        path: text for path, text in everything(desk.path.parent).items() if path.suffix in (".json", ".age")
    }
    assert after == before
    assert not (desk.path.with_name("journal.json.d") / "recipients").exists()


def test_the_locked_file_may_be_named_as_it_is_and_the_plain_name_finds_it_too(locked: Desk) -> None:
    locked.env["PEERMENTOR_JOURNAL"] = str(locked_path(locked))
    locked.do("add-win", "By its own name")
    locked.env["PEERMENTOR_JOURNAL"] = str(locked.path)
    assert "By its own name" in locked.do("wins").out
    assert not locked.path.exists()


def test_nobody_there_to_agree_locks_nothing(desk: Desk) -> None:
    ready(desk)
    before = everything(desk.path.parent)
    for action in ("lock", "lock --dry-run"):
        answer = desk.type("vault", *action.split())
        assert answer.code == (2 if action == "lock" else 0)
        assert {p: t for p, t in everything(desk.path.parent).items() if p.suffix != ".lock"} == before


def test_status_and_json_say_who_opens_it_and_needs_no_key(locked: Desk) -> None:
    identity(locked).unlink()
    data = locked.data("vault", "status")
    assert data["locked"] is True
    assert [key["name"] for key in data["keys"]] == ["this computer", "recovery"]
    assert data["source"] == str(identity(locked))
    assert (data["waiting"], data["plain"], data["recovery"]) == (0, [], None)


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="only Linux tells of another process")
def test_no_core_is_dumped_of_a_run_that_opens_a_locked_journal(locked: Desk) -> None:
    editor, told = locked.path.with_name("editor.sh"), locked.path.with_name("limits")
    editor.write_text(f"#!/bin/sh\ncat /proc/$PPID/limits > {shlex.quote(str(told))}\n")
    editor.chmod(0o755)
    locked.env["EDITOR"] = shlex.quote(str(editor))
    installed(locked, "log", "maya", "--edit")
    (limit,) = [line.split()[4] for line in told.read_text().splitlines() if line.startswith("Max core")]
    assert limit in ("0", "1")


def test_what_locking_was_cut_off_from_is_finished(locked: Desk) -> None:
    text = opened(locked)
    locked.path.write_bytes(
        pyrage.decrypt(
            locked_path(locked).read_bytes(),
            [pyrage.x25519.Identity.from_str(identity(locked).read_text().splitlines()[-1])],
        )
    )
    assert locked.type("today").code == 5
    locked.do("vault", "lock", "--yes")
    assert not locked.path.exists()
    assert opened(locked) == text


def test_two_journals_that_differ_are_both_left(locked: Desk) -> None:
    locked.path.write_text("{}")
    before = everything(locked.path.parent)
    for action in ("lock", "unlock"):
        answer = locked.type("vault", action, "--yes")
        assert answer.code == 5
        assert "say different things" in answer.err
        after = everything(locked.path.parent)
        assert {p: t for p, t in after.items() if p.suffix == ".age" or p == locked.path} == {
            p: t for p, t in before.items() if p.suffix == ".age" or p == locked.path
        }


def test_copies_restore_forget_and_doctor_go_on(locked: Desk) -> None:
    locked.do("add-win", "To be forgotten")
    locked.do("backup")
    locked.do("forget", "w2", "--yes")
    key = pyrage.x25519.Identity.from_str(identity(locked).read_text().splitlines()[-1])
    for path in locked.path.parent.rglob("*.age"):
        assert b"To be forgotten" not in pyrage.decrypt(path.read_bytes(), [key])
    assert "w1" in locked.do("delete", "w1").out
    locked.do("restore", "1", "--yes")
    assert "Before the lock" in locked.do("wins").out
    assert locked.do("doctor").code == 0
    assert list(locked.path.parent.rglob("*.tmp")) == []


def test_doctor_without_the_key_checks_what_can_be_checked(locked: Desk) -> None:
    identity(locked).rename(locked.path.with_name("aside.txt"))
    found = {one["code"]: one for one in locked.data("doctor")["findings"]}
    assert found["key"]["note"] is True
    assert found["backups-locked"]["note"] is True
    assert found["locked"]["holds"] is True
    assert found["private"]["holds"] is True
    locked_path(locked).chmod(0o644)
    assert locked.type("doctor").code == 1


def test_doctor_names_words_in_plain_text_beside_a_locked_journal(locked: Desk) -> None:
    stray = locked.path.with_name("journal.json.d") / "backups" / "journal-manual-20260701-083000.json"
    stray.write_text("{}")
    answer = locked.type("doctor")
    assert answer.code == 1
    assert stray.name in answer.out
    locked.do("vault", "lock", "--yes")
    assert not stray.exists()


def test_status_says_of_no_journal_that_it_is_locked_or_plain(desk: Desk, locked: Desk) -> None:
    locked_path(locked).unlink()
    assert locked.type("vault").code == 5
    desk.env["PEERMENTOR_JOURNAL"] = str(desk.path.with_name("another.json"))
    assert "no journal" in desk.refused(3, "vault").err


def test_a_locked_journal_that_is_gone_is_put_back_locked(locked: Desk) -> None:
    locked.do("backup")
    locked_path(locked).unlink()
    assert locked.type("today").code == 5
    locked.do("restore", "1", "--yes")
    assert not locked.path.exists()
    assert "Before the lock" in locked.do("wins").out


def test_a_journal_behind_a_link_is_locked_where_it_lies_and_the_link_stays(
    desk: Desk, tmp_path: Path
) -> None:
    ready(desk)
    real = tmp_path / "synced" / "real.json"
    real.parent.mkdir()
    desk.path.rename(real)
    desk.path.symlink_to(real)
    desk.do("vault", "lock", "--yes")
    assert real.with_name("real.json.age").exists()
    assert not real.exists()
    assert desk.path.is_symlink()
    assert "planning round" in desk.do("search", "planning").out
    desk.do("vault", "unlock", "--yes")
    assert real.exists()


def test_a_copy_that_can_not_be_opened_is_left_and_keeps_nothing_else_back(locked: Desk) -> None:
    locked.do("backup")
    (copy,) = locked.path.parent.rglob("*manual*")
    copy.write_bytes(copy.read_bytes()[:100])
    torn = copy.read_bytes()
    locked.do("vault", "change-key", "--yes")
    assert "planning round" in locked.do("search", "planning").out
    assert copy.name in locked.do("vault", "unlock", "--yes").out
    assert copy.read_bytes() == torn
    assert "planning round" in locked.do("search", "planning").out


def test_a_locked_journal_of_an_earlier_version_is_brought_up(desk: Desk) -> None:
    shutil.copy(Path(__file__).parent.parent / "fixtures" / "journal-v1.json", desk.path)
    desk.path.chmod(0o600)
    desk.do("vault", "lock", "--yes")
    desk.do("add-win", "After the lock")
    assert opened(desk)["meta"]["1"]["schema"] == 2
    assert any("migration" in path.name and path.suffix == ".age" for path in desk.path.parent.rglob("*"))


def test_a_text_that_a_killed_editor_left_in_memory_is_found_and_sealed(locked: Desk) -> None:
    folder = in_memory.folder_in_memory(locked_path(locked))
    if folder is None:
        pytest.skip("no folder in memory is here")
    text = folder / "4194305" / "20260701-083000-4194305.md"  # no process has so high a number
    text.parent.mkdir()
    text.write_text("Canary left in memory")
    (waiting,) = Drafts(locked_path(locked)).waiting()
    assert waiting.suffix == ".age"
    assert Drafts(locked_path(locked)).read(waiting) == "Canary left in memory"
    assert not folder.exists()


def test_a_damaged_locked_journal_is_put_back_from_a_locked_copy_and_kept_as_it_was(locked: Desk) -> None:
    locked.do("add-win", "After the copy")
    torn = locked_path(locked).read_bytes()[:200]
    locked_path(locked).write_bytes(torn)
    answer = locked.type("today")
    assert answer.code == 5
    assert "peermentor restore" in answer.err
    (copy,) = locked.path.parent.rglob("*daily*")
    for _time in range(2):
        locked.do("restore", copy.name, "--yes")
        assert "planning round" in locked.do("search", "planning").out
        (kept,) = locked.path.parent.rglob("*broken*")
        assert kept.read_bytes() == torn
        locked_path(locked).write_bytes(torn)
    assert not locked.path.exists()


def test_a_plain_copy_takes_the_place_of_no_locked_journal_whose_key_is_away(
    away: Desk, tmp_path: Path
) -> None:
    plain = tmp_path / "plain.json"
    shutil.copy(Path(__file__).parent.parent / "fixtures" / "journal-v1.json", plain)
    before = locked_path(away).read_bytes()
    assert away.type("restore", str(plain), "--yes").code == 5
    assert locked_path(away).read_bytes() == before


def test_an_export_goes_out_plain_and_never_over_the_journal(locked: Desk, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    locked.do("export", "json", "--into", str(tmp_path / "out" / "all.json"))
    assert WORDS in (tmp_path / "out" / "all.json").read_bytes()
    assert locked.type("export", "json", "--into", str(locked.path)).code == 4
    assert locked.type("export", "json", "--into", str(locked_path(locked))).code == 4


def test_a_prompt_and_completion_run_no_key_command(locked: Desk) -> None:
    ran = locked.path.with_name("ran")
    locked.do("config", "key-command", f"touch {shlex.quote(str(ran))}")
    assert locked.do("today", "--brief").out == "locked\n"
    line = {"_PEERMENTOR_COMPLETE": "complete_bash", "COMP_WORDS": "peermentor show ", "COMP_CWORD": "2"}
    answer = installed(locked, **line)
    assert "m1" not in answer.out
    assert not ran.exists()
    assert locked.type("today").code == 5
    assert ran.exists()


def test_what_a_write_left_that_was_cut_off_is_no_plain_word_beside_a_locked_journal(desk: Desk) -> None:
    ready(desk)
    desk.do("add-win", "Before the lock")
    left = [
        desk.path.with_name(".journal.json.tmp"),
        desk.path.with_name("journal.json.d") / "drafts" / ".20260701-083000-1-0123456789ab.md.tmp",
        desk.path.with_name("journal.json.d") / "drafts" / ".20260701-083000-1-0123456789ab.answers.tmp",
        desk.path.with_name("journal.json.d") / "backups" / ".journal-daily-20260701-083000.json.tmp",
        desk.path.with_name("journal.json.d") / "inbox" / ".01795856496007763994-29a21434.json.tmp",
    ]
    for path in left:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(WORDS)
        path.with_name(path.name.removesuffix(".tmp") + ".age.tmp").write_bytes(b"half")
    assert desk.type("doctor").code == 1
    desk.do("vault", "lock", "--yes")
    assert list(desk.path.parent.rglob("*.tmp")) == []
    for path in left:
        path.parent.mkdir(exist_ok=True)
        path.with_name(path.name.removesuffix(".tmp") + ".age.tmp").write_bytes(b"half")
    assert desk.data("vault")["plain"] == []
    desk.do("vault", "unlock", "--yes")
    assert list(desk.path.parent.rglob("*.tmp")) == []


ACTIONS = (
    ("status",),
    ("lock", "--yes"),
    ("unlock", "--yes"),
    ("check",),
    ("add-key", "age1w0ppe9wtj0xtdl7k2smu59kvpr7ls4lmfcadthhksr8qgusjyenqcunyls"),
    ("remove-key", "recovery", "--yes"),
    ("change-key", "--yes"),
)


def test_a_journal_that_is_gone_is_gone_for_every_command_of_the_vault(locked: Desk) -> None:
    locked_path(locked).unlink()
    shutil.rmtree(locked.path.with_name("journal.json.d"))
    for words in ACTIONS:
        assert "is gone" in locked.refused(5, "vault", *words).err


@pytest.mark.parametrize("full", [False, True])
def test_a_text_that_finds_no_room_in_memory_is_written_on_the_disk_and_that_is_said(
    locked: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: bool
) -> None:
    memory = tmp_path / "memory"
    memory.mkdir()
    monkeypatch.setattr(in_memory, "folder_in_memory", lambda _journal: memory if full else None)
    write = whole_file.write_new

    def no_room(path: Path, text: bytes, like: Path) -> None:
        write(path, text, like)
        if path.is_relative_to(memory):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(whole_file, "write_new", no_room)
    write_in_editor(locked)
    assert "No folder in memory is here" in locked.do("log", "maya", "--edit").err
    assert "Written there" in locked.do("search", "written there").out
    drafts = locked.path.with_name("journal.json.d") / "drafts"
    assert [path for path in (*memory.rglob("*"), *drafts.rglob("*")) if path.is_file()] == []


@pytest.mark.parametrize("why", [OSError(errno.ENOSPC, "No space left on device"), NoKey("No key")])
def test_a_text_that_can_not_be_locked_again_is_named_where_it_is(
    locked: Desk, monkeypatch: pytest.MonkeyPatch, why: Exception
) -> None:
    def fails(_drafts: Drafts, _plain: Path, _path: Path) -> None:
        raise why

    monkeypatch.setattr(Drafts, "_take_back", fails)
    write_in_editor(locked)
    said = locked.refused(5, "log", "maya", "--edit").err
    (named,) = re.findall(r"Your words are in (\S+\.md)\.", said)
    assert "Written there" in Path(named).read_text()
    shutil.rmtree(Path(named).parent)


def write_in_editor(desk: Desk) -> None:
    editor = desk.path.with_name("editor.sh")
    editor.write_text('#!/bin/sh\necho "- Written there" >> "$1"\n')
    editor.chmod(0o755)
    desk.env["EDITOR"] = str(editor)


@pytest.mark.parametrize("words", ACTIONS)
def test_a_link_to_where_a_locked_journal_was_says_that_it_is_gone(
    locked: Desk, words: tuple[str, ...]
) -> None:
    locked_path(locked).unlink()
    locked_path(locked).symlink_to(locked.path.with_name("elsewhere.json.age"))
    for argv in (("vault", *words), ("vault", *words, "--dry-run"), ("backup",), ("export", "json")):
        assert "is gone" in locked.refused(5, *argv).err
    assert [one["code"] for one in locked.type("--json", "doctor").data["findings"] if not one["holds"]] == [
        "whole"
    ]


def test_doctor_says_with_a_key_at_hand_that_it_does_not_open_the_journal(locked: Desk) -> None:
    mine = identity(locked).read_bytes()
    identity(locked).write_text(f"{pyrage.x25519.Identity.generate()}\n")
    found = {one["code"]: one for one in locked.type("--json", "doctor").data["findings"]}
    assert (found["key"]["holds"], found["key"]["note"]) == (False, False)
    assert "another key than yours" in found["key"]["text"]
    assert found["backups-locked"]["holds"] is False
    assert "backups" not in found  # which would have them removed
    assert locked.type("doctor").code == 1
    identity(locked).write_bytes(mine)
    assert locked.do("doctor").code == 0


def test_a_locked_journal_behind_a_link_is_found_where_it_was_unlocked(locked: Desk, tmp_path: Path) -> None:
    real = tmp_path / "synced" / "real.json.age"
    real.parent.mkdir()
    locked_path(locked).rename(real)
    locked_path(locked).symlink_to(real)
    locked.path.with_name("journal.json.d").rename(real.with_name("real.json.d"))
    for _time in range(2):
        assert str(real.with_name("real.json")) in locked.do("vault", "unlock", "--yes").out
        assert "Before the lock" in locked.do("wins").out
        assert locked.do("doctor").code == 0
        locked.do("vault", "lock", "--yes")
        assert "Before the lock" in locked.do("wins").out
        assert real.exists()
        assert locked_path(locked).is_symlink()
    real.unlink()
    assert "is gone" in locked.refused(5, "wins").err
