"""The keys of a locked journal: made, tried, added, removed, and put in place of others."""

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from peermentor.commands.shared.vault_lines import say_where_the_key_is
from peermentor.journal.beside.drafts import Drafts
from peermentor.journal.file import lock
from peermentor.journal.vault import locking
from peermentor.journal.vault.key_source import KeySource
from peermentor.journal.vault.own_keys import OwnKeys
from peermentor.journal.vault.ring import KeyRing
from tests.cli.examples import ready
from tests.cli.terminal import ENTER, Terminal
from tests.cli.vaults import (
    everything,
    fetch_key,
    identity,
    inbox_of,
    installed,
    keys_file,
    locked_path,
    opened,
    opens,
)
from tests.conftest import Desk

pyrage = pytest.importorskip("pyrage")


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
    assert "does not open this journal" in desk.refused(5, "vault", "check", "-", stdin=other).err
    identity(desk).with_name("elsewhere.txt").rename(identity(desk))
    for nothing in ("", " \n"):  # as of a variable that is not set: the key in use would open it
        assert "KEY is empty" in desk.refused(2, "vault", "check", "-", stdin=nothing).err
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


@pytest.mark.parametrize("typed", ["{key}", "{begins}", "the laptop", "The  LAP", "lap"])
def test_a_lost_key_opens_nothing_here_any_more(locked: Desk, lost: object, typed: str) -> None:
    public = str(lost.to_public())
    left = locked_path(locked).with_name(".journal.json.age.tmp")
    left.write_bytes(locked_path(locked).read_bytes())  # of a write that was cut off
    for whole in list(locked.path.parent.joinpath("journal.json.d").rglob("*.age")):
        shutil.copy(whole, whole.with_name(f".{whole.name.replace('20260', '20250', 1)}.tmp"))
    assert len(opens(lost, locked.path.parent)) == len(list(locked.path.parent.rglob("*.age*"))) >= 8
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
    desk.env["EDITOR"] = shlex.quote(str(editor))


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
    said = desk.do("vault", "lock", "--yes", "--key-command", f"cat {shlex.quote(str(store))}")
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
        size = ["-b", "1024"] if kind == "rsa" else []  # it only has to be one
        subprocess.run(["ssh-keygen", "-q", "-t", kind, *size, "-N", word, "-f", str(key)], check=True)
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


def test_a_passphrase_is_on_the_identity_and_asked_on_the_terminal_only(locked: Desk) -> None:
    identity(locked).write_bytes(b"age-encryption.org/v1\n-> scrypt AAAA 18\n")
    answer = installed(locked, "today")
    assert answer.code == 5
    assert "passphrase" in answer.err


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


@pytest.mark.parametrize("ends", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_request_to_end_at_a_passphrase_leaves_a_terminal_that_shows_what_is_typed(
    desk: Desk, ends: str
) -> None:
    desk.do("add-win", "Kept before")
    with Terminal("vault", "lock", "--yes", "--passphrase", env={**os.environ, **desk.env}) as terminal:
        terminal.wait_for("A passphrase for the new key")
        terminal.process.send_signal(getattr(signal, ends))
        assert terminal.left() == 130  # which looks at the terminal, too
        assert "Stopped. The journal is unchanged." in terminal.said


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


def test_a_key_that_stands_in_the_key_command_is_not_shown(locked: Desk) -> None:
    secret = identity(locked).read_text().splitlines()[-1]
    for command in (f"echo {secret}", f"sh -c 'echo {secret.lower()}; exit 1'"):
        locked.do("config", "key-command", command)
        for words in (("vault",), ("--json", "vault"), ("wins",), ("vault", "check"), ("add-win", "Mine")):
            answer = locked.type(*words)
            assert secret[20:].lower() not in (answer.out + answer.err).lower()


def test_who_goes_on_by_the_recovery_key_sees_which_keys_are_left(desk: Desk) -> None:
    ready(desk)
    made = desk.data("vault", "lock", "--yes")["recovery"]
    lost, recovery = [key["key"] for key in desk.data("vault")["keys"]]
    identity(desk).write_text(made["key"].replace(" ", ""))
    identity(desk).chmod(0o600)
    said = desk.do("vault", "change-key", "--yes", "--identity", str(desk.path.with_name("new.txt")))
    assert lost in said.out
    assert recovery not in said.out
    assert "change-key --recovery" in said.err
    assert f"Removed {lost}" in desk.do("vault", "remove-key", lost, "--yes").out
    assert "change-key --recovery" not in desk.do("vault", "change-key", "--yes").err


@pytest.mark.parametrize("action", ["lock", "change-key"])
def test_a_passphrase_is_never_left_out_in_silence(desk: Desk, action: str) -> None:
    ready(desk)
    key = identity(desk)
    desk.do("vault", "lock", "--yes")
    if action == "lock":
        desk.do("vault", "unlock", "--yes")
    for source in (("--identity", str(key)), ("--ssh", str(key)), ("--key-command", f"cat {key}")):
        said = desk.refused(2, "vault", action, "--yes", "--passphrase", *source).err
        assert "there already" in said
    assert "passphrase" in desk.refused(5, "vault", action, "--yes", "--passphrase").err  # nobody is asked


def test_a_new_key_under_a_passphrase_is_not_told_to_go_under_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # To put a key under a passphrase takes seconds, and is meant to; a test at a terminal really does.
    monkeypatch.setattr(pyrage.passphrase, "encrypt", lambda key, *_passphrase: key)
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return "correct horse"

    keys = OwnKeys(tmp_path, KeyRing(KeySource(), ask))
    for under_passphrase in (True, False):
        made = keys.choose(identity="", command="", ssh="", under_passphrase=under_passphrase, anew=True)
        said = " ".join(say_where_the_key_is(made))
        assert str(made.made) in said
        assert ("--passphrase" in said) != under_passphrase
    assert len(asked) == 2


def test_status_says_that_the_file_with_the_keys_is_gone(locked: Desk) -> None:
    keys_file(locked).unlink()
    said = locked.do("vault").out
    assert "The file that names its keys is gone" in said
    assert "one of these keys" not in said
    assert "write your public key" in " ".join(locked.type("doctor").out.split())
