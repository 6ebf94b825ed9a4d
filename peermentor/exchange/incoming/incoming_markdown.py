"""Notes of `export markdown`: the records that each carries below its text (outgoing/carried_records.py)."""

from collections.abc import Iterator, Sequence

from msgspec import Raw

from peermentor.exchange.incoming.arrivals import Arrival, Unfit, Wants, reads_text
from peermentor.exchange.incoming.incoming_json import read_record
from peermentor.exchange.outgoing.carried_records import BEGINS, ENDS, VERSION, sum_of
from peermentor.language import _
from peermentor.practice.nouns.records import KIND_OF_TABLE


class IncomingMarkdown:
    """Notes that peermentor wrote."""

    suffixes = (".md",)

    @reads_text
    def read(self, text: str, wants: Wants) -> Iterator[Arrival]:
        """Read the records that a note carries, and say where its text was changed by hand."""
        lines = [line.rstrip("\r") for line in text.split("\n")]
        at = next((number for number, line in enumerate(lines) if line.startswith(BEGINS)), None)
        if at is None:
            yield Unfit(line=1, why=_("`peermentor export markdown` wrote no records in it"), broken=True)
            return
        version, _space, summed = lines[at].removeprefix(BEGINS).strip().partition(" ")
        if version != str(VERSION):
            yield Unfit(line=at + 1, why=_("a newer peermentor wrote this"), broken=True)
        elif ENDS not in lines[at:]:
            yield Unfit(line=len(lines), why=_("this is half a note: its end is missing"), broken=True)
        else:
            yield from _records(lines, at + 1)
            if summed != sum_of("\n".join(lines[:at])):
                why = _("its words were changed by hand, and come in as they were; change them by `edit`")
                yield Unfit(line=1, why=why)


def _records(lines: Sequence[str], first: int) -> Iterator[Arrival]:
    seen: set[object] = set()
    for at in range(first, lines.index(ENDS, first)):
        table, _space, said = lines[at].partition(" ")
        if kind := KIND_OF_TABLE.get(table):
            yield read_record(kind, at + 1, Raw(said.encode()), seen)
        else:
            yield Unfit(line=at + 1, why=_("this is no record"), broken=True)


FORMAT = IncomingMarkdown()
