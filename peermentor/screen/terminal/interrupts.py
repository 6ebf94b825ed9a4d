"""What a Ctrl-C does at each moment of a run; while it is worked, `cli.py` says what became of it."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_A_MOMENT = 0.001  # seconds
_armed = False


def leave_at_once(code: int) -> None:
    """End the process with this code, in silence, at a Ctrl-C from here on: nothing is lost before or after.

    Where it is ignored (`nohup`, a background job) it stays so.
    """
    global _armed  # noqa: PLW0603 - a process has one answer to a signal
    if callable(signal.getsignal(signal.SIGINT)):
        _armed = True
        signal.signal(signal.SIGINT, lambda _signal, _frame: os._exit(code))


def raise_them() -> None:
    """Raise KeyboardInterrupt at a Ctrl-C from here on, which the error boundary answers."""
    if _armed:
        sys.unraisablehook = _raise_once_more
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _raise_once_more(lost: "sys.UnraisableHookArgs") -> None:
    """Let a Ctrl-C come again that came when nothing can be raised, as at a weak reference's end.

    Python would print it with a traceback, and go on as if nobody had pressed it.
    """
    if lost.exc_type is not KeyboardInterrupt or not hasattr(signal, "setitimer"):
        sys.__unraisablehook__(lost)
    else:
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, _A_MOMENT)


def end_with(code: int) -> None:
    """Let a Ctrl-C from here on change nothing: the run is over, its code known."""
    if _armed:
        leave_at_once(code)


@contextmanager
def while_asked() -> Iterator[None]:
    """Treat a hang-up or a request to end as a Ctrl-C while an answer is awaited.

    So the terminal is put right.
    """
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
