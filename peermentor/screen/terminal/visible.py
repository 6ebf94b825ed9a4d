"""Makes a text safe for a terminal or a shell: nothing in it may move the cursor, hide or run."""

import re
import unicodedata

from peermentor.practice.nouns.unseen import UNSEEN, is_seen, without_unseen

_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff"
)
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Scripts whose letters change shape beside a joiner: from Arabic to Sinhala, Burmese, Khmer, Mongolian.
_JOINING = (
    "\u0620-\u064a\u066e-\u06d3\u06fa-\u07ea\u08a0-\u08c9\u0900-\u0dff\u1000-\u109f\u1780-\u17b3\u17b6-\u17d3"
    "\u1820-\u18aa"
)


def _tags(word: str) -> str:
    return "".join(chr(0xE0000 + ord(letter)) for letter in word)


# Where a character that shows nothing has an effect: it makes a heart red, a family of three persons, a flag,
# a letter of a name. It is kept there, once, and nowhere else: a row of them could hide a text.
_AT_WORK = "|".join(
    (
        f"(?<=[{_EMOJI}])[\ufe0e\ufe0f]",
        "(?<=[0-9#*])\ufe0f(?=\u20e3)",
        f"(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])",
        f"(?<=[{_HAN}])[\ufe00-\ufe02\U000e0100-\U000e01ef]",
        f"(?<=[{_JOINING}])[\u200c\u200d]",
        "(?<=[\u1820-\u18aa])[\u180b-\u180d\u180f]",
        f"(?<=\U0001f3f4){_tags('gb')}(?:{_tags('eng')}|{_tags('sct')}|{_tags('wls')})\U000e007f",
    )
)
_HIDDEN = f"[\x09\x0b-\x0d\x1c-\x1f\x85{UNSEEN}\ud800-\udfff]"
_PLAIN_TOO = frozenset(" .,?-–—…’")
_ROOM, _MORE = 60, "…"


def visible(text: str) -> str:
    """Write out every character that hides, moves the cursor or reorders: "<U+202E>". A tab: a space."""
    if is_seen(text.replace("\n", "")) or not re.search(_HIDDEN, text):
        return text
    return re.sub(f"({_AT_WORK})|{_HIDDEN}", _written_out, text)  # takes 2 ms to compile, so only when needed


def one_line(text: str) -> str:
    """Write a text as `visible` does, on a single line, for a cell of a table or a message."""
    return " ".join(visible(text).split())


def plain_letters(text: str) -> str:
    """Write a text in letters, digits and marks that mean nothing to any shell, in at most 60 characters.

    Completion scripts hand a description to `eval`, a menu or a table. Any other character becomes a space.
    """
    composed = unicodedata.normalize("NFC", without_unseen(text.replace("'", "’")))
    said = " ".join("".join(c if _is_plain(c) else " " for c in composed).split())
    return said if len(said) <= _ROOM else said[: _ROOM - 1].rstrip() + _MORE


def _is_plain(letter: str) -> bool:
    return letter in _PLAIN_TOO or unicodedata.category(letter)[0] in "LMN"


def _written_out(found: re.Match[str]) -> str:
    mark = found[0]
    if found[1]:
        return mark
    if mark == "\t":
        return " "
    if mark == "\r":
        return "␍"
    if mark < "\x20":
        return chr(0x2400 + ord(mark))  # the pictures Unicode keeps for control characters
    return f"<U+{ord(mark):04X}>"
