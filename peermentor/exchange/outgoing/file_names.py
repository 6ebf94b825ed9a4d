"""Names of files that every system allows, and that links can use; Obsidian forbids the most signs."""

import re
import unicodedata

from peermentor.practice.nouns.unseen import without_unseen

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f\\/:*?"<>|#^\[\]%`{}]+')
_OF_WINDOWS = re.compile(r"(?i)(con|prn|aux|nul|(com|lpt)\d)(\.|$)")
NAMELESS = "file"
LONGEST = 120  # bytes; most disks allow 255, with a folder, a day and an ending


class FileNames:
    """The names given in one folder; no two are equal, even for a disk that ignores case."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, wanted: str, otherwise: str) -> str:
        """Give a free name like `wanted`, or like `otherwise` where nothing of that is allowed: "Maya 2"."""
        name = safe_name(wanted) or otherwise
        free, count = name, 1
        while _alike(free) in self._given:
            count += 1
            free = f"{name} {count}"
        self._given.add(_alike(free))
        return free


def safe_name(text: str) -> str:
    """Make a file name from a text, without the signs that are not allowed; "" where nothing is left."""
    plain = unicodedata.normalize("NFC", without_unseen(_FORBIDDEN.sub(" ", text)))
    name = " ".join(plain.split()).encode()[:LONGEST].decode(errors="ignore").strip(" .")
    return f"{name}_" if _OF_WINDOWS.match(name) else name


def _alike(name: str) -> str:
    return unicodedata.normalize("NFKD", name).casefold()
