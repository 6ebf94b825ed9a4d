"""The real program in a process of its own, without the time that Python takes to start and to read it.

A process that has read what every command reads stands by, and is doubled for each command, which so has its
own streams, terminal, signals and end. Tests of the start itself start `sys.executable` instead.
"""

import fcntl
import gc
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryFile
from typing import Any, NoReturn

# What is read once for all: the front door, the libraries a command may need, and every room but `commands`,
# whose help texts are made when a module is read, in the language of the one who asks.
READ = (
    "peermentor.cli",
    "tinydb",
    "rich.console",
    "rich.table",
    "rich.text",
    "rich.markup",
    "rich.padding",
    "dateutil",
    "platformdirs.unix",
    "peermentor.templates",
)
ROOMS = ("dates", "practice", "journal", "screen")
PATIENCE = 60  # seconds until a command with nobody to wait for counts as stuck
_TOLD = struct.Struct("i")  # first the number of the process, then what became of it


class Started:
    """A command that was started; what is asked of `subprocess.Popen` can be asked of it."""

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        streams: tuple[int, int, int],
        *,
        in_terminal: bool = False,
        at_ctrl_c: signal.Handlers = signal.SIG_DFL,
    ) -> None:
        self._tells, theirs = os.pipe()
        told = json.dumps([list(argv), dict(env), in_terminal, at_ctrl_c == signal.SIG_IGN])
        socket.send_fds(_standing_by(), [told.encode()], [*streams, theirs])
        os.close(theirs)
        self.pid = self._hear()
        self.returncode: int | None = None

    def poll(self) -> int | None:
        return self.wait_for(0) if self.returncode is None else self.returncode

    def wait_for(self, seconds: float) -> int | None:
        """Wait so long for the end; the exit code, or None where it has not come."""
        return self.wait() if select.select([self._tells], [], [], seconds)[0] else None

    def wait(self) -> int:
        if self.returncode is None:
            self.returncode = self._hear()
            os.close(self._tells)
        return self.returncode

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _hear(self) -> int:
        number: int = _TOLD.unpack(os.read(self._tells, _TOLD.size))[0]
        return number


def run(
    *argv: str, env: Mapping[str, str], stdin: str = "", stdout: int | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run a command with nobody at the terminal; what it answers goes to `stdout` where that is given."""
    with TemporaryFile("w+") as typed, TemporaryFile("w+") as out, TemporaryFile("w+") as err:
        typed.write(stdin)
        for file in (typed, out, err):
            file.seek(0)
        answers = out.fileno() if stdout is None else stdout
        started = Started(argv, env, (typed.fileno(), answers, err.fileno()))
        code = started.wait_for(PATIENCE)
        if code is None:
            started.kill()
            raise TimeoutError(argv)
        for file in (out, err):
            file.seek(0)
        return subprocess.CompletedProcess(argv, code, out.read(), err.read())


@cache
def _standing_by() -> socket.socket:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        subprocess.Popen(
            [sys.executable, "-c", "from tests.started import stand_by; stand_by()"],
            cwd=Path(__file__).parent.parent,
            stdin=theirs,
        )
    return ours


def _modules_of_rooms() -> Iterator[str]:
    for room in ROOMS:
        package = import_module(f"peermentor.{room}")
        yield from (module.name for module in walk_packages(package.__path__, f"{package.__name__}."))


def stand_by() -> NoReturn:
    """Double this process for each command that is asked for on stdin, until nobody asks any more."""
    for name in (*READ, *_modules_of_rooms()):
        import_module(name)
    gc.freeze()  # nobody looks through what is here, so nothing of it is copied for it
    asked = socket.socket(fileno=os.dup(0))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries those who watch
    while True:
        told, streams, _flags, _address = socket.recv_fds(asked, 1 << 20, 4)
        if not told:
            os._exit(0)
        if os.fork() == 0:
            try:
                asked.close()
                _watch(*streams, *json.loads(told))
            finally:
                os._exit(0)
        for stream in streams:
            os.close(stream)


def _watch(stdin: int, stdout: int, stderr: int, tells: int, *command: Any) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    number = os.fork()
    if number == 0:
        os.close(tells)
        for to, stream in enumerate((stdin, stdout, stderr)):
            os.dup2(stream, to)
        os.closerange(3, max(stdin, stdout, stderr) + 1)
        _become(*command)
    os.write(tells, _TOLD.pack(number))
    for stream in (stdin, stdout, stderr):
        os.close(stream)
    os.write(tells, _TOLD.pack(os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])))


def _become(argv: list[str], env: dict[str, str], in_terminal: bool, deaf_to_ctrl_c: bool) -> NoReturn:
    from peermentor.__main__ import main  # noqa: PLC0415

    os.setsid()
    if in_terminal:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN if deaf_to_ctrl_c else signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # the tests may run under nohup
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    sys.argv = ["peermentor", *argv]
    sys.path[:0] = filter(None, env.get("PYTHONPATH", "").split(os.pathsep))
    letters = env.get("PYTHONIOENCODING", "utf-8")
    sys.stdin = open(0, encoding=letters, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding=letters, closefd=False, buffering=1 if os.isatty(1) else -1)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding=letters, closefd=False, buffering=1, errors="backslashreplace")  # noqa: SIM115
    main()
    os._exit(70)  # which `main` never comes to
