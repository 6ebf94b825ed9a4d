"""Turning arrivals into records: which peer is meant, what is here already, and what is new.

Nothing is guessed: an arrival whose person is unknown, or could be two peers, is left out with the reason.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import singledispatchmethod
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from peermentor.errors import Ambiguous, PeermentorError, Refused
from peermentor.exchange.incoming.arrivals import (
    Arrival,
    ArrivingPeer,
    ArrivingPromise,
    ArrivingTalk,
    KeptRecord,
    Person,
    Unfit,
    Wants,
    out_of_time,
)
from peermentor.exchange.incoming.merging_records import RecordMerge
from peermentor.language import _
from peermentor.practice.contract.imported import LeftOut
from peermentor.practice.growth import promises
from peermentor.practice.nouns import find, people
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.find import folded_name
from peermentor.practice.nouns.records import KINDS, Mentor, Promise, Record, Session
from peermentor.practice.talk import talk
from peermentor.years import is_kept_year

NAMED = 3  # unknown people named in one message


class TakenIn(Struct, frozen=True, kw_only=True):
    """The result for all arrivals; `conflicts` must be decided before anything is kept.

    `unread` counts what they have that no field of a journal can hold, by the file's own names.
    """

    unchanged: int
    left: tuple[LeftOut, ...]
    conflicts: tuple[str, ...]
    unread: dict[str, int]


def take_in(
    draft: Draft,
    arrivals: Sequence[Arrival],
    wants: Wants,
    watch: Callable[[Sequence[Any]], Iterable[Any]] = iter,
) -> TakenIn:
    """Add arrivals to a draft, if they are new and their people are known.

    `watch` wraps the arrivals, to show the progress.
    """
    taking = _Taking(draft, wants)
    records = [arrival for arrival in arrivals if isinstance(arrival, KeptRecord)]
    for arrival in watch([arrival for arrival in arrivals if not isinstance(arrival, KeptRecord)]):
        try:
            taking.keep(arrival)
        except PeermentorError as error:
            taking.leave(arrival, error.message)
        else:
            taking.unread.update(arrival.unread)
    merge = RecordMerge(draft, wants.prefer)
    merge.merge_all(records, watch)
    for arrival, why in merge.left:
        taking.leave(arrival, why)
    return TakenIn(
        unchanged=taking.unchanged + merge.unchanged,
        left=tuple(taking.left),
        conflicts=tuple(merge.conflicts),
        unread=dict(sorted(taking.unread.items())),
    )


class _Taking:
    """Takes in arrivals one by one; it knows the records by their source, and peers by address and name."""

    def __init__(self, draft: Draft, wants: Wants) -> None:
        self.draft = draft
        self.wants = wants
        self.unchanged = 0
        self.left: list[LeftOut] = []
        self.unread: Counter[str] = Counter()
        self._known = {
            record.source: record for kind in KINDS for record in draft.records.all(kind) if record.source
        }
        self._days = {(s.mentor, s.date) for s in draft.records.all(Session)}
        self._contacts: dict[str, Mentor] = {}
        self._names: dict[str, Mentor] = {}
        for mentor in sorted(draft.records.all(Mentor), key=_open_last):
            self._learn(mentor)

    def leave(self, arrival: Arrival, why: str) -> None:
        """Note that something was left out."""
        self.left.append(LeftOut(arrival.file, arrival.line, why))

    @singledispatchmethod
    def keep(self, arrival: Arrival) -> None:
        """Keep one arrival, or note why not."""
        raise TypeError(arrival)

    @keep.register
    def _unfit(self, arrival: Unfit) -> None:
        self.leave(arrival, arrival.why)

    @keep.register
    def _peer(self, arrival: ArrivingPeer) -> None:
        here = self._names.get(folded_name(arrival.name))
        contact = arrival.fields.get("contact", "")
        if here is None and arrival.source not in self._known:
            people.must_be_a_name(arrival.name)
            mentor = Mentor(
                name=arrival.name,
                stage="candidate" if self.wants.stage == "candidates" else "active",
                since=self.draft.today,
                source=arrival.source,
                **arrival.fields,  # type: ignore[arg-type]  # texts, all of them
            )
            self._note(self.draft.add(mentor))  # `keep_mentor` would check the name among all peers again
        elif here and contact and not here.contact:
            self._learn(self.draft.change(here, contact=contact))
        else:
            self.unchanged += 1

    @keep.register
    def _talk(self, arrival: ArrivingTalk) -> None:
        for mentor in self._who(arrival.whom):
            source = f"{arrival.source} {mentor.uid}"
            if source in self._known or (arrival.fresh and (mentor.uid, arrival.date) in self._days):
                self.unchanged += 1
                continue
            session = Session(
                mentor=mentor.uid,
                date=arrival.date,
                at=arrival.at,
                minutes=arrival.minutes,
                notes=arrival.notes,
                gave=arrival.gave,
                got=arrival.got,
                cancelled=arrival.cancelled,
                source=source,
            )
            self._note(talk.keep_session(self.draft, self._as_it_is(mentor), talk.Talk(session=session)))

    @keep.register
    def _promise(self, arrival: ArrivingPromise) -> None:
        if arrival.source in self._known:
            self.unchanged += 1
            return
        mentor, *others = self._who(arrival.whom)
        if others:
            raise Refused(_("it could be for several people"))
        people.must_be_open(mentor)
        promise = Promise(
            mentor=mentor.uid,
            owner="me",
            text=arrival.text,
            made=min(arrival.made, arrival.due or date.max),
            due=arrival.due,
            due_at=arrival.due_at,
            state=arrival.state,
            ended=arrival.ended,
            source=arrival.source,
        )
        self._note(promises.make_promise(self.draft, promise))

    def _who(self, whom: Iterable[Person]) -> list[Mentor]:
        found = {m.uid: m for person in whom if (m := self._find(person))}
        if not found and self.wants.whose:
            return [self.wants.whose]
        if not found:
            named = [person.name or person.contact for person in whom if not person.by_word]
            names = list(dict.fromkeys(named))
            if not names:
                raise Refused(_("it names nobody; say whose it is by --with"))
            raise Refused(_("nobody here is called {names}").format(names=", ".join(names[:NAMED])))
        return list(found.values())

    def _find(self, person: Person) -> Mentor | None:
        contact = person.contact.strip().casefold()
        if contact and contact in self._contacts:
            return self._contacts[contact]
        family, comma, given = person.name.partition(",")
        for name in (person.name, f"{given} {family}" if comma else ""):
            if name.strip() and (found := self._names.get(folded_name(name))):
                return found
        if person.by_word:
            word = folded_name(person.name)
            first = [m for name, m in self._names.items() if word and name.partition(" ")[0] == word]
            return first[0] if len(first) == 1 else None
        if not person.loosely:
            return None
        meant = find.mentors_meant(self.draft.records, person.name)
        if len(meant) > 1:
            names = [f"{m.name} ({m.handle})" for m in meant]
            raise Ambiguous(
                _("“{typed}” could be {names}.").format(typed=person.name, names=", ".join(names)), names
            )
        return meant[0] if meant else None

    def _as_it_is(self, mentor: Mentor) -> Mentor:
        return self.draft.records.the(Mentor, mentor.uid)

    def _note(self, record: Record) -> None:
        self._known[record.source] = record
        if isinstance(record, Mentor):
            self._learn(record)

    def _learn(self, mentor: Mentor) -> None:
        self._names[folded_name(mentor.name)] = mentor
        if mentor.contact:
            self._contacts[mentor.contact.strip().casefold()] = mentor


def _open_last(mentor: Mentor) -> tuple[bool, int]:
    # `_learn` keeps the last of two peers with one name: an open one, as wherever a name is typed.
    return not mentor.is_over, -mentor.number


def in_file(arrivals: Iterable[Arrival], file: str) -> Iterable[Arrival]:
    """Give every arrival its file; one with a day outside of the years that are kept becomes unfit."""
    for arrival in arrivals:
        yield replace(arrival if _is_in_time(arrival) else out_of_time(arrival.line), file=file)


def _is_in_time(arrival: Arrival) -> bool:
    days = [getattr(arrival, name, None) for name in ("date", "at", "made", "due", "due_at", "ended")]
    return all(day is None or is_kept_year(day.year) for day in days)
