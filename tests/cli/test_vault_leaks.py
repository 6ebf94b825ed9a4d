"""No plain byte of a locked journal's words in any file that the program writes, however short."""

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from peermentor.journal.store import form
from peermentor.practice.nouns.records import KINDS
from tests.conftest import Desk
from tests.exchange import canary

pytest.importorskip("pyrage")
WORDS = (canary.SECRET.encode(), canary.OPEN.encode())
TYPED = canary.SECRET + "typed"


@pytest.fixture
def told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A locked journal with a word of its own in every field of every record."""
    records = canary.records()
    tables = {
        kind.table: {
            str(one.number): {k: v for k, v in msgspec.to_builtins(one).items() if k != "number"}
            for one in records.all(kind)
        }
        for kind in KINDS
    }
    meta = {"format": form.FORMAT, "schema": 2, "created": datetime(2026, 7, 1, tzinfo=UTC).isoformat()}
    desk.path.write_bytes(form.encode({"meta": {"1": meta | {"counters": {}}}, **tables}))
    desk.path.chmod(0o600)
    desk.do("add-win", TYPED)
    desk.do("vault", "lock", "--yes")
    editor = desk.path.with_name("editor.sh")
    editor.write_text(f'#!/bin/sh\necho "{TYPED} in the editor" >> "$1"\n')
    editor.chmod(0o755)
    desk.env["EDITOR"] = str(editor)
    return desk


def holding(folder: Path) -> list[Path]:
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and path.name != "editor.sh" and any(word in path.read_bytes() for word in WORDS)
    ]


COMMANDS = (
    ("today",),
    ("mentors",),
    ("search", TYPED),
    ("add-win", TYPED),
    ("add-topic", "m1", TYPED),
    ("log", "m1", "--notes", TYPED, "--i-will", TYPED, "--happened", TYPED),
    ("log", "m1", "--edit"),
    ("prep", "m1"),
    ("review", "m1", "--rate", "goals=4", "--because", TYPED),
    ("undo",),
    ("redo",),
    ("backup",),
    ("restore", "1", "--yes"),
    ("forget", "w1", "--yes"),
    ("export", "json", "--for-sharing"),
    ("history",),
    ("history", "--forget", "--yes"),
    ("show", "s1"),
    ("edit", "w1", f"text={TYPED}"),
    ("delete", "w1", "--with-all"),
    ("stats",),
    ("timeline",),
    ("agree", "m1", "--markdown"),
    ("prep", "m1", "--copy"),
    ("rehearse", "m1"),
    ("import", "json", "{plain}"),
    ("doctor",),
    ("doctor", "--repair"),
    ("vault", "add-key", "age1xkzfz7de0z4dummke0kazvra4j8pfrfwaehj4celu0aw8dzfdcfqvs73wm"),
    ("vault", "change-key", "--yes"),
    ("promise", "nobody", TYPED),
)


PLAIN = Path(__file__).parent.parent / "fixtures" / "journal-v1.json"
NONE: dict[str, str] = {}
COMPLETING = {"_PEERMENTOR_COMPLETE": "complete_bash", "COMP_WORDS": "peermentor show ", "COMP_CWORD": "2"}
MORE = (
    (("report", "--into", "{out}/page.html"), NONE),
    (("export", "json", "--into", "{out}/all.json"), NONE),
    (("export", "markdown", "--into", "{out}"), NONE),
    ((), COMPLETING),
    ((), COMPLETING | {"COMP_WORDS": "peermentor edit w1 "}),
)


def test_no_file_beside_a_locked_journal_ever_holds_a_word(told: Desk) -> None:
    assert holding(told.path.parent) == []
    for argv in COMMANDS:
        told.type(*(word.format(plain=PLAIN) for word in argv))
        assert holding(told.path.parent) == [], argv
    identity = told.path.with_name("identity-2.txt")
    identity.rename(identity.with_name("away"))
    told.do("log", "m1", "--notes", TYPED)
    assert holding(told.path.parent) == []


def test_a_bug_in_a_locked_journal_holds_no_word(told: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object) -> None:
        raise ValueError(TYPED)

    monkeypatch.setattr("peermentor.journal.store.writing.Writing.save", fails)
    answer = told.type("add-topic", "m1", "x")
    assert answer.code == 1
    assert canary.SECRET not in answer.err + answer.out


@pytest.mark.long
@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace is here")
def test_no_system_call_writes_a_word_to_a_disk_or_hands_it_to_a_helper(told: Desk, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    home = {"PATH": os.environ["PATH"], "HOME": str(told.path.parent), "LANG": "C.UTF-8"}
    home |= {name: value for name, value in os.environ.items() if name.startswith("PYTHON")}
    wrote = 0
    out = tmp_path / "out"
    out.mkdir()
    for argv, env in (*((argv, NONE) for argv in COMMANDS), *MORE):
        watch = [
            "strace",
            "-f",
            "-y",
            "-v",  # the environment of a helper, too
            "-s",
            "100000",
            "-o",
            str(trace),
            "-e",
            "trace=execve,write,pwrite64,writev,pwritev,sendto,sendmsg,openat,rename,mkdir,symlink,link",
        ]
        done = subprocess.run(
            [
                *watch,
                *(sys.executable, "-m", "peermentor"),
                *(word.format(plain=PLAIN, out=out) for word in argv),
            ],
            env=home | told.env | env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=300,
        )
        if b"ptrace" in done.stderr and not trace.exists():
            pytest.skip("nothing may be traced here")
        _started, *calls = trace.read_text("utf-8", "replace").splitlines()
        for call in calls:
            said = re.match(r"\d+ +(\w+)\((?:\d+<([^>]*)>)?", call)
            if said is None or not any(word.decode() in call for word in WORDS):
                continue
            if said[1] == "execve":
                raise AssertionError((argv, call[:200]))
            named = str(out) if f'"{out}/' in call else ""  # a file has the name of its peer there
            to = said[2] or named
            # A page and an export are plain on purpose, and stand where they were wanted.
            assert to.startswith(("pipe:", "/dev/shm/peermentor-", str(out))), (argv, call[:200])
        wrote += sum(".age" in call for call in calls)
    assert wrote > 20
