"""The keys a person has: the one in use, another one found or made, and one to write down."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from peermentor.errors import CommandLine, NoKey, Unwritable, of_the_system
from peermentor.journal.file import whole_file
from peermentor.journal.file.typed_path import typed_path
from peermentor.journal.vault import age, keys, recovery
from peermentor.journal.vault.key_source import KeySource
from peermentor.language import _
from peermentor.practice.nouns.upkeep import RecoveryKey

if TYPE_CHECKING:
    from peermentor.journal.vault.ring import KeyRing


class NewKey(Struct, frozen=True):
    """A key that was found or made: where it is from here on, its public half, and the file that was made."""

    source: KeySource
    public: str
    made: Path | None = None
    under_passphrase: bool = False


class OwnKeys:
    """The secret keys of this person, on the `ring` of this run; `home` is the folder of new ones."""

    def __init__(self, home: Path, ring: "KeyRing") -> None:
        self._home = home
        self._ring = ring

    @property
    def source(self) -> KeySource:
        """Where the key in use is taken from."""
        return self._ring.source

    def choose(self, *, identity: str, command: str, ssh: str, under_passphrase: bool, anew: bool) -> NewKey:
        """Find the key a person chose, or make one: in the file named, or in one of its own.

        Without a choice the key in use is taken; a new one where there is none, or `anew` is said, or a
        passphrase is wanted. Raises NoKey, and CommandLine for a passphrase on a key that is there already.
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

    def make_recovery(self) -> str:
        """Make a key to write down."""
        return age.make_secret()

    def to_write_down(self, secret: str) -> RecoveryKey:
        """Give a key as one writes it down, with its check words; as it was made, or as it was copied."""
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
            whole_file.write_and_check(path, text)
        except OSError as error:
            raise Unwritable(
                _("The key can't be kept in {path}: {why}.").format(path=path, why=of_the_system(error)),
                _("Name another file: peermentor vault lock --identity FILE"),
            ) from None
        source = KeySource(file=str(path), patience=patience)
        self._ring.turn_to([found], source)
        return NewKey(source, found[1], path, under_passphrase)

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
