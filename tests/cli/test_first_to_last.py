"""From the first line of the program to the last: whatever is handed over, a sentence and an exit code."""

import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from random import Random

import pytest

from tests import started
from tests.cli.terminal import INSTALLED, LISTENING, Terminal, is_pythons_own
from tests.conftest import Desk, begun
from tests.journal.figures import claimed, reached

QUICK = 30.0  # seconds until it counts as stuck, on a machine that is very busy; alone it is a fifth of one
SPACES = " " * 60_000
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")


@begun
def maya(desk: Desk) -> None:
    desk.do("add-mentor", "Maya Pranata")


def run(
    desk: Desk, *argv: str, env: dict[str, str] | None = None, stdout: int | None = None
) -> subprocess.CompletedProcess[str]:
    """The real program, which must come to an end, say no traceback, and leave the journal as it is."""
    before = desk.path.read_bytes()
    done = started.run(*argv, env={**os.environ, **desk.env, **(env or {})}, stdout=stdout)
    assert "Traceback" not in done.stderr
    assert "bug" not in done.stderr
    assert desk.path.read_bytes() == before
    return done


def interrupted_after(desk: Desk, seconds: float) -> tuple[int, str, str]:
    process = subprocess.Popen(
        [*INSTALLED, "mentors"],
        env={**os.environ, **desk.env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=QUICK)
    return process.returncode, out, err


@pytest.mark.long
def test_ctrl_c_at_any_moment_of_a_run_ends_in_a_sentence_or_in_silence(maya: Desk) -> None:
    answered, times, chance, life = 0, claimed("Ctrl-C"), Random(1), 0.0
    for step in range(times):
        if step % 20 == 0:  # how long a run takes is another thing on every machine, and at every hour
            began = time.monotonic()
            subprocess.run(
                [*INSTALLED, "mentors"], env={**os.environ, **maya.env}, check=True, stdout=subprocess.DEVNULL
            )
            life = time.monotonic() - began
        code, out, err = interrupted_after(maya, chance.random() * life)
        if is_pythons_own(err):
            continue
        answered += 1
        assert code in (0, 130, -signal.SIGINT), (step, code, err)
        assert err in ("", "Stopped. The journal is unchanged.\n")
        assert "Maya" in out or code != 0
    assert answered > times / 2
    reached("Ctrl-C", times)


PRESSED_AT = """
import os, signal, sys
sys.argv = ["peermentor", "mentors"]
signal.signal(signal.SIGINT, signal.default_int_handler)
from peermentor import interrupts
steps = 0
def walk(frame, event, _arg):
    global steps
    if frame.f_code.co_filename != interrupts.__file__:
        return None
    frame.f_trace_opcodes = True
    steps += event == "opcode"
    if steps == {step}:
        sys.settrace(None)
        os.kill(os.getpid(), signal.SIGINT)
    return walk
sys.settrace(walk)
from peermentor.__main__ import main; main()
"""


@pytest.mark.long
def test_ctrl_c_at_every_step_of_what_answers_it_is_no_traceback(maya: Desk) -> None:
    """A step is the smallest that Python makes; it looks after signals between any two."""
    step, ends = 1, []
    while True:
        done = subprocess.run(
            [sys.executable, "-c", PRESSED_AT.format(step=step)],
            env={**os.environ, **maya.env},
            capture_output=True,
            text=True,
            check=False,
        )
        ends.append((done.returncode, bool(done.stdout)))
        assert done.stderr in ("", "Stopped. The journal is unchanged.\n"), step
        assert done.returncode in (0, 130), step
        assert done.stdout or done.returncode == 130, step
        if ends[-20:] == [(0, True)] * 20:
            break
        step += 1
    assert {code for code, _said in ends} == {0, 130}


def pressed_as_the_screen_is_read(desk: Desk, before: str, there: str) -> subprocess.CompletedProcess[bytes]:
    """Run `mentors`, in a Python that does `before` first, and what is `there` as the screen is imported."""
    program = (
        "import os, signal, sys, time; sys.argv = ['peermentor', 'mentors']\n"
        f"{LISTENING}\n{before}"
        "class Late:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'peermentor.screen.views.mentors':\n"
        f"{textwrap.indent(there, ' ' * 12)}"
        "            time.sleep(9)\n"
        "sys.meta_path.insert(0, Late())\n"
        "from peermentor.__main__ import main; main()"
    )
    env = {**os.environ, **desk.env}
    return subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, check=False)


def test_a_ctrl_c_that_falls_into_the_end_of_a_weak_reference_stops_the_program_all_the_same(
    maya: Desk,
) -> None:
    """Python prints what is raised there, and goes on."""
    done = pressed_as_the_screen_is_read(
        maya,
        "import weakref\n",
        "gone = type('Gone', (), {})()\n"
        "there = weakref.ref(gone, lambda _gone: os.kill(os.getpid(), signal.SIGINT))\n"
        "del gone\n",
    )
    assert (done.returncode, done.stdout) == (130, b"")
    assert done.stderr == b"Stopped. The journal is unchanged.\n"


def test_a_ctrl_c_that_falls_where_a_library_takes_no_error_stops_the_program_all_the_same(
    maya: Desk,
) -> None:
    """msgspec asks a type of a field for its hash, and goes on without one."""
    done = pressed_as_the_screen_is_read(
        maya,
        "import msgspec, typing\n"
        "class Meant:\n"
        "    awaited = False\n"
        "    def __hash__(self):\n"
        "        if Meant.awaited: Meant.awaited = os.kill(os.getpid(), signal.SIGINT)\n"
        "        return 1\n"
        "meant = typing.Annotated[int, Meant()]\n",
        "Meant.awaited = True\nmsgspec.json.decode(b'1', type=meant)\n",
    )
    assert (done.returncode, done.stdout) == (130, b"")
    assert done.stderr == b"Stopped. The journal is unchanged.\n"


def test_ctrl_c_while_the_program_is_loaded_ends_it_with_130(maya: Desk) -> None:
    stopped = (
        "import os, signal, sys; sys.argv = ['peermentor', 'mentors']\n"
        f"{LISTENING}\n"
        "class Late:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'peermentor.cli': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Late())\n"
        "from peermentor.__main__ import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", stopped], env={**os.environ, **maya.env}, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.parametrize("ends", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_request_to_end_at_a_question_leaves_a_sane_terminal(maya: Desk, ends: str) -> None:
    with Terminal("add-topic", "maya", env={**os.environ, **maya.env}) as terminal:
        terminal.wait_for("What")
        terminal.wait_until_it_listens()
        terminal.process.send_signal(getattr(signal, ends))
        assert terminal.left() == 130
        assert "Stopped. The journal is unchanged." in terminal.said


@pytest.mark.parametrize(
    ("argv", "env", "code", "says"),
    [
        (("--journal", "~nobody-here/x", "mentors"), {}, 5, "There is no folder"),
        (("restore", "~nobody-here/x"), {}, 3, "There is no copy"),
        (("mentors",), {"PEERMENTOR_CONFIG": "~nobody-here/x"}, 0, ""),
        (("mentors",), {"PEERMENTOR_JOURNAL": "/tmp/\udcff/x"}, 5, "There is no folder"),
        (("mentors",), {"PEERMENTOR_CONFIG": "/proc/self/fd"}, 2, "it is not a file"),
        (("mentors",), {"PEERMENTOR_NOW": "\udcff"}, 2, "which is not a moment"),
        (("mentors",), {"PEERMENTOR_LANG": "\udcff"}, 2, "There is no language"),
    ],
)
def test_a_path_or_word_of_the_environment_that_leads_nowhere(maya: Desk, argv, env, code, says) -> None:
    plain = run(maya, *argv, env=env)
    assert plain.returncode == code
    assert says in plain.stderr
    as_json = run(maya, "--json", *argv, env=env)
    assert as_json.returncode == code
    assert as_json.stderr == ""
    assert json.loads(as_json.stdout)["ok"] is (code == 0)


@needs_full
@pytest.mark.parametrize(
    ("argv", "code", "says"),
    [
        ("mentors", 5, "can't be written: No space left on device. Your journal is unchanged."),
        ("--json mentors", 5, "can't be written: No space left on device. Your journal is unchanged."),
        ("--json mentor nobody", 3, "There is no mentor “nobody” here."),
        ("--json nonsense", 2, "nonsense"),
        ("--help", 5, "can't be written"),
        ("log --help", 5, "can't be written"),
        ("--version", 5, "can't be written"),
        ("prep maya --dry-run", 5, "can't be written"),
        ("guide", 5, "can't be written"),
    ],
)
def test_a_full_stdout_is_said_on_stderr(maya: Desk, argv: str, code: int, says: str) -> None:
    with FULL.open("w") as full:
        done = run(maya, *argv.split(), stdout=full.fileno())
    assert done.returncode == code
    assert says in done.stderr


@pytest.mark.parametrize("size", ["99999999999", "9" * 5000, "-5", "0", "1", "abc", "٣", ""])
def test_an_absurd_width_is_not_believed(maya: Desk, size: str) -> None:
    done = run(maya, "mentors", env={"COLUMNS": size, "LINES": size})
    assert done.returncode == 0
    assert "Maya" in done.stdout
    assert len(done.stdout) < 5000


@pytest.mark.parametrize(
    "line", [" " * 60_000, "minutes = 30" + " " * 60_000 + "x", "minutes = " + " " * 60_000 + '"']
)
def test_a_settings_file_of_spaces_is_read_and_changed_at_once(maya: Desk, line: str) -> None:
    settings = maya.path.with_name("config.toml")
    for words in (("mentors",), ("config", "minutes", "31")):
        settings.write_text(line)
        assert run(maya, *words).returncode in (0, 2)


def test_a_settings_file_that_is_a_pipe_is_not_waited_for(maya: Desk) -> None:
    os.mkfifo(maya.path.with_name("config.toml"))
    done = run(maya, "mentors")
    assert (done.returncode, "it is not a file" in done.stderr) == (2, True)


def test_the_options_of_the_program_work_after_a_command_too(maya: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other one.json")
    maya.do("add-mentor", "Sari", "--journal", str(other.path))
    assert [m["name"] for m in other.data("mentors")["mentors"]] == ["Sari"]
    assert len(maya.data("mentors")["mentors"]) == 1
    assert maya.do("mentors", "--json", "--journal", str(other.path)).data["mentors"][0]["name"] == "Sari"
    assert maya.do("--json", "mentors").out == maya.do("mentors", "--json").out
    assert maya.do("add-topic", "maya", "x", "--quiet").out == ""
    assert maya.do("mentors", "--no-color").out == maya.do("--no-color", "mentors").out
    assert maya.refused(2, "mentors", "--lang", "xx").err.startswith("There is no language “xx”")
    done = run(maya, "mentors", "--lang", "id")
    assert "Belajar" in done.stdout
    assert maya.do("agree", "maya", "--quiet", "After seven", "--journal", str(maya.path)).code == 0
    assert re.fullmatch(r"peermentor \S+\n", maya.do("--version").out)
