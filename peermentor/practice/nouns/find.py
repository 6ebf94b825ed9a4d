"""From what a person typed to the record they meant."""

import re
import unicodedata
from functools import lru_cache
from itertools import takewhile

from peermentor.errors import Ambiguous, NotFound
from peermentor.language import _
from peermentor.practice.nouns.near import nearest
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import KINDS, Mentor, R, Record
from peermentor.practice.nouns.unseen import without_unseen

# Unicode can't divide these into a letter and a mark, but who has no such keys types the plain letter.
_SPELLED = {
    "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
    "ŋ": "ng", "ƒ": "f", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ə": "e",
}  # fmt: skip
_APOSTROPHES = "'`´‘’‚‛′‵ʹʻʼʽʾʿˈˊˋ＇ꞌ׳՚"
_HYPHENS = "-\u2010\u2011‒–—―−⁃﹘﹣－˗־_"
_SPELLING = str.maketrans(
    _SPELLED | {letter.upper(): plain for letter, plain in _SPELLED.items() if letter != "ı"}
)
_IN_NAMES = str.maketrans(dict.fromkeys(_APOSTROPHES, "") | dict.fromkeys(_HYPHENS, " "))


# Titles of respect, without their full stop; alone they name nobody.
_TITLES = {
    "bapak", "pak", "ibu", "bu", "mas", "mbak", "mba", "kak", "kakak", "bang", "abang", "om", "tante", "teh",
    "kang", "haji", "hajah", "h", "hj", "ustaz", "ustadz", "drs", "dra", "ir", "mr", "mrs", "ms", "miss",
    "mx", "sir", "madam", "dr", "doctor", "dokter", "prof", "professor", "profesor",
}  # fmt: skip
LONG_NAME = 24  # letters; nobody types more of a name


@lru_cache(maxsize=10_000)
def folded_text(text: str) -> str:
    """Fold words as people compare them: without case, accents, strokes, ligatures and extra spaces."""
    apart = unicodedata.normalize("NFKD", text.translate(_SPELLING))
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).casefold().split())


def folded_name(text: str) -> str:
    """Fold a name as people compare names: to find one, and to know that it is there already.

    On top of `folded_text`, apostrophes and invisible marks are left out, and a hyphen is a space:
    "Nur-Aini" and "nur aini" are one name.
    """
    return folded_text(folded_text(without_unseen(text).translate(_IN_NAMES)).translate(_IN_NAMES))


def mentor(records: Records, typed: str) -> Mentor:
    """Find the mentor meant by a handle, a whole name, or any start of a name or of its later words.

    Raises NotFound (with a near miss, where there is one) or Ambiguous (listing who matches).
    """
    meant = mentors_meant(records, typed)
    if len(meant) == 1:
        return meant[0]
    if not meant:
        raise NotFound(
            _("There is no mentor “{typed}” here.").format(typed=typed),
            _way_on(records, typed),
            typed.strip().lower(),
        )
    names = [f"{m.name} ({m.handle})" for m in meant]
    raise Ambiguous(
        _("“{typed}” could be {names}.").format(typed=typed, names=", ".join(names)),
        names,
        _("Type more of the name, or the handle."),
    )


def uid_meant(records: Records, typed: str | None) -> str:
    """Find the uid of the mentor meant; "" where nothing was typed. Raises as `mentor`."""
    return mentor(records, typed).uid if typed else ""


def mentors_meant(records: Records, typed: str) -> list[Mentor]:
    """Find everyone whom `typed` may mean. Peers that are still open win over those that are closed.

    The best kind of match wins: a handle, the whole name, the start of the name, the start of a later word.
    "ra" finds Rani and Ratna; Nadia Rahman only where no name begins with "ra".
    """
    wanted = folded_name(typed)
    if not wanted:
        return []
    mentors = records.all(Mentor)
    still_open = [m for m in mentors if not m.is_over]
    closed = [m for m in mentors if m.is_over]
    names = {m.uid: folded_name(m.name) for m in mentors}
    for among, fits in (
        (mentors, lambda m: wanted == m.handle),
        (still_open, lambda m: wanted == names[m.uid]),
        (closed, lambda m: wanted == names[m.uid]),
        (still_open, lambda m: names[m.uid].startswith(wanted)),
        (still_open, lambda m: f" {wanted}" in names[m.uid]),
        (closed, lambda m: names[m.uid].startswith(wanted)),
        (closed, lambda m: f" {wanted}" in names[m.uid]),
    ):
        if matches := [m for m in among if fits(m)]:
            return matches
    return []


def nearest_name(records: Records, typed: str) -> str:
    """Find the mentor whose name, or a word of it, is most like `typed`: "nadja" is nearly Nadia Rahman."""
    by_name = {folded_name(m.name): m.name for m in records.all(Mentor)}
    by_name |= {word: m.name for m in records.all(Mentor) for word in folded_name(m.name).split()}
    return by_name.get(nearest(folded_name(typed), by_name), "")


def first_name(name: str) -> str:
    """Give the first name of a whole one, with the title before it: "Maya", "Pak Hendra", "Dr. Ana"."""
    words = name.split()
    return " ".join(words[: _count_titles(words) + 1])


def _count_titles(words: list[str]) -> int:
    """Count the titles that begin a name, of which the last word is never one."""
    titles = takewhile(lambda word: word.rstrip(".").casefold() in _TITLES, words[:-1])
    return sum(1 for _title in titles)


def _way_on(records: Records, typed: str) -> str:
    if near := nearest_name(records, typed):
        return _("Did you mean {name}?").format(name=near)
    if records.all(Mentor):
        return _("See them all: peermentor mentors")
    return _("Add them: peermentor add-mentor")


def shortest(records: Records, mentor_: Mentor) -> str:
    """Give the shortest text that finds a mentor: the first name without a title, or the handle.

    The first name is enough where it finds nobody else and needs no quotes: "maya", but "m3" where there are
    two Mayas.
    """
    words = mentor_.name.split()
    first = (folded_name(" ".join(words[_count_titles(words) :])).split() or [""])[0]
    if not first.isalnum() or len(first) > LONG_NAME:
        return mentor_.handle
    try:
        return first if mentor(records, first).uid == mentor_.uid else mentor_.handle
    except Ambiguous:
        return mentor_.handle


def by_handle(records: Records, kind: type[R], typed: str) -> R:
    """Find the record of one kind by its handle, or its number alone: "p3", "3". Raises NotFound."""
    found = re.fullmatch(rf"(?:{kind.prefix})?(\d{{1,9}})", typed.strip().lower(), re.ASCII)
    if found and (record := records.numbered(kind, int(found[1]))):
        return record
    raise NotFound(
        _("There is no {kind} “{typed}” here.").format(kind=_(kind.words), typed=typed),
        _("See them all: peermentor {command}").format(command=kind.listed_by),
        f"{kind.prefix}{found[1]}" if found else "",
    )


_HANDLE = r"([a-z]{1,2})(\d{1,9})(?:\.\d{1,3})?"


def anything(records: Records, typed: str) -> Record:
    """Find the record meant by a handle of any kind, else the mentor meant by a name.

    "p3" is a promise, "s3" and "s3.1" (something taken from it) the talk s3, "nadia" a mentor. Raises
    NotFound or Ambiguous.
    """
    for kind in KINDS:
        if is_handle_of(kind, typed):
            try:
                return by_handle(records, kind, typed.partition(".")[0])
            except NotFound as error:
                # Only a hint: taking the peer named "p3" at once could delete somebody instead of a promise.
                for called in (m for m in records.all(Mentor) if folded_name(m.name) == folded_name(typed)):
                    error.hint = _("Did you mean {name}?").format(name=f"{called.name} ({called.handle})")
                raise
    return mentor(records, typed)


def is_handle_of(kind: type[Record], typed: str) -> bool:
    """Tell whether `typed` has the form of a handle of this kind ("p3" of Promise), even of no record."""
    found = re.fullmatch(_HANDLE, typed.strip().lower(), re.ASCII)
    return found is not None and found[1] == kind.prefix
