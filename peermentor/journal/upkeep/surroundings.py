"""What the journal's file rests on: who may read it, its lock, its folders, its copies and what is beside it.

Only what the program wrote itself is ever changed here, and nothing through a link.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISLNK, S_ISREG, S_ISVTX

from peermentor.errors import NoKey, of_the_system
from peermentor.journal.beside import drafts
from peermentor.journal.file import lock, sealed, whole_file
from peermentor.journal.store import damage, uids
from peermentor.journal.store.form import BEGINNING, FORMAT
from peermentor.journal.store.permission import way_back_in
from peermentor.journal.upkeep import backups, presence
from peermentor.language import _, several
from peermentor.practice.nouns.upkeep import Finding
from peermentor.to_type import shell_words, to_type

_OTHERS_READ, _OTHERS_WRITE = 0o077, 0o022
# As Dropbox, Nextcloud and ownCloud, Syncthing and Seafile name what they could not bring together.
_CONFLICT = re.compile(
    r"\(.*(conflict|konflik).*\)|_conflict-\d|\.sync-conflict-\d|SFConflict", re.IGNORECASE
)
# Drafts and answers, what waits for the key, and what was exported.
_CUT_OFF = re.compile(
    r"\.(\d{8}-\d{6}-\d+[-\da-f]*\.(md|answers)|\d{20}-[\da-f]{8}\.json|exports\.json)(\.age)?\.tmp"
)
_PERHAPS = re.compile(r"(-[\w]+| \(?\d+\)?)")  # OneDrive adds the machine's name, others count


def look_around(path: Path, now: datetime) -> Iterator[Finding]:
    """Look at everything beside the journal's own text; what can't be looked at is a finding too."""
    looks: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: _private(path),
        lambda: _locked(path),
        lambda: _leftovers(path),
        lambda: _waiting(path),
        lambda: _copies(path, now),
        lambda: _folders(path),
        lambda: _conflicts(path),
    )
    for look in looks:
        try:
            yield from look()
        except FileNotFoundError:
            continue  # whether the journal should be there was looked at before
        except OSError as error:
            place = error.filename if isinstance(error.filename, str) else path
            text = _("{place} can't be looked at: {why}.").format(place=place, why=of_the_system(error))
            way_on = way_back_in(Path(place)) if isinstance(error, PermissionError) else ""
            yield Finding("files", False, text, way_on)


def ours(path: Path) -> list[Path]:
    """List what the program wrote for this journal and keeps, as far as it is there: no links among it."""
    beside = whole_file.beside(path)
    places = [
        whole_file.behind_links(path),
        beside,
        beside / presence.MARK,
        backups.folder(path),
        drafts.folder(path),
        *(copy.path for copy in backups.kept(path)),
        *drafts.of_older_versions(path),
        *drafts.written_by_us(drafts.folder(path)),
    ]
    return [place for place in places if _kind(place)]


def leftovers(path: Path) -> list[Path]:
    """List the temporary files of writes that were cut off."""
    target = whole_file.behind_links(path)
    name = sealed.plain_name(target.name)
    fresh = [target.with_name(f".{one}.tmp") for one in (name, f"{name}{sealed.AGE}")]
    beside = whole_file.beside(path)
    for folder in (beside, drafts.folder(path), beside / "inbox"):
        with suppress(OSError):
            fresh += [one for one in sorted(folder.iterdir()) if _CUT_OFF.fullmatch(one.name)]
    return [*(one for one in fresh if _kind(one) == "file"), *backups.leftovers(path)]


def close_to_others(path: Path) -> None:
    """Take everybody else's permissions away from what is kept. Raises OSError."""
    for place in ours(path):
        if _mode(place) & _OTHERS_READ:
            place.chmod(0o700 if place.is_dir() else 0o600)


def _private(path: Path) -> Iterator[Finding]:
    places = ours(path)
    if os.name != "posix":
        return
    open_ones = [str(place) for place in places if _mode(place) & _OTHERS_READ]
    if open_ones:
        text = _("Others on this machine may read {places}.").format(places=", ".join(open_ones))
        yield Finding("private", False, text, _("peermentor doctor --repair closes them."), "permissions")
    else:
        yield Finding("private", True, _("Only you can read what is kept."))
    me = os.geteuid()
    for place in places:
        if me and place.lstat().st_uid != me:
            text = _("{place} belongs to somebody else.").format(place=place)
            yield Finding("owner", False, text, way_back_in(place))


def _locked(path: Path) -> Iterator[Finding]:
    place = lock.place(path)
    if not os.path.lexists(place):
        return
    if not S_ISREG(place.lstat().st_mode):
        text = _("The lock {place} is no file, so nothing can be written.").format(place=place)
        way_on = _("Move it away; the next write makes a new one.")
        yield Finding("lock", False, text, way_on)
        return
    try:
        lock.require_locks(path)
    except lock.NoLocks as error:
        trouble = damage.no_locks(path, error)
        yield Finding("lock", False, trouble.message, trouble.hint)
    except OSError:
        text = _("The lock {place} can't be opened, so nothing can be written.").format(place=place)
        yield Finding("lock", False, text, way_back_in(place))
    else:
        yield Finding("lock", True, _("Its lock can be taken."))


def _leftovers(path: Path) -> Iterator[Finding]:
    if left := leftovers(path):
        text = _("A write that was cut off left {path} behind.").format(path=", ".join(map(str, left)))
        yield Finding("leftovers", False, text, _("peermentor doctor --repair removes it."), "leftovers")


def _waiting(path: Path) -> Iterator[Finding]:
    waiting = drafts.Drafts(path).waiting(answers=True)
    if waiting:
        text = several("{n} draft waits in {{folder}}.", "{n} drafts wait in {{folder}}.", len(waiting))
        yield Finding("drafts", True, text.format(folder=waiting[0].parent))


def _copies(path: Path, now: datetime) -> Iterator[Finding]:
    place = backups.folder(path)
    try:
        every = backups.listed(path)
    except OSError as error:
        text = _("The copies in {folder} can't be listed: {why}.")
        way_on = way_back_in(place) or _("No copy can be made while it is like that; move it away.")
        yield Finding("backups", False, text.format(folder=place, why=of_the_system(error)), way_on)
        return
    if place.is_dir() and not os.access(place, os.W_OK | os.X_OK):
        text = _("No copy of the journal can be kept in {folder}: {why}.")
        why = _("Permission denied")
        yield Finding("backups", False, text.format(folder=place, why=why), way_back_in(place / ".tmp"))
    kept = [copy for copy in every if copy.why != "broken"]
    closed = [copy for copy in kept if sealed.is_closed(copy.path)]
    unread = [copy.path for copy in kept if copy not in closed and copy.records() is None]
    strange = [path.name for path in unread if _is_for_others(path)]
    broken = [path.name for path in unread if path.name not in strange]
    if closed:
        text = several(
            "{n} backup is locked, and was not read.",
            "{n} backups are locked, and were not read.",
            len(closed),
        )
        yield Finding("backups-locked", True, text, note=True)
    if strange:
        text = _("These backups are locked to another key than yours: {names}.")
        way_on = _("Whoever has that key can open them. Where yours is: peermentor config identity FILE")
        yield Finding("backups-locked", False, text.format(names=", ".join(strange)), way_on)
    if broken:
        text = _("These backups can't be read: {names}.").format(names=", ".join(broken))
        yield Finding("backups", False, text, _("Remove them, and make a new one: peermentor backup"))
    elif (whole := len(kept) - len(closed) - len(strange)) or not (closed or strange):
        text = several("{n} backup can be put back.", "{n} backups can be put back.", whole)
        yield Finding("backups", True, text)
    ahead = [copy.path.name for copy in kept if copy.moment.date() > now.date()]
    if ahead:
        text = _("These backups are dated ahead of the clock: {names}.").format(names=", ".join(ahead))
        yield Finding("backup-dates", True, text, _("The clock was wrong then, or is now."), note=True)


def _is_for_others(path: Path) -> bool:
    try:
        whole_file.read(path)
    except sealed.ForOthers:
        return True
    except (OSError, NoKey):
        return False
    return False


def _folders(path: Path) -> Iterator[Finding]:
    if os.name != "posix":
        return
    for folder in whole_file.behind_links(path).parents:
        mode = folder.stat().st_mode
        if S_IMODE(mode) & _OTHERS_WRITE and not mode & S_ISVTX:
            text = _("Others on this machine may write in {folder}, and so take the journal away.")
            closed = shell_words("chmod", "go-w", str(folder))
            way_on = _("If nobody else needs it: {command}").format(command=closed)
            yield Finding("folders", True, text.format(folder=folder), way_on, note=True)


def _conflicts(path: Path) -> Iterator[Finding]:
    if names := conflicting_names(path):
        text = _("Copies that a sync program could not bring together lie beside the journal: {names}.")
        way_on = _("What was written on another machine may be only there. Look: {command}").format(
            command=to_type("mentors", journal="COPY")
        )
        yield Finding("conflicts", True, text.format(names=", ".join(names)), way_on, note=True)


def conflicting_names(path: Path) -> list[str]:
    """Name the copies that a sync program left beside a journal. Raises OSError."""
    target = whole_file.behind_links(path)
    return [one.name for one in sorted(target.parent.iterdir()) if _is_conflict(one, target)]


def _is_conflict(one: Path, journal: Path) -> bool:
    """Tell whether a file beside the journal is a copy of it under a name that a sync program gives."""
    stem, suffix = journal.stem, journal.suffix
    if one == journal or not one.name.startswith(stem) or _kind(one) != "file":
        return False
    middle = one.name.removeprefix(stem).removesuffix(suffix)
    if _CONFLICT.search(middle):
        return True
    if not one.name.endswith(suffix) or not _PERHAPS.fullmatch(middle):
        return False
    with suppress(OSError):
        theirs = whole_file.read(one) or b""
        if FORMAT.encode() in theirs[:BEGINNING]:
            known = uids.of_records(whole_file.read(journal) or b"") or set()
            return bool(known & (uids.of_records(theirs) or set()))
    return False


def _kind(place: Path) -> str:
    """Tell what is there: a file, a folder, something else, or nothing."""
    try:
        mode = place.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return ""
    return "file" if S_ISREG(mode) else "folder" if S_ISDIR(mode) else "" if S_ISLNK(mode) else "other"


def _mode(place: Path) -> int:
    return S_IMODE(place.lstat().st_mode)
