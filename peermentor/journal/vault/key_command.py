"""The key that a command prints: read once, and never kept, shown or logged; nor what it says on stderr."""

import os
import select
import shlex
import subprocess
import time

from peermentor.errors import NoKey, of_the_system
from peermentor.journal.vault import age
from peermentor.journal.vault.key_source import KeySource
from peermentor.language import _, several

_MOST = 1 << 16  # bytes that a key command may print: a key has 74


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
    try:
        argv = shlex.split(source.command)
        run = subprocess.Popen(  # noqa: S603 - the person's own command, without a shell
            argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except (ValueError, IndexError):
        raise _command_failed(source, _("it is no whole command")) from None
    except OSError as error:
        raise _command_failed(source, of_the_system(error)) from None
    with run:
        try:
            text = _all_of(run, source, time.monotonic() + source.patience)
        except BaseException:
            run.kill()
            raise
    if run.returncode:
        raise _command_failed(source, _("it ended with exit code {code}").format(code=run.returncode))
    try:
        return text.decode()
    except UnicodeDecodeError:
        raise _command_failed(source, _("what it printed is not UTF-8")) from None


def _all_of(run: "subprocess.Popen[bytes]", source: KeySource, until: float) -> bytes:
    stdout = run.stdout
    assert stdout is not None  # noqa: S101 - it was asked for, above
    late = several("it gave no key within {n} second", "it gave no key within {n} seconds", source.patience)
    text = b""
    while len(text) <= _MOST:
        left = until - time.monotonic()
        if left <= 0 or not select.select([stdout], [], [], left)[0]:
            raise _command_failed(source, late)
        more = os.read(stdout.fileno(), _MOST)
        if not more:
            break
        text += more
    else:
        raise _command_failed(source, _("it printed more than one line"))
    try:
        run.wait(max(until - time.monotonic(), 0.1))
    except subprocess.TimeoutExpired:
        raise _command_failed(source, late) from None
    return text


def _command_failed(source: KeySource, why: str) -> NoKey:
    return NoKey(
        _("The key command “{command}” gave no key: {why}.").format(command=source.shown_command, why=why),
        _("Try it by itself; another one: peermentor config key-command 'COMMAND'"),
    )
