"""The copy of each day: one before its first write, seven days of them and the last of four weeks before.

A copy goes only when every record in it is somewhere else: in the journal, in its history, or in a copy that
stays. Only days with a copy count, so no copy goes because the clock was wrong.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from peermentor.errors import JournalError, NoKey
from peermentor.journal.file import whole_file
from peermentor.journal.file.whole_file import State
from peermentor.journal.store import damage, uids
from peermentor.journal.upkeep import backups
from peermentor.journal.upkeep.backups import Backup

DAYS, WEEKS = 7, 4


def before_write(
    journal: Path, moment: datetime, as_read: State, texts: Callable[[], Sequence[bytes]], *, migrating: bool
) -> str:
    """Make the copies that come before a write, under the lock; return what to tell a person, or "".

    `texts` gives what the journal says before and after the write, `migrating` whether its form changes.
    Where a daily copy can't be made, the write goes on. Raises JournalError where one before a migration
    can't be made.
    """
    if migrating:
        backups.take(journal, moment, "migration", as_read)
        return ""
    try:
        with damage.of_copying(backups.folder(journal)):
            kept = backups.listed(journal)
        if any(copy.why == "daily" and copy.moment.date() == moment.date() for copy in kept):
            return ""
        made = backups.take(journal, moment, "daily", as_read)
    except JournalError as error:
        return error.message
    _forget_old(journal, made, moment, texts)
    return ""


def _forget_old(
    journal: Path, made: Path | None, moment: datetime, texts: Callable[[], Sequence[bytes]]
) -> None:
    every = backups.kept(journal)
    stay = _promised(every, moment)
    old = [copy for copy in every if copy.why == "daily" and copy.path != made and copy not in stay]
    if not old:
        return
    # Before and after: the write may fail, and a step that it forgets may be the last to hold a record.
    held = [uids.that_can_come_back(text) for text in texts()]
    safe = set.intersection(*(known or set() for known in held))
    others = [copy for copy in every if copy not in old]
    for copy in old:
        alone = _records_of(copy, safe)
        while alone and others:
            safe |= _records_of(others.pop(), set()) or set()
            alone = alone - safe
        if alone is None or alone:
            continue  # it is the last copy of a record, or can't be read
        with suppress(OSError):
            os.unlink(copy.path)  # noqa: PTH108 - as the rest of the room does


def _promised(every: Sequence[Backup], moment: datetime) -> list[Backup]:
    """Choose the copies that stay: the newest of seven days, and of four weeks before them.

    What is dated ahead of the clock was made before, by a clock that went wrong: its days come last.
    """
    day = moment.date()
    daily = [copy for copy in every if copy.why == "daily"]
    in_order = [
        *(copy for copy in daily if copy.moment.date() <= day),
        *(copy for copy in daily if copy.moment.date() > day),
    ]
    weeks: dict[tuple[int, int], Backup] = {}
    for copy in in_order[DAYS:]:
        weeks.setdefault(copy.moment.isocalendar()[:2], copy)
    return [*in_order[:DAYS], *list(weeks.values())[:WEEKS]]


def _records_of(copy: Backup, safe: set[str]) -> set[str] | None:
    """Name the records of a copy that are not among the `safe` ones; None where it can't be read."""
    with suppress(OSError, NoKey):
        found = uids.of_records(whole_file.read(copy.path) or b"")
        return None if found is None else found - safe
    return None
