"""What was written without the key: each command as it was typed, sealed to the public keys.

In `NAME.d/inbox`, a file for each, in the order they were typed. One is taken in by the next write that has
the key, as a step of its own moment; the same write keeps its name, so that none is taken in twice.
"""

import os
import re
import time
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


def keep_entry(journal: Path, entry: Entry) -> Path:
    """Keep a command that waits; no key is needed. Raises JournalError."""
    name = f"{time.time_ns():020d}-{os.urandom(4).hex()}.json"
    path = sealed.as_kept(journal, folder(journal) / name)
    with damage.of_writing(path):
        whole_file.make_folder(path)
        with lock.held(journal):  # which locking, unlocking and other keys are made under
            whole_file.replace(path, [json.encode(entry)])
    return path


def read_entries(journal: Path) -> list[Entry]:
    """Read what waits, in order. Raises JournalError."""
    found = []
    for path in entry_files(journal):
        with damage.of_reading(path):
            text = whole_file.read(path)
        if text is not None:  # another write may just have taken it in
            try:
                one = json.decode(text, type=Entry)
            except DecodeError:
                raise damage.unreadable(path, _("it is not whole JSON"), None) from None
            found.append(Entry(one.moment, one.argv, sealed.plain_name(path.name)))
    return found


def remove_entry(journal: Path, name: str) -> None:
    """Take away what is in the journal now."""
    for path in (folder(journal) / name, sealed.with_age(folder(journal) / name)):
        with suppress(OSError):
            path.unlink(missing_ok=True)
    with suppress(OSError):  # more waits
        folder(journal).rmdir()
