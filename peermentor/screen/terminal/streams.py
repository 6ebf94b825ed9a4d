"""Makes the three streams safe to use: a shell may pass them closed, cut off or in a small encoding."""

import errno
import io
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn, TextIO

from peermentor.practice.nouns.unseen import as_words

SIZES = {"COLUMNS": (40, 1000), "LINES": (5, 1000)}  # the least and the most that is believed
TAKES_NO_MORE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_hushed: list[TextIO] = []


def open_all() -> None:
    """Open the streams that are closed, and let no letter stop an answer halfway.

    A closed stream (`>&-`) is opened on /dev/null: otherwise the journal could get its number. A letter that
    the encoding of stdout does not have is written as a question mark.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the end
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    _believe_sizes_in_reason()


def _believe_sizes_in_reason() -> None:
    """Correct a width or height that no terminal has, such as 0 or a billion: a line would never end."""
    for name, (least, most) in SIZES.items():
        said = os.environ.get(name, "")
        if not re.fullmatch(r"[1-9][0-9]{0,20}", said):
            os.environ.pop(name, None)
        elif not least <= int(said) <= most:
            os.environ[name] = str(min(max(int(said), least), most))


def typed_words(argv: Sequence[str]) -> list[str]:
    """Take unseen characters, which a paste or a script can bring, off the words of a command line."""
    return [as_words(word) for word in argv]


def hush(stream: TextIO) -> None:
    """Send a stream to /dev/null once nobody reads it: the interpreter flushes at its end, and would fail."""
    _hushed.append(stream)
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def is_hushed(stream: TextIO) -> bool:
    """Tell whether a stream was given up because nobody reads it."""
    return stream in _hushed


def leave(code: int) -> NoReturn:
    """Write out both streams and end the process with this code.

    Where they can't be written the interpreter ends the process, with its own complaint and exit code.
    """
    with suppress(OSError):
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)
    sys.exit(code)
