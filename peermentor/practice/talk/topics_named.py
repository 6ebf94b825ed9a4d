"""Topics named at the beginning of an answer, by their numbers in the list that was shown or by handle."""

import re
from collections.abc import Sequence

ALL = ("all", "semua")


def split_topics(handles: Sequence[str], typed: str) -> tuple[tuple[str, ...], str]:
    """Split an answer into the handles of the topics it begins with, and the words after them.

    `handles` are those of the list that was shown, in its order. A part between commas names topics only
    where it has nothing else: "1, 2, then lunch" names two topics, "3 ways to say no" none.

    >>> split_topics(["t4", "t7"], "2, how she says no, and 1")
    (('t7',), 'how she says no, and 1')
    >>> split_topics(["t4", "t7"], "2 ways to say no")
    ((), '2 ways to say no')
    """
    named: list[str] = []
    rest = typed.strip()
    while found := re.match(r"([^,;:\n]+?)\s*(?:[,;:\n]+\s*|$)", rest):
        chosen = [_one(handles, word) for word in found[1].split()]
        if not all(chosen):
            if found[1].casefold() not in ALL or not handles:
                break
            chosen = list(handles)
        named += [handle for handle in chosen if handle not in named]
        rest = rest[found.end() :]
    return tuple(named), rest


def _one(handles: Sequence[str], word: str) -> str:
    word = word.casefold()
    if word.isdecimal() and word.isascii() and 0 < int(word[:6]) <= len(handles):
        return handles[int(word[:6]) - 1]
    return word if word in handles else ""
