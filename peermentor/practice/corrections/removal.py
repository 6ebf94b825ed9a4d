"""Deleting records, and what hangs on them."""

from collections.abc import Sequence

from peermentor.errors import Refused
from peermentor.language import _, several
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.fields import texts_of
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import KINDS, Agreement, Mentor, Record, Review, Session
from peermentor.practice.nouns.ties import pointing_at, untie

_ENOUGH_WORDS = 3  # a text of so many words that stands twice is the same text, and no chance


def choose_gone(records: Records, chosen: Sequence[Record], *, with_all: bool) -> tuple[Record, ...]:
    """List what goes when the chosen records are deleted: only they, or, `with_all`, what hangs on them, too.

    What hangs on them and can stand alone (the promises of a talk) may stay. Raises Refused where something
    can't (the check-ins of a goal), and for a mentor with records, unless `with_all`.
    """
    alone = tuple({record.uid: record for record in chosen}.values())
    hanging = hanging_on(records, alone)
    if with_all:
        return (*alone, *hanging)
    for record in alone:
        _may_go_alone(records, record, alone, len(hanging))
    return alone


def hanging_on(records: Records, chosen: Sequence[Record]) -> tuple[Record, ...]:
    """Find everything that hangs on the chosen records, directly or through others; each once."""
    found: dict[str, Record] = {}
    looking = list(chosen)
    known = {record.uid for record in chosen}
    while looking:
        for tie, other in pointing_at(records, looking.pop(0)):
            if tie.hangs and other.uid not in known:
                known.add(other.uid)
                found[other.uid] = other
                looking.append(other)
    return tuple(found.values())


def saying_the_same(records: Records, gone: Sequence[Record]) -> tuple[Record, ...]:
    """Find records that stay and have a text of what goes, word for word: a boundary of two agreements.

    Texts of one or two words (a name, a job) are compared only between agreements. The reason of a review may
    stand again in the change of stage it caused: that does not count.
    """
    texts = {text.strip() for record in gone for _field, text in texts_of(record)}
    long = {text for text in texts if len(text.split()) >= _ENOUGH_WORDS}
    agreed = {text.strip() for one in gone if isinstance(one, Agreement) for _field, text in texts_of(one)}
    reasons = {one.because.strip() for one in gone if isinstance(one, Review)}
    going_too = {record.uid for record in gone}

    def says_it(record: Record) -> bool:
        said = {
            text.strip()
            for field, text in texts_of(record)
            if field.name != "stages" or text.strip() not in reasons
        }
        return bool(said & (long | agreed if isinstance(record, Agreement) else long))

    left = (record for kind in KINDS for record in records.all(kind) if record.uid not in going_too)
    return tuple(filter(says_it, left)) if texts else ()


def delete(draft: Draft, gone: Sequence[Record]) -> None:
    """Remove these records, and every pointer at them."""
    uids = {record.uid for record in gone}
    for record in gone:
        for tie, other in tuple(pointing_at(draft.records, record)):
            if other.uid not in uids:
                untie(draft, tie, other, record.uid)
    for record in gone:
        draft.remove(record)


def _may_go_alone(records: Records, record: Record, going: Sequence[Record], hanging: int) -> None:
    uids = {one.uid for one in going}
    lost = dict.fromkeys(
        other.handle
        for tie, other in pointing_at(records, record)
        if (tie.needs or isinstance(record, Mentor)) and other.uid not in uids
    )
    if lost:
        raise Refused(
            _("{handles} belong to {handle} and mean nothing without it.").format(
                handles=" ".join(lost), handle=record.handle
            ),
            _way_on(records, record, hanging),
        )


def _way_on(records: Records, record: Record, hanging: int) -> str:
    with_all = several(
        "To delete that too: peermentor delete {{handle}} --with-all",
        "To delete all {n} of them too: peermentor delete {{handle}} --with-all",
        hanging,
    ).format(handle=record.handle)
    if isinstance(record, Mentor) and records.where(Session, mentor=record.uid):
        return _("You have talked: end it with peermentor close {handle}. {with_all}").format(
            handle=record.handle, with_all=with_all
        )
    return with_all
