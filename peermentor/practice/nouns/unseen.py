"""Invisible characters: a text of nothing else is empty, and they make no difference between two names."""

import re

# C0 and C1 controls but those that are white space; what Unicode lists as default-ignorable (marks of
# direction, joiners, fillers, soft hyphens, variation selectors, tags: DerivedCoreProperties.txt); what
# separates lines and paragraphs; what marks annotations; and a Braille cell without a dot.
UNSEEN = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Those of them that Python takes for printable; of all others it says that they are not.
_TAKEN_FOR_SEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0").union(
    map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
_LINE_END = re.compile("\r+\n")
_UNSEEN = f"[{UNSEEN}]"


def is_seen(text: str) -> bool:
    """Tell without a long look that no character of a text is invisible or a line end; False says nothing."""
    return text.isprintable() and _TAKEN_FOR_SEEN.isdisjoint(text)


def without_unseen(text: str) -> str:
    """Remove every invisible character."""
    return text if is_seen(text) else re.sub(_UNSEEN, "", text)


def as_words(text: str) -> str:
    """Remove what a file or a clipboard adds and nobody typed: a BOM, and the CR of each CRLF."""
    return _LINE_END.sub("\n", text.lstrip("\ufeff")).rstrip("\r")


def says_nothing(text: str) -> bool:
    """Tell whether a text has nothing to read: only spaces, line ends and invisible characters."""
    return not without_unseen(text).strip()
