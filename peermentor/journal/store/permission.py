"""A refused permission in words: whose the file is, and the command that gets it back."""

import os
from contextlib import suppress
from pathlib import Path

from peermentor.journal.file import lock, whole_file
from peermentor.language import _
from peermentor.to_type import shell_words


def way_back_in(refused: Path) -> str:
    """Say whose this file or folder is, and how this user may use it again; "" where that is not known.

    For a folder of another user the advice is to keep the journal in another place.
    """
    if not hasattr(os, "geteuid"):
        return ""

    place, wanted = _what_refuses(refused)
    try:
        owner = place.stat().st_uid
    except OSError:
        return ""
    me = os.geteuid()
    if owner == me:
        return _("It is yours, but closed. Open it again: {command}").format(
            command=shell_words("chmod", f"u+{wanted}", str(place))
        )
    if place.is_dir() and _kept_beside(place) is None:
        return _("The folder {folder} belongs to {owner}. Keep your journal in a folder of yours.").format(
            folder=place, owner=_name(owner)
        )
    return _("It belongs to {owner}. Make it yours again: {command}").format(
        owner=_name(owner),
        command=shell_words("sudo", "chown", "-R", _name(me), *map(str, _all_that_is_not_mine(place, me))),
    )


def _what_refuses(refused: Path) -> tuple[Path, str]:
    """Find the file or folder that has something against it, and what chmod would have to add there."""
    for folder in reversed(refused.parents):
        if not os.access(folder, os.X_OK, effective_ids=_AS_WE_ACT):
            return folder, "rwx"
    if not os.path.lexists(refused) or refused.name.endswith(".tmp"):
        return refused.parent, "rwx"
    if refused.is_dir():
        return refused, "rwx"
    if os.access(refused, os.R_OK | os.W_OK, effective_ids=_AS_WE_ACT):
        return refused.parent, "rwx"  # a file one may write, in a folder where none may be replaced
    return refused, "rw"


def _all_that_is_not_mine(place: Path, me: int) -> list[Path]:
    """List the file, and what of the same journal belongs to another user."""
    place = _kept_beside(place) or place
    name = place.name.removeprefix(".").removesuffix(".lock").removesuffix(".d")
    journal = place.with_name(name)
    together = dict.fromkeys((place, journal, lock.place(journal), whole_file.beside(journal)))
    found = []
    for one in together:
        with suppress(OSError):
            if one.stat().st_uid != me or one == place:
                found.append(one)
    return found


def _kept_beside(place: Path) -> Path | None:
    """Find the `NAME.d` that this place is, or lies in, if its journal is there."""
    for one in (place, *place.parents):
        if one.name.endswith(".d") and os.path.lexists(one.with_name(one.name.removesuffix(".d"))):
            return one
    return None


def _name(user: int) -> str:
    import pwd  # noqa: PLC0415 - only where a permission was refused, and not on Windows

    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


_AS_WE_ACT = os.access in os.supports_effective_ids
