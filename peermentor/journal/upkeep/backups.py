"""Copies of the journal as it was, in `NAME.d/backups` beside it: its owner's only, and read back when made.

One before the first write of each day (rotation.py says for how long), one before every migration, restore
and import, and those a person makes, which stay until that person removes them. Older versions kept the
copies of all journals of a folder in its `backups/`: there a copy belongs to the journal it shares a
record with.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from stat import S_ISREG
from typing import Literal

from msgspec import Struct

from peermentor.errors import JournalError, NoKey
from peermentor.journal.file import sealed, whole_file
from peermentor.journal.file.whole_file import State
from peermentor.journal.store import damage, snapshot, uids
from peermentor.journal.store.form import count_records

CopyReason = Literal["daily", "manual", "restore", "migration", "import", "broken"]
_NAMED = r"-(daily|manual|restore|migration|import|broken)-(\d{8}-\d{6})(?:-(\d+))?\.json(?:\.age)?"


class Backup(Struct, frozen=True):
    """One copy: why and when it was made, and how large it is in bytes."""

    path: Path
    why: CopyReason
    moment: datetime
    size: int

    def records(self) -> int | None:
        """Count the records in it; None when it can't be read."""
        try:
            tables = snapshot.read(self.path).tables()
        except JournalError:
            return None
        return count_records(tables)


def folder(journal: Path) -> Path:
    """Tell where the copies of a journal are."""
    return whole_file.beside(journal) / "backups"


def _stem(journal: Path) -> str:
    return sealed.plain_name(whole_file.behind_links(journal).name).removesuffix(".json")


def older_folder(journal: Path) -> Path:
    """Tell where older versions kept the copies of every journal of a folder."""
    return whole_file.behind_links(journal).parent / "backups"


def kept(journal: Path) -> list[Backup]:
    """List the copies of this journal, newest first; none where they can't be listed."""
    try:
        return listed(journal)
    except OSError:
        return []


def listed(journal: Path) -> list[Backup]:
    """List the copies of this journal, newest first. Raises OSError for a folder that can't be read."""
    found = [*_in(folder(journal), journal)]
    with suppress(OSError):
        found += _of_older_versions(journal)
    # Of the copies of one second, the day's own came first, and a higher number later.
    order = sorted(found, key=lambda pair: (pair[1].moment, pair[1].why != "daily", pair[0]), reverse=True)
    return [backup for _number, backup in order]


def leftovers(journal: Path) -> list[Path]:
    """List the temporary files of copies that were cut off, without folders and links of such a name."""
    with suppress(OSError):
        ended = [path for path in sorted(folder(journal).iterdir()) if path.name.endswith(".tmp")]
        named = [path for path in ended if _named(path.name[1:].removesuffix(".tmp"), journal)]
        return [path for path in named if S_ISREG(path.lstat().st_mode)]
    return []


def _in(place: Path, journal: Path) -> list[tuple[int, Backup]]:
    found = []
    try:
        paths = list(place.iterdir())
    except FileNotFoundError:
        return []
    for path in paths:
        # A copy that was removed meanwhile, or has an impossible date in its name, must not hide the others.
        with suppress(OSError, ValueError):
            if (named := _named(path.name, journal)) and (backup := _backup(path, named)):
                found.append((int(named[3] or 0), backup))
    return found


def _named(name: str, journal: Path) -> re.Match[str] | None:
    stem = _stem(journal)
    return re.fullmatch(_NAMED, name.removeprefix(stem)) if name.startswith(stem) else None


def _backup(path: Path, named: re.Match[str]) -> Backup | None:
    about = path.lstat()
    if not S_ISREG(about.st_mode):
        return None  # the program never made it
    moment = datetime.fromisoformat(named[2].replace("-", "T"))  # local, as it was named
    return Backup(path, named[1], moment, about.st_size)  # type: ignore[arg-type]


def _of_older_versions(journal: Path) -> list[tuple[int, Backup]]:
    found = _in(older_folder(journal), journal)
    if not found:
        return []
    of = list(_records_beside(journal))
    return [(number, copy) for number, copy in found if _belongs(copy, of)]


def _records_beside(journal: Path) -> Iterator[tuple[bool, set[str]]]:
    """Name the records of each journal that copies of this name may be of; True with those of this one."""
    target, stem = whole_file.behind_links(journal), _stem(journal)
    for name in (stem, f"{stem}.json", f"{stem}.json.age"):
        with suppress(OSError, NoKey):
            text = whole_file.read(target.with_name(name))
            known = uids.that_can_come_back(text) if text else None
            if known is not None:
                yield name == target.name, known


def _belongs(copy: Backup, journals: list[tuple[bool, set[str]]]) -> bool:
    """Tell whether a copy is of this journal: of the one it shares a record with, if that can be known."""
    with suppress(OSError, NoKey):
        held = uids.of_records(whole_file.read(copy.path) or b"")
        if held is not None and journals:
            if sharing := [ours for ours, known in journals if known & held]:
                return True in sharing
            return not held and (True, set()) in journals
    return all(not ours for ours, _known in journals)


def newest(journal: Path) -> Path | None:
    """Find the newest copy of a journal that can be read, if there is one."""
    good = (copy for copy in kept(journal) if copy.why != "broken" and copy.records() is not None)
    return next((copy.path for copy in good), None)


def take(journal: Path, moment: datetime, why: CopyReason, as_read: State | None = None) -> Path | None:
    """Copy the journal as it is, and read the copy back; None when there is no journal. Raises Unwritable.

    Raises Locked when that is not what was read, `as_read`: a copy of what another program is just writing
    would be worth nothing. Only under the journal's lock: two copies of one second would take the same name.
    """
    as_it_is = why == "broken"  # what can't be read is copied all the same, also where it is locked
    with damage.of_reading(journal):
        text, state = whole_file.look(journal, as_it_is=as_it_is)
    if text is None:
        return None
    if as_read is not None and state != as_read:
        raise damage.changed_meanwhile(journal)
    if why not in ("daily", "manual") and (made := _made_already(journal, text, why)):
        return made  # a restore tried again and again must not fill the disk with copies
    path = free_name(journal, moment, why)
    with damage.of_copying(folder(journal)):
        whole_file.make_folder(path)
        whole_file.write_and_check(path, text, as_it_is=as_it_is)
    return path


def _made_already(journal: Path, text: bytes, why: CopyReason) -> Path | None:
    for copy in kept(journal):
        with suppress(OSError, NoKey):
            if (
                copy.why == why
                and (sealed.is_sealed(copy.path) or copy.size == len(text))
                and whole_file.look(copy.path, as_it_is=why == "broken")[0] == text
            ):
                return copy.path
    return None


def free_name(journal: Path, moment: datetime, why: CopyReason) -> Path:
    """Choose where the next copy of a journal goes."""
    start = f"{_stem(journal)}-{why}-{moment:%Y%m%d-%H%M%S}"
    return whole_file.free_path(
        lambda number: sealed.as_kept(journal, folder(journal) / f"{start}{number}.json")
    )
