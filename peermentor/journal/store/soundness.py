"""Checks that what comes back from a copy or from the history is whole, before it is kept."""

from collections import Counter

from msgspec import json

from peermentor.journal.file.codec import BROKEN, Fields
from peermentor.journal.store import damage
from peermentor.journal.store.snapshot import Snapshot
from peermentor.journal.store.source import is_out_of_time
from peermentor.practice.nouns.records import KIND_OF_TABLE, KINDS


def require_sound(copy: Snapshot) -> None:
    """Make sure that every record of a copy is one of its kind, with possible dates and a uid of its own.

    Raises Unreadable.
    """
    records = copy.records()
    every = [record for kind in KINDS for record in records.all(kind)]
    uid, times = max(Counter(record.uid for record in every).items(), key=lambda c: c[1], default=("", 0))
    if times > 1:
        twins = [record.handle for record in every if record.uid == uid]
        raise damage.same_identity(copy.path, twins)


def is_whole(table: str, said: Fields) -> bool:
    """Tell whether fields are a whole record with possible dates; in an unknown table every one is."""
    kind = KIND_OF_TABLE.get(table)
    if kind is None:
        return True
    try:
        record = json.decode(json.encode(said), type=kind)
    except (*BROKEN, TypeError):
        return False
    return bool(record.uid) and not is_out_of_time(record)
