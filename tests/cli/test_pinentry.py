"""The passphrase of a key file, asked by a pinentry."""

import os
import shlex
import shutil
import signal
from pathlib import Path

import pytest

from tests.cli.examples import ready
from tests.cli.terminal import ENTER, Terminal
from tests.cli.vaults import everything, identity, inbox_of, installed
from tests.conftest import Desk

pyrage = pytest.importorskip("pyrage")
PASSPHRASE = "100 % sure, größer"
KEY = Path(__file__).parent.parent / "fixtures" / "identity-under-passphrase.age"  # with a work factor of 2


@pytest.fixture
def under_passphrase(desk: Desk) -> Desk:
    """A journal that is locked to a key under a passphrase."""
    ready(desk)
    secret = pyrage.passphrase.decrypt(KEY.read_bytes(), PASSPHRASE)
    identity(desk).write_bytes(secret)
    identity(desk).chmod(0o600)
    desk.do("vault", "lock", "--yes", "--identity", str(identity(desk)), "--no-recovery")
    shutil.copy(KEY, identity(desk))
    identity(desk).chmod(0o600)
    return desk


def pinentry(desk: Desk, getpin: str, greeting: str = "echo OK Pleased to meet you") -> Path:
    """Set a pinentry that answers GETPIN as these words of a shell do, and notes what it is told."""
    program = desk.path.with_name("pinentry.sh")
    program.write_text(
        f'#!/bin/sh\nhere=$(dirname "$0")\necho "$*" > "$here/argv"\nenv > "$here/env"\n{greeting}\n'
        'while read -r line; do\n  echo "$line" >> "$here/told"\n  case $line in\n'
        f"  GETPIN) {getpin} ;;\n  BYE) echo OK; exit ;;\n  OPTION*) echo ERR 83886254 Unknown option ;;\n"
        "  *) echo OK ;;\n  esac\ndone\n"
    )
    program.chmod(0o755)
    desk.do("config", "pinentry", shlex.quote(str(program)))
    return program


RIGHT = "printf '# a remark\\nS PASSWORD_FROM_CACHE\\nD 100 %%25 sure,\\nD  größer\\nOK\\n'"


def test_a_pinentry_is_asked_and_what_was_typed_is_nowhere(under_passphrase: Desk) -> None:
    desk = under_passphrase
    program = pinentry(desk, RIGHT)
    answer = installed(desk, "search", "planning")
    assert "planning round" in answer.out
    told = program.with_name("told").read_text()
    assert f"SETDESC Passphrase of {identity(desk)}" in told
    assert told.endswith("GETPIN\nBYE\n")
    program.write_text("")
    for path, text in everything(desk.path.parent).items():
        assert "größer".encode() not in text, path
    assert "größer" not in answer.out + answer.err
    assert f"asked by “{shlex.quote(str(program))}”" in desk.do("vault", "status").out


BAD = {
    "false": "ended without an answer",
    "echo rubbish": "not as a pinentry says it",
    "printf 'OK\\n'; exit 3": "ended without an answer",
    "echo ERR 83918950 Inappropriate ioctl for device": "can't ask here",
    "echo ERR nothing": "not as a pinentry says it",
    "echo ERR 83886142 Timeout": "nothing was typed within 30 seconds",
    "yes D aaaaaaaaaaaaaaaaaaaaaaaaa": "not as a pinentry says it",
    "printf 'D \\377\\nOK\\n'": "not UTF-8",
    "echo ERR 83886179 Operation cancelled": "No passphrase was given",
    "echo OK": "No passphrase was given",
    "printf 'D wrong\\nOK\\n'": "that is not its passphrase",
}


@pytest.mark.parametrize("getpin", BAD)
def test_a_pinentry_that_gives_nothing_is_said_and_nothing_is_lost(
    under_passphrase: Desk, getpin: str
) -> None:
    desk = under_passphrase
    as_greeting = getpin in ("false", "echo rubbish", "printf 'OK\\n'; exit 3")
    greeting = getpin.replace("false", "exit 0") if as_greeting else "echo OK"
    pinentry(desk, "exit 0" if as_greeting else getpin, greeting)
    before = everything(desk.path.parent)
    answer = installed(desk, "done", "p1")
    assert answer.code == 5
    assert BAD[getpin] in answer.err
    after = everything(desk.path.parent)
    assert {p: t for p, t in after.items() if p in before and p.suffix in (".age", ".txt")} == {
        p: t for p, t in before.items() if p.suffix in (".age", ".txt")
    }
    assert "It waits, locked" in installed(desk, "add-win", "Kept").out
    assert len(inbox_of(desk)) == 1


@pytest.mark.parametrize(
    ("program", "why"),
    [("no-such-pinentry", "No such file"), ("'", "no whole command"), ("/", "Permission denied")],
)
def test_a_pinentry_that_is_not_there_is_named(under_passphrase: Desk, program: str, why: str) -> None:
    under_passphrase.do("config", "pinentry", program)
    answer = installed(under_passphrase, "today")
    assert answer.code == 5
    assert why in answer.err
    assert "config pinentry" in answer.err


def test_a_pinentry_that_hangs_is_given_up_and_ended(under_passphrase: Desk) -> None:
    desk = under_passphrase
    pid = pinentry(desk, 'echo $$ > "$here/pid"; exec sleep 1000').with_name("pid")
    for seconds in (1, 60):  # on a machine that is very busy the first is over before it is asked anything
        desk.do("config", "key-timeout", str(seconds))
        answer = installed(desk, "today")
        assert answer.code == 5
        assert f"nothing was typed within {seconds} second" in answer.err
        if pid.exists():
            break
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


def test_without_a_terminal_the_pinentry_of_the_path_asks(under_passphrase: Desk) -> None:
    desk = under_passphrase
    program = pinentry(desk, RIGHT)
    desk.do("config", "pinentry", "--unset")
    folder = program.parent / "bin"
    folder.mkdir()
    program.rename(folder / "pinentry")
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    assert "planning round" in installed(desk, "search", "planning", PATH=path).out
    for getpin in ("echo ERR 83918950 Inappropriate ioctl", "exit 1"):
        pinentry(desk, getpin).rename(folder / "pinentry")
        desk.do("config", "pinentry", "--unset")
        answer = installed(desk, "today", PATH=path)
        assert answer.code == 5
        assert "nobody is here to be asked" in answer.err


def test_a_prompt_and_completion_ask_no_pinentry(under_passphrase: Desk) -> None:
    program = pinentry(under_passphrase, RIGHT)
    assert under_passphrase.do("today", "--brief").out == "locked\n"
    assert not program.with_name("told").exists()


def at_terminal(desk: Desk) -> dict[str, str]:
    env = {"PATH": os.environ["PATH"], "HOME": str(desk.path.parent), "TERM": "xterm", "LANG": "C.UTF-8"}
    return env | {name: value for name, value in os.environ.items() if name.startswith("PYTHON")} | desk.env


# The program, what it has said once it listens, and what takes it away.
REAL = [("pinentry-curses", "<Cancel>", "\t\t" + ENTER), ("pinentry-tty", "Passphrase: ", "\x03")]


@pytest.mark.parametrize(("program", "ready", "cancel"), REAL, ids=["curses", "tty"])
def test_a_real_pinentry_asks_at_a_terminal(
    under_passphrase: Desk, program: str, ready: str, cancel: str
) -> None:
    if shutil.which(program) is None:
        pytest.skip("it is not here")
    under_passphrase.do("config", "pinentry", program)
    under_passphrase.do("config", "key-timeout", "600")
    env = at_terminal(under_passphrase)
    with Terminal("search", "planning", env=env) as terminal:
        terminal.wait_for(ready)
        terminal.press("wrong" + ENTER)
        terminal.wait_for("That is not it")
        terminal.wait_for(ready)
        terminal.press(PASSPHRASE + ENTER)
        terminal.wait_for("planning round")
        assert terminal.left() == 0
        assert PASSPHRASE not in terminal.said
    with Terminal("add-win", "Not now", env=env) as terminal:
        terminal.wait_for(ready)
        terminal.press(cancel)
        assert terminal.left() in (0, 130)
    under_passphrase.do("config", "key-timeout", "1")
    with Terminal("today", env=env) as terminal:
        terminal.wait_for("nothing was typed within 1")
        assert terminal.left() == 5


@pytest.mark.parametrize("ends", ["SIGTERM", "SIGHUP", "SIGINT"])
@pytest.mark.parametrize(("program", "ready", "cancel"), REAL, ids=["curses", "tty"])
def test_a_request_to_end_while_a_real_pinentry_asks_gives_the_terminal_back(
    under_passphrase: Desk, program: str, ready: str, cancel: str, ends: str
) -> None:
    if shutil.which(program) is None:
        pytest.skip("it is not here")
    under_passphrase.do("config", "pinentry", program)
    with Terminal("search", "planning", env=at_terminal(under_passphrase)) as terminal:
        terminal.wait_for(ready)
        terminal.process.send_signal(getattr(signal, ends))
        assert terminal.left() == 130  # which looks at the terminal, too
        assert "Stopped. The journal is unchanged." in terminal.said


def test_a_new_passphrase_can_be_asked_by_a_pinentry_too(desk: Desk) -> None:
    ready(desk)
    pinentry(desk, 'n=$(cat "$here/n" 2>/dev/null); echo x$n > "$here/n"; printf "D $n\\nOK\\n"')
    answer = installed(desk, "vault", "lock", "--yes", "--passphrase", "--no-recovery")
    assert answer.code == 5  # the first was empty
    answer = installed(desk, "vault", "lock", "--yes", "--passphrase", "--no-recovery")
    assert "The two passphrases differ" in answer.err
    assert desk.path.exists()
