"""What people lost in programs like this one, told in our words, and done to this one with real processes.

Each test names where it was reported, so that whoever wonders can read it there.
"""

import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest

from peermentor.journal.file import lock
from peermentor.to_type import quoted
from tests.cli.terminal import PROGRAM, Terminal
from tests.conftest import Desk
from tests.journal.faults import no_file_longer_than
from tests.started import run

Running = "subprocess.Popen[str]"


class Person:
    """Someone with a journal, who starts the program and may start it again before it is done."""

    def __init__(self, home: Path) -> None:
        self.path = home / "journal.json"
        self.drafts = home / "journal.json.d" / "drafts"
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "PEERMENTOR_JOURNAL": str(self.path),
            "PEERMENTOR_CONFIG": str(home / "config.toml"),
            "PEERMENTOR_NOW": "2026-07-01T08:30",
        }
        self.running: list[subprocess.Popen[str]] = []
        Desk(self.path).do("add-mentor", "Maya Pranata")

    def starts(self, *argv: str) -> "subprocess.Popen[str]":
        pipe = subprocess.PIPE
        one = subprocess.Popen(
            [*PROGRAM, *argv],
            env=self.env,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            text=True,
            start_new_session=True,
        )
        self.running.append(one)
        return one

    def types(self, *argv: str) -> tuple[int, str]:
        """A command and its end: exit code, and what was said on stderr."""
        done = run(*argv, env=self.env)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stderr

    def types_within_limits(self, *argv: str) -> tuple[int, str]:
        """The same as a process of ours, which inherits what we may not do."""
        one = self.starts(*argv)
        _out, err = one.communicate()
        assert "Traceback" not in err
        return one.returncode, err

    def edits_with(self, does: str) -> None:
        script = self.path.with_name("ed.sh")
        script.write_text(f"#!/bin/sh\nfor file; do :; done\n{does}\n")
        script.chmod(0o755)
        self.env["EDITOR"] = shlex.quote(str(script))

    def texts(self, table: str, field: str) -> list[str]:
        return [said[field] for said in json.loads(self.path.read_bytes())[table].values()]


@pytest.fixture
def person(tmp_path):
    someone = Person(tmp_path)
    yield someone
    for one in someone.running:
        if one.poll() is None:
            os.killpg(one.pid, 9)
        one.communicate()


def test_an_entry_being_written_does_not_vanish_when_a_second_program_saves_first(person):
    """jrnl 502: one program was still waiting for its text while another one saved; when the first saved
    too, it put back the journal it had read at its start, and the second entry was gone.
    """
    slow = person.starts("log", "maya", "--notes", "-")
    slow.stdin.write("the first, begun ")
    slow.stdin.flush()
    assert person.types("log", "maya", "--notes", "the second, saved meanwhile")[0] == 0
    slow.communicate("and ended late")
    assert slow.returncode == 0
    assert person.texts("sessions", "notes") == [
        "the second, saved meanwhile",
        "the first, begun and ended late",
    ]


def test_programs_at_work_at_the_same_moment_leave_a_whole_file_with_all_their_words(person):
    """taskwarrior 1735: several processes at work on one file at the same moment, as an add, a sync and a
    prompt that counts tasks, left it torn, so that nothing could read it any more.
    """
    words = [f"win {number}" for number in range(4)]
    with lock.held(person.path):  # all of them are at the door before it opens
        writing = [person.starts("add-win", word) for word in words]
        reading = [person.starts("--json", "wins") for _each in range(2)]
    for one in (*writing, *reading):
        out, _err = one.communicate()
        assert one.returncode == 0
        if one in reading:
            assert json.loads(out)["ok"]
    assert sorted(person.texts("wins", "text")) == words
    assert sorted(json.loads(person.path.read_bytes())["wins"], key=int) == [str(n) for n in range(1, 5)]


@pytest.mark.parametrize("harm", ["cut short", "emptied"])
def test_a_file_that_could_not_be_read_is_not_taken_for_a_new_one(person, harm):
    """Watson 499: after a read that went wrong the program began a new, empty file without a word; the
    next commands wrote over the copy too, and months of entries were gone.
    """
    person.types("add-win", "months of work")
    person.types("backup")
    whole = person.path.read_bytes()
    torn = whole[: len(whole) // 2] if harm == "cut short" else b""
    person.path.write_bytes(torn)
    (copy,) = Path(f"{person.path}.d", "backups").glob("*manual*")
    for _again in range(2):
        code, said = person.types("add-win", "must not start a new journal")
        assert code == 5
        assert f"peermentor restore {quoted(str(copy))}" in said
        assert person.path.read_bytes() == torn
    assert copy.read_bytes() == whole
    assert person.types("restore", str(copy))[0] == 0
    assert person.path.read_bytes() == whole


def test_a_disk_that_fills_up_does_not_empty_the_journal(person):
    """taskwarrior 2264: after the disk had run full, the file of all open tasks was there with nothing in it,
    and the next command said, as if all was well, that there were none.
    """
    person.types("add-win", "safe")
    before = person.path.read_bytes()
    for size in (0, 100, len(before) // 2, len(before)):
        with no_file_longer_than(size):  # which the program inherits
            code, said = person.types_within_limits("log", "maya", "--notes", "x" * 1000)
        assert code == 5, said
        assert "It is unchanged." in said
        assert person.path.read_bytes() == before
    assert not list(person.path.parent.rglob("*.tmp"))
    assert person.types("log", "maya", "--notes", "x" * 1000)[0] == 0


def test_what_was_typed_in_the_editor_is_there_after_a_crash_and_goes_in_the_next_time(person):
    """jrnl 1182: what is typed in an editor is in a temporary file until it is saved. After a crash or power
    cut nobody is told where it is, and to clear such files up would be to delete the only copy of the words.
    """
    person.edits_with("""printf 'she buys time first\\n' > "$file"; echo ready; read -r stay""")
    with Terminal("log", "maya", "--edit", env=person.env) as terminal:
        terminal.wait_for("ready")
        terminal.kill()
    (draft,) = person.drafts.iterdir()
    assert draft.read_text() == "she buys time first\n"

    # The next time it is offered; and a save that fails leaves it once more, and says where it is.
    person.edits_with(":")
    person.env["COLUMNS"] = "300"
    editing = ("log", "maya", "--edit")
    with no_file_longer_than(0), Terminal(*editing, env=person.env, columns=300, program=PROGRAM) as terminal:
        terminal.answer("Go on with it?", "y")
        assert terminal.left() == 5
    assert str(draft) in terminal.said
    assert draft.read_text() == "she buys time first\n"

    with Terminal("log", "maya", "--edit", env=person.env) as terminal:
        terminal.answer("Go on with it?", "y")
        assert terminal.left() == 0
    assert person.texts("sessions", "notes") == ["she buys time first"]
    assert not list(person.drafts.iterdir())
