"""The vault of one journal: whether it is locked, for whom, and the ways in and out of that."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from peermentor.errors import NoKey, NotFound, Refused, Unwritable, of_the_system
from peermentor.journal.file import lock, sealed, whole_file
from peermentor.journal.file.typed_path import typed_path
from peermentor.journal.store import damage, snapshot
from peermentor.journal.vault import age, inbox, keys, locking, recipients, recovery
from peermentor.journal.vault.key_source import KeySource
from peermentor.journal.vault.recipients import RECOVERY, Recipient
from peermentor.language import _
from peermentor.practice.nouns.upkeep import RecoveryKey
from peermentor.to_type import quoted

if TYPE_CHECKING:
    from peermentor.journal.vault.ring import KeyRing

HERE = "this computer"


class Status(Struct, frozen=True):
    """What is locked, and for whom; `plain` are files with plain words, `waiting` counts the inbox."""

    locked: bool
    place: Path
    keys: tuple[Recipient, ...]
    plain: tuple[Path, ...]
    waiting: int
    files: int
    others: tuple[str, ...]


class NewKey(Struct, frozen=True):
    """A key that was found or made: where it is from here on, its public half, and the file that was made."""

    source: KeySource
    public: str
    made: Path | None = None


class Vault:
    """The ways to lock a journal, to unlock it, and to change who opens it.

    `typed` is the journal as it was named, `home` the folder in which a new key is kept.
    """

    def __init__(self, typed: Path, home: Path, ring: "KeyRing") -> None:
        self._typed = typed
        self._home = home
        self._ring = ring

    @property
    def source(self) -> KeySource:
        """Where the key in use is taken from."""
        return self._ring.source

    @property
    def journal(self) -> Path:
        """Where the journal is kept now."""
        return sealed.place_of(self._typed)

    def look(self) -> Status:
        """Look what is locked, and for whom; no key is needed. Raises JournalError."""
        journal = self.journal
        held = locking.held(journal)
        return Status(
            locked=sealed.is_sealed(journal),
            place=journal,
            keys=tuple(recipients.read_recipients(recipients.place(journal))),
            plain=held.plain,
            waiting=len(inbox.entry_files(journal)),
            files=len(held.plain) + len(held.locked),
            others=tuple(locking.other_places(journal)),
        )

    def key_from(
        self, *, identity: str, command: str, ssh: str, under_passphrase: bool, anew: bool
    ) -> NewKey:
        """Find the key a person chose, or make one: in the file named, or in one of its own. Raises NoKey.

        Without a choice the key in use is taken; a new one where there is none, or `anew` is said.
        """
        age.require_pyrage()
        patience = self._ring.source.patience
        if command:
            return self._found(KeySource(command=command, patience=patience))
        if ssh or (identity and os.path.lexists(typed_path(identity))):
            path = typed_path(ssh or identity).absolute()
            return self._found(KeySource(file=str(path), patience=patience))
        if not identity and not anew and (self._ring.source.command or self._ring.source.file):
            return self._found(self._ring.source)
        path = typed_path(identity).absolute() if identity else self._free_name()
        return self._made(path, patience, under_passphrase=under_passphrase)

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
        return NewKey(source, found[1], path)

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

    def lock(self, key: NewKey | None, recovery_key: str = "") -> list[Path]:
        """Lock the journal for a key and a recovery key: the plain files that are gone. Raises JournalError.

        Without a key what was cut off is finished.
        """
        with self._only_writer():
            known = [Recipient(key.public, HERE)] if key else []
            if recovery_key:
                known.append(Recipient(age.identities_in(recovery_key)[0][1], RECOVERY))
            return locking.lock(self.journal, known)

    def unlock(self) -> list[Path]:
        """Bring everything back into plain text: what can't be opened, and stays. Raises JournalError."""
        with self._only_writer():
            return locking.unlock(self.journal)

    def add_key(self, typed: str, name: str) -> tuple[Recipient, int]:
        """Let another key open everything too: its public half, as text or a file. Raises Refused, NoKey."""
        key = _public_key(typed)
        with self._only_writer():
            known = self._known()
            if key in [one.key for one in known]:
                raise Refused(_("That key opens this journal already."))
            added = Recipient(key, name or _("another key"))
            return added, locking.seal_anew(self.journal, [*known, added])

    def find_key(self, typed: str, called: Callable[[str], str]) -> Recipient:
        """Find one of the keys that open the journal, to be removed: by itself or by what it is called.

        Raises NotFound, Ambiguous; Refused where nobody here could open the journal without it.
        """
        found, named = self._found_and_named()
        leaving = recipients.read_recipients(recipients.place(self.journal), leaving=True)
        names = {one.key: one.name for one in leaving}
        listed = [one.key for one in found]
        unlisted = [Recipient(key, names.get(key, "")) for key in named if key not in listed]
        chosen = recipients.find([*found, *unlisted], typed, called)
        self._left_without(chosen)
        return chosen

    def _left_without(self, chosen: Recipient) -> list[Recipient]:
        stay = [one for one in recipients.trusted(*self._found_and_named()) if one.key != chosen.key]
        if not stay:
            raise Refused(
                _("It is the only key that opens this journal."),
                _("Another key in its place: peermentor vault change-key"),
            )
        mine = self.public_keys_at_hand()
        if chosen.key in mine and not {one.key for one in stay} & {*mine}:
            raise Refused(
                _("It is your own key: without it you could not open the journal."),
                _("Another key in its place: peermentor vault change-key"),
            )
        if not {one.key for one in stay} & {*mine}:
            raise Refused(
                _("Your own key is not among those that would stay, so you could not open the journal."),
                _("Add it first: peermentor vault add-key {key}").format(key=quoted(mine[0])),
            )
        return stay

    def remove_key(self, chosen: Recipient) -> tuple[int, list[Path]]:
        """Seal everything without this key: how many files, and what can't be opened and stays as it is.

        Raises Refused, JournalError.
        """
        with self._only_writer():
            return locking.seal_without(self.journal, self._left_without(chosen))

    def _found_and_named(self) -> tuple[list[Recipient], tuple[str, ...]]:
        found = recipients.require_recipients(recipients.place(self.journal))
        return found, snapshot.read(self.journal).meta.recipients

    def change_key(
        self, key: NewKey | None, before: Sequence[str], recovery_key: str, keep_source: Callable[[], None]
    ) -> int:
        """Seal everything for another key in place of the one in use: how many files. Raises JournalError.

        First for both, then for the new one alone, and `keep_source` in between: whoever is killed anywhere
        has a key that opens all of it.
        """
        with self._only_writer():
            known = self._known()
            stay = [one for one in known if not (key and one.key in before)]
            fresh = [Recipient(key.public, HERE)] if key else []
            if recovery_key:
                stay = [one for one in stay if one.name != RECOVERY]
                fresh.append(Recipient(age.identities_in(recovery_key)[0][1], RECOVERY))
            stay = [one for one in stay if one.key not in [new.key for new in fresh]]
            locking.seal_anew(self.journal, [*known, *(one for one in fresh if one not in known)])
            keep_source()
            return locking.seal_anew(self.journal, [*fresh, *stay])

    def _known(self) -> list[Recipient]:
        """Read the keys beside the journal; those that it does not know are taken out there."""
        known = recipients.trusted(*(found := self._found_and_named()))
        if known != found[0]:
            recipients.write_recipients(self.journal, known)
        return known

    def public_keys_at_hand(self) -> list[str]:
        """List the public halves of the keys in use. Raises NoKey."""
        return [public for _identity, public in self._ring.identities()]

    def make_recovery_key(self) -> str:
        """Make a key to write down."""
        return age.make_secret()

    def to_write_down(self, secret: str) -> RecoveryKey:
        """Give a key as one writes it down, with its check words; as it was made, or as it was copied."""
        return RecoveryKey(recovery.in_groups(recovery.from_typed(secret)), recovery.check_words(secret))

    def try_key(self, typed: str = "") -> str:
        """Try whether a key that was copied opens the journal, or the one in use: its public half.

        Raises NoKey where it does not, Refused for a journal that is not locked.
        """
        journal = self.journal
        if not sealed.is_sealed(journal):
            raise Refused(_("This journal is not locked."), _("Lock it: peermentor vault lock"))
        if not typed:
            with damage.of_reading(journal):
                whole_file.read(journal)
            return self.public_keys_at_hand()[0]
        try:
            ((identity, public),) = age.identities_in(recovery.from_typed(typed))
        except ValueError:
            raise NoKey(
                _("That is no whole key: a letter is wrong, missing or too much."),
                _("It begins with AGE-SECRET-KEY-1 and has 58 signs after it; spaces don't matter."),
            ) from None
        try:
            with journal.open("rb") as file:
                age.open_sealed(journal, file, [identity])
        except OSError as error:
            raise damage.for_others(journal, error) from None
        return public

    @contextmanager
    def _only_writer(self) -> Iterator[None]:
        journal = self.journal
        if not os.path.lexists(journal):
            raise NotFound(
                _("There is no journal {path} yet.").format(path=journal),
                _("Begin one, or name it with --journal."),
            )
        with damage.of_writing(journal), lock.held(journal):
            yield


def _public_key(typed: str) -> str:
    text = typed
    try:
        if not typed.startswith(("age1", "ssh-")):
            text = (whole_file.read(typed_path(typed)) or b"").decode()
        key = age.recipient_in(next(line for line in text.splitlines() if line.strip() and line[0] != "#"))
        age.seal([], [key], BytesIO())
    except (OSError, ValueError, StopIteration):
        raise NoKey(
            _("“{typed}” is no public key.").format(typed="…" if age.SECRET in typed.upper() else typed),
            _("It begins with age1 or ssh-ed25519; a file may hold it: age-keygen -y KEYFILE prints it."),
        ) from None
    return key
