"""A desk with a journal on it: commands are typed as a person types them, and every answer is kept."""

import faulthandler
import fcntl
import gc
import json
import os
import sys
import tempfile
import termios
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from functools import cache, wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from peermentor import language, to_type
from peermentor.cli import front_door
from peermentor.screen.terminal import help_page


def pytest_sessionstart() -> None:
    """Leave the terminal: what asks there, past the streams, would wait for whoever runs the tests."""
    with suppress(OSError):
        terminal = os.open("/dev/tty", os.O_RDWR)
        if os.getsid(0) != os.getpid():  # else everything in it would be hung up
            fcntl.ioctl(terminal, termios.TIOCNOTTY)
        os.close(terminal)


FOR_EVER = 1200  # seconds; where nothing else is done, the longest test takes a tenth of them
SEEN = pytest.StashKey[int]()
"""A stream that somebody looks at, whatever is caught."""


def pytest_configure(config: pytest.Config) -> None:
    """Set how Hypothesis looks for examples, which a process that only hands tests out does not read.

    The same few examples every time: a change is judged by itself, not by chance, and soon. A stage of CI
    tries more of them (`--hypothesis-profile=more`), and chance has runs of its own (`=chance`).
    """
    config.stash[SEEN] = os.dup(2)  # what tests print is caught from now on
    hands_out = config.getoption("numprocesses", 0) and "PYTEST_XDIST_WORKER" not in os.environ
    if hands_out and not config.getoption("--hypothesis-profile", None):
        return
    from hypothesis import HealthCheck, settings  # noqa: PLC0415 - see above

    # A machine that is busy with other things is no fault of what is tested: nothing here is timed.
    untimed = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
    settings.register_profile("same", derandomize=True, max_examples=20, **untimed)
    settings.register_profile("more", derandomize=True, max_examples=100, **untimed)
    settings.register_profile("chance", derandomize=False, max_examples=100, **untimed)
    settings.load_profile("same")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """End a test that waits for what never comes, and say where it waits: who hangs tells nobody anything."""
    faulthandler.dump_traceback_later(FOR_EVER, exit=True, file=item.config.stash[SEEN])
    try:
        return (yield)
    finally:
        faulthandler.cancel_dump_traceback_later()


# A run of the program looks for no garbage at all; thousands of them in one process need some, seldom.
gc.set_threshold(200_000, 20, 50)

# What tests write is kept in memory, where that has room and lets programs run: a disk takes its time. Who
# says TMPDIR, as .ci/run does, has it there.
MEMORY = "/dev/shm"
ROOM = 1 << 29  # bytes, of which a run takes an eighth
if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK):
    there = os.statvfs(MEMORY)
    if there.f_bavail * there.f_frsize > ROOM and not there.f_flag & (os.ST_NOEXEC | os.ST_NODEV):
        os.environ["TMPDIR"] = tempfile.tempdir = MEMORY

# What a process needs to run at all, and what those who measure it say to it.
NEEDED = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "TMPDIR", "PYTEST_", "COVERAGE_", "HYPOTHESIS_")


@pytest.fixture(scope="session", autouse=True)
def environment_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Leave whoever runs tests no say: not by language, editor, colour, width, home, umask or settings."""
    theirs = os.umask(0o022)
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if not name.startswith(NEEDED):
                patch.delenv(name)
        patch.setenv("LANG", "C.UTF-8")
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        yield
    os.umask(theirs)


@pytest.fixture(scope="session", autouse=True)
def nobody_pulls_the_plug() -> Iterator[None]:
    """In this process nothing waits for the disk; `tests/journal/power.py` sees what is asked of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", os.fstat)  # which refuses what is not open, too
        yield


@cache
def door(*_circumstances: object) -> Any:
    """The program, made once for what its texts hang on: to make it takes as long as most commands."""
    return get_command(front_door())


class Answer(NamedTuple):
    """What came back from one command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one document on stdout."""
        return json.loads(self.out)

    @property
    def data(self) -> dict[str, Any]:
        """What the document carries."""
        return self.json["data"]


class Desk:
    """One person, one journal, one clock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.env = {
            "PEERMENTOR_JOURNAL": str(path),
            "PEERMENTOR_CONFIG": str(path.with_name("config.toml")),
            "PEERMENTOR_NOW": "2026-07-01T08:30",
            "COLUMNS": "80",
        }

    def on(self, moment: str) -> "Desk":
        """From here on it is this moment."""
        self.env["PEERMENTOR_NOW"] = moment
        return self

    def type(self, *argv: str, stdin: str | bytes | None = None) -> Answer:
        """Type a command, whatever comes of it."""
        with CliRunner().isolation(input=stdin, env=self.env) as (out, err, _both):
            made = door(language.current(), to_type.to_type(), help_page.columns())
            made.context = None  # that of the command before
            with pytest.raises(SystemExit) as left:
                made.main(list(argv), prog_name="peermentor")
            sys.stdout.flush()
            sys.stderr.flush()
            said, beside = (each.getvalue().decode().replace("\r\n", "\n") for each in (out, err))
        return Answer(left.value.code, said, beside)

    def do(self, *argv: str, stdin: str | bytes | None = None) -> Answer:
        """Type a command that must succeed."""
        answer = self.type(*argv, stdin=stdin)
        assert answer.code == 0, answer
        return answer

    def data(self, *argv: str) -> dict[str, Any]:
        """The data of a command that must succeed, and that says nothing on stderr."""
        answer = self.do("--json", *argv)
        assert answer.err == ""
        return answer.data

    def refused(self, code: int, *argv: str, stdin: str | bytes | None = None) -> Answer:
        """Type a command that must fail with this exit code, change nothing, and show no traceback."""
        before = self.path.read_bytes() if self.path.is_file() else None
        answer = self.type(*argv, stdin=stdin)
        assert answer.code == code, answer
        assert "Traceback" not in answer.err + answer.out
        assert (self.path.read_bytes() if self.path.is_file() else None) == before
        return answer

    def tables(self) -> dict[str, dict[str, dict[str, Any]]]:
        """The journal as a stranger reads it."""
        return json.loads(self.path.read_text("utf-8"))


def begun(type_it: Callable[[Desk], object]) -> Any:
    """Make a fixture of what is typed on an empty desk: typed once, and copied for every test of the file."""

    @cache
    def once() -> tuple[bytes, str]:
        with TemporaryDirectory() as folder:
            first = Desk(Path(folder) / "journal.json")
            type_it(first)
            return first.path.read_bytes(), first.env["PEERMENTOR_NOW"]

    @pytest.fixture
    @wraps(type_it)
    def copied(desk: Desk) -> Desk:
        journal, moment = once()
        desk.path.write_bytes(journal)
        desk.path.chmod(0o600)  # as the program leaves it
        return desk.on(moment)

    return copied


@pytest.fixture(autouse=True)
def no_journal_named() -> Iterator[None]:
    """A journal named in one test is named in no other."""
    yield
    to_type.name_journal("")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty desk on the first of July 2026."""
    return Desk(tmp_path / "journal.json")
