"""Putting a copy back: as a change set where the journal can be read, as a whole file where it can't."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from peermentor.errors import JournalError, NotFound, TooNew
from peermentor.journal.file import whole_file
from peermentor.journal.file.codec import HISTORY
from peermentor.journal.store import snapshot
from peermentor.journal.store.row_changes import between
from peermentor.journal.store.snapshot import Snapshot
from peermentor.journal.store.writing import Writing
from peermentor.journal.upkeep import backups
from peermentor.language import _

if TYPE_CHECKING:
    from peermentor.journal.journal import Journal


class Restored(Struct, frozen=True):
    """What putting a copy back changes: records that come back, that go, and that read otherwise.

    `kept` is the copy made of what was there before; `whole` when that was gone, or could not be read and was
    set aside.
    """

    source: Path
    added: int = 0
    removed: int = 0
    changed: int = 0
    kept: Path | None = None
    whole: bool = False


def restore(journal: "Journal", source: Path, moment: datetime) -> Restored:
    """Make a journal say what a copy says. Called under its lock."""
    copy = _copy(source)
    try:
        found = journal.read()
        writing = Writing(found, moment)
    except TooNew:
        raise  # nothing is wrong with it; this program is too old to judge
    except JournalError:
        return _whole(journal, copy, moment)
    if found.state == whole_file.ABSENT:
        return _whole(journal, copy, moment)
    row_changes = between(writing.tables, copy.tables())
    counted = Counter(change.kind for change in row_changes)
    kept = None
    if row_changes:
        if journal.dry_run:
            kept = backups.free_name(journal.path, moment, "restore")
        else:
            kept = backups.take(journal.path, moment, "restore", found.state)
        writing.put(row_changes, journal.command, journal.steps_kept)
        journal.save(writing, max(found.meta.last_uid, copy.meta.last_uid))
    return Restored(source, counted["added"], counted["removed"], counted["changed"], kept)


def _copy(source: Path) -> Snapshot:
    copy = snapshot.read(source)
    if copy.state == whole_file.ABSENT:
        raise NotFound(
            _("There is no copy {path}.").format(path=source), _("See what there is: peermentor restore")
        )
    return copy


def _whole(journal: "Journal", copy: Snapshot, moment: datetime) -> Restored:
    """In place of a journal that is broken or gone, with the copy's own history."""
    records = sum(len(table) for name, table in copy.tables().items() if name not in ("meta", HISTORY))
    if journal.dry_run:
        return Restored(copy.path, added=records, whole=True)
    _nothing, state = whole_file.look(journal.path)
    kept = backups.take(journal.path, moment, "broken")
    whole_file.replace(journal.path, [copy.text], state)
    journal.saved = True
    return Restored(copy.path, added=records, kept=kept, whole=True)
