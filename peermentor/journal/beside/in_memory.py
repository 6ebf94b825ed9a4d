"""Finds a folder in memory for a text that must not reach the disk while an editor has it open."""

import os
from contextlib import suppress
from hashlib import blake2s
from pathlib import Path
from stat import S_IMODE, S_ISDIR

_PLACES = ("/dev/shm",)  # noqa: S108 - a file system in memory, wherever Linux has one

_OTHERS = 0o077


def folder_in_memory(journal: Path) -> Path | None:
    """Make a folder for texts that are being written, open only to its owner; None where none can be made."""
    for folder in _folders(journal):
        with suppress(OSError):
            folder.mkdir(mode=0o700, exist_ok=True)
            about = folder.lstat()
            if (
                S_ISDIR(about.st_mode)
                and about.st_uid == os.geteuid()
                and not S_IMODE(about.st_mode) & _OTHERS
            ):
                return folder
    return None


def _folders(journal: Path) -> list[Path]:
    if not hasattr(os, "geteuid"):
        return []
    mark = blake2s(os.fsencode(journal.absolute()), digest_size=6).hexdigest()
    return [Path(place) / f"peermentor-{os.geteuid()}-{mark}" for place in _PLACES if os.path.ismount(place)]


def left_in_memory(journal: Path) -> list[Path]:
    """List the texts in memory that an ended process left."""
    found: list[Path] = []
    for folder in _folders(journal):
        with suppress(OSError):
            if folder.lstat().st_uid == os.geteuid():
                for process in sorted(folder.iterdir()):
                    if process.name.isdecimal() and not _is_alive(int(process.name)):
                        found += sorted(process.iterdir())
    return found


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
