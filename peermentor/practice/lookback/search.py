"""Search in everything a person wrote, whatever the case, accents or quotes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.contract import record_view
from peermentor.practice.lookback.selection import Where, is_within, peer_of
from peermentor.practice.nouns.fields import has_texts, texts_of
from peermentor.practice.nouns.find import folded_text
from peermentor.practice.nouns.order import day_of
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import KINDS, Day, Record

KINDS_SEARCHED: dict[str, type[Record]] = {kind.noun: kind for kind in KINDS if has_texts(kind)}
AROUND = 60  # characters of an excerpt on each side of the first match
# Folding letters outside ASCII is slow: only those are folded, and each once.
_NOT_ASCII = re.compile("[^\0-\x7f]+")
# People type the quotes and dashes of their keyboard, but paste those of other programs.
_TYPED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})


class Hit(Struct, frozen=True):
    """A record that has every word: the day it is about, and an excerpt of the field with most of the words.

    Each of `marks` is a part of the excerpt that matched: its first character, and the one after its last.
    """

    ref: str
    kind: str
    mentor: record_view.MentorRef | None
    date: Day
    field: str
    excerpt: str
    marks: tuple[tuple[int, int], ...]


class Found(Struct, frozen=True):
    """What `search` answers: the words, how many records have them all, and the newest of these."""

    words: tuple[str, ...]
    total: int
    limit: int | None
    hits: tuple[Hit, ...]


class _Folded(NamedTuple):
    """A folded text, and for each of its characters its place in the text before."""

    text: str
    origin: Sequence[int]


def split_words(typed: Iterable[str]) -> tuple[str, ...]:
    """Split what was typed into words and phrases to look for; each argument is one.

    Double quotes inside an argument make phrases, too: 'maya "first draft"' is a word and a phrase. Raises
    CommandLine where nothing is left to look for.
    """
    words = [word for said in typed for word in _apart(said.translate(_TYPED)) if folded_text(word)]
    if not words:
        raise CommandLine(
            _("There is nothing to look for."),
            _('Give a word, or a phrase in quotes: peermentor search "one page"'),
        )
    return tuple(dict.fromkeys(words))


def search_records(records: Records, words: Sequence[str], where: Where, limit: int | None = None) -> Found:
    """Find every record in which all the words occur, newest first.

    A part of a word is enough: "plan" finds "planning".
    """
    needles = [_comparable(word) for word in words]
    found = [
        (day_of(record), record)
        for name, kind in KINDS_SEARCHED.items()
        if not where.kinds or name in where.kinds
        for record in records.perhaps(kind, _words_of(needles))
        if is_within(records, record, where) and _holds(record, needles)
    ]
    found.sort(key=lambda hit: (hit[0], hit[1].uid), reverse=True)
    return Found(
        tuple(words), len(found), limit, tuple(_hit(records, day, r, needles) for day, r in found[:limit])
    )


def _apart(said: str) -> Iterator[str]:
    if '"' not in said:
        yield said.strip()
        return
    for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', said):
        yield (phrase or word).strip()


def _holds(record: Record, needles: Sequence[str]) -> bool:
    """Whether a record has all the words. Most have not, so that cutting and marking come later."""
    # "\0" between two texts, so that no phrase begins in one and ends in the next.
    text = _folded_letters("\0".join([text for _field, text in texts_of(record)]))
    hay = " ".join(text.split()) if any(" " in needle for needle in needles) else text
    return all(needle in hay for needle in needles)


def _words_of(needles: Iterable[str]) -> list[str]:
    """The parts of the words that stand in a file as they are: JSON may write quotes and spaces otherwise."""
    return [word for needle in needles for word in re.split(r'[\s"\\\0-\x1f]+', needle) if word]


def _comparable(text: str) -> str:
    return " ".join(_folded_letters(text).split())


def _folded_letters(text: str) -> str:
    return _NOT_ASCII.sub(_folded_run, text).casefold()


def _folded_run(run: re.Match[str]) -> str:
    return _folded_marks(run[0])


@lru_cache(maxsize=10_000)
def _folded_marks(marks: str) -> str:
    # `folded_text` strips spaces, also a no-break space, which must stay between two letters.
    return folded_text(f"x{marks.translate(_TYPED)}x")[1:-1]


def _hit(records: Records, day: date, record: Record, needles: Sequence[str]) -> Hit:
    field, text = max(texts_of(record), key=lambda said: sum(n in _comparable(said[1]) for n in needles))
    excerpt, marks = _cut(" ".join(text.split()), needles)
    return Hit(
        ref=record.handle,
        kind=record.noun,
        mentor=record_view.ref(records, peer_of(records, record)),
        date=day,
        field=field.name,
        excerpt=excerpt,
        marks=marks,
    )


def _cut(text: str, needles: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text around its first match, and the places of the matches in that."""
    stretches = _stretches(text, needles)
    first, last = stretches[0] if stretches else (0, 0)
    start, end = max(first - AROUND, 0), min(last + AROUND, len(text))
    # Begin and end with whole words, without cutting into the match.
    if start and (space := text.find(" ", start, first)) != -1:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", last, end)) != -1:
        end = space
    before, after = "…" if start else "", "…" if end < len(text) else ""
    inside = [(a, b) for a, b in stretches if start <= a and b <= end]
    shift = len(before) - start
    return f"{before}{text[start:end]}{after}", tuple((a + shift, b + shift) for a, b in inside)


def _stretches(text: str, needles: Sequence[str]) -> list[tuple[int, int]]:
    """The places of the words in the text as it was written, in order, and joined where they touch."""
    folded = _folded(text)
    found = sorted(
        (folded.origin[at.start()], folded.origin[at.end() - 1] + 1)
        for needle in needles
        for at in re.finditer(re.escape(needle), folded.text)
    )
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _folded(text: str) -> _Folded:
    if text.isascii():
        return _Folded(text.casefold(), range(len(text)))
    parts = [mark.casefold() if mark.isascii() else _folded_marks(mark) for mark in text]
    return _Folded("".join(parts), [at for at, part in enumerate(parts) for _mark in part])
