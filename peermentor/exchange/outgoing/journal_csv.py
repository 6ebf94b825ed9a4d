"""A table for each kind of record, for spreadsheets (RFC 4180).

The columns are all fields of that kind, by their names in the journal. Peers are given by name, other records
that a field points at by handle.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from peermentor.errors import CommandLine
from peermentor.exchange.outgoing.exports import Document
from peermentor.exchange.outgoing.leaving import Leaving
from peermentor.exchange.outgoing.spreadsheet_cells import cell
from peermentor.language import _
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.fields import Field, fields_of
from peermentor.practice.nouns.records import Mentor, Record


class JournalCsv:
    """The journal as CSV tables."""

    suffix = ".csv"
    begins_with = "\ufeff"  # a BOM: without it Excel does not read UTF-8

    def write(self, leaving: Leaving) -> str:
        """Write the one table that was chosen. Raises CommandLine where there are several."""
        kinds = leaving.kinds()
        if len(kinds) > 1:
            raise CommandLine(
                _("A CSV file is one table, and these are several: {names}.").format(
                    names=vocabulary.choices(kind.noun for kind in kinds)
                ),
                _("Choose one with --kind, or give a folder for all of them: --into FOLDER"),
            )
        return _table(kinds[0], leaving) if kinds else ""

    def write_folder(self, leaving: Leaving) -> Iterator[Document]:
        """Write every table that is not empty."""
        for kind in leaving.kinds():
            yield Document(f"{kind.table}{self.suffix}", self.begins_with + _table(kind, leaving))


def _table(kind: type[Record], leaving: Leaving) -> str:
    fields = [
        field
        for field in fields_of(kind).values()
        if field.name != "number" and (field.shareable or not leaving.sharing)
    ]
    handle = [] if leaving.sharing else ["handle"]
    text = StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow([*handle, *(field.name for field in fields)])
    for record in leaving.watch(leaving.of(kind)):
        said = leaving.fields(record)
        cells = [_cell(leaving, field, said[field.name]) if field.name in said else "" for field in fields]
        rows.writerow([record.handle, *cells] if handle else cells)
    return text.getvalue()


def _cell(leaving: Leaving, field: Field, value: object) -> str:
    if field.to is None or leaving.sharing:  # for sharing, pointers are names already
        return cell(value)
    if isinstance(value, list):
        return cell([_pointed_at(leaving, field.to, uid) for uid in value])
    return cell(_pointed_at(leaving, field.to, str(value)))


def _pointed_at(leaving: Leaving, kind: type[Record], uid: str) -> str:
    found = leaving.records.get(kind, uid)
    if found is None:
        return ""
    return found.name if isinstance(found, Mentor) else found.handle


FORMAT = JournalCsv()
