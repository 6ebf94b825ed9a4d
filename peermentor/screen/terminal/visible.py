"""Private words on their way to a terminal: nothing in them may move the cursor, set a title or hide text."""

import re

# C0 and C1 controls but the newline, and the marks that reorder or hide text. Stored text keeps them.
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def visible(text: str) -> str:
    """The text with control characters and direction marks written out; a tab is a space."""
    return _UNSEEN.sub(_written_out, text)


def one_line(text: str) -> str:
    """The same, folded into a single line, for a cell of a table or a message."""
    return " ".join(visible(text).split())


def _written_out(found: re.Match[str]) -> str:
    mark = found[0]
    if mark == "\t":
        return " "
    if mark == "\r":
        return "␍"
    if mark < "\x20":
        return chr(0x2400 + ord(mark))  # the pictures Unicode keeps for control characters
    return f"<U+{ord(mark):04X}>"
