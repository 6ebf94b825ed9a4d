"""Find and make the secret keys of a person: the one in use, a new one, and one to write down."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from peermentor.errors import CommandLine, NoKey, Refused, Unwritable, of_the_system
from peermentor.journal.file import whole_file
from peermentor.journal.file.typed_path import typed_path
from peermentor.journal.vault import age, keys, recovery
from peermentor.journal.vault.key_source import KeySource
from peermentor.language import _
from peermentor.practice.nouns.upkeep import RecoveryKey

if TYPE_CHECKING:
    from peermentor.journal.vault.ring import KeyRing


class NewKey(Struct, frozen=True):
    """A key that was found or made: where it is from here on, and its public half.

    `made` is the file of one that was made, and `text` what that is to hold: `OwnKeys.keep` writes it.
    """

    source: KeySource
    public: str
    made: Path | None = None
    under_passphrase: bool = False
    text: bytes = b""


class OwnKeys:
    """The secret keys of this person, on the `ring` of this run. New ones are kept in the folder `home`."""

    def __init__(self, home: Path, ring: "KeyRing") -> None:
        self._home = home
        self._ring = ring

    @property
    def source(self) -> KeySource:
        """Where the key in use is taken from."""
        return self._ring.source

    def choose(self, *, identity: str, command: str, ssh: str, under_passphrase: bool, anew: bool) -> NewKey:
        """Find the key a person chose, or make one: for the file named, or for one of its own.

        Without a choice the key in use is taken; a new one where there is none, or `anew` is said, or a
        passphrase is wanted. No file is written yet. Raises NoKey, Unwritable, and CommandLine for a
        passphrase on a key that is there already.
        """
        age.require_pyrage()
        if under_passphrase and (command or ssh or (identity and os.path.lexists(typed_path(identity)))):
            raise CommandLine(
                _("--passphrase is for a key that is made, and this one is there already."),
                _("A file of its own: --identity FILE, which is not there yet. By hand: age -p"),
            )
        patience = self._ring.source.patience
        if command:
            return self._found(KeySource(command=command, patience=patience))
        if ssh or (identity and os.path.lexists(typed_path(identity))):
            path = typed_path(ssh or identity).absolute()
            return self._found(KeySource(file=str(path), patience=patience))
        if not (identity or anew or under_passphrase) and (
            self._ring.source.command or self._ring.source.file
        ):
            return self._found(self._ring.source)
        path = typed_path(identity).absolute() if identity else self._free_name()
        return self._made(path, patience, under_passphrase=under_passphrase)

    def public_halves(self) -> list[str]:
        """List the public halves of the keys in use. Raises NoKey."""
        return [public for _identity, public in self._ring.identities()]

    def keep(self, key: NewKey) -> None:
        """Write the file of a key that was made; one that was found must be in its file still.

        Only under the lock of the journal that is sealed for it next. Raises Unwritable, NoKey, and Refused
        where another run has made a key in that file.
        """
        path = Path(key.source.file)
        if key.made is None:
            if key.source.file and not path.exists():
                raise keys.not_there(path)
            return
        try:
            whole_file.create(path, key.text)
        except FileExistsError:
            raise Refused(
                _("Another run has just made a key in {path}. Nothing was changed.").format(path=path),
                _("What is locked now, and for whom: peermentor vault status"),
            ) from None
        except OSError as error:
            raise _not_kept(path, error) from None

    def take_back(self, key: NewKey) -> None:
        """Remove the file of a key that was made, if nothing is sealed for it; another text there stays."""
        with suppress(OSError):
            if key.made and key.made.read_bytes() == key.text:
                key.made.unlink()

    def make_recovery(self) -> str:
        """Make a key to write down."""
        return age.make_secret()

    def to_write_down(self, secret: str) -> RecoveryKey:
        """Give a key, as it was made or typed, in groups of letters and with its check words."""
        return RecoveryKey(recovery.in_groups(recovery.from_typed(secret)), recovery.check_words(secret))

    def _found(self, source: KeySource) -> NewKey:
        found = keys.identities_from(source, self._ring.ask, quietly=False)
        self._ring.turn_to(found, source)
        return NewKey(source, found[0][1])

    def _made(self, path: Path, patience: int, *, under_passphrase: bool) -> NewKey:
        secret = age.make_secret()
        (found,) = age.identities_in(secret)
        text = f"# public key: {found[1]}\n{secret}\n".encode()
        if under_passphrase:
            text = age.put_under_passphrase(text, self._new_passphrase())
        try:
            if path.parent == self._home:
                whole_file.make_folder(path)
            whole_file.require_folder(path)
        except OSError as error:
            raise _not_kept(path, error) from None
        source = KeySource(file=str(path), patience=patience)
        self._ring.turn_to([found], source)
        return NewKey(source, found[1], path, under_passphrase, text)

    def _new_passphrase(self) -> str:
        first = self._ring.ask(_("A passphrase for the new key"))
        if not first:
            raise NoKey(_("A passphrase was to be asked, and none was given."))
        if self._ring.ask(_("The same again")) != first:
            raise NoKey(_("The two passphrases differ. Nothing was changed."))
        return first

    def _free_name(self) -> Path:
        path, count = self._home / "identity.txt", 1
        while os.path.lexists(path):
            count += 1
            path = self._home / f"identity-{count}.txt"
        return path


def _not_kept(path: Path, error: OSError) -> Unwritable:
    return Unwritable(
        _("The key can't be kept in {path}: {why}.").format(path=path, why=of_the_system(error)),
        _("Name another file: peermentor vault lock --identity FILE"),
    )
