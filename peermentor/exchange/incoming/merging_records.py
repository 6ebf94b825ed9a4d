"""Merging two journals, record by record: the same uid is the same record, and the later change holds.

Records keep their handles only in an empty journal. One that points at a record of neither journal is left
out.
"""

from collections.abc import Callable, Iterable, Sequence, Set
from typing import Any

from msgspec.structs import replace

from peermentor.exchange.incoming.arrivals import KeptRecord, Prefer
from peermentor.language import _
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.find import folded_name
from peermentor.practice.nouns.records import KINDS, Mentor, Record
from peermentor.practice.nouns.ties import ties


class RecordMerge:
    """The merge and its result: what is `left` out, with the reason, and `conflicts` without a decision."""

    def __init__(self, draft: Draft, prefer: Prefer | None) -> None:
        self.draft = draft
        self.prefer = prefer
        self.unchanged = 0
        self.left: list[tuple[KeptRecord, str]] = []
        self.conflicts: list[str] = []
        self._is_empty = not any(draft.records.highest(kind) for kind in KINDS)

    def merge_all(
        self, arrivals: Sequence[KeptRecord], watch: Callable[[Sequence[Any]], Iterable[Any]]
    ) -> None:
        """Keep all records that can come in, and the reason for each that can't."""
        lost = self._cannot_come(arrivals)
        handles: set[str] = set()  # a folder can have two journals, with the same handles
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
        """The reason for each record that can't come in, by uid; nor can what points at one of these."""
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
