"""Ask for a passphrase by a pinentry, in the Assuan protocol. It is never kept, shown or logged.

The protocol: https://www.gnupg.org/documentation/manuals/assuan/. A program greets, then answers every line
with OK or ERR; what was typed comes before that, on lines that begin with D.
"""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress

from peermentor.errors import NoKey
from peermentor.journal.vault.program import Program, running
from peermentor.language import _, several

_MOST = 1 << 16  # bytes that a pinentry may say in all
_CANCELLED = {83886179, 83886278}  # its window was closed, or all of them: GPG_ERR_CANCELED, _FULLY_CANCELED
_TOO_LATE = 83886142  # GPG_ERR_TIMEOUT
_LEAVE = 1.0  # seconds to end by itself


def ask_pinentry(program: str, question: str, patience: int) -> str:
    """Ask for a passphrase, for `patience` seconds at most: "" if the person cancels. Raises NoKey."""
    with running(program, subprocess.PIPE, lambda why: _failed(program, why)) as started:
        talk = _Talk(started, program, patience)
        talk.hear()
        for line in (*_about_the_terminal(), f"SETTIMEOUT {patience}", "SETTITLE peermentor"):
            talk.say(line)  # an older one that knows none of these asks all the same
        talk.say(f"SETDESC {_escaped(question)}")
        talk.say("SETPROMPT " + _escaped(_("Passphrase:")))
        failed, typed = talk.say("GETPIN")
        with suppress(OSError):
            os.write(talk.to, b"BYE\n")
        if not started.wait_for_end(time.monotonic() + _LEAVE):
            started.kill()
    if failed in _CANCELLED:
        return ""
    if failed:
        raise talk.late() if failed == _TOO_LATE else _failed(program, _("it can't ask here"))
    try:
        return typed.decode()
    except UnicodeDecodeError:
        raise _failed(program, _("what it gave is not UTF-8")) from None


class _Talk:
    """A conversation with a pinentry, line by line. Every wait ends at the same moment."""

    def __init__(self, started: Program, program: str, patience: int) -> None:
        assert started.run.stdin is not None  # noqa: S101 - both were asked for
        assert started.run.stdout is not None  # noqa: S101 - as above
        self.to = started.run.stdin.fileno()
        self._from = started.run.stdout.fileno()
        self._started = started
        self._program, self._patience = program, patience
        self._until = time.monotonic() + patience + _LEAVE  # it is told to give up by itself before
        self._heard, self._said = b"", 0

    def say(self, line: str) -> tuple[int, bytes]:
        """Say a line; give the number of the error, or 0, and the text that came. Raises NoKey."""
        with suppress(BrokenPipeError):  # then no answer comes, which is said
            os.write(self.to, f"{line}\n".encode())
        return self.hear()

    def hear(self) -> tuple[int, bytes]:
        """Hear an answer to its end. Raises NoKey."""
        text = b""
        while True:
            kind, _space, rest = self._line().partition(b" ")
            if kind == b"D":
                text += re.sub(rb"%([0-9A-Fa-f]{2})", lambda one: bytes([int(one[1], 16)]), rest)
            elif kind == b"OK":
                return 0, text
            elif kind == b"ERR" and (number := re.match(rb"[1-9]\d{0,9}", rest)):
                return int(number[0]), b""
            elif kind != b"S" and not kind.startswith(b"#"):  # how it goes, and remarks
                raise _failed(self._program, _("what it said is not as a pinentry says it"))

    def _line(self) -> bytes:
        while b"\n" not in self._heard:
            if not self._started.wait_for(self._from, self._until):
                raise self.late()
            more = os.read(self._from, _MOST)
            if not more:
                raise _failed(self._program, _("it ended without an answer"))
            self._heard += more
            self._said += len(more)
            if self._said > _MOST:
                raise _failed(self._program, _("what it said is not as a pinentry says it"))
        line, _end, self._heard = self._heard.partition(b"\n")
        return line.removesuffix(b"\r")

    def late(self) -> NoKey:
        """Say that nothing was typed in time."""
        why = several(
            "nothing was typed within {n} second", "nothing was typed within {n} seconds", self._patience
        )
        return _failed(self._program, why)


def _about_the_terminal() -> Iterator[str]:
    for stream in (0, 2, 1):
        with suppress(OSError):
            yield f"OPTION ttyname={_escaped(os.ttyname(stream))}"
            yield f"OPTION ttytype={_escaped(os.environ.get('TERM') or 'dumb')}"
            break
    spoken = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "C.UTF-8")
    yield f"OPTION lc-ctype={_escaped(spoken)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _failed(program: str, why: str) -> NoKey:
    return NoKey(
        _("The pinentry “{program}” gave no passphrase: {why}.").format(program=program, why=why),
        _(
            "Try it by itself. Another one: peermentor config pinentry PROGRAM; "
            "none: peermentor config pinentry --unset"
        ),
    )
