"""Deleting what should never have been there: what hangs on it is named, and goes only when that is said."""

from collections.abc import Sequence

from peermentor.errors import Refused
from peermentor.language import _, several
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Record, Session
from peermentor.practice.nouns.ties import pointing_at, untie


def hanging_on(records: Records, chosen: Sequence[Record]) -> tuple[Record, ...]:
    """Find everything that hangs on the chosen records, on what hangs on those, and so on; each once."""
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


def delete(draft: Draft, chosen: Sequence[Record], *, with_all: bool = False) -> tuple[Record, ...]:
    """Take the chosen records away, with all that hangs on them where that is said; give back what went.

    What hangs on them and can stand alone (the promises of a talk) stays without its tie. Raises Refused for
    what cannot stand alone (the check-ins of a goal), and for a mentor with talks, unless `with_all`.
    """
    hanging = hanging_on(draft.records, chosen)
    if not with_all:
        _may_go_alone(draft.records, chosen, hanging)
    gone = (*chosen, *hanging) if with_all else tuple(chosen)
    going = {record.uid for record in gone}
    for record in gone:
        for tie, other in tuple(pointing_at(draft.records, record)):
            if other.uid not in going:
                untie(draft, tie, other, record.uid)
    for record in gone:
        draft.remove(draft.records.get(type(record), record.uid) or record)
    return gone


def _may_go_alone(records: Records, chosen: Sequence[Record], hanging: Sequence[Record]) -> None:
    going = {record.uid for record in chosen}
    for record in chosen:
        lost = [
            other.handle
            for tie, other in pointing_at(records, record)
            if (tie.needs or isinstance(record, Mentor)) and other.uid not in going
        ]
        if not lost:
            continue
        handles = " ".join(dict.fromkeys(lost))
        raise Refused(
            _("{handles} would have nothing to belong to without {handle}.").format(
                handles=handles, handle=record.handle
            ),
            _way_on(records, record, len(hanging)),
        )


def _way_on(records: Records, record: Record, hanging: int) -> str:
    with_all = several(
        "That one thing too: peermentor delete {{handle}} --with-all",
        "All {n} of them too: peermentor delete {{handle}} --with-all",
        hanging,
    ).format(handle=record.handle)
    if isinstance(record, Mentor) and records.where(Session, mentor=record.uid):
        return _("You have talked: end it with peermentor close {handle}. {with_all}").format(
            handle=record.handle, with_all=with_all
        )
    return with_all
