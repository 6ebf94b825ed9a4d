"""Whether a journal that is not there is new or gone: an unmounted disk must not look like a first day.

Whatever was written once leaves a mark in `NAME.d`, and a line in this machine's state folder for where
it was. Where a person moved `NAME.d` away, or made an empty one, a new journal may begin.
"""

import os
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

from peermentor.errors import JournalError
from peermentor.journal.file import regular, sealed, whole_file
from peermentor.journal.store import damage
from peermentor.journal.store.form import BEGINNING, FORMAT
from peermentor.journal.upkeep import backups

MARK = "written"


def is_marked(journal: Path) -> bool:
    """Tell whether a write of this journal left its mark."""
    return os.path.lexists(whole_file.beside(journal) / MARK)


def leave_mark(journal: Path, *, elsewhere: bool = True) -> None:
    """Keep a mark that this journal was written, if there is none.

    With `elsewhere` also a line in the state folder, for when its disk is not mounted.
    Where the mark can't be made, the write goes on without one.
    """
    if is_marked(journal):
        return
    with suppress(OSError):
        mark = whole_file.beside(journal) / MARK
        whole_file.make_folder(mark)
        whole_file.replace(mark, [])
    if elsewhere and not _is_noted(journal):
        with suppress(OSError):
            _note(journal)


def refuse_gone(journal: Path) -> None:
    """Make sure that a journal that is not there is a new one, or was begun just now. Raises Gone."""
    beside = whole_file.beside(journal)
    if _was_there(journal, beside) and not sealed.place_of(journal).exists():
        raise _gone(journal, beside)


def _was_there(journal: Path, beside: Path) -> bool:
    if is_marked(journal) or _has_copies(journal, backups.folder(journal)):
        return True
    if _was_set_aside(beside) or _was_made_by_hand(beside):
        return False
    if sealed.is_sealed(journal):
        return True  # none begins locked: this is a link to where it is no more
    return _is_noted(journal) or _has_copies(journal, backups.older_folder(journal))


def another_beside(journal: Path) -> Path | None:
    """Find another journal in the folder in which this one is to be made."""
    target = whole_file.behind_links(journal)
    with suppress(OSError):
        if locked := [path for path in target.parent.glob(f"*.json{sealed.AGE}") if path != target]:
            return locked[0]
        for path in sorted(target.parent.glob("*.json")):
            if path != target and path.is_file():
                with path.open("rb") as file:
                    if FORMAT.encode() in file.read(BEGINNING):
                        return path
    return None


def _has_copies(journal: Path, place: Path) -> bool:
    there = (copy for copy in backups.kept(journal) if copy.path.parent == place)
    return any(copy.why != "broken" and copy.records() for copy in there)


def _gone(journal: Path, beside: Path) -> JournalError:
    anew = ["mkdir", "-p", "-m", "700", str(beside)]
    if os.path.lexists(beside):
        anew = ["mv", str(beside), str(_free_name(beside))]
    return damage.gone(journal, backups.newest(journal), anew)


def _was_made_by_hand(beside: Path) -> bool:
    """Tell whether a folder is empty but for drafts: the first command may have left one."""
    with suppress(OSError):
        return {one.name for one in beside.iterdir()} <= {"drafts"}
    return False


def _was_set_aside(beside: Path) -> bool:
    with suppress(OSError):
        return any(one.name.startswith(f"{beside.name}-") for one in beside.parent.iterdir())
    return False


def _free_name(beside: Path) -> Path:
    aside = f"{beside.name}-{date.today():%Y%m%d}"  # noqa: DTZ011 - only a name
    return whole_file.free_path(lambda number: beside.with_name(f"{aside}{number}"))


def _notes() -> Path:
    if sys.platform == "linux":  # as platformdirs has it, without 5 ms of every first write
        said = os.environ.get("XDG_STATE_HOME", "")
        return Path(said if said.strip() else Path.home() / ".local" / "state") / "peermentor" / "journals"
    from platformdirs import user_state_path  # noqa: PLC0415 - as above

    return user_state_path("peermentor") / "journals"


def _line(journal: Path) -> bytes:
    # A name may hold a line's end, or bytes that are no text.
    target = whole_file.behind_links(journal)
    return str(target.with_name(sealed.plain_name(target.name))).encode("unicode_escape")


def _is_noted(journal: Path) -> bool:
    with suppress(OSError):
        return _line(journal) in (whole_file.read(_notes()) or b"").splitlines()
    return False


def _note(journal: Path) -> None:
    notes = _notes()
    whole_file.make_folder(notes)
    descriptor = regular.open_regular(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with open(descriptor, "ab") as file:  # noqa: PTH123 - a descriptor with its own flags
        regular.give_to_owner_of(notes.parent, descriptor)
        file.write(_line(journal) + b"\n")
