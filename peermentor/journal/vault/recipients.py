"""Read and write the public keys of a locked journal: `NAME.d/recipients`, in the form of `age -R`.

They are not secret, and can be read without a key: so a person who has no key at hand can still write.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from peermentor.errors import Ambiguous, NoKey, NotFound, StrangeKey
from peermentor.journal.file import whole_file
from peermentor.journal.file.sealed import RECIPIENTS
from peermentor.journal.store.permission import way_back_in
from peermentor.journal.vault import age
from peermentor.language import _
from peermentor.to_type import quoted

RECOVERY = "recovery"
_BEGINS, _ENDS = 12, 6  # signs of a key by which a person tells it from others


class Recipient(Struct, frozen=True):
    """A public key, and what it is called."""

    key: str
    name: str


def place(journal: Path) -> Path:
    """Tell where the public keys of a journal are."""
    return whole_file.beside(journal) / RECIPIENTS


def place_for(path: Path) -> Path:
    """Tell where the public keys are for a journal, or for a file in its `NAME.d`."""
    if os.path.lexists(own := place(path)):
        return own
    return next((folder / RECIPIENTS for folder in path.parents if folder.name.endswith(".d")), own)


def read_recipients(place: Path, *, leaving: bool = False) -> list[Recipient]:
    """Read the public keys; none if there is no such file. Raises NoKey for a file that is broken.

    With `leaving`, read the keys that are just being removed. They are comments: no program seals for them.
    """
    found, name = [], ""
    try:
        lines = (whole_file.read(place) or b"").decode().splitlines()
        for line in lines:
            noted = line.removeprefix("#").strip()
            if line.startswith("#") and not age.is_recipient(noted):
                name = noted
            elif noted:
                if line.startswith("#") == leaving:
                    found.append(Recipient(age.recipient_in(noted), name))
                name = ""
    except (OSError, ValueError) as error:
        raise NoKey(
            _("{place}, which names the keys of this journal, can't be read.").format(place=place),
            (isinstance(error, PermissionError) and way_back_in(place))
            or _("Put it back from a copy; one public key (age1…) stands on each line."),
        ) from None
    return found


def require_recipients(place: Path) -> list[Recipient]:
    """Read the public keys of a locked journal. Raises NoKey where there are none."""
    found = read_recipients(place)
    if not found:
        raise NoKey(
            _("{place}, which names the keys of this journal, is gone, so nothing can be written.").format(
                place=place
            ),
            _("Put it back from a copy, or write your public key (age1…) into it."),
        )
    return found


def trusted(found: Sequence[Recipient], named: Sequence[str]) -> list[Recipient]:
    """List the keys that a journal names itself; all of them where it names none yet."""
    return [one for one in found if not named or one.key in named]


def find(known: Sequence[Recipient], typed: str, called: Callable[[str], str]) -> Recipient:
    """Find a key by how it begins, or by how a word of its name begins: "age1qx" or "lap" for "the laptop".

    `called` gives the name as it is shown.
    Raises NotFound, Ambiguous.
    """
    wanted = _folded(typed)
    names = {one.key: (_folded(one.key), _folded(one.name), _folded(called(one.name))) for one in known}
    shown = [f"{called(one.name)} ({one.key[:_BEGINS]}…{one.key[-_ENDS:]})".lstrip() for one in known]
    for matches in (
        [one for one in known if wanted and wanted in names[one.key]],
        [one for one in known if wanted and any(f" {wanted}" in f" {name}" for name in names[one.key])],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            said = [shown[known.index(one)] for one in matches]
            raise Ambiguous(
                _("“{typed}” could be {names}.").format(typed=typed, names=", ".join(said)),
                [one.key for one in matches],  # whole: a script types one of them again
                _("Type more of it."),
            )
    raise NotFound(
        _("No key that opens this journal is “{typed}”.").format(typed=typed),
        _("There are: {names}.").format(names=", ".join(shown)),
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def require_trusted(place: Path, found: Sequence[Recipient], named: Sequence[str]) -> None:
    """Make sure that nobody but the journal's own keys can open what is written. Raises StrangeKey."""
    if strange := [one.key for one in found if one not in trusted(found, named)]:
        raise StrangeKey(
            _("{place} has a key that the journal does not know, so nothing is written: {key}").format(
                place=place, key=strange[0]
            ),
            _(
                "If it is yours: peermentor vault add-key {key}. If not: peermentor vault remove-key {key}, "
                "and find out who can write there."
            ).format(key=quoted(strange[0])),
        )


def difference(place: Path, named: Sequence[str]) -> str:
    """Say how the keys beside a journal differ from those it names itself, or "". Raises NoKey."""
    found = read_recipients(place)
    try:
        require_trusted(place, found, named)
    except StrangeKey as strange:
        return f"{strange.message}\n{strange.hint}"
    if gone := [key for key in named if found and key not in [one.key for one in found]]:
        return _(
            "{place} lacks a key that the journal knows: {key}. It opens nothing "
            "that is written from here on. To put it back: peermentor vault add-key {typed}"
        ).format(place=place, key=gone[0], typed=quoted(gone[0]))
    return ""


def write_recipients(
    journal: Path, recipients: Sequence[Recipient], leaving: Sequence[Recipient] = ()
) -> None:
    """Write the public keys of a journal, and as comments those that are just being removed.

    Raises OSError.
    """
    text = "".join(f"# {one.name}\n{one.key}\n" for one in recipients)
    text += "".join(f"# {one.name}\n# {one.key}\n" for one in leaving)
    path = place(journal)
    whole_file.make_folder(path)
    whole_file.write_and_check(path, text.encode())


def remove_recipients(journal: Path) -> None:
    """Remove the file of the public keys, as nothing is locked any more."""
    with suppress(OSError):
        place(journal).unlink()
