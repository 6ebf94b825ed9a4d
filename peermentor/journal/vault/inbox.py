"""Keep what is written without the key: each command as it was typed, sealed for the public keys.

Each has a file in `NAME.d/inbox`; the names of the files are in the order of typing. The next write that has
the key takes them in: each becomes a step with the moment at which it was typed. The same write notes the
name of the file in the journal, so that no command is taken in twice.
"""

import os
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import DecodeError, Struct, json

from peermentor.errors import JournalError
from peermentor.journal.file import lock, sealed, whole_file
from peermentor.journal.store import damage
from peermentor.language import _

_NAMED = re.compile(r"\d{20}-[0-9a-f]{8}\.json(\.age)?")


_UNKNOWN = datetime.fromtimestamp(0, UTC)


class Entry(Struct, frozen=True):
    """A command that waits: when it was typed, and its words; or in `torn` why its file can't be read."""

    moment: datetime
    argv: tuple[str, ...]
    name: str = ""
    torn: str = ""


def folder(journal: Path) -> Path:
    """Tell where what waits is kept."""
    return whole_file.beside(journal) / "inbox"


def entry_files(journal: Path) -> list[Path]:
    """List what waits, in the order it was typed."""
    with suppress(OSError):
        return sorted(path for path in folder(journal).iterdir() if _NAMED.fullmatch(path.name))
    return []


def _entry_in(path: Path) -> Entry | None:
    """Read what waits in a file; None where another write has just taken it in."""
    name = sealed.plain_name(path.name)
    try:
        with damage.of_reading(path):
            text = whole_file.read(path)
            one = json.decode(text, type=Entry) if text is not None else None
    except JournalError as error:
        return Entry(_UNKNOWN, (), name, error.message)
    except DecodeError:
        return Entry(_UNKNOWN, (), name, damage.unreadable(path, _("it is not whole JSON"), None).message)
    return Entry(one.moment, one.argv, name) if one else None


class Inbox:
    """What waits for the key beside one journal."""

    def __init__(self, journal: Path) -> None:
        self._journal = journal

    def keep(self, moment: datetime, argv: Sequence[str]) -> None:
        """Keep a command until the key is there. This needs no key. Raises JournalError."""
        with damage.of_writing(self._journal), lock.held(self._journal):  # keys change under it, too
            waiting = entry_files(self._journal)
            # A clock that was set back does not change the order.
            last = int(waiting[-1].name.partition("-")[0]) if waiting else 0
            name = f"{max(time.time_ns(), last + 1):020d}-{os.urandom(4).hex()}.json"
            path = sealed.as_kept(sealed.place_of(self._journal), folder(self._journal) / name)
            try:
                whole_file.make_folder(path)
                said = {"moment": moment, "argv": tuple(argv)}
                whole_file.replace(path, [json.encode(said)])
            finally:
                self._remove_folder()

    def entries(self) -> list[Entry]:
        """Read what waits, in order; what can't be read is `torn`. Raises NoKey without the key."""
        files = entry_files(self._journal)
        if any(map(sealed.is_sealed, files)):
            sealed.ring().require_key()
        return [one for one in map(_entry_in, files) if one]

    def path_of(self, entry: Entry) -> Path:
        """Name the file of a command that waits."""
        return sealed.as_kept(self._journal, folder(self._journal) / entry.name)

    def remove(self, entry: Entry) -> None:
        """Remove the file of a command that is in the journal now."""
        place = folder(self._journal)
        for path in (place / entry.name, sealed.with_age(place / entry.name)):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        self._remove_folder()

    def _remove_folder(self) -> None:
        with suppress(OSError):  # something waits in it
            folder(self._journal).rmdir()
