"""Copies of the journal as it was, in `backups/` beside it: its owner's only, and read back when made.

One before the first write of each day (seven days are kept, and the last of each of four weeks before), one
before every migration, restore and import, and as many as a person makes by hand; those stay until they go.
"""

import os
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct

from peermentor.errors import JournalError, NotFound
from peermentor.journal.file import whole_file
from peermentor.journal.file.typed_path import typed_path
from peermentor.journal.file.whole_file import State
from peermentor.journal.store import damage, snapshot
from peermentor.journal.store.form import ABOUT
from peermentor.language import _

Why = Literal["daily", "manual", "restore", "migration", "import", "broken"]
DAYS, WEEKS = 7, 4
_NAMED = re.compile(r"-(daily|manual|restore|migration|import|broken)-(\d{8}-\d{6})(?:-(\d+))?\.json")


class Backup(Struct, frozen=True):
    """One copy: why and when it was made, and how large it is in bytes."""

    path: Path
    why: Why
    moment: datetime
    size: int

    def records(self) -> int | None:
        """Count the records in it; None when it can't be read."""
        try:
            tables = snapshot.read(self.path).tables()
        except JournalError:
            return None
        return sum(len(table) for name, table in tables.items() if name not in ABOUT)


def folder(journal: Path) -> Path:
    """Tell where the copies of a journal are."""
    return whole_file.behind_links(journal).parent / "backups"


def kept(journal: Path) -> list[Backup]:
    """List the copies of this journal, newest first."""
    stem = whole_file.behind_links(journal).name.removesuffix(".json")
    found = []
    with suppress(OSError):
        for path in folder(journal).iterdir():
            named = _NAMED.fullmatch(path.name.removeprefix(stem)) if path.name.startswith(stem) else None
            # One that went since, or that no clock ever named, does not hide the others.
            with suppress(OSError, ValueError):
                if named:
                    found.append((int(named[3] or 0), _backup(path, named)))
    # Of the copies of one second, the day's own came first, and a higher number later.
    order = sorted(found, key=lambda pair: (pair[1].moment, pair[1].why != "daily", pair[0]), reverse=True)
    return [backup for _number, backup in order]


def find_copy(journal: Path, typed: str) -> Path:
    """Find a copy as a person names it: "2" is the second newest, else its file's name, else any path.

    Raises NotFound where there is no such file.
    """
    copies = kept(journal)
    if typed.isdecimal() and 1 <= int(typed) <= len(copies):
        return copies[int(typed) - 1].path
    for copy in copies:
        if copy.path.name == typed:
            return copy.path
    path = typed_path(typed)
    if not path.exists():
        raise NotFound(
            _("There is no copy “{typed}”.").format(typed=typed), _("See what there is: peermentor restore")
        )
    return path


def leftovers(journal: Path) -> list[Path]:
    """List the temporary files of copies that were cut off."""
    stem = whole_file.behind_links(journal).name.removesuffix(".json")
    return [
        path
        for path in sorted(folder(journal).glob(".*.json.tmp"))
        if _NAMED.fullmatch(path.name[1:].removeprefix(stem).removesuffix(".tmp"))
    ]


def _backup(path: Path, named: re.Match[str]) -> Backup:
    moment = datetime.fromisoformat(named[2].replace("-", "T"))  # local, as it was named
    return Backup(path, named[1], moment, path.stat().st_size)  # type: ignore[arg-type]


def newest(journal: Path) -> Path | None:
    """Find the newest copy of a journal that can be read, if there is one."""
    good = (copy for copy in kept(journal) if copy.why != "broken" and copy.records() is not None)
    return next((copy.path for copy in good), None)


def take(journal: Path, moment: datetime, why: Why, as_read: State | None = None) -> Path | None:
    """Copy the journal as it is, and read the copy back; None when there is no journal. Raises Unwritable.

    Raises Locked when that is not what was read, `as_read`: a copy of what another program is just writing
    would be worth nothing. Only under the journal's lock: two copies of one second would take the same name.
    """
    with damage.of_reading(journal):
        text, state = whole_file.look(journal)
    if text is None:
        return None
    if as_read is not None and state != as_read:
        raise damage.changed_meanwhile(journal)
    if why not in ("daily", "manual") and (made := _made_already(journal, text, why)):
        return made  # a restore tried again and again must not fill the disk with copies
    path = free_name(journal, moment, why)
    with damage.of_writing(path):
        whole_file.make_folder(path)
        whole_file.write_and_check(path, text)
    return path


def _made_already(journal: Path, text: bytes, why: Why) -> Path | None:
    for copy in kept(journal):
        with suppress(OSError):
            if copy.why == why and copy.size == len(text) and whole_file.read(copy.path) == text:
                return copy.path
    return None


def free_name(journal: Path, moment: datetime, why: Why) -> Path:
    """Choose where the next copy of a journal goes."""
    stem = whole_file.behind_links(journal).name.removesuffix(".json")
    place, name = folder(journal), f"{stem}-{why}-{moment:%Y%m%d-%H%M%S}"
    path, count = place / f"{name}.json", 0
    while os.path.lexists(path):
        count += 1
        path = place / f"{name}-{count}.json"
    return path


def before_write(journal: Path, moment: datetime, as_read: State, *, migrating: bool) -> None:
    """Copy the file as it was before a write, under the lock; `migrating` when the form of the file changes.

    A daily copy that can't be made does not keep a person from writing; one before a migration does.
    """
    if migrating:
        take(journal, moment, "migration", as_read)
        return
    if any(b.why == "daily" and b.moment.date() == moment.date() for b in kept(journal)):
        return
    with suppress(JournalError):
        made = take(journal, moment, "daily", as_read)
        _forget_old(journal, made)


def _forget_old(journal: Path, made: Path | None) -> None:
    """Keep the newest of seven days, and of four weeks before them.

    The one just `made` stays even where a clock that was wrong once left copies of days yet to come.
    """
    daily = [backup for backup in kept(journal) if backup.why == "daily"]
    recent, older = daily[:DAYS], daily[DAYS:]
    weeks: dict[tuple[int, int], Backup] = {}
    for backup in older:
        weeks.setdefault(backup.moment.isocalendar()[:2], backup)
    stay = {backup.path for backup in (*recent, *list(weeks.values())[:WEEKS])}
    for backup in daily:
        if backup.path not in stay and backup.path != made:
            with suppress(OSError):
                os.unlink(backup.path)  # noqa: PTH108 - as the rest of the room does
