"""Sets what a Ctrl-C does at each moment of a run; while a command works, `cli.py` answers it."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from peermentor.errors import Interrupted

_A_MOMENT = 0.001  # seconds
_A_WHILE = 0.5  # seconds, the longest that a request to end goes unanswered at a question
_armed = False


def leave_at_once(code: int) -> None:
    """Let a Ctrl-C end the process at once with this code, without a word: no work is lost now.

    Where Ctrl-C is ignored (`nohup`, a background job) it stays ignored.
    """
    global _armed  # noqa: PLW0603 - a process has one answer to a signal
    if callable(signal.getsignal(signal.SIGINT)):
        _armed = True
        signal.signal(signal.SIGINT, lambda _signal, _frame: os._exit(code))


def until_known(run: Callable[[], int]) -> int:
    """Run the program and give its exit code. A Ctrl-C raises KeyboardInterrupt while the code is not known.

    Afterwards it changes nothing any more. It can come between any two lines, here too: whatever is raised
    before the last `_end_with` is caught, and nothing is raised after it.
    """
    code = Interrupted.exit_code
    try:
        try:
            if _armed:
                sys.unraisablehook = _raise_once_more
                signal.signal(signal.SIGINT, _stop)
            code = run()
        finally:
            _end_with(code)
    except KeyboardInterrupt:
        _end_with(code)
    return code


def _end_with(code: int) -> None:
    if _armed:
        leave_at_once(code)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)  # a Ctrl-C was to be raised once more


def _stop(_signal: int, frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt, but a moment later if the signal falls into a `__hash__` or an `__eq__`.

    These are called by code in C that takes no error for an answer, as msgspec does where it gets to know a
    type: the program would go on as if nobody had pressed Ctrl-C.
    """
    while frame is not None and hasattr(signal, "setitimer"):
        if frame.f_code.co_name in ("__hash__", "__eq__"):
            return _stop_in_a_moment()
        frame = frame.f_back
    raise KeyboardInterrupt


def _stop_in_a_moment() -> None:
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, _A_MOMENT)


def _raise_once_more(lost: "sys.UnraisableHookArgs") -> None:
    """Raise a Ctrl-C a moment later, if it came while Python can't raise, as when it frees an object.

    Python would print a traceback and go on as if nobody had pressed it.
    """
    if lost.exc_type is not KeyboardInterrupt or not hasattr(signal, "setitimer"):
        sys.__unraisablehook__(lost)
    else:
        _stop_in_a_moment()


@contextmanager
def while_terminal_changes() -> Iterator[None]:
    """Let SIGHUP, SIGTERM and Ctrl-C raise KeyboardInterrupt while the terminal is not as it was found.

    So it is put back before the end: at a question it may show nothing that is typed, under a bar no cursor.
    A run in the background, or under `trap '' INT`, ignores Ctrl-C so that no write is cut off; but where the
    terminal is changed a person is there, who was told that Ctrl-C stops.
    """
    deaf = {"SIGINT": signal.SIG_IGN, "SIGTERM": signal.SIG_DFL, "SIGHUP": signal.SIG_DFL}
    ends = [(getattr(signal, name), as_it_is) for name, as_it_is in deaf.items() if hasattr(signal, name)]
    changed = [(end, as_it_is) for end, as_it_is in ends if signal.getsignal(end) is as_it_is]
    for end, _as_it_is in changed:
        signal.signal(end, _stop)
    try:
        with _waking_up():
            yield
    finally:
        for end, as_it_is in changed:
            signal.signal(end, as_it_is)


@contextmanager
def _waking_up() -> Iterator[None]:
    """End every wait of the system for a moment, now and then, so that Python looks whether a signal came.

    One that comes after its last look and before its wait for a key would be answered at the next key only.
    """
    if not hasattr(signal, "setitimer"):  # Windows
        yield
        return
    if signal.getsignal(signal.SIGALRM) is _stop:
        raise KeyboardInterrupt  # which was to come in a moment
    signal.signal(signal.SIGALRM, _look)
    signal.setitimer(signal.ITIMER_REAL, _A_WHILE, _A_WHILE)
    try:
        yield
    finally:
        if signal.getsignal(signal.SIGALRM) is _look:  # else it is a Ctrl-C that is to be raised once more
            signal.setitimer(signal.ITIMER_REAL, 0)


def _look(_signal: int, _frame: object) -> None:
    """Do nothing: that Python called this is all."""
