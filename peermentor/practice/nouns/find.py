"""From what a person typed to the record they meant."""

import re
import unicodedata
from functools import lru_cache

from peermentor.errors import Ambiguous, NotFound
from peermentor.language import _
from peermentor.practice.nouns.near import nearest
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import KINDS, Mentor, R, Record

# Letters whose stroke is part of the letter: Unicode does not take them apart.
_STROKED = str.maketrans("łŁøØđĐħĦıŧŦ", "lLoOdDhHitT")

LONG_NAME = 24  # letters; nobody types more of a name


@lru_cache(maxsize=10_000)
def folded_name(text: str) -> str:
    """A name as people compare names: without case, accents, strokes and extra spaces."""
    apart = unicodedata.normalize("NFKD", text.translate(_STROKED))
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).casefold().split())


def mentor(records: Records, typed: str) -> Mentor:
    """The mentor meant by a handle, a whole name, or any start of a name or of one of its words.

    Raises NotFound (with a near miss, where there is one) or Ambiguous (listing who matches).
    """
    mentors = records.all(Mentor)
    wanted = folded_name(typed)
    for matches in (
        [m for m in mentors if wanted == m.handle],
        [m for m in mentors if wanted == folded_name(m.name)],
        [m for m in mentors if wanted and folded_name(m.name).startswith(wanted)],
        [
            m
            for m in mentors
            if wanted and any(word.startswith(wanted) for word in folded_name(m.name).split())
        ],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            names = [f"{m.name} ({m.handle})" for m in matches]
            raise Ambiguous(
                _("“{typed}” could be {names}.").format(typed=typed, names=", ".join(names)),
                names,
                _("Type more of the name, or the handle."),
            )
    raise NotFound(_("There is no mentor “{typed}” here.").format(typed=typed), _way_on(records, typed))


def nearest_name(records: Records, typed: str) -> str:
    """Find the mentor whose name, or a word of it, is most like `typed`: "nadja" is nearly Nadia Rahman."""
    by_name = {folded_name(m.name): m.name for m in records.all(Mentor)}
    by_name |= {word: m.name for m in records.all(Mentor) for word in folded_name(m.name).split()}
    return by_name.get(nearest(folded_name(typed), by_name), "")


def _way_on(records: Records, typed: str) -> str:
    if near := nearest_name(records, typed):
        return _("Did you mean {name}?").format(name=near)
    if records.all(Mentor):
        return _("See them all: peermentor mentors")
    return _("Add them: peermentor add-mentor")


def shortest(records: Records, mentor_: Mentor) -> str:
    """What one types for a mentor: the first name where it finds nobody else and needs no quotes, else the
    handle.
    """
    first = folded_name(mentor_.name).split()[0]
    if not first.isalnum() or len(first) > LONG_NAME:
        return mentor_.handle
    try:
        return first if mentor(records, first).uid == mentor_.uid else mentor_.handle
    except Ambiguous:
        return mentor_.handle


def by_handle(records: Records, kind: type[R], typed: str) -> R:
    """The record of one kind with this handle; a bare number will do. Raises NotFound."""
    found = re.fullmatch(rf"(?:{kind.prefix})?(\d{{1,9}})", typed.strip().lower(), re.ASCII)
    if found and (record := records.numbered(kind, int(found[1]))):
        return record
    raise NotFound(
        _("There is no {kind} “{typed}” here.").format(kind=_(kind.words), typed=typed),
        _("See them all: peermentor {command}").format(command=kind.listed_by),
    )


_HANDLE = re.compile(r"([a-z]{1,2})(\d{1,9})(?:\.\d{1,3})?", re.ASCII)


def anything(records: Records, typed: str) -> Record:
    """Find the record meant by a handle of any kind, else the mentor meant by a name.

    "p3" is a promise, "s3" and "s3.1" (something taken from it) the talk s3, "nadia" a mentor. Raises
    NotFound or Ambiguous.
    """
    for kind in KINDS:
        if is_handle_of(kind, typed):
            return by_handle(records, kind, typed.partition(".")[0])
    return mentor(records, typed)


def is_handle_of(kind: type[Record], typed: str) -> bool:
    """Tell whether `typed` is a handle of this kind ("p3" of Promise), be there such a record or not."""
    found = _HANDLE.fullmatch(typed.strip().lower())
    return found is not None and found[1] == kind.prefix
