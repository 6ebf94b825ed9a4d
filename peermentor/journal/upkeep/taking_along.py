"""What older versions kept in `drafts/` and `backups/`, for all journals of a folder, goes where it belongs.

Told by the shape of a name, and a copy by a record it shares with the journal: whatever a person keeps in
folders of these names is theirs. What can't be moved stays, and is found where it is.
"""

import os
from contextlib import suppress
from pathlib import Path

from peermentor.journal.beside import drafts
from peermentor.journal.file import whole_file
from peermentor.journal.upkeep import backups


def take_along(journal: Path) -> None:
    """Move into `NAME.d` what belongs to this journal. Called under its lock, before its first mark."""
    older = backups.older_folder(journal)
    for copy in backups.kept(journal):
        if copy.path.parent == older:
            _move(copy.path, backups.folder(journal))
    for draft in drafts.of_older_versions(journal):
        _move(draft, drafts.folder(journal))


def _move(path: Path, place: Path) -> None:
    with suppress(OSError):
        whole_file.make_folder(place / path.name)
        if not os.path.lexists(place / path.name):
            path.rename(place / path.name)
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
