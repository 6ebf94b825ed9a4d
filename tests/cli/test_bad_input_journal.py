"""A journal that cannot be read or written: exit 5, the trouble, the way on, and not one byte changed."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import peermentor
from peermentor.journal.file import lock
from tests.cli.used import refused, used_desk
from tests.conftest import Desk
from tests.started import run

READ = ("mentors",)
WRITE = ("add-topic", "maya", "X")


@pytest.fixture
def used(tmp_path: Path) -> Desk:
    return used_desk(tmp_path)


@pytest.mark.parametrize("words", [READ, WRITE, ("prep", "maya", "--dry-run")])
@pytest.mark.parametrize(
    ("text", "code", "says", "on"),
    [
        (b"", "journal-unreadable", "it is empty", "good copy"),
        (b" \n", "journal-unreadable", "it is empty", "good copy"),
        (b"\xff\xfe{}", "journal-unreadable", "it is not UTF-8", "good copy"),
        (b"Dear diary", "journal-unreadable", "it is not whole JSON", "good copy"),
        (b"[1, 2]", "journal-not-ours", "not a peermentor journal", "--journal"),
        (b"{}", "journal-not-ours", "not a peermentor journal", "--journal"),
        (b'{"recipes": {"1": {"soup": "hot"}}}', "journal-not-ours", "not a peermentor journal", "--journal"),
        (
            b'{"meta": {"1": {"format": "peermentor-journal", "schema": 99}}}',
            "journal-too-new",
            "written by a newer peermentor",
            "pip install --upgrade",
        ),
    ],
)
def test_a_file_that_is_no_journal_stays_as_it_is(
    desk: Desk, words: tuple[str, ...], text: bytes, code: str, says: str, on: str
) -> None:
    desk.path.write_bytes(text)
    assert refused(desk, 5, *words, says=says, on=on).json["error"]["code"] == code
    assert desk.path.read_bytes() == text


@pytest.mark.parametrize("words", [READ, WRITE])
@pytest.mark.parametrize(
    "text", [b"", b"Dear diary", b"[1, 2]", b"{}", b'{"recipes": {}}', b'{"meta": {"1": {}}}']
)
def test_what_took_the_place_of_a_journal_is_left_and_the_newest_good_copy_named(
    used: Desk, words: tuple[str, ...], text: bytes
) -> None:
    used.do("backup")
    copy = used.data("restore")["backups"][0]["path"]
    before = used.data("mentors")
    used.path.write_bytes(text)
    refused(used, 5, *words, says=str(used.path), on=f"peermentor restore {copy}")
    assert used.path.read_bytes() == text
    used.do("restore", copy, "--yes")
    assert used.data("mentors") == before


@pytest.mark.parametrize("words", [READ, WRITE])
def test_a_journal_cut_off_anywhere_is_refused_and_left_alone(used: Desk, words: tuple[str, ...]) -> None:
    whole = used.path.read_bytes()
    for part in range(1, len(whole) - 2, len(whole) // 12):
        used.path.write_bytes(whole[:part])
        refused(used, 5, *words, says="can't be read", on="good copy")


@pytest.mark.parametrize("words", [READ, WRITE])
def test_a_journal_that_is_a_folder_is_5(used: Desk, tmp_path: Path, words: tuple[str, ...]) -> None:
    refused(used, 5, "--journal", str(tmp_path), *words, says="it is not a file", on="--journal")


@pytest.mark.parametrize("words", [READ, WRITE, ("demo", "--into", "nowhere/journal.json")])
def test_a_folder_that_is_missing_is_5_and_is_not_made(
    used: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    refused(
        used, 5, "--journal", "nowhere/journal.json", *words, says="There is no folder", on="Make it first"
    )
    assert not (tmp_path / "nowhere").exists()


@pytest.fixture
def as_ordinary_user(tmp_path: Path) -> Iterator[None]:
    """The superuser is never refused anything, so the tests are nobody for a while."""
    if os.geteuid() != 0:
        yield
        return
    for folder in (tmp_path, *tmp_path.parents):
        if Path(tempfile.gettempdir()) in folder.parents:  # not that one itself: it is everybody's
            folder.chmod(0o755)
    os.chown(tmp_path, 65534, 65534)
    for entry in tmp_path.iterdir():
        os.chown(entry, 65534, 65534)
    for module in walk_packages(peermentor.__path__, "peermentor."):
        if not module.name.endswith("__main__"):
            import_module(module.name)  # from now on the places of Python itself may be closed to us
    import_module("rich.table")
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.usefixtures("as_ordinary_user")
def test_a_read_only_folder_can_be_read_and_refuses_to_be_written(used: Desk, tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        used.do(*READ)
        used.do("review", "maya")
        refused(used, 5, *WRITE, says="can't be used: Permission denied", on="chmod u+rwx")
        assert [entry.name for entry in tmp_path.iterdir()] == ["journal.json"]
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.usefixtures("as_ordinary_user")
def test_a_read_only_file_can_be_read_and_refuses_to_be_written(used: Desk) -> None:
    used.path.chmod(0o444)
    used.do(*READ)
    answer = refused(used, 5, *WRITE, says="it is read-only", on="chmod u+rw")
    assert answer.json["error"]["code"] == "journal-unwritable"


HOLD = """
import fcntl, os, sys
descriptor = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT, 0o600)
fcntl.flock(descriptor, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def held(used: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another program holds the write lock, and our patience is short: the lock itself is a real one."""
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    path = used.path.with_name(f".{used.path.name}.lock")
    with subprocess.Popen(
        [sys.executable, "-S", "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        yield
        other.communicate()


@pytest.mark.usefixtures("held")
def test_while_another_program_writes_a_write_gives_up_and_a_read_does_not_wait(used: Desk) -> None:
    answer = refused(used, 5, *WRITE, says="Another program was still writing", on="Try again")
    assert answer.json["error"]["code"] == "journal-locked"
    used.do(*READ)
    used.do("prep", "maya", "--dry-run")
    used.do("review", "maya")


def test_programs_that_write_at_once_all_keep_what_they_were_told(used: Desk) -> None:
    def run_one(number: int) -> "subprocess.CompletedProcess[str]":
        return run("add-topic", "maya", f"from {number}", env={**os.environ, **used.env})

    with ThreadPoolExecutor() as four:
        ended = list(four.map(run_one, range(4)))
    assert [(one.stderr, one.returncode) for one in ended] == [("", 0)] * 4
    said = {one.stdout.split()[1] for one in ended}
    assert said == {"t3", "t4", "t5", "t6"}
    kept = {topic["text"] for topic in used.tables()["topics"].values()}
    assert kept >= {f"from {number}" for number in range(4)}


def test_a_note_of_five_megabytes_comes_back_whole(used: Desk) -> None:
    note = "Line by line, héllo 日本 🌱.\n" * 180_000
    assert len(note.encode()) > 5_000_000
    used.do("log", "maya", "--notes", "-", stdin=note + "\n")
    assert used.data("session", "s2")["session"]["notes"] == note
    assert "Logged s3" in used.do("log", "maya", "--notes", "short").out
    assert used.data("session", "s2")["session"]["notes"] == note


@pytest.mark.parametrize("words", [("log", "maya", "--notes", "-")])
def test_bytes_on_stdin_that_are_no_text_are_2_with_their_position(
    used: Desk, words: tuple[str, ...]
) -> None:
    answer = used.refused(2, *words, stdin=b"caf\xe9 at noon")
    assert "at byte 4" in answer.err
    assert "nothing was written" in answer.err
    as_json = used.refused(2, "--json", *words, stdin=b"caf\xe9 at noon")
    assert as_json.json["error"]["code"] == "bad-value"
    assert as_json.err == ""


def test_nothing_on_stdin_is_no_note(used: Desk) -> None:
    refused(used, 2, "log", "maya", "--notes", "-", says="stdin is empty", stdin="")


@pytest.mark.parametrize("asked", [[], [b"--json"]])
def test_bytes_in_the_command_that_are_no_text_are_2_with_their_position(
    used: Desk, asked: list[bytes]
) -> None:
    before = used.path.read_bytes()
    words: list[str | bytes] = [sys.executable, "-m", "peermentor", *asked, "add-topic", "maya", b"caf\xe9"]
    done = subprocess.run(words, env={**os.environ, **used.env}, capture_output=True, check=False)
    assert done.returncode == 2
    silent, speaking = (done.stderr, done.stdout) if asked else (done.stdout, done.stderr)
    assert silent == b""
    assert f"Word {3 + len(asked)} of the command is not UTF-8 (at character 4)" in speaking.decode()
    assert used.path.read_bytes() == before


WRITES = (
    ("add-mentor", "Zoltan", "--candidate"),
    ("add-topic", "nadia", "Shoes"),
    ("add-goal", "Say no", "--with", "nadia"),
    ("add-win", "It went well"),
    ("add-feedback", "nadia", "given", "You listen"),
    ("promise", "nadia", "Bring a chair by friday"),
    ("log", "nadia", "-n", "We met", "--i-will", "Write it", "--happened", "It rained", "--win", "Dry"),
    ("reflect", "nadia", "--happened", "It rained"),
    ("prep", "nadia"),
    ("check-in", "g1", "60"),
    ("done", "p14"),
    ("done", "t6"),
    ("done", "g1"),
    ("drop", "p14"),
    ("later", "nadia", "friday"),
    ("edit", "s1", "minutes=33"),
    ("edit", "r1", "because=New"),
    ("delete", "w1"),
    ("merge", "m2", "m1"),
    ("agree", "nadia", "--every", "2 weeks"),
    ("pause", "nadia"),
    ("close", "nadia"),
    ("review", "nadia", "--rate", "goals=4", "--decide", "continue"),
    ("rehearse", "nadia", "--happened", "It rained"),
    ("fit", "m3", "--answer", "skill=yes"),
    ("opener", "m3", "--kind", "message", "--text", "Hello"),
    ("undo",),
)


@pytest.mark.long
def test_a_write_that_says_the_journal_can_not_be_read_has_written_nothing(desk: Desk) -> None:
    """Not even where only a hint, a line of the answer, or what is due asks for the broken record."""
    desk.on("2026-09-28T08:30").do("demo", "--into", str(desk.path))
    whole = desk.path.read_bytes()
    for table, records in json.loads(whole).items():
        for number in list(records)[-1:] if table != "meta" else ():
            tables = json.loads(whole)
            tables[table][number]["created"] = "yesterday"
            broken = json.dumps(tables).encode()
            for words in WRITES:
                desk.path.write_bytes(broken)
                code = desk.type(*words).code
                assert code in (0, 4, 5), words
                assert code == 0 or desk.path.read_bytes() == broken, (table, number, words)


@pytest.mark.parametrize("table", ["mentors", "goals"])
def test_what_was_taken_back_is_told_by_its_handles_where_a_record_can_not_be_read(
    used: Desk, table: str
) -> None:
    tables = used.tables()
    tables[table]["1"]["created"] = "yesterday"
    used.path.write_text(json.dumps(tables))
    assert used.do("undo").out == "Undid h12: check-in: added c1.\n"
    assert used.do("redo").out == "Did h12 again: check-in: added c1.\n"
