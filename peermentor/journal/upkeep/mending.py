"""Taking lost ties away: a record that points at one that is not there keeps everything but that."""

from peermentor.journal.file.codec import Tables
from peermentor.journal.store.row_changes import RowChange
from peermentor.journal.store.steps import Step
from peermentor.journal.store.writing import Writing
from peermentor.journal.upkeep import checkup
from peermentor.practice.nouns.records import KINDS


def untie(writing: Writing) -> list[Step]:
    """Take every lost tie away, as one step. Called under the journal's lock."""
    records = writing.found.records()
    for kind in KINDS:
        records.all(kind)  # what is not a whole record is mended by hand first
    tables = writing.tables
    known = {str(said.get("uid")) for table in tables.values() for said in table.values()}
    lost: dict[tuple[str, int], list[str]] = {}
    for kind, number, name, _said in checkup.dangling(tables):
        lost.setdefault((kind.table, number), []).append(name)
    if not lost:
        return []
    step = writing.put([_without(tables, *place, names, known) for place, names in lost.items()])
    writing.save()
    return [step]


def _without(tables: Tables, table: str, number: int, names: list[str], known: set[str]) -> RowChange:
    said = tables[table][str(number)]
    before = {name: said[name] for name in names}
    # Empty and not missing: a promise without the word "mentor" would be no whole promise any more.
    after = {
        name: [one for one in value if one in known] if isinstance(value, list) else ""
        for name, value in before.items()
    }
    return RowChange(table, number, str(said["uid"]), "changed", before, after)
