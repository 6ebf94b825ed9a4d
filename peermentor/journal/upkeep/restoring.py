"""Putting a copy back: as a change set where the journal can be read, as a whole file where it can't."""

from collections import Counter
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from peermentor.errors import NotFound
from peermentor.journal.file import sealed, whole_file
from peermentor.journal.store import damage, snapshot, soundness
from peermentor.journal.store.form import count_records
from peermentor.journal.store.row_changes import between
from peermentor.journal.store.snapshot import Snapshot
from peermentor.journal.store.writing import Writing
from peermentor.journal.upkeep import backups
from peermentor.language import _


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


def read_copy(source: Path) -> Snapshot:
    """Read a copy. Raises NotFound, and JournalError for one that can't be read or is not sound."""
    copy = snapshot.read(source)
    if copy.state == whole_file.ABSENT:
        raise NotFound(
            _("There is no copy {path}.").format(path=source), _("See what there is: peermentor restore")
        )
    soundness.require_sound(copy)
    return copy


def restore(writing: Writing, copy: Snapshot) -> Restored:
    """Make a journal say what a copy says, as one step. Called under its lock."""
    row_changes = between(writing.tables, copy.tables())
    counted = Counter(change.kind for change in row_changes)
    kept = None
    if row_changes:
        path, moment = writing.found.path, writing.how.moment
        if writing.how.dry_run:
            kept = backups.free_name(path, moment, "restore")
        else:
            kept = backups.take(path, moment, "restore", writing.found.state)
        writing.put(row_changes)
        writing.save(copy.meta.last_uid)
    return Restored(copy.path, counted["added"], counted["removed"], counted["changed"], kept)


def replace_whole(journal: Path, copy: Snapshot, moment: datetime, *, dry_run: bool) -> Restored:
    """Put a copy, with its own history, in place of a journal that is broken or gone, under its lock."""
    records = count_records(copy.tables())
    if dry_run:
        return Restored(copy.path, added=records, whole=True)
    with damage.of_reading(journal):
        _nothing, state = whole_file.look(journal, as_it_is=True)
    if sealed.is_sealed(journal):
        sealed.ring().trust(journal, copy.meta.recipients)
    kept = backups.take(journal, moment, "broken")
    with damage.of_writing(journal):
        whole_file.replace(journal, [copy.text], state)
    return Restored(copy.path, added=records, kept=kept, whole=True)
