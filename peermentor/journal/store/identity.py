"""What tells records apart: a uid for ever, and a number that people can type."""

import os
from collections.abc import Mapping
from datetime import datetime

from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Record

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 26
_TIME_BITS, _RANDOM_BITS = 48, 80


class Mint:
    """Makes uids: 26 characters that sort as they were made, in one journal, whatever the clock says.

    Laid out like a ULID: 48 bits of milliseconds, 80 bits of chance. Where the clock has not come past the
    last uid of the journal (the same instant, or a clock set back), it is a millisecond `after` that one. The
    chance is fresh in each, so two copies of one journal on two machines never give the same.
    """

    def __init__(self, moment: datetime, after: str = "") -> None:
        self.last = after
        self._now = max(0, int(moment.timestamp() * 1000))

    def __call__(self) -> str:
        """Give a uid that was never given before."""
        milliseconds = max(self._now, (_value(self.last) >> _RANDOM_BITS) + 1)
        if milliseconds >> _TIME_BITS:
            milliseconds = self._now  # the last uid was typed into the file: no real clock gets that far
        value = milliseconds << _RANDOM_BITS | int.from_bytes(os.urandom(_RANDOM_BITS // 8))
        self.last = "".join(_CROCKFORD[value >> 5 * place & 31] for place in reversed(range(_LENGTH)))
        return self.last


def _value(uid: str) -> int:
    value = 0
    for sign in uid:
        value = value << 5 | max(_CROCKFORD.find(sign), 0)
    return value


class Numbers:
    """Gives handle numbers, counting on from the highest ever given, even if its record is gone."""

    def __init__(self, records: Records, counters: Mapping[str, int]) -> None:
        self._records = records
        self._counters = counters
        self._given: dict[type[Record], int] = {}

    def __call__(self, kind: type[Record]) -> int:
        """Give the next number of a kind."""
        last = self._given.get(kind)
        if last is None:
            last = max(self._counters.get(kind.table, 0), self._records.highest(kind))
        given = self._given[kind] = last + 1
        return given
