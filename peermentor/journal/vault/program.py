"""Run a program of the person's that prints a key or asks for a passphrase.

It runs in a process group of its own, so that everything it started ends with it when it is given up. The
system stops such a group once it reads from the terminal or changes it: then the terminal is lent to it.
"""

import os
import select
import shlex
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress

from peermentor.errors import NoKey, of_the_system
from peermentor.interrupts import while_terminal_changes
from peermentor.language import _

_LOOK = 0.05  # seconds between two looks whether the program was stopped


@contextmanager
def running(command: str, stdin: int, failed: Callable[[str], NoKey]) -> Iterator["Program"]:
    """Run a command, without a shell. An error in the block kills it, and all that it started.

    `failed` words the error for a reason; that is raised where the command can't be started.
    """
    with while_terminal_changes():
        try:
            with _stoppable():
                run = subprocess.Popen(  # noqa: S603 - the person's own command
                    shlex.split(command),
                    stdin=stdin,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    process_group=0,
                )
        except (ValueError, IndexError):
            raise failed(_("it is no whole command")) from None
        except OSError as error:
            raise failed(of_the_system(error)) from None
        with run, ExitStack() as at_the_end:
            program = Program(run, at_the_end)
            try:
                yield program
            except BaseException:
                program.kill()
                if program.was_interrupted():
                    raise KeyboardInterrupt from None
                raise
            if program.was_interrupted():
                raise KeyboardInterrupt


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let the system stop what is started here once it wants the terminal: in `$(…)` a shell ignores that."""
    before = {number: signal.signal(number, signal.SIG_DFL) for number in (signal.SIGTTIN, signal.SIGTTOU)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Program:
    """A command that runs; what `at_the_end` gives the terminal back once it has ended."""

    def __init__(self, run: "subprocess.Popen[bytes]", at_the_end: ExitStack) -> None:
        self.run = run
        self._at_the_end = at_the_end
        self._terminal: int | None = None
        self._was_lent = False

    def wait_for(self, stream: int, until: float) -> bool:
        """Wait until a stream can be read, or has ended: False where that did not come in time."""
        while (left := until - time.monotonic()) > 0:
            if select.select([stream], [], [], min(left, _LOOK))[0]:
                return True
            self._look()
        return False

    def wait_for_end(self, until: float) -> bool:
        """Wait until the program has ended: False where it did not in time."""
        while self.run.returncode is None:
            left = until - time.monotonic()
            with suppress(subprocess.TimeoutExpired):
                self.run.wait(max(min(left, _LOOK), 0.001))
                break
            self._look()
            if left <= 0:
                return False
        return True

    def was_interrupted(self) -> bool:
        """Wait for its end, and tell whether that was a Ctrl-C, which goes to whoever has the terminal."""
        return self.run.wait() in (-signal.SIGINT, 128 + signal.SIGINT) and self._was_lent

    def kill(self) -> None:
        """End the program and all that it started, at once."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.run.pid, signal.SIGKILL)

    def _look(self) -> None:
        """Let a program go on that was stopped: with the terminal, if this run has it."""
        with suppress(ChildProcessError):
            pid, status = os.waitpid(self.run.pid, os.WNOHANG | os.WUNTRACED)
            if pid and not os.WIFSTOPPED(status):
                self.run.returncode = os.waitstatus_to_exitcode(status)
            elif pid:
                self._go_on(os.WSTOPSIG(status))

    def _go_on(self, stopped_by: int) -> None:
        has_it = self._was_lent and os.tcgetpgrp(self._terminal or 0) == self.run.pid
        if has_it:
            self._take_back()
        if (has_it and stopped_by == signal.SIGTSTP) or not self._lend():
            # By Ctrl-Z, or in the background: this run stops as well, until the shell lets it go on.
            os.killpg(os.getpgrp(), stopped_by)
            self._lend()
        os.killpg(self.run.pid, signal.SIGCONT)

    def _lend(self) -> bool:
        """Lend the terminal to the program: False where there is none, or this run does not have it."""
        import termios  # noqa: PLC0415 - few programs want the terminal

        try:
            if self._terminal is None:
                self._terminal = os.open("/dev/tty", os.O_RDWR | os.O_CLOEXEC)
                self._at_the_end.callback(os.close, self._terminal)
            if os.tcgetpgrp(self._terminal) != os.getpgrp():
                return False
            if not self._was_lent:
                self._was_lent = True
                self._at_the_end.callback(self._take_back, termios.tcgetattr(self._terminal))
                self._pass_ctrl_c_on()
            os.tcsetpgrp(self._terminal, self.run.pid)
        except (OSError, termios.error):
            return False
        return True

    def _pass_ctrl_c_on(self) -> None:
        """Put a process into the program's group that gets each Ctrl-C too, and passes it on to this run.

        Not every pinentry ends by one.
        """
        run = os.getpid()
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # until it can pass one on
        watcher = os.fork()
        if not watcher:
            try:
                os.setpgid(0, self.run.pid)
                for end in (signal.SIGTERM, signal.SIGHUP):
                    signal.signal(end, signal.SIG_DFL)
                signal.signal(signal.SIGINT, lambda *_: os.kill(run, signal.SIGINT))
                signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
                while os.getppid() == run:
                    time.sleep(1)
            finally:
                os._exit(0)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        self._at_the_end.callback(os.waitpid, watcher, 0)
        self._at_the_end.callback(os.kill, watcher, signal.SIGKILL)
        with suppress(OSError):
            os.setpgid(watcher, self.run.pid)

    def _take_back(self, before: list[object] | None = None) -> None:
        """Have the terminal again; as it was `before`, if the program has ended."""
        import termios  # noqa: PLC0415 - as above

        assert self._terminal is not None  # noqa: S101 - it was lent
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})  # as whoever has it not is stopped
        try:
            with suppress(OSError, termios.error):
                if os.tcgetpgrp(self._terminal) == self.run.pid:
                    os.tcsetpgrp(self._terminal, os.getpgrp())
                    os.killpg(os.getpgrp(), signal.SIGCONT)  # a pager that wanted it meanwhile was stopped
                if before and os.tcgetpgrp(self._terminal) == os.getpgrp():
                    termios.tcsetattr(self._terminal, termios.TCSADRAIN, before)  # type: ignore[arg-type]
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
