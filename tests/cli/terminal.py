"""A person at a terminal: the real program in a real pseudo-terminal, read until it says what is awaited."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path

from tests.started import Started

PROGRAM = (sys.executable, "-m", "peermentor")
_SCRIPT = Path(sys.executable).with_name("peermentor")
INSTALLED = (str(_SCRIPT),) if _SCRIPT.exists() else PROGRAM  # as an installer makes it, where it was one
_ITS_OWN = re.compile(r"^(Traceback|KeyboardInterrupt|Fatal Python error|Exception ignored)", re.MULTILINE)
_OURS = re.compile(r".*/peermentor/([\w/]+\.py)")  # the last folder of the name: the checkout may have it too
# As Python begins; in the background of a script a Ctrl-C is ignored, and so it is for what tests start.
LISTENING = "signal.signal(signal.SIGINT, signal.default_int_handler)"
PATIENCE = 30.0  # seconds until a silent program counts as stuck
ENTER, CTRL_C, CTRL_D = "\r", "\x03", "\x04"
_MARKS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x07")


def is_pythons_own(err: str) -> bool:
    """Tell whether the interpreter itself ended, before the first line of ours could answer a Ctrl-C.

    It says so with a traceback or without one, or as a fatal error; what names a line of ours is ours.
    """
    if not _ITS_OWN.search(err):
        return False
    assert set(_OURS.findall(err)) <= {"__init__.py", "__main__.py"}, err
    return True


def went_on(err: str) -> bool:
    """Tell whether the interpreter lost a Ctrl-C as it began: it says so, and goes on as if there were none.

    That is where nothing can be raised, as at the end of a weak reference of its import system.
    """
    return err.startswith("Exception ignored")


class Terminal:
    """One command typed at a prompt of its own.

    stdin and stderr are the terminal, stdout too unless it is sent to a file; another `program` than ours is
    started as such. `said` is everything on the
    screen so far, without colours and the like.
    """

    def __init__(
        self,
        *argv: str,
        env: Mapping[str, str],
        stdout: Path | None = None,
        columns: int = 80,
        program: tuple[str, ...] = (),
        ctrl_c: signal.Handlers = signal.SIG_DFL,
    ) -> None:
        self._at_ctrl_c = ctrl_c
        self._ours, self._theirs = pty.openpty()
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self._sane = termios.tcgetattr(self._theirs)
        self._raw = b""
        self._read_to = 0
        file = stdout.open("wb") if stdout else None
        streams = (self._theirs, file.fileno() if file else self._theirs, self._theirs)
        self.process: Started | subprocess.Popen[bytes]
        if program:
            self.process = subprocess.Popen(
                [*program, *argv],
                stdin=streams[0],
                stdout=streams[1],
                stderr=streams[2],
                env=dict(env),
                start_new_session=True,
                preexec_fn=self._take_over,  # noqa: PLW1509 - one system call, and no lock that a thread may hold
            )
        else:
            self.process = Started(argv, env, streams, in_terminal=True, at_ctrl_c=ctrl_c)
        if file:
            file.close()

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_left: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._ours)
        os.close(self._theirs)

    @property
    def said(self) -> str:
        """All that is on the screen so far."""
        return _MARKS.sub("", self._raw.decode(errors="replace")).replace("\r", "")

    @property
    def raw(self) -> str:
        """All that was sent to the screen so far, as it came."""
        return self._raw.decode(errors="replace")

    def settle(self, quiet: float = 0.5) -> None:
        """Read until it has said something and then nothing more for a while."""
        deadline = time.monotonic() + PATIENCE
        before = len(self._raw)
        while self._read(min(deadline, time.monotonic() + quiet)) or len(self._raw) == before:
            assert time.monotonic() < deadline, f"nothing came; the screen says:\n{self.said}"

    def wait_for(self, text: str, patience: float = PATIENCE) -> str:
        """Read until the program has said this, and return what it said up to there since the last time.

        Lines are broken where a word would not fit, so any space of it may be the end of one.
        """
        deadline = time.monotonic() + patience
        sought = re.compile(r"\s+".join(map(re.escape, text.split(" "))))
        while not (found := sought.search(self.said, self._read_to)):
            assert self._read(deadline), f"“{text}” never came; the screen says:\n{self.said}"
        heard = self.said[self._read_to : found.end()]
        self._read_to = found.end()
        return heard

    def answer(self, question: str, answer: str = "") -> str:
        """Wait for a question and answer it, by default with nothing but Enter."""
        heard = self.wait_for(question)
        self.press(answer + ENTER)
        return heard

    def press(self, keys: str | bytes) -> None:
        """Keys as a keyboard sends them."""
        os.write(self._ours, keys if isinstance(keys, bytes) else keys.encode())

    def left(self) -> int:
        """Wait for the end; the exit code. Reads what is still said, and checks that the terminal is sane."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f"still running; the screen says:\n{self.said}"
            self._read(min(deadline, time.monotonic() + 0.01))
        while self._read(time.monotonic()):
            pass
        assert termios.tcgetattr(self._theirs) == self._sane, "the terminal is left in a strange state"
        return self.process.returncode

    def stop(self, key: str = CTRL_C) -> int:
        """Press a key that stops, once, at a question that is waited at; the exit code."""
        self.wait_until_it_listens()
        self.press(key)
        self.wait_for("Stopped")
        return self.left()

    def untaken(self) -> bytes:
        """The keys that it has not read: they are for the next program that reads here."""
        return os.read(self._theirs, 65536) if select.select([self._theirs], [], [], 0)[0] else b""

    def throws_keys_away(self) -> bool:
        """Whether a Ctrl-C takes away at once what was typed before it and is not read yet."""
        return not termios.tcgetattr(self._theirs)[3] & termios.NOFLSH

    def kill(self) -> None:
        """The power goes: no chance to clean up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def _read(self, deadline: float) -> bool:
        ready, _w, _x = select.select([self._ours], [], [], max(deadline - time.monotonic(), 0))
        if ready:
            self._raw += os.read(self._ours, 65536)
        return bool(ready)

    def wait_until_it_listens(self) -> None:
        """Wait until it waits itself: before its question is open, a signal ends it without a word."""
        deadline = time.monotonic() + PATIENCE
        while not self._sleeps():
            assert time.monotonic() < deadline, f"it is always busy; the screen says:\n{self.said}"

    def wait_for_foreground(self, name: str) -> None:
        """Wait until a program of this name has the terminal, as the system tells it on Linux."""
        deadline = time.monotonic() + PATIENCE
        while True:
            program = Path(f"/proc/{os.tcgetpgrp(self._ours)}/comm")
            if program.exists() and program.read_text().strip() == name:
                return
            assert time.monotonic() < deadline, f"it has it not; the screen says:\n{self.said}"

    def _sleeps(self) -> bool:
        state = Path(f"/proc/{self.process.pid}/stat")
        if state.exists():
            return state.read_text("utf-8").rpartition(") ")[2].startswith("S")
        asked = ["ps", "-o", "state=", "-p", str(self.process.pid)]
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.startswith("S")

    def _take_over(self) -> None:
        # In the child: make this its controlling terminal, so that Ctrl-C is a signal and not a letter. Where
        # the tests run in the background of a script or under nohup, ignored signals would be handed on.
        fcntl.ioctl(self._theirs, termios.TIOCSCTTY, 0)
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, self._at_ctrl_c)
