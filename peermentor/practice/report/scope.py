"""The scope of a report: which peer, which days, for whom; and the labels of its entries."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from peermentor import dates
from peermentor.language import _, several
from peermentor.practice.contract.headline import uid_of_peer
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, R, Record, Session
from peermentor.practice.report.report_types import Cited, Row, RowList, SourceEntry

T = TypeVar("T")
CITED = 8  # entries named behind one sentence; the rest is counted
LETTERS = 2_000  # of one text in a list; somebody may have pasted a whole document
WORDS = 90  # characters that are enough to recognise a text


class Scope:
    """The records and the days of one report, and the labels of its entries so far.

    - `records` are counted, `seen` are shown: the same, but for sharing without anything private;
    - `mentor` is the one peer it is about, None for all; `since` and `until` are included;
    - `begun` is the first of these days with an entry, where charts over time begin;
    - `today` is the day on which it is made.
    """

    def __init__(
        self,
        records: Records,
        seen: Records,
        mentor: Mentor | None,
        since: date,
        until: date,
        today: date,
        *,
        begun: date,
        sharing: bool,
    ) -> None:
        self.records = records
        self.seen = seen
        self.mentor = mentor
        self.since = since
        self.until = until
        self.today = today
        self.begun = begun
        self.sharing = sharing
        self._labels: dict[tuple[type[Record], str], str] = {}
        self._cited: dict[tuple[type[Record], str], Record] = {}
        self._listed: set[tuple[type[Record], str]] = set()

    def theirs(self, kind: type[R]) -> Sequence[R]:
        """Give the records of one kind that may be shown, with the peer or with all."""
        return self.seen.of_mentor(kind, self.mentor) if self.mentor else self.seen.all(kind)

    def within(self, day: date) -> bool:
        """Tell whether a day is one of the report's."""
        return self.since <= day <= self.until

    @cached_property
    def sessions(self) -> list[Session]:
        """The meetings of these days, held or called off, oldest first."""
        found = [session for session in self.theirs(Session) if self.within(session.date)]
        return sorted(found, key=by_day)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {mentor.uid: mentor.name for mentor in self.seen.all(Mentor)}

    def name(self, uid: str) -> str:
        """Name a peer in a report about all; "" in one about a single peer, and for nobody."""
        return "" if self.mentor else self._names.get(uid, "")

    def day(self, day: date) -> str:
        """Say a day in its short form."""
        return dates.short(day, self.today)

    def label(self, record: Record) -> str:
        """Name an entry by its handle; in a report for sharing, by a number of this page."""
        key = type(record), record.uid
        return self._labels.setdefault(key, str(len(self._labels) + 1) if self.sharing else record.handle)

    def row(self, record: Record, day: str = "", text: str = "", name: str = "", note: str = "") -> Row:
        """List an entry under its label."""
        key = type(record), record.uid
        is_first = key not in self._listed
        self._listed.add(key)
        text = text if len(text) <= LETTERS else text[: LETTERS - 1] + "…"
        return Row(self.label(record), day, text, name, note, is_first)

    def cite(self, text: str, records: Iterable[Record]) -> Cited:
        """Make a sentence with the entries behind it: the latest by label, of the others only how many."""
        on = list(records)
        named = on[-CITED:]
        for record in named:
            self._cited[type(record), record.uid] = record
        return Cited(text, tuple(self.label(record) for record in named), len(on) - len(named))

    def rows(self, title: str, records: Sequence[T], row: Callable[[T], Row], most: int) -> RowList:
        """List records, given oldest first, as rows, latest first and at most `most` of them."""
        shown = records[-most:][::-1]
        return RowList(title, tuple(map(row, shown)), say_more(len(records) - len(shown)))

    def sources(self) -> tuple[SourceEntry, ...]:
        """List what was cited and is in no list, in the order of the labels."""
        left = [record for key, record in self._cited.items() if key not in self._listed]
        if not self.sharing:
            left.sort(key=lambda record: (record.prefix, record.number))
        return tuple(self._source(record) for record in left)

    def _source(self, record: Record) -> SourceEntry:
        day = getattr(record, "date", None) or getattr(record, "made", None)
        whose = uid_of_peer(self.seen, record)
        words = getattr(record, record.known_by, "") if record.known_by else ""
        text = " · ".join(filter(None, (self.name(whose), in_few_words(words))))
        kind = vocabulary.say_word(record.noun) if not record.words else _(record.words)
        return SourceEntry(self.label(record), kind, self.day(day) if day else "", text)


def in_few_words(text: str) -> str:
    """Give the first words of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= WORDS else line[: WORDS - 1].rstrip() + "…"


def say_more(count: int) -> str:
    """Say how many are not listed; "" for none."""
    return several("{n} more is not listed.", "{n} more are not listed.", count) if count > 0 else ""
