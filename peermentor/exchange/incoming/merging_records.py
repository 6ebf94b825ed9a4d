"""Two journals become one, record by record: the same uid is the same record, and its later change holds.

A handle comes along only into an empty journal. What points at a record that is in neither is not taken in.
"""

from collections.abc import Callable, Iterable, Sequence, Set
from typing import Any, Literal

from msgspec.structs import replace

from peermentor.exchange.incoming.arrivals import KeptRecord
from peermentor.language import _
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.find import folded_name
from peermentor.practice.nouns.records import KINDS, Mentor, Record
from peermentor.practice.nouns.ties import ties


class RecordMerge:
    """What came of it: `left` with the reason, and `conflicts`, which are neither here nor there yet."""

    def __init__(self, draft: Draft, prefer: Literal["mine", "theirs"] | None) -> None:
        self.draft = draft
        self.prefer = prefer
        self.unchanged = 0
        self.left: list[tuple[KeptRecord, str]] = []
        self.conflicts: list[str] = []
        self._is_empty = not any(draft.records.highest(kind) for kind in KINDS)

    def merge_all(
        self, arrivals: Sequence[KeptRecord], watch: Callable[[Sequence[Any]], Iterable[Any]]
    ) -> None:
        """Keep all records that can come in; of any other tell the reason."""
        lost = self._cannot_come(arrivals)
        handles: set[str] = set()  # of two journals in one folder
        for arrival in watch(arrivals):
            record = arrival.record
            here = self.draft.records.get(type(record), record.uid)
            if record.uid in lost:
                self.left.append((arrival, lost[record.uid]))
            elif here is None:
                self.draft.add_as_kept(record, renumber=not self._is_empty or record.handle in handles)
                handles.add(record.handle)
            else:
                self._choose(here, record)

    def _choose(self, mine: Record, theirs: Record) -> None:
        is_same = replace(theirs, number=mine.number, updated=mine.updated) == mine
        if is_same or theirs.updated < mine.updated:
            self.unchanged += 1
        elif theirs.updated > mine.updated or self.prefer == "theirs":
            self.draft.put_back(mine, theirs)
        elif self.prefer == "mine":
            self.unchanged += 1
        else:
            self.conflicts.append(mine.handle)

    def _cannot_come(self, arrivals: Sequence[KeptRecord]) -> dict[str, str]:
        """Find what can't come in, by uid, and why; what speaks of one of these can't either, and so on."""
        lost = dict(self._double_names(arrivals))
        there = {arrival.record.uid for arrival in arrivals} - lost.keys()
        found = True
        while found:
            found = False
            for record in (arrival.record for arrival in arrivals if arrival.record.uid not in lost):
                if noun := self._speaks_of_nothing(record, there):
                    why = _("{handle} speaks of a {noun} that is not there")
                    there.discard(record.uid)
                    lost[record.uid] = why.format(handle=record.handle, noun=noun)
                    found = True
        return lost

    def _double_names(self, arrivals: Sequence[KeptRecord]) -> Iterable[tuple[str, str]]:
        names = {folded_name(mentor.name): mentor for mentor in self.draft.records.all(Mentor)}
        for record in (arrival.record for arrival in arrivals):
            if isinstance(record, Mentor):
                other = names.setdefault(folded_name(record.name), record)
                if other.uid != record.uid:
                    why = _("{name} is {handle} already, another record: give one of the two another name")
                    yield record.uid, why.format(name=record.name, handle=other.handle)

    def _speaks_of_nothing(self, record: Record, there: Set[str]) -> str:
        for tie in (tie for tie in ties() if tie.kind is type(record)):
            said = getattr(record, tie.field)
            for uid in said if tie.several else (said,):
                if uid and uid not in there and self.draft.records.get(tie.at, uid) is None:
                    return _(tie.at.words)
        return ""
