"""A journal whose lines were merged by hand: its commas and numbers are put right, after a copy of it."""

from datetime import datetime
from pathlib import Path

from peermentor.errors import JournalError
from peermentor.journal.file import whole_file
from peermentor.journal.store import damage, merged_by_hand, soundness
from peermentor.journal.store.snapshot import Snapshot
from peermentor.journal.upkeep import backups


def put_right(path: Path) -> bytes | None:
    """Give the text of a journal that can't be read, put right; None where it can, or nothing puts it right.

    Raises OSError.
    """
    text, state = whole_file.look(path)
    if text is None or _is_sound(path, text, state):
        return None
    right = merged_by_hand.put_right(text)
    return right if right and _is_sound(path, right, state) else None


def mend(path: Path, moment: datetime) -> bool:
    """Put the lines of a journal right where they are wrong, under its lock; whether they were.

    Raises JournalError.
    """
    with damage.of_reading(path):
        right = put_right(path)
        _text, state = whole_file.look(path)
    if right:
        backups.take(path, moment, "broken")
        with damage.of_writing(path):
            whole_file.replace(path, [right], state)
    return right is not None


def _is_sound(path: Path, text: bytes, state: whole_file.State) -> bool:
    try:
        found = Snapshot(path, text, state, damage.no_way_back)
        found.tables()
        soundness.require_sound(found)
    except JournalError:
        return False
    return True
