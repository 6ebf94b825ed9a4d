"""A key command and a pinentry as processes: what they start, and the terminal they want."""

import os
import select
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.terminal import CTRL_C, ENTER, Terminal
from tests.cli.vaults import identity, installed
from tests.conftest import Desk

pytest.importorskip("pyrage")

ASKS = """
exec 3<> /dev/tty
before=$(stty -g <&3)
stty -echo <&3
printf 'Word of the store: ' >&3
read -r word <&3
stty "$before" <&3
test "$word" = sesame && tail -n 1 {key}
"""


def asks_at_the_terminal(desk: Desk) -> None:
    """Make the key command of a desk a program that asks for a word at the terminal."""
    key = identity(desk).rename(desk.path.with_name("kept by the store.txt"))
    store = desk.path.with_name("store")
    store.write_text("#!/bin/sh\n" + ASKS.format(key=shlex.quote(str(key))))
    store.chmod(0o755)
    # Within another program, as `pass` asks by gpg, and that by a pinentry.
    desk.do("config", "key-command", shlex.join(["sh", "-c", f"{shlex.quote(str(store))}; exit $?"]))


def at_terminal(desk: Desk) -> dict[str, str]:
    env = {"PATH": os.environ["PATH"], "HOME": str(desk.path.parent), "TERM": "xterm", "LANG": "C.UTF-8"}
    return env | {name: value for name, value in os.environ.items() if name.startswith("PYTHON")} | desk.env


@contextmanager
def must_end(fifo: Path) -> Iterator[None]:
    """Make sure that whoever writes into a named pipe has ended after this."""
    os.mkfifo(fifo)
    reading = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    try:
        yield
        ends = select.poll()
        ends.register(reading)  # a pipe that nobody has open for writing any more is hung up
        assert ends.poll(30_000), "it goes on"
    finally:
        os.close(reading)


def leaves_others(desk: Desk, name: str) -> Path:
    """A program that never answers, with two others that it started: one goes on after its own parent."""
    fifo, program = desk.path.with_name("fifo"), desk.path.with_name(name)
    writes = f"sleep 1000 > {shlex.quote(str(fifo))}"
    program.write_text(f"#!/bin/sh\n({writes} &)\n{writes} &\n: > {shlex.quote(str(fifo))}\nsleep 1000\n")
    program.chmod(0o755)
    return fifo


@pytest.mark.parametrize("setting", ["key-command", "pinentry"])
def test_what_a_program_has_started_ends_with_it_when_it_is_given_up(locked: Desk, setting: str) -> None:
    fifo = leaves_others(locked, "asks for the key")
    locked.do("config", "key-timeout", "1")
    locked.do("config", setting, shlex.quote(str(locked.path.with_name("asks for the key"))))
    if setting == "pinentry":
        identity(locked).write_bytes(b"age-encryption.org/v1\n-> scrypt AAAA 18\n")
    with must_end(fifo):
        answer = installed(locked, "today")
        assert answer.code == 5
        assert "within 1 second" in answer.err


def test_a_key_command_that_asks_at_the_terminal_has_it_and_gives_it_back(locked: Desk) -> None:
    asks_at_the_terminal(locked)
    with Terminal("search", "planning", env=at_terminal(locked)) as terminal:
        terminal.wait_for("Word of the store:")
        terminal.press("sesame" + ENTER)
        terminal.wait_for("planning round")
        assert terminal.left() == 0  # which looks at the terminal, too
        assert "sesame" not in terminal.said
    with Terminal("log", "maya", env=at_terminal(locked)) as terminal:  # and asks itself after that
        terminal.wait_for("Word of the store:")
        terminal.press("sesame" + ENTER)
        terminal.wait_for("?")
        assert terminal.stop() == 130


def test_a_key_command_that_waits_at_the_terminal_is_given_up_and_gives_it_back(locked: Desk) -> None:
    asks_at_the_terminal(locked)
    locked.do("config", "key-timeout", "1")
    with Terminal("today", env=at_terminal(locked)) as terminal:
        terminal.wait_for("within 1 second")
        assert terminal.left() == 5


@pytest.mark.parametrize("deaf", [False, True])
def test_a_ctrl_c_at_a_key_command_ends_both(locked: Desk, deaf: bool) -> None:
    asks_at_the_terminal(locked)
    if deaf:
        store = locked.path.with_name("store")
        store.write_text(store.read_text().replace("exec 3", "trap '' INT\nexec 3"))
    before = locked.path.with_name("journal.json.age").read_bytes()
    with Terminal("add-win", "Not now", env=at_terminal(locked)) as terminal:
        terminal.wait_for("Word of the store:")
        terminal.press(CTRL_C)
        assert terminal.left() == 130
    assert locked.path.with_name("journal.json.age").read_bytes() == before
    assert not locked.path.with_name("journal.json.d").joinpath("inbox").exists()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no shell with jobs is here")
@pytest.mark.skipif(not Path("/proc/self/comm").exists(), reason="only Linux tells who has a terminal")
@pytest.mark.long
def test_a_ctrl_z_at_a_key_command_stops_both_and_fg_goes_on(locked: Desk) -> None:
    asks_at_the_terminal(locked)
    locked.do("config", "key-timeout", "600")
    shell = ("bash", "--norc", "--noprofile", "-i")
    with Terminal(env=at_terminal(locked) | {"PS1": "ready> "}, program=shell) as terminal:
        terminal.wait_for("ready>")
        terminal.press(shlex.join([sys.executable, "-m", "peermentor", "search", "planning"]) + ENTER)
        terminal.wait_for("Word of the store:")
        for _time in range(2):
            terminal.wait_for_foreground("sh")
            terminal.press("\x1a")
            terminal.wait_for("Stopped")
            terminal.wait_for("ready>")
            terminal.press("fg" + ENTER)
        terminal.wait_for_foreground("sh")
        terminal.press("sesame" + ENTER)
        terminal.wait_for("planning round")
        terminal.wait_for("ready>")
        terminal.press("exit" + ENTER)
        terminal.left()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no shell with jobs is here")
@pytest.mark.long
@pytest.mark.parametrize("as_typed", ["x=$({command}); echo got $x", "{command} | cat"])
def test_a_key_command_asks_where_a_shell_takes_what_is_said(locked: Desk, as_typed: str) -> None:
    asks_at_the_terminal(locked)
    shell = ("bash", "--norc", "--noprofile", "-i")
    command = shlex.join([sys.executable, "-m", "peermentor", "search", "planning"])
    with Terminal(env=at_terminal(locked) | {"PS1": "ready> "}, program=shell) as terminal:
        terminal.wait_for("ready>")
        terminal.press(as_typed.format(command=command) + ENTER)
        terminal.wait_for("Word of the store:")
        terminal.press("sesame" + ENTER)
        terminal.wait_for("planning round")
        terminal.wait_for("ready>")
        terminal.press("exit" + ENTER)
        terminal.left()
