"""Find the secret key: what a command prints, an identity file, perhaps under a passphrase, or an SSH key.

Completion and the prompt of a shell ask for nothing, and run no key command.
"""

import os
from collections.abc import Callable
from pathlib import Path
from stat import S_IMODE

from peermentor.errors import NoKey, of_the_system
from peermentor.journal.file import whole_file
from peermentor.journal.file.typed_path import typed_path
from peermentor.journal.store.permission import way_back_in
from peermentor.journal.vault import age
from peermentor.journal.vault.key_source import KeySource
from peermentor.language import _
from peermentor.to_type import shell_words

_OTHERS = 0o077
TRIES = 3
Ask = Callable[[str], str | None]
"""Asks for a passphrase, without showing what is typed; None where nobody is there."""


def passphrase_asker(source: KeySource, at_terminal: Ask | None) -> Ask:
    """Make what asks for a passphrase: the pinentry of the settings, else the terminal, else `pinentry`."""

    def ask(question: str) -> str | None:
        if not source.pinentry and at_terminal and (typed := at_terminal(question)) is not None:
            return typed
        from peermentor.journal.vault.pinentry import ask_pinentry  # noqa: PLC0415 - only then it is needed

        try:
            return ask_pinentry(source.pinentry or "pinentry", question, source.patience)
        except NoKey:
            if source.pinentry:
                raise
            return None  # nobody said there was one

    return ask


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
        from peermentor.journal.vault import key_command  # noqa: PLC0415 - only for a command

        return key_command.identities_of_command(source)
    return identities_in_file(typed_path(source.file), None if quietly else ask)


def identities_in_file(path: Path, ask: Ask | None) -> list[tuple[age.Identity, str]]:
    """Find the secret keys in a file; for one under a passphrase that is asked. Raises NoKey."""
    elsewhere = _("Another place: peermentor config identity FILE")
    try:
        text, _state = whole_file.look(path, as_it_is=True)  # its name may end in .age, too
        about = path.stat() if text is not None else None
    except OSError as error:
        raise NoKey(
            _("The key file {path} can't be read: {why}.").format(path=path, why=of_the_system(error)),
            (isinstance(error, PermissionError) and way_back_in(path)) or elsewhere,
        ) from None
    if text is None or about is None:
        raise not_there(path)
    if os.name == "posix" and S_IMODE(about.st_mode) & _OTHERS:
        mine = about.st_uid == os.geteuid()
        close = _("Close it: {command}").format(command=shell_words("chmod", "600", str(path)))
        raise NoKey(
            _("The key file {path} can be read by others on this machine.").format(path=path),
            close if mine else elsewhere,
        )
    if age.is_under_passphrase(text):
        text = _after_passphrase(path, text, ask)
    try:
        return age.identities_in(text.decode())
    except age.OddSSHKey as odd:
        raise NoKey(_("The file {path} holds no key that can be used.").format(path=path), str(odd)) from None
    except ValueError:
        raise NoKey(
            _("The file {path} holds no key that can be used.").format(path=path),
            _("It has AGE-SECRET-KEY-1… lines, or is an SSH key (ed25519) without a passphrase."),
        ) from None


def not_there(path: Path) -> NoKey:
    """Say that there is no key file at this path."""
    return NoKey(
        _("The key file {path} is not there.").format(path=path),
        _("Is its disk connected? Another place: peermentor config identity FILE"),
    )


def _after_passphrase(path: Path, text: bytes, ask: Ask | None) -> bytes:
    question = _("Passphrase of {path}")
    for _try in range(TRIES):
        passphrase = ask(question.format(path=path)) if ask else None
        if passphrase is None:
            raise NoKey(
                _("The key file {path} is under a passphrase, and nobody is here to be asked.").format(
                    path=path
                ),
                _(
                    "A pinentry can ask: peermentor config pinentry PROGRAM. "
                    "A command can remember it: peermentor config key-command 'COMMAND'"
                ),
            )
        if not passphrase:
            raise NoKey(_("No passphrase was given for the key file {path}.").format(path=path))
        opened = age.open_with_passphrase(text, passphrase)
        if opened is not None:
            return opened
        question = _("That is not it. Passphrase of {path}")
    raise NoKey(_("The key file {path} was not opened: that is not its passphrase.").format(path=path))
