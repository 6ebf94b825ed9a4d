"""How a file is known again that is exactly as this program left it.

After each write the length of the file, its checksum and the place of every table in it are noted beside
it, in the file that serves as the lock. Where they fit what is read, single lines can be found and exchanged
without understanding all the others; where they do not, because somebody else wrote, because the power went
or because nobody ever noted it, everything is read and understood as if there were no note. So it may be lost
or stale at any time: it makes a journal quick, never right.
"""

from contextlib import suppress
from pathlib import Path
from zlib import crc32

from msgspec import DecodeError, Struct, json

from peermentor import __version__
from peermentor.journal.file import lock
from peermentor.journal.file.codec import Written

Places = dict[str, tuple[int, int]]
"""Of each table, in their order: where its opening brace is, and where it ends."""


class Seal(Struct, frozen=True):
    """What is noted: by which version, and of which text.

    `marks` are the letters and signs outside ASCII that occur in it (there may be others among them), which a
    search must know, and which take long to find.
    """

    by: str
    size: int
    sum: int
    tables: Places
    marks: str


_ASCII = bytes(range(128))


def holds(journal: Path, text: bytes) -> Seal | None:
    """What is known of this text of a journal, if it is as this program left it."""
    try:
        with open(lock.place(journal), "rb") as file:  # noqa: PTH123 - 0.1 ms less than a Path, in every command
            check, _space, note = file.read().partition(b" ")
        if check != _check(note):
            return None  # a write of the note itself was cut off, and half of it is from the one before
        seal = json.decode(note, type=Seal)
    except (OSError, DecodeError):
        return None
    if seal.by != __version__ or seal.size != len(text) or seal.sum != crc32(text):
        return None
    return seal


def put(journal: Path, written: Written, marks: str) -> None:
    """Note what was just written over a text with these marks.

    Only under the journal's lock; where it can't be noted, it is not.
    """
    marks = "".join(sorted({*marks, *written.fresh.translate(None, _ASCII).decode()}))
    size, total = 0, 0
    for piece in written.pieces:
        size, total = size + len(piece), crc32(piece, total)
    note = json.encode(Seal(__version__, size, total, written.places, marks))
    with suppress(OSError), open(lock.place(journal), "r+b") as file:  # noqa: PTH123 - as above
        file.write(b"%s %s" % (_check(note), note))
        file.truncate()


def _check(note: bytes) -> bytes:
    return b"%08x" % crc32(note)
