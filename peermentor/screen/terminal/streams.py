"""The three streams as a shell may hand them over: closed, cut off, or too narrow for the words."""

import errno
import io
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn, TextIO

from peermentor.practice.nouns.unseen import as_words

SIZES = {"COLUMNS": (40, 1000), "LINES": (5, 1000)}  # what a terminal may have
TAKES_NO_MORE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_hushed: list[TextIO] = []


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
    _believe_sizes_in_reason()


def _believe_sizes_in_reason() -> None:
    """A width of no columns, or of a billion, is nobody's terminal: a line would never end."""
    for name, (least, most) in SIZES.items():
        said = os.environ.get(name, "")
        if not re.fullmatch(r"[1-9][0-9]{0,20}", said):
            os.environ.pop(name, None)
        elif not least <= int(said) <= most:
            os.environ[name] = str(min(max(int(said), least), most))


def typed_words(argv: Sequence[str]) -> list[str]:
    """Take off the words of a command line what a paste or a script brought along and nobody typed."""
    return [as_words(word) for word in argv]


def hush(stream: TextIO) -> None:
    """Send a stream nowhere once nobody listens: the interpreter flushes on its way out, and would fail."""
    _hushed.append(stream)
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def is_hushed(stream: TextIO) -> bool:
    """Tell whether nobody can be told anything on a stream any more."""
    return stream in _hushed


def leave(code: int) -> NoReturn:
    """End the process once everything said is out.

    Where it can't be said the interpreter ends it, its own way: it complains and has an exit code for that.
    """
    with suppress(OSError):
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)
    sys.exit(code)
