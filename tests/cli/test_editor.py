"""Notes written in the person's own editor: what was typed there is kept, or is still in the draft."""

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from stat import S_IMODE
from tempfile import TemporaryDirectory

import pytest

from tests.cli.terminal import CTRL_C, PROGRAM, Terminal
from tests.conftest import Desk
from tests.started import run

WRITES = r"printf 'Corridor requests:\nshe buys time first.\n' > "


@cache
def journal() -> bytes:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "journal.json")
        desk.do("add-mentor", "Maya Pranata")
        return desk.path.read_bytes()


class Writer:
    """Someone with a journal and a little editor of their own, kept in a folder with a space in its name."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.journal = home / "journal.json"
        self.journal.write_bytes(journal())
        self.drafts = home / "journal.json.d" / "drafts"
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "PEERMENTOR_JOURNAL": str(self.journal),
            "PEERMENTOR_NOW": "2026-07-01T08:30",
        }

    def uses(self, does: str, variable: str = "EDITOR") -> Path:
        """An editor that does this to its last argument, and leaves a word that it was here."""
        script = self.home / "my tools" / "ed.sh"
        script.parent.mkdir(exist_ok=True)
        came = self.home / "came"
        script.write_text(f'#!/bin/sh\necho "$@" >> "{came}"\nfor file; do :; done\n{does}\n')
        script.chmod(0o755)
        self.env[variable] = f"'{script}' --wait"
        return came

    def logs(self, *more: str) -> "subprocess.CompletedProcess[str]":
        return run("log", "maya", "--edit", *more, env=self.env)

    def draft(self) -> Path:
        """The one draft there is."""
        (path,) = self.drafts.iterdir()
        return path

    def kept(self) -> list[dict[str, object]]:
        return list(json.loads(self.journal.read_text("utf-8")).get("sessions", {}).values())


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    return Writer(tmp_path)


def nothing_was_kept(writer: Writer, code: int, done: "subprocess.CompletedProcess[str]", *says: str) -> None:
    assert (done.returncode, done.stdout) == (code, "")
    assert "Traceback" not in done.stderr
    for words in says:
        assert words in done.stderr
    assert writer.kept() == []


@pytest.mark.parametrize("variable", ["EDITOR", "VISUAL"])
def test_what_was_written_is_kept_and_no_draft_is_left(writer: Writer, variable: str) -> None:
    came = writer.uses(WRITES + '"$file"', variable)
    done = writer.logs()
    assert done.returncode == 0, done.stderr
    (session,) = writer.kept()
    assert session["notes"] == "Corridor requests:\nshe buys time first."
    assert list(writer.drafts.iterdir()) == []
    assert came.read_text().startswith("--wait /")


def test_visual_comes_before_editor(writer: Writer) -> None:
    writer.env["EDITOR"] = "/bin/false"
    writer.uses(WRITES + '"$file"', "VISUAL")
    assert writer.logs().returncode == 0


def test_a_path_with_a_space_needs_no_quotes(writer: Writer) -> None:
    writer.uses(WRITES + '"$file"')
    writer.env["EDITOR"] = str(writer.home / "my tools" / "ed.sh")
    assert writer.logs().returncode == 0


def test_notes_given_beside_it_are_where_the_writing_begins(writer: Writer) -> None:
    writer.uses("""sed -i 's/^We rehearsed.$/& Then she laughed./' "$file" """)
    assert writer.logs("--notes", "We rehearsed.").returncode == 0
    assert writer.kept()[0]["notes"] == "We rehearsed. Then she laughed."


def test_in_a_terminal_the_editor_is_the_only_question(writer: Writer) -> None:
    writer.uses(WRITES + '"$file"')
    with Terminal("log", "maya", "--edit", env=writer.env) as terminal:
        assert terminal.left() == 0
    assert "?" not in terminal.said
    assert len(writer.kept()) == 1


@pytest.mark.parametrize("does", [":", r"printf '  \n\n' > " + '"$file"', 'rm "$file"'])
def test_nothing_written_is_nothing_kept(writer: Writer, does: str) -> None:
    writer.uses(does)
    nothing_was_kept(writer, 2, writer.logs(), "Nothing was written.")
    assert list(writer.drafts.iterdir()) == []


def test_an_editor_that_fails_names_the_draft_only_if_there_are_words_in_it(writer: Writer) -> None:
    writer.uses("exit 3")
    done = writer.logs()
    nothing_was_kept(writer, 2, done, "ended with 3", "EDITOR", "--notes")
    assert "drafts" not in done.stderr
    assert list(writer.drafts.iterdir()) == []
    writer.uses(WRITES + '"$file"; exit 3')
    nothing_was_kept(writer, 2, writer.logs(), "ended with 3", f"Your words are in {writer.draft()}.")
    assert "she buys time first." in writer.draft().read_text()


@pytest.mark.parametrize("command", ["no-such-editor", "/", "'unclosed"])
def test_an_editor_that_cannot_start_is_named(writer: Writer, command: str) -> None:
    writer.env["EDITOR"] = command
    nothing_was_kept(writer, 2, writer.logs(), f"The editor “{command}” can't be started.", "Set EDITOR")
    assert list(writer.drafts.iterdir()) == []


@pytest.mark.parametrize(
    ("code", "more"),
    [
        (2, ("--energy", "9")),
        (2, ("--date", "besok")),
        pytest.param(2, ("--next", "2026-06-01"), marks=pytest.mark.long),
        pytest.param(2, ("--i-will", "Write by 99 Agustus"), marks=pytest.mark.long),
        pytest.param(2, ("--led", "nobody"), marks=pytest.mark.long),
        pytest.param(2, ("--dry-run",), marks=pytest.mark.long),
        (3, ("--discussed", "t9")),
    ],
)
def test_what_is_wrong_is_said_before_the_editor_opens(
    writer: Writer, code: int, more: tuple[str, ...]
) -> None:
    came = writer.uses(WRITES + '"$file"')
    nothing_was_kept(writer, code, writer.logs(*more))
    assert not came.exists()


def test_someone_unknown_or_closed_is_met_before_the_editor_opens(writer: Writer) -> None:
    came = writer.uses(WRITES + '"$file"')
    for stage, code in (("closed", 4), ("", 3)):
        if stage:
            Desk(writer.journal).do("edit-mentor", "maya", "--stage", stage)
        else:
            shutil.rmtree(writer.journal.with_name("journal.json.d"))
            writer.journal.unlink()
        done = writer.logs()
        assert done.returncode == code, done.stderr
    assert not came.exists()


def test_a_journal_that_breaks_meanwhile_leaves_the_words_in_the_draft(writer: Writer) -> None:
    writer.uses(WRITES + f'"$file"; echo broken > "{writer.journal}"')
    done = writer.logs()
    assert (done.returncode, done.stdout) == (5, "")
    assert f"Your words are in {writer.draft()}." in done.stderr
    assert writer.draft().read_text() == "Corridor requests:\nshe buys time first.\n"
    assert writer.journal.read_text() == "broken\n"


def test_a_journal_that_cannot_be_written_leaves_the_words_in_the_draft(writer: Writer) -> None:
    # A folder where the temporary file goes: what stops a write whoever runs the test, root too.
    writer.uses(WRITES + f'"$file"; mkdir "{writer.home}/.journal.json.tmp"')
    nothing_was_kept(writer, 5, writer.logs(), f"Your words are in {writer.draft()}.")
    assert "she buys time first." in writer.draft().read_text()


def test_a_draft_is_for_its_owners_eyes_only(writer: Writer) -> None:
    seen = writer.home / "seen"
    writer.uses(f'ls -ld "$file" "$(dirname "$file")" > "{seen}"; exit 1')
    writer.logs("--notes", "Only for me")
    assert S_IMODE(writer.draft().stat().st_mode) == 0o600
    assert S_IMODE(writer.drafts.stat().st_mode) == 0o700
    assert [line[:10] for line in seen.read_text().splitlines()] == ["drwx------", "-rw-------"]


def test_letters_of_another_encoding_are_refused_by_their_byte_and_stay_in_the_draft(writer: Writer) -> None:
    writer.uses(r"printf 'caf\351 at noon' > " + '"$file"')
    nothing_was_kept(
        writer, 2, writer.logs(), "not UTF-8 (at byte 4)", f"Your words are in {writer.draft()}."
    )
    assert writer.draft().read_bytes() == b"caf\xe9 at noon"


def test_the_power_may_go_while_the_editor_is_open(writer: Writer) -> None:
    writer.uses(WRITES + '"$file"; echo ready; read -r stay')
    with Terminal("log", "maya", "--edit", env=writer.env) as terminal:
        terminal.wait_for("ready")
        terminal.kill()
    assert writer.draft().read_text() == "Corridor requests:\nshe buys time first.\n"
    assert writer.kept() == []


def test_ctrl_c_belongs_to_the_editor_while_it_is_open(writer: Writer) -> None:
    # Like vi, which leaves a mode with it.
    writer.uses("trap 'echo noticed' INT; echo ready; read -r one; read -r two; " + WRITES + '"$file"')
    with Terminal("log", "maya", "--edit", env=writer.env) as terminal:
        terminal.wait_for("ready")
        terminal.press(CTRL_C)
        terminal.wait_for("noticed")
        terminal.press("a\rb\r")
        assert terminal.left() == 0, terminal.said
    assert len(writer.kept()) == 1


def test_ctrl_c_that_ends_the_editor_stops_and_names_the_draft(writer: Writer) -> None:
    writer.uses(WRITES + '"$file"; echo ready; read -r stay')
    with Terminal("log", "maya", "--edit", env=writer.env, columns=200) as terminal:
        terminal.wait_for("ready")
        terminal.press(CTRL_C)
        assert terminal.left() == 130, terminal.said
    assert "Stopped. Nothing was kept." in terminal.said
    assert f"Your words are in {writer.draft()}." in terminal.said
    assert writer.kept() == []


def test_two_people_of_one_journal_write_at_the_same_time(writer: Writer) -> None:
    writer.uses('echo "$$" > "$file"; sleep 0.2')
    both = [
        subprocess.Popen(
            [*PROGRAM, "log", "maya", "--edit"],
            env=writer.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for _each in range(2)
    ]
    assert [one.wait() for one in both] == [0, 0]
    for one in both:
        assert one.stderr
        one.stderr.close()
    assert len({session["notes"] for session in writer.kept()}) == 2
