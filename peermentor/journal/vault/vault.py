"""Tell whether a journal is locked and for whom; lock it, unlock it, and change its keys."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path

from msgspec import Struct

from peermentor.errors import CommandLine, JournalError, NoKey, NotFound, Refused
from peermentor.journal.file import lock, sealed, whole_file
from peermentor.journal.file.typed_path import typed_path
from peermentor.journal.store import damage, snapshot
from peermentor.journal.upkeep import presence
from peermentor.journal.vault import age, inbox, locking, recipients, recovery
from peermentor.journal.vault.own_keys import NewKey, OwnKeys
from peermentor.journal.vault.recipients import RECOVERY, Recipient
from peermentor.language import _
from peermentor.to_type import quoted, to_type

HERE = "this computer"


class Status(Struct, frozen=True):
    """Whether a journal is locked, and for whom.

    `plain` are the files in plain text, `waiting` counts the commands that wait for the key, `files` all
    files with words; `others` are names of copies that a sync program left.
    """

    locked: bool
    place: Path
    keys: tuple[Recipient, ...]
    plain: tuple[Path, ...]
    waiting: int
    files: int
    others: tuple[str, ...]


class Vault:
    """Locks a journal, unlocks it, and changes who can open it.

    `typed` is the journal as it was named, `own_keys` are the keys of the person who runs this.
    """

    def __init__(self, typed: Path, own_keys: OwnKeys) -> None:
        self._typed = typed
        self.own_keys = own_keys

    @property
    def journal(self) -> Path:
        """Where the journal is kept now."""
        return sealed.place_of(self._typed)

    def look(self) -> Status:
        """Look what is locked, and for whom; no key is needed. Raises Gone and other JournalErrors."""
        journal = self.journal
        if not journal.exists():
            presence.refuse_gone(journal)
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

    def require_elsewhere(self, typed: str, settings: Path) -> None:
        """Make sure that a key file is none that the journal or the settings have, or may get.

        Raises CommandLine.
        """
        path, kept = whole_file.behind_links(typed_path(typed)), whole_file.behind_links(self.journal)
        plain = kept.with_name(sealed.plain_name(kept.name))
        settings = whole_file.behind_links(settings)
        taken = {plain, sealed.with_age(plain), whole_file.beside(plain), settings}
        taken |= {lock.place(plain), lock.place(settings)}
        if typed and taken & {path, *path.parents}:
            raise CommandLine(
                _("{path} is for the journal or the settings, so no key can be kept there.").format(
                    path=path
                ),
                _("Name another file: peermentor vault lock --identity FILE"),
            )

    def lock(self, key: NewKey | None, recovery_key: str, keep_source: Callable[[], None]) -> list[Path]:
        """Lock the journal for a key and a recovery key, and list the plain files that were removed.

        Without a key, a locking that was cut off is finished. `keep_source` keeps in the settings where the
        key is, before anything is locked for it. Raises JournalError, BadSetting, and Refused where another
        run locked the journal meanwhile.
        """
        with self._only_writer():
            if key and sealed.is_sealed(self.journal):
                raise Refused(
                    _("{path} is locked already.").format(path=self.journal),
                    _("Another key: peermentor vault change-key"),
                )
            known = [Recipient(key.public, HERE)] if key else []
            if recovery_key:
                known.append(Recipient(age.identities_in(recovery_key)[0][1], RECOVERY))
            if key:
                # A Ctrl-C must not come between the key's file and the settings that name it.
                with whole_file.unbroken(), self._kept(key), locking.named(self.journal, known):
                    keep_source()
            return locking.lock(self.journal)

    def unlock(self) -> list[Path]:
        """Write everything as plain text again, and list what can't be opened, which stays as it is.

        Raises JournalError, and Refused where another run unlocked it meanwhile.
        """
        with self._only_writer(still_locked=True):
            return locking.unlock(self.journal)

    def add_key(self, typed: str, name: str) -> tuple[Recipient, int]:
        """Seal everything for another key too: `typed` is its public half, or a file with that.

        Gives the key, and how many files were sealed. Raises Refused, JournalError.
        """
        key = _public_key(typed)
        with self._only_writer(still_locked=True):
            known = self._known()
            if key in [one.key for one in known]:
                raise Refused(_("That key opens this journal already."))
            added = Recipient(key, name or _("another key"))
            return added, locking.seal_anew(self.journal, [*known, added])

    def find_key(self, typed: str, called: Callable[[str], str]) -> Recipient:
        """Find the key that is to be removed, by how it or its name begins.

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
        mine = self.own_keys.public_halves()
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
        """Seal everything for the other keys only.

        Gives how many files were sealed, and those that can't be opened, which stay as they are. Raises
        Refused, JournalError.
        """
        with self._only_writer(still_locked=True):
            return locking.seal_without(self.journal, self._left_without(chosen))

    def _found_and_named(self) -> tuple[list[Recipient], tuple[str, ...]]:
        found = recipients.require_recipients(recipients.place(self.journal))
        return found, snapshot.read(self.journal).meta.recipients

    def change_key(
        self,
        key: NewKey | None,
        before: Sequence[str],
        seen: Sequence[Recipient],
        recovery_key: str,
        keep_source: Callable[[], None],
    ) -> int:
        """Seal everything for another key in place of those in use, `before`, and count the files.

        First for both, then for the new one alone, and `keep_source` in between, so that after a kill at any
        moment the key in the settings opens all of it. Raises JournalError, BadSetting, and Refused where
        another run has changed the keys since they were `seen`.
        """
        with self._only_writer(still_locked=True):
            if recipients.read_recipients(recipients.place(self.journal)) != list(seen):
                raise _keys_changed()
            known = self._known()
            if not {*before} <= {*self.own_keys.public_halves()}:  # found anew, as they opened it no more
                raise _keys_changed()
            stay = [one for one in known if not (key and one.key in before)]
            fresh = [Recipient(key.public, HERE)] if key else []
            if recovery_key:
                stay = [one for one in stay if one.name != RECOVERY]
                fresh.append(Recipient(age.identities_in(recovery_key)[0][1], RECOVERY))
            stay = [one for one in stay if one.key not in [new.key for new in fresh]]
            with self._kept(key):
                locking.seal_anew(self.journal, [*known, *(one for one in fresh if one not in known)])
            keep_source()
            return locking.seal_anew(self.journal, [*fresh, *stay])

    @contextmanager
    def _kept(self, key: NewKey | None) -> Iterator[None]:
        """Keep the file of a key; take it away if this fails before the key stands beside the journal.

        Nothing is ever sealed for a key that does not stand there, so nothing is lost with it.
        """
        if key is None:
            yield
            return
        try:
            self.own_keys.keep(key)
            yield
        except BaseException:
            with suppress(JournalError):  # where nobody can tell, it stays
                place = recipients.place(self.journal)
                if key.public not in [one.key for one in recipients.read_recipients(place)]:
                    self.own_keys.take_back(key)
            raise

    def _known(self) -> list[Recipient]:
        """Read the keys beside the journal, and remove there those that it does not know."""
        known = recipients.trusted(*(found := self._found_and_named()))
        if known != found[0]:
            recipients.write_recipients(self.journal, known)
        return known

    def try_key(self, typed: str = "") -> str:
        """Try whether a key that was `typed`, else the one in use, opens the journal. Give its public half.

        Raises NoKey where it does not, Gone, Refused for a journal that is not locked.
        """
        journal = self.journal
        if not sealed.is_sealed(journal):
            raise Refused(_("This journal is not locked."), _("Lock it: peermentor vault lock"))
        if not typed:
            with damage.of_reading(journal):
                if whole_file.read(journal) is None:
                    presence.refuse_gone(journal)
            return self.own_keys.public_halves()[0]
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
        except sealed.ForOthers:
            raise NoKey(
                _("That key is whole, and does not open this journal."),
                _("Which keys open it: peermentor vault status"),
            ) from None
        except OSError as error:
            raise damage.for_others(journal, error) from None
        return public

    @contextmanager
    def _only_writer(self, *, still_locked: bool = False) -> Iterator[None]:
        journal = self.journal
        if not os.path.lexists(journal):
            raise NotFound(
                _("There is no journal {path} yet.").format(path=journal),
                _("Begin one, or name it with --journal."),
            )
        with damage.of_writing(journal), lock.held(journal):
            if still_locked and not sealed.is_sealed(self.journal):
                raise Refused(_("{path} is not locked.").format(path=self.journal), to_type("vault", "lock"))
            yield


def _keys_changed() -> Refused:
    return Refused(
        _("Another run has just changed the keys of this journal. Nothing was changed by this one."),
        _("Who can open it now: peermentor vault status. Then say it again."),
    )


def _public_key(typed: str) -> str:
    text = typed
    try:
        if not typed.startswith(("age1", "ssh-")):
            text = (whole_file.look(typed_path(typed), as_it_is=True)[0] or b"").decode()
        key = age.recipient_in(next(line for line in text.splitlines() if line.strip() and line[0] != "#"))
        age.seal([], [key], BytesIO())
    except (OSError, ValueError, StopIteration):
        raise NoKey(
            _("“{typed}” is no public key.").format(typed="…" if age.SECRET in typed.upper() else typed),
            _("It begins with age1 or ssh-ed25519; a file may hold it: age-keygen -y KEYFILE prints it."),
        ) from None
    return key
