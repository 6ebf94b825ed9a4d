"""Sets what a Ctrl-C does at each moment of a run; while a command works, `cli.py` answers it."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_A_MOMENT = 0.001  # seconds
_armed = False


def leave_at_once(code: int) -> None:
    """Let a Ctrl-C end the process at once with this code, without a word: no work is lost now.

    Where Ctrl-C is ignored (`nohup`, a background job) it stays ignored.
    """
    global _armed  # noqa: PLW0603 - a process has one answer to a signal
    if callable(signal.getsignal(signal.SIGINT)):
        _armed = True
        signal.signal(signal.SIGINT, lambda _signal, _frame: os._exit(code))


def raise_them() -> None:
    """Let a Ctrl-C raise KeyboardInterrupt, which `cli.py` answers."""
    if _armed:
        sys.unraisablehook = _raise_once_more
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _raise_once_more(lost: "sys.UnraisableHookArgs") -> None:
    """Raise a Ctrl-C a moment later, if it came while Python can't raise, as when it frees an object.

    Python would print a traceback and go on as if nobody had pressed it.
    """
    if lost.exc_type is not KeyboardInterrupt or not hasattr(signal, "setitimer"):
        sys.__unraisablehook__(lost)
    else:
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, _A_MOMENT)


def end_with(code: int) -> None:
    """Let a Ctrl-C change nothing any more: the run is over, and `code` is its exit code."""
    if _armed:
        leave_at_once(code)


@contextmanager
def while_asked() -> Iterator[None]:
    """Treat SIGHUP and SIGTERM as a Ctrl-C while an answer is awaited, so that the terminal is restored."""
    ends = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {one: signal.getsignal(one) for one in ends}
    for one in ends:
        if before[one] is signal.SIG_DFL:
            signal.signal(one, signal.default_int_handler)
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
