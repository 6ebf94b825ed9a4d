"""Reads one answer from the terminal; a paste is one answer, however many lines it has.

A terminal marks where a paste begins and ends when it is asked to ("bracketed paste"). Where it can't, lines
that arrive at once after Enter belong to the same answer. Otherwise the lines of a pasted page would be taken
as answers to the next questions.
"""

import os
import select
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress

from peermentor import interrupts

_ON, _OFF = "\x1b[?2004h", "\x1b[?2004l"
_BEGINS, _ENDS = "\x1b[200~", "\x1b[201~"
_BURST = 0.02  # seconds, the most between two parts of a paste; a person types more slowly


def read_answer(prompt: str) -> str:
    """Show `prompt` on the terminal and read until Enter.

    Raises EOFError, KeyboardInterrupt, and UnicodeError for text that did not arrive as UTF-8.
    """
    answer = _edited_line(prompt) if sys.stdout.isatty() else _plain_line(prompt)
    answer += _typed_on()
    answer.encode()  # raises for bytes of a terminal that does not speak UTF-8
    return answer.replace("\r\n", "\n").replace("\r", "\n")


def _edited_line(prompt: str) -> str:
    keys: AbstractContextManager[None] = nullcontext()
    with suppress(ImportError):  # Windows has no readline, and edits the line itself
        # With it arrow keys move inside an answer; without it their codes would become a part of the answer.
        import readline  # noqa: PLC0415 - only a question needs it

        if "libedit" not in (readline.__doc__ or ""):
            readline.parse_and_bind("set enable-bracketed-paste on")  # Python switches it off
        keys = _until_answered()
    with interrupts.while_terminal_changes(), keys:
        return input(prompt)


@contextmanager
def _until_answered() -> Iterator[None]:
    """Let the terminal keep the keys before a Ctrl-C until that is answered, and throw them away only then.

    If they go at once, readline may have seen the first of them and wait for it, deaf to every signal until
    another key comes. If they stay, the shell takes the rest of a paste for commands.
    """
    import termios  # noqa: PLC0415 - where there is readline, there is this

    terminal = sys.stdin.fileno()
    try:
        before, kept = termios.tcgetattr(terminal), termios.tcgetattr(terminal)
    except termios.error:  # it was hung up, which `input` says too
        yield
        return
    kept[3] |= termios.NOFLSH

    def give_back(how: int) -> None:
        with suppress(termios.error):
            termios.tcsetattr(terminal, how, before)

    try:
        try:
            termios.tcsetattr(terminal, termios.TCSANOW, kept)
            yield
        finally:
            give_back(termios.TCSANOW)
    except KeyboardInterrupt:  # which can come between any two lines, before anything is given back too
        give_back(termios.TCSAFLUSH)
        raise


def _plain_line(prompt: str) -> str:
    """Read a line where stdout is redirected: without a line editor the marks of a paste are read here."""
    marks = os.environ.get("TERM", "dumb") != "dumb"
    with interrupts.while_terminal_changes():
        try:
            sys.stderr.write((_ON if marks else "") + prompt)
            sys.stderr.flush()
            answer = input()
            while _BEGINS in answer and _ENDS not in answer:
                answer += "\n" + input()
        finally:
            if marks:
                sys.stderr.write(_OFF)
                sys.stderr.flush()
    return answer.replace(_BEGINS, "").replace(_ENDS, "")


def _typed_on() -> str:
    """Read what had arrived when Enter came: the further lines of a paste that the terminal did not mark."""
    came = b""
    with suppress(OSError, ValueError):  # no terminal, or one that `select` can't ask (Windows)
        there = sys.stdin.fileno()
        while select.select([there], [], [], _BURST if came else 0)[0] and (more := os.read(there, 65536)):
            came += more
    return "\n" + came.decode(errors="surrogateescape") if came else ""
