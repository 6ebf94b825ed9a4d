"""The three streams as a shell may hand them over: closed, cut off, or too narrow for the words."""

import io
import os
import sys
from contextlib import suppress
from typing import NoReturn, TextIO


def open_all() -> None:
    """Make sure that all three are there, and that no letter stops an answer halfway.

    A closed stream (`>&-`) is opened on nothing, so that the journal is never given its number. A letter that
    the encoding of stdout does not have is written as a question mark.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the end
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def hush(stream: TextIO) -> None:
    """Nobody listens any more: the interpreter flushes on its way out, and gets somewhere to put the rest."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def leave(code: int) -> NoReturn:
    """End the process once everything said is out.

    Where it can't be said the interpreter ends it, its own way: it complains and has an exit code for that.
    """
    with suppress(OSError):
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)
    sys.exit(code)
