"""What was written without the key: each command as it was typed, sealed to the public keys.

In `NAME.d/inbox`, a file for each, in the order they were typed. One is taken in by the next write that has
the key, as a step of its own moment; the same write keeps its name, so that none is taken in twice.
"""

import os
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec import DecodeError, Struct, json

from peermentor.journal.file import lock, sealed, whole_file
from peermentor.journal.store import damage
from peermentor.language import _

_NAMED = re.compile(r"\d{20}-[0-9a-f]{8}\.json(\.age)?")


class Entry(Struct, frozen=True):
    """A command that waits: when it was typed, and its words."""

    moment: datetime
    argv: tuple[str, ...]
    name: str = ""


def folder(journal: Path) -> Path:
    """Tell where what waits is kept."""
    return whole_file.beside(journal) / "inbox"


def entry_files(journal: Path) -> list[Path]:
    """List what waits, in the order it was typed."""
    with suppress(OSError):
        return sorted(path for path in folder(journal).iterdir() if _NAMED.fullmatch(path.name))
    return []


class Inbox:
    """What waits for the key beside one journal."""

    def __init__(self, journal: Path) -> None:
        self._journal = journal

    def keep(self, moment: datetime, argv: Sequence[str]) -> None:
        """Keep a command until the key is there; none is needed for that. Raises JournalError."""
        with damage.of_writing(self._journal), lock.held(self._journal):  # under which keys are changed
            waiting = entry_files(self._journal)
            # In the order they were typed, also where the clock was set back in between.
            last = int(waiting[-1].name.partition("-")[0]) if waiting else 0
            name = f"{max(time.time_ns(), last + 1):020d}-{os.urandom(4).hex()}.json"
            path = sealed.as_kept(sealed.place_of(self._journal), folder(self._journal) / name)
            try:
                whole_file.make_folder(path)
                whole_file.replace(path, [json.encode(Entry(moment, tuple(argv)))])
            finally:
                self._remove_folder()

    def entries(self) -> list[Entry]:
        """Read what waits, in order. Raises JournalError."""
        found = []
        for path in entry_files(self._journal):
            with damage.of_reading(path):
                text = whole_file.read(path)
            if text is not None:  # another write may just have taken it in
                try:
                    one = json.decode(text, type=Entry)
                except DecodeError:
                    raise damage.unreadable(path, _("it is not whole JSON"), None) from None
                found.append(Entry(one.moment, one.argv, sealed.plain_name(path.name)))
        return found

    def path_of(self, entry: Entry) -> Path:
        """Name the file in which something waits."""
        return sealed.as_kept(self._journal, folder(self._journal) / entry.name)

    def remove(self, entry: Entry) -> None:
        """Take away what waited and is in the journal now."""
        place = folder(self._journal)
        for path in (place / entry.name, sealed.with_age(place / entry.name)):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        self._remove_folder()

    def _remove_folder(self) -> None:
        with suppress(OSError):  # something waits in it
            folder(self._journal).rmdir()
