"""A journal as `export json` wrote it, record by record."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Raw

from peermentor.exchange.incoming.arrivals import Arrival, KeptRecord, Unfit, Wants, out_of_time, reads_text
from peermentor.exchange.incoming.numbered_json import line_of, number_lines, say_broken
from peermentor.exchange.outgoing.journal_json import NAME, VERSION
from peermentor.journal.file.codec import BROKEN
from peermentor.journal.store.source import is_out_of_time
from peermentor.language import _
from peermentor.practice.nouns.fields import words_out_of_place
from peermentor.practice.nouns.records import KIND_OF_TABLE, Record


class IncomingJson:
    """A peermentor journal."""

    suffixes = (".json",)

    @reads_text
    def read(self, text: str, wants: Wants) -> Iterator[Arrival]:
        """Read every record that the document holds."""
        whole = text.encode()
        try:
            tables = msgspec.json.decode(whole, type=dict[str, Raw])
            said = {name: msgspec.json.decode(tables[name]) for name in _HEAD if name in tables}
        except BROKEN as error:
            yield Unfit(line=line_of(whole, error), why=_("this is not JSON, or half of it"), broken=True)
            return
        if why := _refuse_other(said):
            yield Unfit(line=1, why=why, broken=True)
            return
        seen: set[object] = set()
        for name, table in tables.items():
            at = whole.find(bytes(table))
            line = whole.count(b"\n", 0, at) + 1
            if name in KIND_OF_TABLE:
                yield from _read_table(KIND_OF_TABLE[name], whole, table, at, seen)
            elif name not in (*_HEAD, "program"):
                why = _("“{name}” is nothing this peermentor knows").format(name=name)
                yield Unfit(line=line, why=why)


_UID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}")  # it becomes part of the names of files
_HEAD = ("format", "version", "for_sharing")


def _refuse_other(said: dict[str, Any]) -> str:
    if said.get("format") != NAME:
        return _("this is no journal that `peermentor export json` wrote")
    if said.get("for_sharing"):
        return _("this was written for sharing: it says too little to be a journal again")
    if said.get("version") != VERSION:
        return _("a newer peermentor wrote this")
    return ""


def _read_table(
    kind: type[Record], whole: bytes, table: Raw, at: int, seen: set[object]
) -> Iterator[Arrival]:
    try:
        records = msgspec.json.decode(table, type=list[Raw])
    except BROKEN as error:
        why = _("this is no {noun}: {why}").format(noun=_(kind.words), why=say_broken(error))
        yield Unfit(line=whole.count(b"\n", 0, at) + 1, why=why, broken=True)
        return
    for line, raw in number_lines(whole, records, at):
        yield read_record(kind, line, raw, seen)


def read_record(kind: type[Record], line: int, raw: Raw, seen: set[object]) -> Arrival:
    """Read one record from JSON; `seen` has the uids and handles of those before, and this one's is added."""
    noun = _(kind.words)
    try:
        record = msgspec.json.decode(raw, type=kind)
    except BROKEN as error:
        why = _("this is no {noun}: {why}").format(noun=noun, why=say_broken(error))
        return Unfit(line=line, why=why, broken=True)
    if not _UID.fullmatch(record.uid) or record.number < 1 or not _has_moments(record):
        why = _("this is no {noun}: it has no uid, number or moment").format(noun=noun)
        return Unfit(line=line, why=why, broken=True)
    if is_out_of_time(record):
        return out_of_time(line)
    for field, said in words_out_of_place(record):
        why = _("“{field}” can't be “{value}”.").format(field=field.name, value=said)
        return Unfit(line=line, why=why.removesuffix("."), broken=True)
    if record.uid in seen or (kind, record.number) in seen:
        why = _("{handle} is here twice").format(handle=record.handle)
        return Unfit(line=line, why=why, broken=True)
    seen |= {record.uid, (kind, record.number)}
    return KeptRecord(line=line, record=record)


def _has_moments(record: Record) -> bool:
    return all(moment.tzinfo is not None for moment in (record.created, record.updated))


FORMAT = IncomingJson()
