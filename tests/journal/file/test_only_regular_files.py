"""Only a regular file is ever replaced, and a run as root leaves everything to its owner."""

import errno
import fcntl
import os
import socket
import stat
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.conftest import Desk
from tests.journal.children import Child
from tests.journal.conftest import NOBODY
from tests.started import run

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
only_root = pytest.mark.skipif(not AS_ROOT, reason="only root makes devices and gives files away")


def a_fifo(path: Path) -> None:
    os.mkfifo(path)


def a_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a path may be longer than the name of a socket
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path.name)
    finally:
        os.chdir(here)


def a_folder(path: Path) -> None:
    path.mkdir()


def a_device(path: Path) -> None:
    os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 3))  # as /dev/null


KINDS = [a_fifo, a_socket, a_folder, pytest.param(a_device, marks=only_root)]
Make = Callable[[Path], None]


def type_it(folder: Path, *argv: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Type a command; one that waits for the other end of a fifo fails by the clock."""
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PEERMENTOR_JOURNAL": str(folder / "journal.json"),
        "PEERMENTOR_CONFIG": str(folder / "config.toml"),
        "PEERMENTOR_NOW": "2026-07-01T08:30",
        **more,
    }
    done = run(*argv, env=env)
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize(
    ("name", "code", "argv"),
    [
        ("journal.json", 5, ("add-win", "Shipped it")),
        (".journal.json.lock", 5, ("add-win", "Shipped it")),
        (".journal.json.tmp", 5, ("add-win", "Shipped it")),
        ("config.toml", 2, ("config", "minutes", "45")),
        (".config.toml.lock", 2, ("config", "minutes", "45")),
    ],
)
def test_what_is_no_file_is_neither_replaced_nor_waited_for(tmp_path, make: Make, name, code, argv):
    make(tmp_path / name)
    before = (tmp_path / name).lstat()
    done = type_it(tmp_path, *argv)
    assert done.returncode == code, done
    assert str(tmp_path / name) in done.stderr
    assert os.path.samestat((tmp_path / name).lstat(), before)
    others = {path.name for path in tmp_path.iterdir()} - {name, ".journal.json.lock", ".config.toml.lock"}
    assert others == set()


@pytest.mark.parametrize("why", ["ENOLCK", "EOPNOTSUPP", "ENOSYS"])
def test_a_disk_that_gives_no_locks_is_said_at_once_and_nothing_is_written(desk, monkeypatch, why):
    """As some network disks, which answer every lock like that."""
    desk.do("add-win", "Shipped it")

    def flock(*_asked: object) -> None:
        raise OSError(getattr(errno, why), os.strerror(getattr(errno, why)))

    def waits(_seconds: float) -> None:
        pytest.fail("it waits for a lock that never comes")

    monkeypatch.setattr(fcntl, "flock", flock)
    monkeypatch.setattr(time, "sleep", waits)
    refused = desk.refused(5, "add-win", "Shipped more")
    place = desk.path.with_name(".journal.json.lock")
    said = refused.err.replace("\n", " ")
    assert f"The disk gives no lock for {place}: {os.strerror(getattr(errno, why))}." in said
    assert "Keep the journal on another disk." in said
    desk.do("wins")
    doctor = desk.type("--json", "doctor")
    assert (doctor.code, f"no lock for {place}" in doctor.out) == (1, True)
    settings = desk.type("config", "minutes", "45")
    assert (settings.code, ".config.toml.lock can't be used" in settings.err) == (2, True)


def test_the_null_device_stands_for_no_settings_and_is_not_written(tmp_path):
    assert type_it(tmp_path, "config", PEERMENTOR_CONFIG=os.devnull).returncode == 0


@pytest.mark.parametrize("make", [a_fifo, a_folder])
def test_a_copy_that_is_no_file_is_not_put_back(tmp_path, make: Make):
    assert type_it(tmp_path, "add-win", "Shipped it").returncode == 0
    make(tmp_path / "copy.json")
    done = type_it(tmp_path, "restore", str(tmp_path / "copy.json"))
    assert done.returncode == 5
    assert "copy.json can't be read" in done.stderr


def test_a_lock_that_is_a_link_is_not_followed(tmp_path):
    (tmp_path / "precious.txt").write_text("untouched")
    (tmp_path / ".journal.json.lock").symlink_to("precious.txt")
    done = type_it(tmp_path, "add-win", "Shipped it")
    assert done.returncode == 5
    assert f"{tmp_path / '.journal.json.lock'} can't be used" in done.stderr
    assert (tmp_path / "precious.txt").read_text() == "untouched"


# Whose it is


@only_root
def test_a_run_as_root_leaves_everything_to_its_owner(tmp_path):
    os.chown(tmp_path, NOBODY, NOBODY)
    for day, argv in (
        ("2026-07-01T08:30", ("add-win", "Shipped it")),
        ("2026-07-02T08:30", ("add-win", "Shipped more")),
        ("2026-07-02T08:31", ("backup",)),
        ("2026-07-02T08:31", ("config", "minutes", "45")),
    ):
        assert type_it(tmp_path, *argv, PEERMENTOR_NOW=day).returncode == 0
    found = list(tmp_path.rglob("*"))
    assert len(found) > 6
    assert {(path.lstat().st_uid, path.lstat().st_gid) for path in found} == {(NOBODY, NOBODY)}


@only_root
def test_a_draft_begun_as_root_belongs_to_the_journals_owner(tmp_path):
    assert type_it(tmp_path, "add-mentor", "Maya Pranata").returncode == 0
    for path in (tmp_path, *tmp_path.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    editor = tmp_path / "editor.sh"
    editor.write_text("#!/bin/sh\nkill -9 $PPID\n")
    editor.chmod(0o755)
    type_it(tmp_path, "log", "maya", "--edit", EDITOR=str(editor))
    (draft,) = tmp_path.rglob("*.md")
    assert draft.stat().st_uid == draft.parent.stat().st_uid == NOBODY


@pytest.mark.parametrize("name", ["journal.json", ".journal.json.lock"])
def test_a_file_of_somebody_else_is_answered_with_whose_it_is(open_folder, name):
    open_folder.chmod(0o777)
    assert as_nobody(open_folder / "journal.json", "add-win", "Shipped it")[0] == "0"
    place = open_folder / name
    if AS_ROOT:
        os.chown(place, 0, 0)
        place.chmod(0o600)
    else:
        place.chmod(0)
    code, err = as_nobody(open_folder / "journal.json", "add-win", "Shipped more")
    assert code == "5"
    assert str(place) in err or str(place.resolve()) in err
    assert "restore" not in err
    assert ("belongs to root. Make it yours again: sudo chown -R " if AS_ROOT else "chmod u+rw") in err


def as_nobody(journal: Path, *argv: str, begin: Callable[[], object] = lambda: None) -> tuple[str, str]:
    """Type a command as an ordinary user, whoever runs the tests; the exit code, and what stderr said."""

    def work(say: Callable[[str], None]) -> None:
        with TemporaryDirectory() as folder:  # every module is loaded while it may be read
            Desk(Path(folder, "j.json")).do("add-win", "x")
            Desk(Path(folder, "j.json")).type(*argv)
            Path(folder, "j.json").write_text("{")
            Desk(Path(folder, "j.json")).type(*argv)
        if AS_ROOT:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        begin()
        answer = Desk(journal).type(*argv)
        say(str(answer.code))
        say(answer.err)

    said, _code = Child(work).rest()
    return said[0], "\n".join(said[1:])
