"""A journal as `export json` wrote it, record by record."""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Raw

from peermentor.exchange.incoming.arrivals import Arrival, KeptRecord, Unfit, Wants, text_of
from peermentor.exchange.outgoing.journal_json import NAME, VERSION
from peermentor.journal.store.source import is_out_of_time
from peermentor.language import _
from peermentor.practice.nouns.records import KINDS, Record


class IncomingJson:
    """A journal of ours."""

    suffixes = (".json",)

    def read(self, data: bytes, wants: Wants) -> Iterator[Arrival]:
        """Read every record that the document holds."""
        text = text_of(data)
        if isinstance(text, Unfit):
            yield text
            return
        whole = text.encode()
        try:
            tables = msgspec.json.decode(whole, type=dict[str, Raw])
            said = {name: msgspec.json.decode(tables[name]) for name in _HEAD if name in tables}
        except msgspec.MsgspecError as error:
            yield Unfit(line=_line_of(whole, error), why=_("this is not JSON, or half of it"), broken=True)
            return
        if why := _refuse_other(said):
            yield Unfit(line=1, why=why, broken=True)
            return
        seen: set[object] = set()
        at = 0
        for kind in KINDS:
            if kind.table in tables:
                for line, raw in _number_lines(whole, tables[kind.table], at):
                    yield read_record(kind, line, raw, seen)


_HEAD = ("format", "version", "for_sharing")


def _refuse_other(said: dict[str, Any]) -> str:
    if said.get("format") != NAME:
        return _("this is no journal that `peermentor export json` wrote")
    if said.get("for_sharing"):
        return _("this was written for sharing: it says too little to be a journal again")
    if said.get("version") != VERSION:
        return _("a newer peermentor wrote this")
    return ""


def _number_lines(whole: bytes, table: Raw, at: int) -> Iterator[tuple[int, Raw | None]]:
    at = whole.find(bytes(table), at)
    line = whole.count(b"\n", 0, at) + 1
    try:
        records = msgspec.json.decode(table, type=list[Raw])
    except msgspec.MsgspecError:
        yield line, None
        return
    for raw in records:
        before, at = at, whole.find(bytes(raw), at)
        line += whole.count(b"\n", before, at)
        yield line, raw
        before, at = at, at + len(bytes(raw))
        line += whole.count(b"\n", before, at)


def read_record(kind: type[Record], line: int, raw: Raw | None, seen: set[object]) -> Arrival:
    """Read one record, as JSON; `seen` has the uids and handles of those before it, and gets this one's."""
    noun = _(kind.words)
    try:
        record = msgspec.json.decode(raw, type=kind) if raw is not None else None
    except msgspec.MsgspecError as error:
        why = _("this is no {noun}: {error}").format(noun=noun, error=error)
        return Unfit(line=line, why=why, broken=True)
    if record is None or not record.uid or record.number < 1 or not _has_moments(record):
        why = _("this is no {noun}: it has no uid, number or moment").format(noun=noun)
        return Unfit(line=line, why=why, broken=True)
    if is_out_of_time(record):
        return Unfit(line=line, why=_("a day in it is before 1900 or after 2200"), broken=True)
    if record.uid in seen or (kind, record.number) in seen:
        why = _("{handle} is here twice").format(handle=record.handle)
        return Unfit(line=line, why=why, broken=True)
    seen |= {record.uid, (kind, record.number)}
    return KeptRecord(line=line, record=record)


def _has_moments(record: Record) -> bool:
    return all(moment.tzinfo is not None for moment in (record.created, record.updated))


def _line_of(whole: bytes, error: Exception) -> int:
    at = "".join(filter(str.isdigit, str(error).rpartition("byte")[2]))
    return whole.count(b"\n", 0, int(at) if at else len(whole)) + 1


FORMAT = IncomingJson()
