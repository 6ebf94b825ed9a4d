"""What is wrong with a journal, in words: the file, the trouble, the way on; never what is written in it.

`copy` is the newest good copy of the journal, where there is one: the way back.
"""

import errno
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from peermentor.errors import (
    Gone,
    JournalError,
    Locked,
    NoKey,
    NotOurs,
    TooNew,
    Unreadable,
    Unwritable,
    of_the_system,
)
from peermentor.journal.file import lock, sealed, whole_file
from peermentor.journal.file.codec import is_utf8
from peermentor.journal.file.whole_file import ChangedMeanwhile, NoFolder
from peermentor.language import _
from peermentor.to_type import quoted, shell_words

_MOST_LINES = 8  # named in a message; the rest stands beside them
CONFLICT = (b"<<<<<<< ", b">>>>>>> ")


WayBack = Callable[[Path], Path | None]
"""Finds the newest good copy of a journal."""


def no_way_back(_journal: Path) -> None:
    """Name no copy, as for a copy itself."""


@contextmanager
def of_reading(path: Path, way_back: WayBack = no_way_back) -> Iterator[None]:
    """Say in words why the disk does not let this file be read.

    Raises NoKey or another JournalError in place of an OSError; `way_back` finds the copy to name.
    """
    try:
        yield
    except sealed.ForOthers as error:
        raise for_others(path, error) from None
    except OSError as error:
        if isinstance(error, PermissionError):
            raise not_allowed_to_read(path, error) from None
        raise unreadable(path, of_the_system(error), way_back(path)) from None


@contextmanager
def of_copying(folder: Path) -> Iterator[None]:
    """Say in words why no copy can be kept in this folder: raises a JournalError in place of an OSError."""
    try:
        yield
    except OSError as error:
        raise no_copy(folder, error) from None


@contextmanager
def of_writing(path: Path) -> Iterator[None]:
    """Say in words why this file can't be written, because of the disk or of another program.

    Raises a JournalError in place of an OSError.
    """
    try:
        yield
    except lock.Busy:
        raise locked(path, lock.PATIENCE) from None
    except ChangedMeanwhile as changed:
        raise changed_meanwhile(changed.path) from None
    except lock.NoLocks as error:
        raise no_locks(path, error) from None
    except NoFolder as missing:
        raise no_folder(Path(missing.filename)) from None
    except OSError as error:
        raise unwritable(path, error) from None


def unreadable(path: Path, why: str, copy: Path | None) -> Unreadable:
    """Say that the file is there and cannot be understood."""
    way_back = _("Put back a good copy of it, or point --journal at another file.")
    return Unreadable(
        _("The journal {path} can't be read: {why}.").format(path=path, why=why),
        _put_back(copy) if copy else way_back,
    )


def _put_back(copy: Path) -> str:
    return _("The newest good backup is {backup}; peermentor restore {typed} puts it back.").format(
        backup=copy, typed=quoted(str(copy))
    )


def gone(path: Path, copy: Path | None, anew: Sequence[str]) -> Gone:
    """Say that a journal is not there any more; `anew` is the command after which a new one is begun."""
    if copy:
        way_back = _("Bring it back, or put back the newest good backup: peermentor restore {backup}.")
    else:
        way_back = _("Bring it back: mount its disk, or look where it was moved or synced to.")
    return Gone(
        _("The journal {path} is gone: there was one here before.").format(path=path),
        way_back.format(backup=quoted(str(copy)))
        + " "
        + _("To begin a new one on purpose: {command}").format(command=shell_words(*anew)),
    )


def not_json(path: Path, text: bytes, copy: Path | None) -> JournalError:
    """Say what kept this text from being read as JSON, from the likeliest cause to the least."""
    if not text.strip():
        return unreadable(path, _("it is empty"), copy)
    if not is_utf8(text):
        return unreadable(path, _("it is not UTF-8 text"), copy)
    if any(line.startswith(CONFLICT) for line in text.splitlines()):
        return Unreadable(
            _("The journal {path} can't be read: a merge left its conflict markers in it.").format(path=path),
            _("Each line is one record: keep those you want, remove the <<<<<<<, ======= and >>>>>>>."),
        )
    if text.lstrip().startswith(b"{") and not text.rstrip().endswith(b"}"):
        return unreadable(path, _("it stops in the middle"), copy)
    from peermentor.journal.store import merged_by_hand  # noqa: PLC0415 - only a broken file needs it

    if lines := merged_by_hand.wrong_lines(text):
        return commas(path, lines)
    return unreadable(path, _("it is not whole JSON"), copy)


def misfit(path: Path, table: str, handle: str, copy: Path | None) -> Unreadable:
    """Say that one record does not say what its kind must say."""
    return unreadable(
        path, _("{handle} in “{table}” is not a whole record").format(handle=handle, table=table), copy
    )


def torn_step(path: Path, handle: str) -> Unreadable:
    """Say that a step of the history was changed by hand, so that nothing can be taken back by it."""
    return Unreadable(
        _("The history in {path} can't be read: {handle} is not a whole step.").format(
            path=path, handle=handle
        ),
        _("Your records are whole. To go on without the old steps: peermentor history --forget"),
    )


def twice(path: Path, table: str, number: str, lines: Sequence[int]) -> Unreadable:
    """Say that two records share a number, as after a merge that kept both: one of them would be lost."""
    if len(lines) < 2:  # noqa: PLR2004 - a layout in which nobody can say where they are
        return Unreadable(
            _("The journal {path} has two records numbered {number} in “{table}”.").format(
                path=path, number=number, table=table
            ),
            _("Open it in an editor and give one of the two lines a number that is not taken."),
        )
    message = _("The journal {path} has two records numbered {number} in “{table}” (lines {lines}).")
    return Unreadable(
        message.format(path=path, number=number, table=table, lines=_listed(lines)),
        _("peermentor doctor --repair gives the later one a free number; both stay."),
    )


def table_twice(path: Path, table: str) -> Unreadable:
    """Say that two tables share a name, as after a merge that kept both: one of them would be lost."""
    return Unreadable(
        _("The journal {path} has a table that is there twice: “{table}”.").format(path=path, table=table),
        _("peermentor doctor --repair brings the two together; or move the lines of one into the other."),
    )


def commas(path: Path, lines: Sequence[int]) -> Unreadable:
    """Say that only commas are wrong, as after a merge that kept the lines of both sides."""
    return Unreadable(
        _("The journal {path} can't be read: a comma is missing or too much on lines {lines}.").format(
            path=path, lines=_listed(lines)
        ),
        _("peermentor doctor --repair puts commas and numbers right; no record is lost."),
    )


def same_identity(path: Path, twins: Sequence[str]) -> Unreadable:
    """Say that records of a copy share a uid, so that one would stand for the other."""
    return Unreadable(
        _("{path} can't be put back: {handles} share an identity.").format(
            path=path, handles=", ".join(twins)
        ),
        _("Choose another copy: peermentor restore"),
    )


def _listed(lines: Sequence[int]) -> str:
    more = "…" if len(lines) > _MOST_LINES else ""
    return ", ".join(map(str, lines[:_MOST_LINES])) + more


def not_ours(path: Path, copy: Path | None) -> NotOurs:
    """Say that the file is JSON, and something else's; `copy` is the newest good one of a journal here."""
    way_back = _(
        "Point --journal at another file; a journal begins with a “meta” table that names peermentor."
    )
    return NotOurs(
        _("{path} is not a peermentor journal. It was left as it is.").format(path=path),
        _put_back(copy) if copy else way_back,
    )


def too_new(path: Path, schema: int, known: int) -> TooNew:
    """Say that a newer version of the program wrote it, which keeps more than this one would understand."""
    return TooNew(
        _(
            "The journal {path} was written by a newer peermentor (version {schema}; this one knows {known})."
        ).format(path=path, schema=schema, known=known),
        _("Upgrade with: pip install --upgrade peermentor"),
    )


def locked(path: Path, seconds: float) -> Locked:
    """Say that somebody else holds the write lock."""
    return Locked(
        _("Another program was still writing {path} after {seconds:g} seconds. Nothing was written.").format(
            path=path, seconds=seconds
        ),
        _("Try again in a moment."),
    )


def no_locks(path: Path, error: lock.NoLocks) -> Unwritable:
    """Say that the disk gives no locks, without which two programs could write at once."""
    return Unwritable(
        _("The disk gives no lock for {place}: {why}. The journal {path} is unchanged.").format(
            place=error.filename, why=of_the_system(error), path=path
        ),
        _("Without it two programs could write at once. Keep the journal on another disk."),
    )


def changed_meanwhile(path: Path) -> Locked:
    """Say that a program that knows nothing of the lock wrote the file after it was read."""
    return Locked(
        _("The journal {path} was changed by another program meanwhile. Nothing was written.").format(
            path=path
        ),
        _("Try again: what that program wrote is read first then."),
    )


def for_others(path: Path, error: OSError) -> NoKey:
    """Say that the file is sealed to another key: here no older copy would help."""
    return NoKey(
        _("The journal {path} can't be read: {why}.").format(path=path, why=of_the_system(error)),
        _("Which keys open it: peermentor vault status. Where yours is: peermentor config identity FILE"),
    )


def two_journals(plain: Path, locked: Path) -> Unreadable:
    """Say that a plain journal lies beside a locked one, so that nobody knows which of them counts."""
    from shlex import join  # noqa: PLC0415 - only where there are two

    aside = join(["mv", str(plain), f"{plain}.aside"])
    return Unreadable(
        _("There are two journals, {plain} and {locked}; I don't guess which one counts.").format(
            plain=plain, locked=locked
        ),
        _(
            "If locking was cut off, this finishes it: peermentor vault lock. Else set one aside: {command}"
        ).format(command=aside),
    )


def not_allowed_to_read(path: Path, error: OSError) -> Unreadable:
    """Say that the file is closed or somebody else's: here no older copy would help."""
    place = _place_of(error, path)
    return Unreadable(
        _("The journal {path} can't be read: {why}.").format(path=path, why=of_the_system(error)),
        _way_back_in(place) or _("Ask whoever keeps this machine for the permission to read it."),
    )


def unwritable(path: Path, error: OSError) -> Unwritable:
    """Say that the disk refused `path`; the journal is as it was."""
    place, why = _place_of(error, path), of_the_system(error)
    of_the_journal = place == whole_file.behind_links(path)
    if of_the_journal or (place.name.endswith(".tmp") and error.errno not in (errno.EINVAL, errno.EISDIR)):
        message = _("The journal {path} can't be written: {why}. It is unchanged.")
    else:
        message = _("{place} can't be used: {why}. The journal {path} is unchanged.")
    way_on = _way_back_in(place) if isinstance(error, PermissionError) else ""
    return Unwritable(
        message.format(path=path, place=place, why=why),
        way_on or _("Make room or permission there, or point --journal somewhere else."),
    )


def no_copy(folder: Path, error: OSError) -> Unwritable:
    """Say that no copy of the journal can be kept; the journal is as it was."""
    way_on = _way_back_in(_place_of(error, folder)) if isinstance(error, PermissionError) else ""
    return Unwritable(
        _("No copy of the journal can be kept in {folder}: {why}.").format(
            folder=folder, why=of_the_system(error)
        ),
        way_on or _("Make room or permission there. What is wrong with it: peermentor doctor"),
    )


def _way_back_in(refused: Path) -> str:
    from peermentor.journal.store import permission  # noqa: PLC0415 - only where one was refused

    return permission.way_back_in(refused)


def _place_of(error: OSError, path: Path) -> Path:
    named = error.filename
    return Path(named) if isinstance(named, str) else whole_file.behind_links(path)


def no_folder(folder: Path) -> Unwritable:
    """Say that the folder named for the journal is not there, so a journal cannot be either."""
    return Unwritable(
        _("There is no folder {folder} to keep a journal in.").format(folder=folder),
        _("Make it first, or check the path after --journal."),
    )
