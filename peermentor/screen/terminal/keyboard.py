"""One answer from the person at the terminal; what is pasted is one, however many lines it has.

A terminal says where a paste begins and ends when it is asked to ("bracketed paste"). Where it can't, lines
that have arrived before the next question could be read belong to the answer they came with: taken for the
answers of the next questions, a pasted page would fill a whole interview with its sentences.
"""

import os
import select
import signal
import sys
from contextlib import suppress

from peermentor.screen.terminal.interrupts import while_asked

_ON, _OFF = "\x1b[?2004h", "\x1b[?2004l"
_BEGINS, _ENDS = "\x1b[200~", "\x1b[201~"
_BURST = 0.02  # seconds between two parts of a paste, at most; between the keys of a person there are more


def read_answer(prompt: str) -> str:
    """Ask on the terminal, and read until Enter.

    Raises EOFError, KeyboardInterrupt, and UnicodeError for what did not arrive as UTF-8.
    """
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        # Whoever started us in the background, or under `trap '' INT`, lets no Ctrl-C end a write. But at a
        # question someone is there, who was told that Ctrl-C stops.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    answer = _edited_line(prompt) if sys.stdout.isatty() else _plain_line(prompt)
    answer += _typed_on()
    answer.encode()  # raises for what a terminal that speaks something else has sent
    return answer.replace("\r\n", "\n").replace("\r", "\n")


def _edited_line(prompt: str) -> str:
    with suppress(ImportError):  # Windows has none, and does its part itself
        # With it, arrow keys move within an answer; without it they end up in the journal.
        import readline  # noqa: PLC0415 - only a question needs it

        if "libedit" not in (readline.__doc__ or ""):
            readline.parse_and_bind("set enable-bracketed-paste on")  # which Python has switched off
    with while_asked():
        return input(prompt)


def _plain_line(prompt: str) -> str:
    """Read a line with stdout elsewhere: no line editor is there to read the marks of a paste."""
    marks = os.environ.get("TERM", "dumb") != "dumb"
    sys.stderr.write((_ON if marks else "") + prompt)
    sys.stderr.flush()
    try:
        with while_asked():
            answer = input()
            while _BEGINS in answer and _ENDS not in answer:
                answer += "\n" + input()
    finally:
        if marks:
            sys.stderr.write(_OFF)
            sys.stderr.flush()
    return answer.replace(_BEGINS, "").replace(_ENDS, "")


def _typed_on() -> str:
    """What was there already when Enter came: the further lines of a paste that nothing marked as one."""
    came = b""
    with suppress(OSError, ValueError):  # no terminal, or none that can be asked (Windows)
        there = sys.stdin.fileno()
        while select.select([there], [], [], _BURST if came else 0)[0] and (more := os.read(there, 65536)):
            came += more
    return "\n" + came.decode(errors="surrogateescape") if came else ""
