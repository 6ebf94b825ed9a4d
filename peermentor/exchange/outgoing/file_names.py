"""Names of files that every system can keep, and that links can be made to: Obsidian forbids the most."""

import re
import unicodedata

from peermentor.practice.nouns.unseen import without_unseen

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f\\/:*?"<>|#^\[\]%`{}]+')
_OF_WINDOWS = re.compile(r"(?i)(con|prn|aux|nul|(com|lpt)\d)(\.|$)")
NAMELESS = "file"
LONGEST = 120  # bytes: room for a folder, a day and an ending in the 255 of most disks


class FileNames:
    """The names given in one folder: no two of them alike, whatever the case and the accents are made of."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, wanted: str, otherwise: str) -> str:
        """Give a name like the one wanted, or like the other where nothing of that can be kept."""
        name = safe_name(wanted) or otherwise
        free, count = name, 1
        while _alike(free) in self._given:
            count += 1
            free = f"{name} {count}"
        self._given.add(_alike(free))
        return free


def safe_name(text: str) -> str:
    """Keep of a text what may stand in the name of a file; "" where that is nothing."""
    plain = unicodedata.normalize("NFC", without_unseen(_FORBIDDEN.sub(" ", text)))
    name = " ".join(plain.split()).encode()[:LONGEST].decode(errors="ignore").strip(" .")
    return f"{name}_" if _OF_WINDOWS.match(name) else name


def _alike(name: str) -> str:
    return unicodedata.normalize("NFKD", name).casefold()
