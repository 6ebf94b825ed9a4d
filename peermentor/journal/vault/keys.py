"""Where the secret key is: what a command prints, or a file, perhaps under a passphrase, or an SSH key.

What a key command prints is used in this run, and never kept, shown or logged. Nobody is asked, and no
command is run, where nobody waits for it: in a shell's completion, and for its prompt.
"""

import os
import select
import shlex
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from stat import S_IMODE

from msgspec import Struct

from peermentor.errors import NoKey, of_the_system
from peermentor.journal.file import whole_file
from peermentor.journal.file.typed_path import typed_path
from peermentor.journal.vault import age
from peermentor.language import _
from peermentor.to_type import shell_words

_OTHERS = 0o077
_MOST = 1 << 16  # bytes that a key command may print: a key has 74
TRIES = 3
Ask = Callable[[str], str | None]
"""Asks for a passphrase, without showing what is typed; None where nobody is there."""


class KeySource(Struct, frozen=True):
    """Where the key is, as the settings have it: a command comes before a file; seconds it may take."""

    command: str = ""
    file: str = ""
    patience: int = 30

    def told(self) -> str:
        """Say where the key is, in words."""
        if self.command:
            return _("what “{command}” prints").format(command=self.command)
        return self.file or _("nowhere yet")


def identities_from(source: KeySource, ask: Ask | None, *, quietly: bool) -> list[tuple[age.Identity, str]]:
    """Find the secret keys, each with its public key. Raises NoKey.

    `quietly` runs no command and asks for nothing.
    """
    if not source.command and not source.file:
        raise NoKey(
            _("This journal is locked, and nothing says where its key is."),
            _("Say it: peermentor config identity FILE, or peermentor config key-command 'pass show …'"),
        )
    if source.command:
        if quietly:
            raise NoKey(_("This journal is locked, and no key command is run here."))
        return _of_command(source)
    return identities_in_file(typed_path(source.file), None if quietly else ask)


def _of_command(source: KeySource) -> list[tuple[age.Identity, str]]:
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
    late = _("it gave no key within {n} seconds").format(n=source.patience)
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
        _("The key command “{command}” gave no key: {why}.").format(command=source.command, why=why),
        _("Try it by itself; another one: peermentor config key-command 'COMMAND'"),
    )


def identities_in_file(path: Path, ask: Ask | None) -> list[tuple[age.Identity, str]]:
    """Find the secret keys in a file; for one under a passphrase that is asked. Raises NoKey."""
    try:
        text = whole_file.read(path)
        mode = S_IMODE(path.stat().st_mode) if text is not None else 0
    except OSError as error:
        raise NoKey(
            _("The key file {path} can't be read: {why}.").format(path=path, why=of_the_system(error))
        ) from None
    if text is None:
        raise NoKey(
            _("The key file {path} is not there.").format(path=path),
            _("Is its disk connected? Another place: peermentor config identity FILE"),
        )
    if os.name == "posix" and mode & _OTHERS:
        raise NoKey(
            _("The key file {path} can be read by others on this machine.").format(path=path),
            _("Close it: {command}").format(command=shell_words("chmod", "600", str(path))),
        )
    if age.is_under_passphrase(text):
        text = _after_passphrase(path, text, ask)
    try:
        return age.identities_in(text.decode())
    except ValueError:
        raise NoKey(
            _("The file {path} holds no key that can be used.").format(path=path),
            _("It has AGE-SECRET-KEY-1… lines, or is an SSH key (ed25519) without a passphrase."),
        ) from None


def _after_passphrase(path: Path, text: bytes, ask: Ask | None) -> bytes:
    for _try in range(TRIES):
        passphrase = ask(_("Passphrase of {path}").format(path=path)) if ask else None
        if passphrase is None:
            raise NoKey(
                _("The key file {path} is under a passphrase, and nobody is here to be asked.").format(
                    path=path
                ),
                _("A command can remember it: peermentor config key-command 'COMMAND'"),
            )
        if not passphrase:
            raise NoKey(_("No passphrase was given for the key file {path}.").format(path=path))
        opened = age.open_with_passphrase(text, passphrase)
        if opened is not None:
            return opened
    raise NoKey(_("The key file {path} was not opened: that is not its passphrase.").format(path=path))
