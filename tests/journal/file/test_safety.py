"""Each guard of a write, with the fault it guards against made on purpose: its test fails without it."""

import fcntl
import os
from pathlib import Path

import pytest

from peermentor.errors import Unwritable
from peermentor.journal.beside import drafts
from peermentor.journal.beside.drafts import Drafts
from peermentor.journal.file import lock, whole_file
from peermentor.journal.upkeep import backups
from tests.journal.faults import Layer


def test_a_lock_file_that_was_tidied_away_while_waiting_for_it_is_not_the_lock(tmp_path, monkeypatch):
    path, taken = tmp_path / "journal.json", []
    real = lock._take

    def take(descriptor: int) -> None:
        real(descriptor)
        if not taken:  # somebody removes the file just before, and another makes a new one
            lock.place(path).unlink()
            lock.place(path).touch()
        taken.append(descriptor)

    monkeypatch.setattr(lock, "_take", take)
    with lock.held(path), lock.place(path).open("rb") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert len(taken) == 2


def test_what_takes_the_place_of_the_temporary_file_is_not_written_over(tmp_path, monkeypatch):
    path, fresh = tmp_path / "journal.json", tmp_path / ".journal.json.tmp"
    path.write_bytes(b"as it was")
    monkeypatch.setattr(whole_file, "_clear", lambda place: place.write_bytes(b"somebody else's"))
    with pytest.raises(FileExistsError):
        whole_file.replace(path, [b"new"])
    assert path.read_bytes() == b"as it was"
    assert fresh.read_bytes() == b"somebody else's"


def test_a_link_that_takes_the_place_of_the_temporary_file_is_not_written_through(tmp_path, monkeypatch):
    path, precious = tmp_path / "journal.json", tmp_path / "precious.txt"
    precious.write_bytes(b"untouched")
    link = tmp_path / ".journal.json.tmp"

    def plant(place: Path) -> None:
        place.unlink(missing_ok=True)
        place.symlink_to("precious.txt")

    monkeypatch.setattr(whole_file, "_clear", plant)
    with pytest.raises(FileExistsError):
        whole_file.replace(path, [b"new"])
    assert precious.read_bytes() == b"untouched"
    assert link.is_symlink()


@pytest.mark.parametrize("as_a_link", [False, True])
def test_a_draft_is_never_written_over_another_file_nor_through_a_link(tmp_path, now, monkeypatch, as_a_link):
    path = tmp_path / "journal.json"
    taken = drafts.folder(path) / "20260703-121000-1.md"
    taken.parent.mkdir(parents=True)
    precious = tmp_path / "precious.txt" if as_a_link else taken
    precious.write_text("words that wait")
    if as_a_link:
        taken.symlink_to(precious)
    monkeypatch.setattr(Drafts, "_free_name", lambda *_: taken)
    with pytest.raises(Unwritable):
        Drafts(path).start(now, "other words")
    assert precious.read_text() == "words that wait"


def test_a_copy_that_does_not_read_back_as_it_was_written_is_no_copy(journal, keep, win, now, monkeypatch):
    """A disk that says it wrote, and did not."""
    keep(win("safe"))
    real = whole_file._write_through
    monkeypatch.setattr(
        whole_file,
        "_write_through",
        lambda fresh, _write, like: real(fresh, lambda file: file.write(b"\0"), like),
    )
    with pytest.raises(Unwritable, match="does not read back"):
        journal.copies.take(now)


def test_a_copy_and_the_folders_that_name_it_reach_the_disk(journal, keep, win, now):
    keep(win("safe"))
    with Layer(journal.path.parent) as layer:
        copy = journal.copies.take(now)
    told = [(deed.what, deed.to or deed.path) for deed in layer.deeds]
    renamed = told.index(("rename", str(copy)))
    assert ("fsync", str(copy.with_name(f".{copy.name}.tmp"))) in told[:renamed]
    assert ("fsync", str(copy.parent)) in told[renamed:]
    assert ("fsync", str(backups.folder(journal.path).parent)) in told[:renamed]  # which names `backups`


def test_the_folder_that_names_the_journal_reaches_the_disk_before_it_is_said_to_be_kept(journal, keep, win):
    keep(win("before"))
    with Layer(journal.path.parent) as layer:
        keep(win("safe"))
    told = [(deed.what, deed.to or deed.path) for deed in layer.deeds]
    renamed = told.index(("rename", str(journal.path)))
    assert ("fsync", str(journal.path.parent)) in told[renamed:]
    assert os.path.lexists(journal.path)
