"""Locking a journal and everything beside it, unlocking it, and sealing it to other keys.

Each file is written whole in its new form, and read back, before the old form is removed. The old form of the
journal itself is removed first. So after a kill there are two whole journals, or one with plain files beside
it: the same command, typed again, finishes either.
"""

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from peermentor.errors import JournalError, Unreadable
from peermentor.journal.beside import drafts
from peermentor.journal.file import sealed, whole_file
from peermentor.journal.store import damage, snapshot
from peermentor.journal.upkeep import backups, surroundings, taking_along
from peermentor.journal.vault import inbox, recipients
from peermentor.journal.vault.recipients import Recipient
from peermentor.language import _, several
from peermentor.practice.nouns.upkeep import Finding


class Held(Struct, frozen=True):
    """The files of a journal that hold a person's words: those in plain text, and those that are locked."""

    plain: tuple[Path, ...]
    locked: tuple[Path, ...]


def held(journal: Path) -> Held:
    """List every file that holds words of a journal, the journal first. Raises JournalError."""
    target = whole_file.behind_links(journal)
    kept = target.with_name(sealed.plain_name(target.name))
    with damage.of_copying(backups.folder(journal)):
        copies = [copy.path for copy in backups.listed(journal)]
    places = [
        kept,
        sealed.with_age(kept),
        *copies,
        *drafts.of_older_versions(journal),
        *drafts.written_by_us(drafts.folder(journal)),
        *inbox.entry_files(journal),
        whole_file.beside(journal) / "exports.json",
        whole_file.beside(journal) / "exports.json.age",
        *surroundings.leftovers(journal),
    ]
    there = [path for path in dict.fromkeys(places) if os.path.lexists(path)]
    locked = [path for path in there if sealed.is_sealed(path.with_name(path.name.removesuffix(".tmp")))]
    return Held(tuple(path for path in there if path not in locked), tuple(locked))


@contextmanager
def named(journal: Path, known: Sequence[Recipient]) -> Iterator[None]:
    """Write beside a plain journal for which keys it will be locked; if the block fails, undo that.

    Raises JournalError.
    """
    _require_writable(journal)
    before = recipients.read_recipients(recipients.place(journal))
    with damage.of_writing(journal):
        recipients.write_recipients(journal, known)
    try:
        yield
    except BaseException:
        recipients.remove_recipients(journal)
        if before:
            with suppress(OSError):
                recipients.write_recipients(journal, before)
        raise


def lock(journal: Path) -> list[Path]:
    """Lock a journal for the keys that stand beside it, and list the plain files that were removed.

    Only under the journal's lock. Raises JournalError.
    """
    keys = recipients.read_recipients(recipients.place(journal))
    sealed.ring().trust(journal, [one.key for one in keys])
    taking_along.take_along(journal)
    plain = [path for path in held(journal).plain if not path.name.endswith(".tmp")]
    for path in reversed(plain):
        _write_other(path, sealed.with_age(path), keys)
    gone = held(journal).plain
    _remove(gone)
    _remove_cut_off(journal)
    return list(gone)


def unlock(journal: Path) -> list[Path]:
    """Write everything as plain text again, and list what can't be opened, which stays as it is.

    Only under the journal's lock. Raises JournalError if the journal itself can't be opened.
    """
    _require_writable(journal)
    locked, stay = _opened(journal)
    for path in reversed(locked):
        _write_other(path, path.with_name(sealed.plain_name(path.name)), ())
    _remove(path for path in held(journal).locked if path not in stay)
    recipients.remove_recipients(journal)
    return stay


def _opened(journal: Path) -> tuple[list[Path], list[Path]]:
    """List the locked files of a journal that can be opened, and those that can't. Raises JournalError."""
    good, bad = [], []
    for path in held(journal).locked:
        if not path.name.endswith(".tmp"):
            try:
                _read(path)
                good.append(path)
            except JournalError:
                if path == sealed.with_age(whole_file.behind_links(journal)):
                    raise
                bad.append(path)
    return good, bad


def seal_anew(journal: Path, known: list[Recipient]) -> int:
    """Seal everything that can be opened for these keys and no others, and count the files.

    Only under the journal's lock. Each file is replaced whole, and read back. The journal itself names a new
    key before the key stands beside it, and an old key until that stands there no more: so after a kill, too,
    it knows every key beside it. Raises JournalError if the journal itself can't be opened.
    """
    _require_writable(journal)
    texts, _stay = _opened(journal)
    _name_keys(journal, [*recipients.read_recipients(recipients.place(journal)), *known])
    with damage.of_writing(journal):
        recipients.write_recipients(journal, known)
    for path in texts:
        with damage.of_writing(path):
            _write(path, _naming(path, _read(path), known))
    _remove_cut_off(journal)
    return len(texts)


def seal_without(journal: Path, stay: Sequence[Recipient]) -> tuple[int, list[Path]]:
    """Seal everything that can be opened only for the keys that stay. Only under the journal's lock.

    Gives how many files were sealed, and the files that can't be opened, which stay as they are.

    The journal is sealed last. The removed key stands beside it until all other files are sealed without it;
    the key's name stays until the journal is, too. So after a kill the same command can be typed again, and
    the next write finishes what is left. Raises JournalError.
    """
    _require_writable(journal)
    texts, bad = _opened(journal)
    there = recipients.read_recipients(recipients.place(journal))
    cut_off = recipients.read_recipients(recipients.place(journal), leaving=True)
    leaving = [one for one in (*there, *cut_off) if one not in stay]
    sealed.ring().leave_out([one.key for one in leaving])
    for path in reversed(texts):
        if path == sealed.with_age(whole_file.behind_links(journal)):
            with damage.of_writing(journal):
                recipients.write_recipients(journal, stay, leaving)
        with damage.of_writing(path):
            _write(path, _naming(path, _read(path), stay))
    with damage.of_writing(journal):
        recipients.write_recipients(journal, stay)
    _remove_cut_off(journal)
    return len(texts), bad


def _require_writable(journal: Path) -> None:
    """Make sure, before anything is changed, that every folder with files of a journal takes new ones.

    Raises JournalError.
    """
    there = held(journal)
    with damage.of_writing(journal):
        for path in (*there.plain, *there.locked, recipients.place(journal)):
            if path.parent.exists() and not os.access(path.parent, os.W_OK | os.X_OK):
                fresh = path.with_name(f".{path.name}.tmp")
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(fresh))


def _remove_cut_off(journal: Path) -> None:
    """Remove what a write that was cut off has left: it may be sealed for a key that was removed."""
    _remove(path for path in held(journal).locked if path.name.endswith(".tmp"))


def _name_keys(journal: Path, known: Sequence[Recipient]) -> None:
    """Write into the journal for which keys it is sealed."""
    path = sealed.with_age(whole_file.behind_links(journal))
    sealed.ring().trust(path, [one.key for one in known])
    with damage.of_writing(path):
        _write(path, _naming(path, _read(path), known))


def _naming(path: Path, text: bytes, known: Sequence[Recipient]) -> bytes:
    """Give the text of a journal, or of a copy, with these keys named in it; any other text as it is."""
    from peermentor.journal.store.naming_keys import name_keys  # noqa: PLC0415 - TinyDB, which no look needs

    try:
        return name_keys(path, text, list(dict.fromkeys(one.key for one in known)))
    except JournalError:
        return text


def _write_other(path: Path, other: Path, known: Sequence[Recipient]) -> None:
    text = _read(path)
    with damage.of_reading(other):
        there = whole_file.read(other) if os.path.lexists(other) else None
    if there not in (None, text) and _naming(other, there or b"", ()) != _naming(path, text, ()):
        raise Unreadable(
            _("{path} and {other} say different things, so neither is removed.").format(
                path=path, other=other
            ),
            _("Move the one you don't want away, then say it again."),
        )
    with damage.of_writing(path):  # also where it says the same: it may be sealed to other keys than these
        _write(other, _naming(path, text, known))


def _write(path: Path, text: bytes) -> None:
    """Write a file, and open it again before anything else goes. Raises OSError."""
    whole_file.write_and_check(path, text)
    if whole_file.read(path) != text:
        raise OSError(errno.EIO, "it does not read back as it was written", str(path))


def _read(path: Path) -> bytes:
    with damage.of_reading(path):
        return whole_file.read(path) or b""


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with damage.of_writing(path):
            path.unlink(missing_ok=True)


def check_locked(journal: Path) -> list[Finding]:
    """Check the public keys of a locked journal, and that no file beside it is plain text."""
    found: list[Finding] = []
    try:
        known = recipients.require_recipients(recipients.place(journal))
        plain = held(journal).plain
        if said := _difference(journal):
            found.append(Finding("recipients", False, said, ""))
    except JournalError as error:
        return [Finding("locked", False, error.message, error.hint)]
    if waiting := len(inbox.entry_files(journal)):
        text = several("{n} entry waits for the key.", "{n} entries wait for the key.", waiting)
        found.append(Finding("inbox", True, text, _("The next write that has it takes it in."), note=True))
    with suppress(JournalError):  # without the key nobody can tell
        torn = [one.torn for one in inbox.Inbox(journal).entries() if one.torn]
        found += [Finding("inbox", False, why, _("Move it away to go on without it.")) for why in torn]
    if plain:
        text = _("Still in plain text: {names}.").format(names=", ".join(map(str, plain)))
        return [*found, Finding("locked", False, text, _("peermentor vault lock finishes it."))]
    text = several("It is locked; {n} key opens it.", "It is locked; {n} keys open it.", len(known))
    return [*found, Finding("locked", True, text)]


def _difference(journal: Path) -> str:
    with suppress(JournalError):  # without the key nobody can tell
        return recipients.difference(recipients.place(journal), snapshot.read(journal).meta.recipients)
    return ""


def other_places(journal: Path) -> list[str]:
    """Name the files beside the journal that may hold the same words, and that the program never changes."""
    with suppress(OSError, JournalError):
        return surroundings.conflicting_names(journal)
    return []
