"""A write happens whole or not at all, and for its owner's eyes only."""

import os
import resource
import stat
from pathlib import Path

import pytest

from peermentor.errors import Locked, Unwritable
from peermentor.journal.file import lock, whole_file
from peermentor.journal.journal import Journal
from peermentor.practice.nouns.records import Win
from tests.journal.children import Child


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.mark.parametrize("umask", [0, 0o022, 0o077, 0o777])
def test_only_its_owner_can_read_the_journal_whatever_the_umask(journal, keep, win, umask):
    before = os.umask(umask)
    try:
        keep(win("private"))
    finally:
        os.umask(before)
    assert mode(journal.path) == 0o600
    assert journal.records().all(Win)


def test_a_journal_that_everybody_could_read_is_closed_by_the_next_write(journal, keep, win):
    keep(win("private"))
    journal.path.chmod(0o644)
    keep(win("more"))
    assert mode(journal.path) == 0o600


def test_the_programs_own_folders_are_made_private(tmp_path, now, win):
    journal = Journal(tmp_path / "share" / "peermentor" / "journal.json", may_create_folder=True)
    assert journal.records().all(Win) == ()
    with journal.transaction(now) as draft:
        draft.add(win("first"))
    assert mode(tmp_path / "share") == mode(tmp_path / "share" / "peermentor") == 0o700


def test_a_symlink_stays_a_symlink(tmp_path, now, win):
    (tmp_path / "synced").mkdir()
    link = tmp_path / "journal.json"
    link.symlink_to(Path("synced", "real.json"))
    for text in ("first", "second"):
        with Journal(link).transaction(now) as draft:
            draft.add(win(text))
    assert link.is_symlink()
    assert len(Journal(tmp_path / "synced" / "real.json").records().all(Win)) == 2
    assert names(tmp_path) == ["journal.json", "synced"]


def test_two_names_of_one_journal_share_one_lock(tmp_path, now, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0)
    (tmp_path / "link.json").symlink_to("journal.json")
    with_link = Journal(tmp_path / "link.json").transaction(now)
    with lock.held(tmp_path / "journal.json"), pytest.raises(Locked):
        with_link.__enter__()


def test_a_disk_that_is_full_leaves_the_journal_as_it_was(journal, keep, win, now):
    keep(win("safe"))
    before = journal.path.read_bytes()

    def write_past_the_limit(say):
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 1000, resource.RLIM_INFINITY))
        try:
            with journal.transaction(now) as draft:
                draft.add(win("x" * 100_000))
        except Unwritable as refusal:
            say(refusal.message)
        say(str(journal.saved))

    said, code = Child(write_past_the_limit).rest()
    assert code == 0
    assert said == [f"The journal {journal.path} can't be written: File too large. It is unchanged.", "False"]
    assert journal.path.read_bytes() == before
    assert names(journal.path.parent) == [".journal.json.lock", "journal.json", "journal.json.d"]


def test_a_folder_nobody_may_write_in_leaves_the_journal_as_it_was(open_folder, now, win, request):
    journal = Journal(open_folder / "journal.json")
    with journal.transaction(now) as draft:
        draft.add(win("safe"))
    before = journal.path.read_bytes()
    open_folder.chmod(0o555)
    request.getfixturevalue("as_ordinary_user")
    with pytest.raises(Unwritable, match="Permission denied"), journal.transaction(now) as draft:
        draft.add(win("must not arrive"))
    os.seteuid(os.getuid())
    assert journal.path.read_bytes() == before


def test_a_journal_made_read_only_is_not_replaced_behind_its_owners_back(open_folder, now, win, request):
    open_folder.chmod(0o777)
    request.getfixturevalue("as_ordinary_user")
    journal = Journal(open_folder / "journal.json")
    with journal.transaction(now) as draft:
        draft.add(win("safe"))
    journal.path.chmod(0o400)
    before = journal.path.read_bytes()
    with pytest.raises(Unwritable, match="read-only"), journal.transaction(now) as draft:
        draft.add(win("must not arrive"))
    assert journal.path.read_bytes() == before
    assert names(open_folder) == [".journal.json.lock", "journal.json", "journal.json.d"]


def test_what_a_killed_writer_left_behind_is_cleared_away(journal, keep, win):
    keep(win("first"))
    stale = journal.path.with_name(".journal.json.tmp")
    stale.write_bytes(b'{"meta": half a jour')
    keep(win("second"))
    assert len(journal.records().all(Win)) == 2
    assert not stale.exists()


def test_a_link_in_the_place_of_the_temporary_file_is_not_written_through(journal, keep, win, tmp_path):
    (tmp_path / "precious.txt").write_text("untouched")
    (tmp_path / ".journal.json.tmp").symlink_to("precious.txt")
    keep(win("first"))
    assert (tmp_path / "precious.txt").read_text() == "untouched"


def test_a_journal_whose_place_is_taken_by_a_folder_is_not_replaced(tmp_path):
    (tmp_path / "journal.json").mkdir()
    with pytest.raises(IsADirectoryError):
        whole_file.replace(tmp_path / "journal.json", [b"{}"])
    assert names(tmp_path) == ["journal.json"]
