"""A journal that is locked: the same journal for whoever has the key, and for nobody else."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tinydb import TinyDB

from peermentor.journal.beside import in_memory
from peermentor.journal.beside.drafts import Drafts
from peermentor.journal.file import lock
from peermentor.journal.vault import locking
from tests.cli.examples import ready
from tests.cli.terminal import ENTER, Terminal
from tests.conftest import Answer, Desk

pyrage = pytest.importorskip("pyrage")
AGE = shutil.which("age")
WORDS = b"We rehearsed the planning round"


def locked_path(desk: Desk) -> Path:
    return desk.path.with_name("journal.json.age")


def identity(desk: Desk) -> Path:
    return desk.path.with_name("identity.txt")


@pytest.fixture
def locked(desk: Desk) -> Desk:
    ready(desk)
    desk.do("add-win", "Before the lock")  # which makes the copy of the day
    desk.do("vault", "lock", "--yes")
    return desk


def opened(desk: Desk) -> dict[str, dict[str, dict[str, object]]]:
    key = pyrage.x25519.Identity.from_str(identity(desk).read_text().splitlines()[-1])
    return json.loads(pyrage.decrypt(locked_path(desk).read_bytes(), [key]))


def installed(desk: Desk, *argv: str, stdin: str = "", **env: str) -> Answer:
    """Type a command to the program as a process of its own, without a terminal."""
    home = {"PATH": os.environ["PATH"], "HOME": str(desk.path.parent), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "peermentor", *argv],
        env=home
        | {k: v for k, v in os.environ.items() if k.startswith(("PYTHON", "COVERAGE"))}
        | desk.env
        | env,
        input=stdin,
        capture_output=True,
        text=True,
        start_new_session=True,
        check=False,
        timeout=300,
    )
    assert "Traceback" not in done.stderr + done.stdout
    return Answer(done.returncode, done.stdout, done.stderr)


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


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


def test_a_recovery_key_is_shown_once_and_can_be_tried(desk: Desk) -> None:
    ready(desk)
    made = desk.data("vault", "lock", "--yes")["recovery"]
    identity(desk).rename(desk.path.with_name("elsewhere.txt"))
    said = desk.do("vault", "check", "-", stdin=made["key"].lower()).out
    assert made["words"] in said
    assert "recovery" in said
    wrong = made["key"].replace(made["key"][-1], "Q" if made["key"][-1] != "Q" else "P")
    answer = desk.type("vault", "check", "-", stdin=wrong)
    assert answer.code == 5
    assert "no whole key" in answer.err
    other = str(pyrage.x25519.Identity.generate())
    assert desk.type("vault", "check", "-", stdin=other).code == 5
    assert desk.type("vault", "check", made["key"]).code == 2
    # It is the key of last resort: put into a file, it opens everything.
    identity(desk).write_text(made["key"].replace(" ", ""))
    identity(desk).chmod(0o600)
    assert "planning round" in desk.do("search", "planning").out


def test_a_second_key_opens_everything_too(locked: Desk) -> None:
    other = pyrage.x25519.Identity.generate()
    locked.do("vault", "add-key", str(other.to_public()), "--name", "the laptop")
    for path in locked.path.parent.rglob("*.age"):
        assert pyrage.decrypt(path.read_bytes(), [other])
    locked.do("add-win", "For both")
    assert b"For both" in pyrage.decrypt(locked_path(locked).read_bytes(), [other])
    assert locked.type("vault", "add-key", str(other.to_public())).code == 4
    assert locked.type("vault", "add-key", "age1nonsense").code == 5
    assert "SECRET" not in locked.type("vault", "add-key", str(other)).err


@pytest.fixture
def lost(locked: Desk) -> object:
    """The key of a laptop that was lost, which opens everything that the journal of `locked` has."""
    key = pyrage.x25519.Identity.generate()
    locked.do("vault", "add-key", str(key.to_public()), "--name", "the laptop")
    Drafts(locked_path(locked)).start(datetime(2026, 7, 1, 8, 30, tzinfo=UTC), "A draft")
    locked.do("backup")
    return key


def opens(key: object, folder: Path) -> list[str]:
    """The files that this key opens, of those that are sealed."""
    found = []
    for path in folder.rglob("*.age*"):
        with suppress(pyrage.DecryptError):
            pyrage.decrypt(path.read_bytes(), [key])
            found.append(path.name)
    return found


@pytest.mark.parametrize("typed", ["{key}", "{begins}", "the laptop", "The  LAP", "lap"])
def test_a_lost_key_opens_nothing_here_any_more(locked: Desk, lost: object, typed: str) -> None:
    public = str(lost.to_public())
    left = locked_path(locked).with_name(".journal.json.age.tmp")
    left.write_bytes(locked_path(locked).read_bytes())  # of a write that was cut off
    assert len(opens(lost, locked.path.parent)) == len(list(locked.path.parent.rglob("*.age*"))) >= 5
    words = ("vault", "remove-key", typed.format(key=public, begins=public[:12]))
    before = everything(locked.path.parent)
    for refused in (locked.type(*words), locked.do(*words, "--dry-run")):
        assert everything(locked.path.parent) == before
        assert refused.code or public in refused.out
    said = locked.do(*words, "--yes")
    assert opens(lost, locked.path.parent) == []
    assert public not in keys_file(locked).read_text()
    assert f"Removed {public}; " in said.out
    assert "copies that lie elsewhere" in said.out
    assert [key["name"] for key in locked.data("vault")["keys"]] == ["this computer", "recovery"]
    assert locked.do("add-win", "Without the laptop").err == ""
    assert opens(lost, locked.path.parent) == []
    assert "planning round" in locked.do("search", "planning").out
    assert public in locked.type(*words, "--yes").err or "No key" in locked.type(*words, "--yes").err


def test_a_key_is_removed_only_if_it_is_clear_which_and_somebody_here_still_opens_it(
    locked: Desk, lost: object
) -> None:
    mine, recovery, laptop = [key["key"] for key in locked.data("vault")["keys"]]
    before = everything(locked.path.parent)
    assert laptop in locked.refused(2, "vault", "remove-key", "--yes").err
    assert "could be" in locked.refused(3, "vault", "remove-key", "age1", "--yes").err
    several = locked.refused(3, "--json", "vault", "remove-key", "age1", "--yes").json["error"]["matches"]
    assert {laptop, mine} <= set(several)  # whole, so that a script can type one of them
    assert "the laptop" in locked.refused(3, "vault", "remove-key", "the tablet", "--yes").err
    assert "KEY is empty" in locked.refused(2, "vault", "remove-key", " ", "--yes").err
    for own in (mine, "this computer"):
        assert "change-key" in locked.refused(4, "vault", "remove-key", own, "--yes").err
    assert everything(locked.path.parent) == before
    assert "change-key --recovery" in locked.do("vault", "remove-key", recovery, "--yes").err
    locked.do("vault", "remove-key", laptop, "--yes")
    assert "only key" in locked.refused(4, "vault", "remove-key", mine, "--yes").err
    locked.do("add-win", "It goes on")


def test_a_key_is_not_removed_where_ones_own_is_not_among_those_that_stay(locked: Desk, lost: object) -> None:
    mine = locked.data("vault")["keys"][0]["key"]
    keys_file(locked).write_text(keys_file(locked).read_text().replace(mine, ""))
    assert f"vault add-key {mine}" in locked.refused(4, "vault", "remove-key", "the laptop", "--yes").err


def test_a_copy_that_cannot_be_opened_stays_and_is_said_when_a_key_is_removed(
    locked: Desk, lost: object
) -> None:
    (copy,) = locked.path.parent.rglob("*manual*")
    copy.write_bytes(pyrage.encrypt(b"Of another", [lost.to_public()]))
    assert copy.name in locked.do("vault", "remove-key", "the laptop", "--yes").out
    assert opens(lost, locked.path.parent) == [copy.name]


@pytest.mark.parametrize("typed", ["the laptop", "{key}"])
def test_a_key_whose_removal_was_cut_off_goes_by_its_name_still(
    locked: Desk, lost: object, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("vault", "remove-key", typed.format(key=lost.to_public()), "--yes")
    write = locking._write

    def cut_off(path: Path, text: bytes) -> None:
        if path == locked_path(locked):
            raise KeyboardInterrupt
        write(path, text)

    with monkeypatch.context() as patch:
        patch.setattr(locking, "_write", cut_off)
        for _time in range(2):
            assert locked.type(*words).code == 130
    assert str(lost.to_public()) not in [key["key"] for key in locked.data("vault")["keys"]]
    assert "Removed" in locked.do(*words).out
    assert opens(lost, locked.path.parent) == []
    assert str(lost.to_public()) not in keys_file(locked).read_text()
    assert [key["name"] for key in locked.data("vault")["keys"]] == ["this computer", "recovery"]


MARKED = "*-*-*-*.md*"  # a draft whose name says what it is about
MEANWHILE = {
    "change-key": ("vault change-key --yes",),
    "remove-key": ("vault remove-key laptop --yes",),
    "unlock": ("vault unlock --yes",),
    "unlock and lock": ("vault unlock --yes", "vault lock --yes"),
    "both": ("vault remove-key laptop --yes", "vault change-key --yes"),
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_a_text_that_is_being_written_while_the_keys_change_is_kept_and_for_the_new_ones_alone(
    locked: Desk, lost: object, what: str
) -> None:
    write_meanwhile(locked, *MEANWHILE[what])
    old = pyrage.x25519.Identity.from_str(identity(locked).read_text().splitlines()[-1])
    locked.do("log", "maya", "--edit")
    assert "written meanwhile" in locked.do("search", "written meanwhile").out
    assert list(locked.path.parent.rglob(MARKED)) == []
    said = " ".join(MEANWHILE[what])
    assert "remove-key" not in said or opens(lost, locked.path.parent) == []
    assert "change-key" not in said or opens(old, locked.path.parent) == []


@pytest.mark.parametrize("what", MEANWHILE)
def test_a_text_that_is_not_kept_while_the_keys_change_waits_as_the_journal_is_kept_then(
    locked: Desk, lost: object, what: str
) -> None:
    write_meanwhile(locked, *MEANWHILE[what], "exit 1")
    old = pyrage.x25519.Identity.from_str(identity(locked).read_text().splitlines()[-1])
    assert locked.type("log", "maya", "--edit").code == 2
    (draft,) = locked.path.parent.rglob(MARKED)
    assert (draft.suffix == ".age") == (what != "unlock")
    assert "written meanwhile" in Drafts(locked.path).read(draft)
    said = " ".join(MEANWHILE[what])
    assert "remove-key" not in said or opens(lost, locked.path.parent) == []
    assert "change-key" not in said or opens(old, locked.path.parent) == []


@pytest.mark.parametrize("end", ["", "exit 1"])
def test_a_text_that_was_begun_in_plain_is_locked_once_the_journal_is(desk: Desk, end: str) -> None:
    ready(desk)
    write_meanwhile(desk, "vault lock --yes --no-recovery", end)
    assert desk.type("log", "maya", "--edit").code == (2 if end else 0)
    drafts = list(desk.path.parent.rglob(MARKED))
    assert [path.suffix for path in drafts] == [".age"] * bool(end)
    assert end or "written meanwhile" in desk.do("search", "written meanwhile").out
    assert all("written meanwhile" in Drafts(desk.path).read(path) for path in drafts)


def write_meanwhile(desk: Desk, *words: str) -> None:
    """Have an editor in which somebody writes, while the vault is changed in another terminal."""
    editor = desk.path.with_name("editor.sh")
    program = f"{sys.executable} -m peermentor"
    lines = [f"{program} {one} >/dev/null 2>&1" if one.startswith("vault") else one for one in words]
    write = 'echo "- written meanwhile" >> "$1"'
    editor.write_text("\n".join(("#!/bin/sh", write, *lines[:1], write, *lines[1:], "")))
    editor.chmod(0o755)
    desk.env["EDITOR"] = str(editor)


def test_a_key_that_somebody_added_is_removed_as_any_other(locked: Desk, strange: str) -> None:
    assert f"vault remove-key {strange}" in locked.refused(5, "add-win", "Never").err
    said = locked.do("vault", "remove-key", strange, "--yes")
    assert "does not know" not in said.err
    assert locked.do("add-win", "For mine alone").err == ""


def test_another_key_in_place_of_the_first(locked: Desk) -> None:
    old = pyrage.x25519.Identity.from_str(identity(locked).read_text().splitlines()[-1])
    locked.do("vault", "change-key", "--yes")
    assert "planning round" in locked.do("search", "planning").out
    for path in locked.path.parent.rglob("*.age"):
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(path.read_bytes(), [old])
    assert [key["name"] for key in locked.data("vault")["keys"]] == ["this computer", "recovery"]


def test_a_key_command_is_used_and_what_it_prints_is_nowhere(desk: Desk) -> None:
    ready(desk)
    secret = str(pyrage.x25519.Identity.generate())
    store = desk.path.parent / "store"
    store.write_text(secret + "\n")
    said = desk.do("vault", "lock", "--yes", "--key-command", f"cat {store}")
    assert "planning round" in desk.do("search", "planning").out
    files = everything(desk.path.parent)
    assert [path for path, text in files.items() if secret.encode() in text] == [store]
    assert secret not in said.out + said.err


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="no ssh is here")
def test_an_ssh_key_opens_it(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    good = str(tmp_path / "good")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", good], check=True)
    told = {"rsa": "of the kind ssh-rsa", "ecdsa": "of the kind ecdsa", "ed25519": "under a passphrase"}
    for kind, why in told.items():
        key = tmp_path / f"bad-{kind}"
        word = "a word" if kind == "ed25519" else ""
        subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", word, "-f", str(key)], check=True)
        assert why in desk.refused(5, "vault", "lock", "--yes", "--ssh", str(key)).err
    desk.do("vault", "lock", "--yes", "--ssh", good)
    assert "planning round" in desk.do("search", "planning").out


def test_an_identity_of_ones_own_is_taken_and_left_as_it_is(desk: Desk, tmp_path: Path) -> None:
    ready(desk)
    mine = tmp_path / "mine.txt"
    mine.write_text(f"# mine\n{pyrage.x25519.Identity.generate()}\n")
    mine.chmod(0o600)
    before = mine.read_bytes()
    desk.do("vault", "lock", "--yes", "--identity", str(mine), "--no-recovery")
    assert mine.read_bytes() == before
    assert len(desk.data("vault")["keys"]) == 1
    assert "planning round" in desk.do("search", "planning").out


BAD_COMMANDS = {
    "false": "exit code 1",
    "true": "printed nothing",
    "printf 'a\\nb\\n'": "more than one line",
    "yes": "more than one line",
    "echo AGE-SECRET-KEY-1NONSENSE": "no key that begins with",
    "no-such-command-anywhere": "No such file",
    "'": "no whole command",
}


@pytest.mark.parametrize("command", BAD_COMMANDS)
def test_a_key_command_that_gives_no_key_is_said_and_nothing_is_lost(locked: Desk, command: str) -> None:
    before = everything(locked.path.parent)
    locked.do("config", "key-command", command)
    answer = installed(locked, "today")
    assert answer.code == 5
    assert BAD_COMMANDS[command] in answer.err
    assert "NONSENSE" not in answer.err.replace(command, "")
    assert "config key-command" in answer.err
    after = everything(locked.path.parent)
    assert {path: after[path] for path in before if path.suffix == ".age"} == {
        path: text for path, text in before.items() if path.suffix == ".age"
    }


def test_a_key_command_that_hangs_is_given_up(locked: Desk) -> None:
    locked.do("config", "key-command", "sleep 100")
    locked.do("config", "key-timeout", "1")
    answer = installed(locked, "today")
    assert answer.code == 5
    assert "within 1 second." in answer.err


def spoil_wrong_key(desk: Desk) -> str:
    identity(desk).write_text(str(pyrage.x25519.Identity.generate()))
    return "locked to another key"


def spoil_open_to_others(desk: Desk) -> str:
    identity(desk).chmod(0o644)
    return "chmod 600"


def spoil_no_identity(desk: Desk) -> str:
    identity(desk).unlink()
    return "is not there"


def spoil_no_key_in_it(desk: Desk) -> str:
    identity(desk).write_text("hello\n")
    return "holds no key"


def spoil_half_a_file(desk: Desk) -> str:
    text = locked_path(desk).read_bytes()
    locked_path(desk).write_bytes(text[: len(text) // 2])
    return "cut off or changed"


def spoil_header(desk: Desk) -> str:
    locked_path(desk).write_bytes(locked_path(desk).read_bytes()[:30])
    return "cut off or changed"


def spoil_empty(desk: Desk) -> str:
    locked_path(desk).write_bytes(b"")
    return "cut off or changed"


def spoil_for_somebody_else(desk: Desk) -> str:
    other = pyrage.x25519.Identity.generate().to_public()
    locked_path(desk).write_bytes(pyrage.encrypt(b"{}", [other]))
    return "locked to another key"


def spoil_plain_beside(desk: Desk) -> str:
    desk.path.write_text(json.dumps(opened(desk)))
    return "two journals"


def spoil_setting(desk: Desk) -> str:
    desk.do("config", "identity", "--unset")
    return "nothing says where its key is"


def shadow_pyrage(desk: Desk, text: str) -> None:
    shadow = desk.path.parent / "shadow"
    shadow.mkdir()
    (shadow / "pyrage.py").write_text(text)
    desk.env["PYTHONPATH"] = str(shadow)


def spoil_no_pyrage(desk: Desk) -> str:
    shadow_pyrage(desk, "raise ModuleNotFoundError(name='pyrage')\n")
    return "pyrage, which is not installed"


def spoil_pyrage_for_another_system(desk: Desk) -> str:
    shadow_pyrage(desk, "raise ImportError('invalid ELF header')\n")
    return "can't be used: ImportError"


def spoil_pyrage_without_its_library(desk: Desk) -> str:
    shadow_pyrage(desk, "raise OSError('libc.musl')\n")
    return "can't be used: OSError"


def spoil_pyrage_torn(desk: Desk) -> str:
    shadow_pyrage(desk, "def (\n")
    return "can't be used: SyntaxError"


def spoil_another_pyrage(desk: Desk) -> str:
    shadow_pyrage(desk, "")
    return "can't be used: AttributeError"


def spoil_identity_is_a_folder(desk: Desk) -> str:
    identity(desk).unlink()
    identity(desk).mkdir()
    return "it is not a file"


def spoil_identity_is_a_fifo(desk: Desk) -> str:
    identity(desk).unlink()
    os.mkfifo(identity(desk), 0o600)
    return "it is not a file"


SPOILT = [value for name, value in globals().items() if name.startswith("spoil_")]


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda one: one.__name__)
def test_what_can_not_be_opened_is_said_with_exit_code_5_and_nothing_is_lost(locked: Desk, spoil) -> None:
    said = spoil(locked)
    before = everything(locked.path.parent)
    for argv in (("today",), ("done", "p1"), ("--json", "show", "s1")):
        answer = installed(locked, *argv)
        assert answer.code == 5, answer
        assert said in answer.err + answer.out
    after = everything(locked.path.parent)
    assert {p: t for p, t in after.items() if p.suffix != ".pyc"} == before


def test_a_passphrase_is_on_the_identity_and_asked_on_the_terminal_only(locked: Desk) -> None:
    identity(locked).write_bytes(b"age-encryption.org/v1\n-> scrypt AAAA 18\n")
    answer = installed(locked, "today")
    assert answer.code == 5
    assert "passphrase" in answer.err


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="only Linux tells of another process")
def test_no_core_is_dumped_of_a_run_that_opens_a_locked_journal(locked: Desk) -> None:
    editor, told = locked.path.with_name("editor.sh"), locked.path.with_name("limits")
    editor.write_text(f"#!/bin/sh\ncat /proc/$PPID/limits > {told}\n")
    editor.chmod(0o755)
    locked.env["EDITOR"] = str(editor)
    installed(locked, "log", "maya", "--edit")
    (limit,) = [line.split()[4] for line in told.read_text().splitlines() if line.startswith("Max core")]
    assert limit in ("0", "1")


@pytest.mark.long
def test_a_key_under_a_passphrase_is_made_and_opened_at_the_terminal(desk: Desk) -> None:
    ready(desk)
    env = {"PATH": os.environ["PATH"], "HOME": str(desk.path.parent), "TERM": "xterm", "LANG": "C.UTF-8"}
    env |= {name: value for name, value in os.environ.items() if name.startswith("PYTHON")} | desk.env
    with Terminal("vault", "lock", "--yes", "--passphrase", env=env) as terminal:
        terminal.wait_for("A passphrase for the new key")
        terminal.press("correct horse" + ENTER)
        terminal.wait_for("The same again")
        terminal.press("correct horse" + ENTER)
        terminal.wait_for("A new key was made", patience=200)
        assert "correct horse" not in terminal.said
    assert identity(desk).read_bytes().startswith(b"age-encryption.org/v1\n-> scrypt ")
    with Terminal("search", "planning", env=env) as terminal:
        terminal.wait_for("Passphrase of")
        terminal.press("wrong" + ENTER)
        terminal.wait_for("Passphrase of", patience=200)
        terminal.press("correct horse" + ENTER)
        terminal.wait_for("planning round", patience=200)
    with Terminal("add-win", "Nobody typed it", env=env) as terminal:
        terminal.wait_for("Passphrase of")
        terminal.press("" + ENTER)
        terminal.wait_for("It waits, locked")


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


@pytest.mark.parametrize("text", [None, b"age1nonsense\n", b"\xff\n", b""])
def test_public_keys_that_are_gone_or_broken_keep_from_writing_and_not_from_reading(
    locked: Desk, text: bytes | None
) -> None:
    keys = locked.path.with_name("journal.json.d") / "recipients"
    keys.unlink() if text is None else keys.write_bytes(text)
    before = locked_path(locked).read_bytes()
    assert "planning round" in locked.do("search", "planning").out
    answer = locked.type("add-win", "Never kept")
    assert answer.code == 5
    assert str(keys) in answer.err
    assert locked_path(locked).read_bytes() == before
    assert inbox_of(locked) == []


def keys_file(desk: Desk) -> Path:
    return desk.path.with_name("journal.json.d") / "recipients"


@pytest.fixture
def strange(locked: Desk) -> str:
    """A public key that somebody who can write in the folder has added."""
    key = str(pyrage.x25519.Identity.generate().to_public())
    with keys_file(locked).open("a") as file:
        file.write(f"# recovery\n{key}\n")
    return key


def test_to_a_key_that_somebody_added_nothing_is_written_and_reads_say_so(locked: Desk, strange: str) -> None:
    before = everything(locked.path.parent)
    read = locked.do("search", "planning")
    assert "planning round" in read.out
    assert strange in read.err
    for argv in (
        ("add-win", "Never for others"),
        ("log", "maya", "--notes", "Never for others"),
        ("undo",),
        ("forget", "w1", "--yes"),
        ("restore", "1", "--yes"),
        ("vault", "change-key", "--dry-run", "--nonsense"),
    ):
        answer = locked.type(*argv)
        assert answer.code == (2 if "--nonsense" in argv else 5), answer
        if answer.code == 5:
            assert f"vault add-key {strange}" in answer.err
            assert str(keys_file(locked)) in answer.err
    assert {p: t for p, t in everything(locked.path.parent).items() if p in before} == before
    assert inbox_of(locked) == []
    assert "a key that the journal does not know" in locked.type("doctor").out
    assert locked.type("doctor").code == 1


def test_while_another_run_writes_a_read_still_says_so(
    locked: Desk, strange: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0)
    with lock.held(locked_path(locked)):
        read = locked.do("search", "planning")
    assert "planning round" in read.out
    assert strange in read.err


def test_a_key_that_was_added_is_accepted_or_taken_out_again(locked: Desk, strange: str) -> None:
    with_it = keys_file(locked).read_text()
    keys_file(locked).write_text(with_it.replace(strange, ""))
    assert "w2" in locked.do("add-win", "For mine alone").out
    keys_file(locked).write_text(with_it)
    locked.do("vault", "add-key", strange, "--name", "the tablet")
    answer = locked.do("add-win", "For the tablet too")
    assert strange not in answer.err
    assert [key["name"] for key in locked.data("vault")["keys"]] == [
        "this computer",
        "recovery",
        "the tablet",
    ]
    assert opened(locked)["meta"]["1"]["recipients"][-1] == strange


def test_what_waits_is_shown_and_goes_on_waiting_while_a_key_is_there_that_somebody_added(
    locked: Desk, strange: str
) -> None:
    identity(locked).rename(identity(locked).with_name("away.txt"))
    locked.do("add-win", "It waits")
    fetch_key(locked)
    read = locked.do("wins")
    assert "It waits" in read.out
    assert "does not fit" not in read.err
    assert "does not fit" not in locked.refused(5, "add-win", "Never").err
    other = str(pyrage.x25519.Identity.generate().to_public())
    said = locked.do("vault", "add-key", other)
    assert f"The journal did not know {strange}" in said.out
    assert strange not in said.err
    assert "Took in 1 entry" in locked.do("add-win", "With it").err


def test_another_key_in_place_of_the_first_leaves_out_what_somebody_added(locked: Desk, strange: str) -> None:
    locked.do("vault", "change-key", "--yes")
    assert strange not in keys_file(locked).read_text()
    assert locked.do("add-win", "For mine alone").err == ""


def test_a_key_that_is_taken_out_beside_the_journal_is_said_once_more_by_the_next_write(
    locked: Desk,
) -> None:
    text = keys_file(locked).read_text()
    recovery = text.split()[-1]
    keys_file(locked).write_text(text.replace(recovery, ""))
    assert f"vault add-key {recovery}" in locked.do("wins").err
    assert f"vault add-key {recovery}" in locked.do("add-win", "Without it").err
    assert recovery not in locked.do("wins").err
    assert recovery not in opened(locked)["meta"]["1"]["recipients"]


def test_a_journal_that_was_locked_before_they_were_named_names_its_keys_at_the_next_write(
    locked: Desk,
) -> None:
    tables = opened(locked)
    keys = tables["meta"]["1"].pop("recipients")
    public = [pyrage.x25519.Recipient.from_str(str(key)) for key in keys]
    locked_path(locked).write_bytes(pyrage.encrypt(json.dumps(tables).encode(), public))
    assert str(keys[0]) not in locked.do("add-win", "It goes on", "--dry-run").err
    said = locked.do("add-win", "It goes on").err
    assert all(str(key) in said for key in keys)
    assert "vault remove-key" in said
    assert locked.do("add-win", "Once").err == ""
    assert opened(locked)["meta"]["1"]["recipients"] == keys


def test_a_damaged_journal_is_not_put_back_for_a_key_that_somebody_added(locked: Desk, strange: str) -> None:
    (copy,) = locked.path.parent.rglob("*daily*")
    torn = locked_path(locked).read_bytes()[:200]
    locked_path(locked).write_bytes(torn)
    answer = locked.type("restore", copy.name, "--yes")
    assert answer.code == 5
    assert strange in answer.err
    assert locked_path(locked).read_bytes() == torn


def test_an_export_goes_out_plain_and_never_over_the_journal(locked: Desk, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    locked.do("export", "json", "--into", str(tmp_path / "out" / "all.json"))
    assert WORDS in (tmp_path / "out" / "all.json").read_bytes()
    assert locked.type("export", "json", "--into", str(locked.path)).code == 4
    assert locked.type("export", "json", "--into", str(locked_path(locked))).code == 4


@pytest.fixture
def away(locked: Desk) -> Desk:
    """A locked journal, and its key not at hand."""
    identity(locked).rename(identity(locked).with_name("away.txt"))
    return locked


def fetch_key(desk: Desk) -> None:
    identity(desk).with_name("away.txt").rename(identity(desk))


def inbox_of(desk: Desk) -> list[Path]:
    return sorted((desk.path.with_name("journal.json.d") / "inbox").glob("*"))


def test_what_is_written_without_the_key_waits_locked_and_is_taken_in_at_its_own_moment(away: Desk) -> None:
    before = locked_path(away).read_bytes()
    away.on("2026-07-02T09:00")
    assert (
        "waits"
        in away.do("log", "maya", "--notes", "Canary in the inbox", "--i-will", "Bring it by friday").out
    )
    away.on("2026-07-02T09:05").do("add-win", "Second canary")
    away.do("promise", "maya", "Third canary", "--theirs")
    away.do("add-topic", "maya", "Fourth canary")
    away.do("reflect", "maya", "--happened", "Fifth canary")
    away.do("log", "maya", "--notes", "-", stdin="Sixth canary\n")
    away.do("log", "maya", stdin="Seventh canary\n")
    assert locked_path(away).read_bytes() == before
    assert len(inbox_of(away)) == 7
    assert all(b"anary" not in text for text in everything(away.path.parent).values())
    assert away.data("vault")["waiting"] == 7
    fetch_key(away)
    away.on("2026-07-05T20:00")
    shown = away.do("search", "canary")
    assert all(
        f"{word} canary" in shown.out for word in ("Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh")
    )
    assert "still wait" in shown.err
    assert locked_path(away).read_bytes() == before
    assert "Took in 7 entries" in away.do("add-win", "With the key").err
    assert inbox_of(away) == []
    tables = opened(away)
    assert [s["date"] for s in tables["sessions"].values()][-3:] == ["2026-07-02"] * 3
    assert [s["notes"] for s in tables["sessions"].values()][-3:] == [
        "Canary in the inbox", "Sixth canary", "Seventh canary",
    ]  # fmt: skip
    assert [step["command"] for step in tables["history"].values()][-8:] == [
        "log", "add-win", "promise", "add-topic", "reflect", "log", "log", "add-win",
    ]  # fmt: skip
    assert [step["moment"][:10] for step in tables["history"].values()][-8:] == ["2026-07-02"] * 7 + [
        "2026-07-05"
    ]


def test_one_that_was_taken_in_by_a_run_that_was_killed_is_not_taken_in_again(away: Desk) -> None:
    away.do("add-win", "Only once")
    (entry,) = inbox_of(away)
    text = entry.read_bytes()
    fetch_key(away)
    away.do("add-topic", "maya", "Takes it in")
    entry.parent.mkdir(exist_ok=True)
    entry.write_bytes(text)  # as if that run had been killed before it took this away
    assert away.do("wins").out.count("Only once") == 1
    away.do("add-topic", "maya", "Again")
    assert inbox_of(away) == []
    assert away.do("wins").out.count("Only once") == 1


def test_what_does_not_fit_any_more_waits_and_is_said(away: Desk) -> None:
    away.do("promise", "zaltan", "Nobody of that name")
    away.do("add-win", "This one fits")
    fetch_key(away)
    answer = away.do("add-win", "With the key")
    assert "does not fit" in answer.err
    assert "zaltan" in answer.err
    (left,) = inbox_of(away)
    assert str(left) in answer.err
    assert [win["text"] for win in opened(away)["wins"].values()] == [
        "Before the lock",
        "This one fits",
        "With the key",
    ]
    assert "does not fit" in away.do("today").err


REFUSED = (
    ("log", "maya", "--notes", "x", "--date", "nonsense"),
    ("log", "m1", "--notes", "x", "--date", "2099-01-01"),
    ("log", "maya", "--notes", "x", "--energy", "9"),
    ("log", "maya", "--notes", "x", "--role", "boss"),
    ("log", "maya", "--notes", ""),
    ("log", "maya", "--notes", "x", "--next", "yesterday"),
    ("log", "maya", "--notes", "x", "--i-will", "Bring it by the 45th of May"),
    ("log", "maya", "--cancelled", "me", "--energy", "3"),
    ("promise", "maya", "x", "--by", "yesterday"),
    ("promise", "maya", "  "),
    ("add-topic", "maya", "x", "--before", "9"),
    ("add-win", ""),
    ("add-win", "x", "--date", "2099-01-01"),
    ("reflect", "maya", "--happened", "x", "--tag", "nonsense"),
)
TAKEN = (
    ("log", "maya", "--notes", "x", "--date", "yesterday", "--next", "in 2 weeks"),
    ("log", "Rizky", "--i-will", "Bring it by next talk", "--energy", "3"),
    ("log", "m7", "--notes", "x", "--discussed", "t3"),
    ("promise", "--by", "next talk", "maya", "x"),
    ("promise", "maya", "x", "--goal", "g9"),
    ("add-topic", "maya", "x"),
    ("add-win", "x"),
    ("reflect", "s12", "--happened", "x"),
    ("reflect", "--happened", "x"),
)


def test_what_no_journal_would_take_is_refused_as_it_is_with_the_key(away: Desk) -> None:
    before = everything(away.path.parent)
    said = [away.type(*argv) for argv in REFUSED]
    assert everything(away.path.parent) == before
    fetch_key(away)
    for argv, without in zip(REFUSED, said, strict=True):
        with_key = away.type(*argv)
        assert (without.code, with_key.code) == (2, 2), argv
        assert without.err.splitlines()[0] == with_key.err.splitlines()[0]


def test_what_only_the_journal_can_tell_waits(away: Desk) -> None:
    before = everything(away.path.parent)
    for count, argv in enumerate(TAKEN, start=1):
        assert "waits" in away.do(*argv).out, argv
        assert len(inbox_of(away)) == count
    after = everything(away.path.parent)
    assert {path: after[path] for path in before} == before
    assert all(path in before or path in inbox_of(away) or path.suffix == ".lock" for path in after)


def test_nothing_said_is_not_kept_and_other_commands_say_that_the_key_is_missing(away: Desk) -> None:
    for argv in (
        ("promise", "maya"),
        ("reflect", "maya"),
        ("done", "p1"),
        ("log", "maya", "--notes", "x", "--dry-run"),
    ):
        assert away.type(*argv).code == (2 if argv[0] in ("promise", "reflect") else 5), argv
    assert away.type("log", "maya", stdin="").code == 2
    assert inbox_of(away) == []


def test_undo_takes_back_what_waited_as_a_step_of_its_own(away: Desk) -> None:
    away.do("add-win", "First canary")
    away.do("add-win", "Second canary")
    fetch_key(away)
    assert "Second canary" in away.do("undo").out
    assert "First canary" in away.do("wins").out


def test_a_prompt_and_completion_run_no_key_command(locked: Desk) -> None:
    ran = locked.path.with_name("ran")
    locked.do("config", "key-command", f"touch {ran}")
    assert locked.do("today", "--brief").out == "locked\n"
    line = {"_PEERMENTOR_COMPLETE": "complete_bash", "COMP_WORDS": "peermentor show ", "COMP_CWORD": "2"}
    answer = installed(locked, **line)
    assert "m1" not in answer.out
    assert not ran.exists()
    assert locked.type("today").code == 5
    assert ran.exists()
