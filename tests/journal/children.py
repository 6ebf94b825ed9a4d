"""Real processes for the tests: forked from a warm parent, because starting interpreters takes long."""

import os
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import ClassVar

from peermentor.journal.journal import Journal
from peermentor.practice.nouns.records import Win

NOW = datetime(2026, 7, 3, 12, 10, tzinfo=timezone(timedelta(hours=7)))
LIFETIME = 1200  # seconds after which a child ends by itself, should the tests have been killed


class Child:
    """A forked process and what it says: one line for each thing it did."""

    living: ClassVar[set["Child"]] = set()

    def __init__(self, work: Callable[[Callable[[str], None]], None]) -> None:
        reading, writing = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.close(reading)
            _live(work, writing)
        os.close(writing)
        self._said = os.fdopen(reading)
        self.living.add(self)

    def wait_for_a_word(self) -> str:
        return self._said.readline().strip()

    def end(self, how: int) -> list[str]:
        """Send it a signal, see it gone, and hear everything it had said."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, how)
        return self.rest()[0]

    def rest(self) -> tuple[list[str], int]:
        """Hear it out: what it said, and its exit code (a signal is negative)."""
        with self._said:
            said = self._said.read().splitlines()
        _, status = os.waitpid(self.pid, 0)
        self.living.discard(self)
        return said, os.waitstatus_to_exitcode(status)


def end_all() -> None:
    """Leave no child behind, nor what it may have started: after a test that failed half-way."""
    for child in tuple(Child.living):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.end(signal.SIGKILL)


def keep_winning(path: Path, name: str, times: int = 100_000) -> Callable[[Callable[[str], None]], None]:
    """Keep one win after another, and say so after each."""

    def work(say: Callable[[str], None]) -> None:
        for count in range(times):
            with Journal(path).transaction(NOW) as draft:
                draft.add(Win(text=f"{name}-{count}", date=NOW.date()))
            say(f"{name}-{count}")

    return work


def _live(work: Callable[[Callable[[str], None]], None], writing: int) -> None:
    code = 1
    try:
        os.setpgid(0, 0)
        signal.alarm(LIFETIME)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        work(lambda line: os.write(writing, f"{line}\n".encode()) and None)
        code = 0
    except BaseException:  # noqa: BLE001 - nothing may return into the tests
        traceback.print_exc()
    finally:
        os._exit(code)
