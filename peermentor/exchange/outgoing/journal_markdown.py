"""The journal as notes in Markdown: a folder of linked notes, for Obsidian, or one page.

Every peer, talk, goal and review has a note. Any other record is in exactly one note: that of its talk, else
of its goal or its peer, else on the first page. `import markdown` reads them again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

import yaml

from peermentor.exchange.outgoing.carried_records import carry
from peermentor.exchange.outgoing.exports import Document
from peermentor.exchange.outgoing.file_names import FileNames
from peermentor.exchange.outgoing.leaving import Leaving
from peermentor.exchange.outgoing.markdown_record import facts, in_a_line, is_long, long_texts, note_line
from peermentor.language import _
from peermentor.practice.lookback.selection import peer_of
from peermentor.practice.nouns.fields import fields_of
from peermentor.practice.nouns.records import (
    Agenda,
    Agreement,
    Checkin,
    Feedback,
    Goal,
    Mentor,
    Promise,
    Record,
    Reflection,
    Rehearsal,
    Review,
    Session,
    Star,
    Topic,
    Win,
)

NOTES: tuple[type[Record], ...] = (Mentor, Goal, Session, Review)
FIRST_PAGE = "peermentor"
# Ten times faster, where PyYAML was built with libyaml.
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class JournalMarkdown:
    """The journal as notes."""

    suffix = ".md"
    begins_with = ""

    def write(self, leaving: Leaving) -> str:
        """Write all notes as one page, peer by peer."""
        notes = _Notes(leaving)
        lines = ["# " + _("My journal"), ""]
        for record in leaving.watch(notes.records):
            lines += [
                f"## {note_line(notes.title(record))}",
                "",
                *facts(leaving, record, without=(record.known_by,)),
                "",
            ]
            lines += notes.body(record, "###", linked=False)
        lines += notes.body(None, "##", linked=False)
        every = (record for kind in leaving.kinds() for record in leaving.of(kind))
        return carry(leaving, _page(lines), every)

    def write_folder(self, leaving: Leaving) -> Iterator[Document]:
        """Write a first page and a note for each, with links between them."""
        notes = _Notes(leaving)
        lines = ["# " + _("My journal"), "", *notes.contents(), *notes.body(None, "##", linked=True)]
        first = carry(leaving, _page(lines), notes.within(None))
        yield Document(f"{FIRST_PAGE}{self.suffix}", first)
        for record in leaving.watch(notes.records):
            text = [*notes.front(record), f"# {note_line(notes.title(record))}", "", *notes.way_back(record)]
            text += notes.body(record, "##", linked=True)
            name = f"{notes.places[record.uid]}{self.suffix}"
            yield Document(name, carry(leaving, _page(text), notes.within(record)), record.uid)


class _Notes:
    """All notes: their titles, their files, and what is in each."""

    def __init__(self, leaving: Leaving) -> None:
        self.leaving = leaving
        self.records: list[Record] = [record for kind in NOTES for record in leaving.of(kind)]

    @cached_property
    def places(self) -> Mapping[str, str]:
        """The path of each note without its ending, by the uid of its record."""
        names: dict[str, FileNames] = defaultdict(FileNames)
        return {
            record.uid: f"{record.table}/{names[record.table].give(self.title(record), record.handle)}"
            for record in self.records
        }

    def title(self, record: Record) -> str:
        """Name a note: a peer by their name, a goal by its title, a talk and a review by day and peer."""
        said = self.leaving.fields(record)
        if isinstance(record, Session | Review):
            return f"{record.date} {self.leaving.name_of(Mentor, record.mentor)}".strip()
        return str(said.get(record.known_by, record.handle))

    def front(self, record: Record) -> list[str]:
        """Write the front matter of a note: YAML, with the fields by their names in the journal."""
        said = {"type": record.noun} | ({} if self.leaving.sharing else {"handle": record.handle})
        for name, value in self.leaving.fields(record).items():
            field = fields_of(type(record))[name]
            if name != "number" and field.inner is None and not is_long(field):
                said[name] = self._property(field.to, value)
        text = yaml.dump(said, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=10_000)
        return ["---", text.rstrip("\n"), "---", ""]

    def way_back(self, record: Record) -> Iterator[str]:
        """Link a talk, a goal and a review to the peer."""
        peer = self.leaving.records.get(Mentor, peer_of(self.leaving.records, record))
        if peer and peer != record and peer.uid in self.places:
            yield from (_("With {name}").format(name=self._link(peer, record.uid)), "")

    def body(self, record: Record | None, heading: str, *, linked: bool) -> Iterator[str]:
        """Write the text of a note below its title; for None, that of the first page."""
        if record is not None:
            if linked:
                inside = [name for name, f in fields_of(type(record)).items() if f.inner is None]
                if found := list(facts(self.leaving, record, without=tuple(inside))):
                    yield from (*found, "")
            for label, text in long_texts(self.leaving, record):
                yield from (f"{heading} {_capital(label)}", "", text, "")
        uid = record.uid if record else ""
        for kind, there in self._inside[uid].items():
            if kind in NOTES and not linked:
                continue  # on one page they have a section of their own
            yield from (f"{heading} {_headings()[kind]}", "")
            for one in there:
                yield f"- {self._link(one, uid) if linked and one.uid in self.places else self._line(one)}"
            yield ""

    def within(self, record: Record | None) -> Iterator[Record]:
        """Give the record of a note, and the records that are in this note and have none of their own."""
        if record is not None:
            yield record
        for kind, there in self._inside[record.uid if record else ""].items():
            if kind not in NOTES:
                yield from there

    def contents(self) -> Iterator[str]:
        """List the peers, for the first page."""
        for mentor in self.leaving.of(Mentor):
            yield f"- {self._link(mentor, '')}"
        yield ""

    @cached_property
    def _inside(self) -> dict[str, dict[type[Record], list[Record]]]:
        """The records in each note, by the uid of the note's record; "" is the first page."""
        inside: dict[str, dict[type[Record], list[Record]]] = defaultdict(lambda: defaultdict(list))
        for kind in self.leaving.kinds():
            for record in self.leaving.of(kind):
                if kind is not Mentor:
                    inside[self._home(record)][kind].append(record)
        return inside

    def _home(self, record: Any) -> str:  # noqa: ANN401 - any record
        if not isinstance(record, Session | Goal | Review):
            for uid in (getattr(record, "session", ""), record.goal if isinstance(record, Checkin) else ""):
                if uid in self.places:
                    return str(uid)
        peer = peer_of(self.leaving.records, record)
        return peer if peer in self.places else ""

    def _line(self, record: Record) -> str:
        if isinstance(record, NOTES):
            return note_line(self.title(record))
        return in_a_line(self.leaving, record, without=("mentor", "session", "goal"))

    def _link(self, record: Record, origin: str) -> str:
        path = f"{self.places[record.uid]}.md"
        return f"[{note_line(self.title(record))}](<{'../' if origin else ''}{path}>)"

    def _property(self, to: type[Record] | None, value: Any) -> Any:  # noqa: ANN401 - what a field holds
        if isinstance(value, list):
            return [self._property(to, one) for one in value]
        if isinstance(value, datetime):
            return value.isoformat()
        if to is None or isinstance(value, date) or self.leaving.sharing:
            return value
        if value in self.places:
            return f"[[{self.places[value]}]]"
        found = self.leaving.records.get(to, value)
        return found.handle if found else ""


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def _headings() -> dict[type[Record], str]:
    return {
        Agreement: _("Agreements"),
        Goal: _("Goals"),
        Checkin: _("Check-ins"),
        Topic: _("Topics"),
        Agenda: _("Agendas"),
        Session: _("Talks"),
        Reflection: _("Reflections"),
        Promise: _("Promises"),
        Feedback: _("Feedback"),
        Win: _("Wins"),
        Review: _("Reviews"),
        Rehearsal: _("Rehearsals"),
        Star: _("Starred questions"),
    }


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


FORMAT = JournalMarkdown()
