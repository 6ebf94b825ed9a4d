"""Read the key that a command prints. That, and what it says on stderr, is never kept, shown or logged."""

import os
import subprocess
import time

from peermentor.errors import NoKey
from peermentor.journal.vault import age
from peermentor.journal.vault.key_source import KeySource
from peermentor.journal.vault.program import Program, running
from peermentor.language import _, several

_MOST = 1 << 16  # bytes that a key command may print: a key has 74
_LEAVE = 0.1  # seconds to end by itself, at least


def identities_of_command(source: KeySource) -> list[tuple[age.Identity, str]]:
    """Find the secret key that a command prints, with its public key. Raises NoKey."""
    printed = _printed(source)
    lines = [line for line in printed.splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        raise _command_failed(source, _("it printed nothing"))
    if len(lines) > 1:
        raise _command_failed(source, _("it printed more than one line"))
    try:
        return age.identities_in(lines[0])
    except ValueError:
        raise _command_failed(
            source, _("what it printed is no key that begins with AGE-SECRET-KEY-1")
        ) from None


def _printed(source: KeySource) -> str:
    with running(source.command, subprocess.DEVNULL, lambda why: _command_failed(source, why)) as program:
        text = _all_of(program, source, time.monotonic() + source.patience)
    if code := program.run.returncode:
        raise _command_failed(source, _("it ended with exit code {code}").format(code=code))
    try:
        return text.decode()
    except UnicodeDecodeError:
        raise _command_failed(source, _("what it printed is not UTF-8")) from None


def _all_of(program: Program, source: KeySource, until: float) -> bytes:
    stdout = program.run.stdout
    assert stdout is not None  # noqa: S101 - it was asked for
    late = several("it gave no key within {n} second", "it gave no key within {n} seconds", source.patience)
    text = b""
    while len(text) <= _MOST:
        if not program.wait_for(stdout.fileno(), until):
            raise _command_failed(source, late)
        more = os.read(stdout.fileno(), _MOST)
        if not more:
            break
        text += more
    else:
        raise _command_failed(source, _("it printed more than one line"))
    if not program.wait_for_end(max(until, time.monotonic() + _LEAVE)):
        raise _command_failed(source, late)
    return text


def _command_failed(source: KeySource, why: str) -> NoKey:
    return NoKey(
        _("The key command “{command}” gave no key: {why}.").format(command=source.shown_command, why=why),
        _("Try it by itself; another one: peermentor config key-command 'COMMAND'"),
    )
