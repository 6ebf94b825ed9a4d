"""A disk that is full, or may not be written: every write is whole or refused, at whichever point it comes.

Three ways: a limit of the system on the size of files, moved through all of what is written; an error of the
system at each single deed of a write; and, where the tests may mount one, a small disk that is really full.
"""

import ctypes
import errno
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from peermentor.errors import PeermentorError
from peermentor.journal.beside import settings_file
from peermentor.journal.beside.drafts import Drafts
from peermentor.journal.journal import Journal
from peermentor.journal.store import migrations
from peermentor.practice.nouns.records import Win
from tests.journal.children import NOW, Child
from tests.journal.faults import Layer, contents, count, no_file_longer_than, refuse
from tests.journal.figures import reached

Work = Callable[[Path], object]
LATER = NOW + timedelta(days=1)
NOTE = "what we said in the corridor, and what I only thought. " * 8


def add(path: Path, text: str = NOTE, moment=NOW) -> None:
    with Journal(path).transaction(moment) as draft:
        draft.add(Win(text=text, date=NOW.date()))


def restore(path: Path) -> None:
    Journal(path).copies.restore(Journal(path).copies.listed()[-1].path, LATER)


WRITES: dict[str, Work] = {
    "a record": add,
    "a record on a new day": lambda path: add(path, moment=LATER),
    "undo": lambda path: Journal(path).history.undo(NOW),
    "a copy": lambda path: Journal(path).copies.take(LATER),
    "restore": restore,
    "mend": lambda path: Journal(path).doctor.mend(LATER),
    "forget": lambda path: Journal(path).history.forget(LATER),
    "draft": lambda path: Drafts(path).start(LATER, NOTE),
    "settings": lambda path: settings_file.write(path.with_name("config.toml"), "minutes", 45),
}


def a_journal(folder: Path) -> Path:
    """A journal with a past: records, a copy, a draft that waits, settings, a lost tie to mend."""
    folder.mkdir()
    path = folder / "journal.json"
    add(path, "first")
    Journal(path).copies.take(NOW)
    with Journal(path).transaction(NOW) as draft:
        draft.add(Win(text=NOTE, date=NOW.date(), session="01ARZ3NDEKTSV4RRFFQ69G5FAV"))
    Drafts(path).start(NOW, "words that wait")
    settings_file.write(path.with_name("config.toml"), "minutes", 30)
    return path


def refused(work: Work, path: Path) -> bool:
    try:
        work(path)
    except PeermentorError:
        return True
    return False


def must_hold(path: Path, before: dict[str, bytes], *, was_refused: bool) -> None:
    """Every file that was there is as it was, or was replaced by a whole one; nothing half is left."""
    after = contents(path.parent)
    if was_refused:
        assert after["journal.json"] == before["journal.json"]
    beside = [name for name in before if name.startswith("journal.json.d")]
    assert {name: after.get(name) for name in beside} == {name: before[name] for name in beside}
    assert after["config.toml"] in (b"minutes = 30\n", b"minutes = 45\n")
    assert not [name for name in after if name.endswith(".tmp")]
    Journal(path).records().all(Win)
    Journal(path).history.steps()
    assert all(copy.records() is not None for copy in Journal(path).copies.listed())


def fresh(template: Path, folder: Path) -> Path:
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(template.parent, folder)
    return folder / template.name


def at_every_limit(work: Work, template: Path, folder: Path, step: int) -> int:
    """Move the limit from nothing to more than is needed; how many writes met it."""
    limit, met = 0, 0
    while True:
        path = fresh(template, folder)
        before = contents(folder)
        with no_file_longer_than(limit):
            was_refused = refused(work, path)
        must_hold(path, before, was_refused=was_refused)
        if not was_refused and limit > 4 * len(before["journal.json"]):
            return met
        met, limit = met + 1, limit + step


def at_every_deed(work: Work, template: Path, folder: Path, error: int) -> int:
    """Let the system refuse one deed of the write, each in turn; how many writes met it."""
    met = 0
    while True:
        path = fresh(template, folder)
        before = contents(folder)
        with Layer(folder, count(met, refuse(error))) as layer:
            was_refused = refused(work, path)
        must_hold(path, before, was_refused=was_refused)
        if layer.shown <= met:
            return met
        met += 1


@pytest.fixture
def template(tmp_path):
    return a_journal(tmp_path / "template")


@pytest.mark.parametrize("kind", WRITES)
def test_a_write_on_a_disk_that_fills_up_is_whole_or_refused(template, tmp_path, kind):
    assert at_every_limit(WRITES[kind], template, tmp_path / "home", 997) > 2


@pytest.mark.parametrize("kind", WRITES)
def test_a_write_that_is_refused_at_any_deed_is_whole_or_not_there(template, tmp_path, kind):
    assert at_every_deed(WRITES[kind], template, tmp_path / "home", errno.ENOSPC) >= 3


def test_an_old_journal_that_cannot_be_copied_is_not_brought_up(template, tmp_path, monkeypatch):
    monkeypatch.setattr(migrations, "SCHEMA", migrations.SCHEMA + 1)
    monkeypatch.setitem(migrations.STEPS, migrations.SCHEMA, lambda _tables: None)
    assert at_every_limit(add, template, tmp_path / "home", 499) > 4
    assert at_every_deed(add, template, tmp_path / "home", errno.ENOSPC) > 8


@pytest.mark.long
def test_a_thousand_writes_on_a_full_disk_lose_nothing(template, tmp_path):
    met = sum(at_every_limit(work, template, tmp_path / "home", 61) for work in WRITES.values())
    for error in (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES):
        met += sum(at_every_deed(work, template, tmp_path / "home", error) for work in WRITES.values())
    reached("Writes on a full disk", met)


# A real disk


def mounted_here(folder: Path, options: str) -> None:
    """A small disk that only this process sees; it is gone when the process is."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x00020000):  # CLONE_NEWNS
        raise OSError(ctypes.get_errno(), "unshare")
    subprocess.run(["mount", "--make-rprivate", "/"], check=True, capture_output=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True, capture_output=True)


def on_a_disk_of(folder: Path, options: str, work: Callable[[], None]) -> None:
    """Do this in a child that has a small disk of its own; skip where a test may not have one."""

    def live(say):
        try:
            mounted_here(folder, options)
        except (OSError, AttributeError, subprocess.CalledProcessError) as error:
            return say(f"no disk: {type(error).__name__}")
        work()
        return say("done")

    folder.mkdir()
    said, code = Child(live).rest()
    if said and said[0].startswith("no disk"):
        pytest.skip(f"only root can mount a small disk to fill ({said[0]})")
    assert (said, code) == (["done"], 0)


def fill(folder: Path, leave: int) -> Path:
    """Fill a disk until so many bytes are left."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            file.truncate(max(0, ballast.stat().st_size - leave))
    return ballast


def test_a_real_disk_that_is_full_refuses_and_loses_nothing_and_serves_again_with_room(template, tmp_path):
    disk = tmp_path / "disk"

    def work():
        for kind, write in WRITES.items():
            for leave in range(0, 5 * 4096, 4096):
                path = fresh(template, disk / "home")
                before = contents(disk / "home")
                ballast = fill(disk, leave)
                was_refused = refused(write, path)
                must_hold(path, before, was_refused=was_refused)
                assert was_refused or leave or kind == "mend", (kind, leave)
                ballast.unlink()
                add(path, "there is room again")

    on_a_disk_of(disk, "size=256k", work)


def test_a_real_disk_without_room_for_another_name_refuses_and_loses_nothing(template, tmp_path):
    disk = tmp_path / "disk"

    def work():
        path = fresh(template, disk / "home")
        before = contents(disk / "home")
        names = 0
        try:
            while True:
                (disk / f"name-{names}").touch()
                names += 1
        except OSError:
            pass
        for write in WRITES.values():
            must_hold(path, before, was_refused=refused(write, path))

    on_a_disk_of(disk, "size=1m,nr_inodes=40", work)


def test_a_real_disk_that_turns_read_only_can_still_be_read(template, tmp_path):
    disk = tmp_path / "disk"

    def work():
        path = fresh(template, disk / "home")
        before = contents(disk / "home")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        for kind, write in WRITES.items():
            assert refused(write, path), kind
            must_hold(path, before, was_refused=True)

    on_a_disk_of(disk, "size=1m", work)


# A folder that may not be written


def closed(folder: Path) -> None:
    for place in (*folder.rglob("*"), folder):
        place.chmod(0o555 if place.is_dir() else 0o444)


@pytest.mark.parametrize("kind", WRITES)
def test_in_a_folder_that_may_not_be_written_everything_can_be_read_and_nothing_written(
    open_folder, as_ordinary_user, kind
):
    os.seteuid(os.getuid())
    open_folder.chmod(0o777)
    os.seteuid(65534 if os.getuid() == 0 else os.getuid())
    path = a_journal(open_folder / "home")
    closed(path.parent)
    before = contents(path.parent)
    assert refused(WRITES[kind], path), kind
    assert contents(path.parent) == before
    journal = Journal(path)
    assert len(journal.records().all(Win)) == len(journal.history.steps()) == 2
    assert len(journal.copies.listed()) == 2
    shut = {"pointers", "private", "lock", "files", "backups"}
    assert {found.code for found in journal.doctor.look(NOW) if not found.holds} <= shut


def test_a_draft_outlives_a_disk_that_was_full_when_it_was_to_be_kept(template):
    """The editor could save; the journal could not. With room again, the same words go in."""
    drafts = Drafts(template)
    path = drafts.start(LATER, "she buys time first")
    with no_file_longer_than(template.stat().st_size):
        assert refused(lambda journal: add(journal, drafts.read(path)), template)
    assert path in drafts.waiting()
    add(template, drafts.read(path))
    drafts.forget(path)
    assert Journal(template).records().all(Win)[-1].text == "she buys time first"
