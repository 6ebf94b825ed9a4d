"""The steps a journal took, kept in it: what each command did to which records, and what was taken back.

A step is in the same write as what it tells of, so a crash leaves both or neither. A step that added a record
does not keep its words a second time; the words move into the step while they are taken back, and out again.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime

from msgspec import Struct, json, to_builtins
from msgspec.structs import replace
from tinydb import TinyDB
from tinydb.table import Document

from peermentor.journal.file.codec import BROKEN, Fields, Piece
from peermentor.journal.store.form import ABOUT, HISTORY
from peermentor.journal.store.row_changes import RowChange
from peermentor.journal.store.storage import JournalStorage
from peermentor.practice.nouns.records import KIND_OF_TABLE

MOST_BYTES = 4_000_000  # of steps kept; a step is forgotten before the journal becomes slow to read


class Torn(Exception):
    """A step that does not say what a step must say; `handle` names it. The journal says so in words."""

    def __init__(self, handle: str) -> None:
        super().__init__(handle)
        self.handle = handle


class Step(Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"row_changes": "touches"}):
    """One command's changes. `undone` is the moment it was taken back, None while it stands.

    `passed` when something else was done after it was taken back: it is told of, and not done again.
    """

    number: int = 0
    uid: str
    moment: datetime
    command: str = ""
    undone: datetime | None = None
    passed: bool = False
    row_changes: tuple[RowChange, ...]

    @property
    def handle(self) -> str:
        """The name that people type: "h12"."""
        return f"h{self.number}"

    @property
    def places(self) -> Iterator[tuple[str, int]]:
        """Where the records are that it touched: their tables and numbers."""
        return ((change.table, change.number) for change in self.row_changes)

    def handles(self, kind: str) -> tuple[str, ...]:
        """List the records it added, changed or removed, as people type them."""
        return tuple(change_handle(change) for change in self.row_changes if change.kind == kind)


def change_handle(change: RowChange) -> str:
    """Name the record of a change as people type it: "g3"."""
    return handle_at(change.table, change.number)


def handle_at(table: str, number: int) -> str:
    """Name the record at a place as people type it; a table of a newer version, by the table's name."""
    return f"{KIND_OF_TABLE[table].prefix if table in KIND_OF_TABLE else table}{number}"


def read_steps(lines: Mapping[int, Piece]) -> list[Step]:
    """Understand every step that is still kept, oldest first. Raises Torn."""
    return [_step(number, lines[number]) for number in sorted(lines)]


def _step(number: int, line: Piece) -> Step:
    try:
        step = replace(json.decode(line, type=Step), number=number)
    except BROKEN:
        raise Torn(f"h{number}") from None
    places = {(change.table, change.number, change.kind) for change in step.row_changes}
    if len(places) < len(step.row_changes) or any(table in ABOUT for table, _number, _kind in places):
        raise Torn(step.handle)  # no command ever did that
    return step


def keep_step(storage: JournalStorage, db: TinyDB, step: Step, most: int) -> None:
    """Add a step, and forget the oldest where there are more than `most`, or more than fit.

    What was taken back before it can no longer be done again: the two may not go together.
    """
    table = db.table(HISTORY)
    waiting = [number for number, line in storage.lines(HISTORY).items() if _waits(line)]
    storage.take((HISTORY, number) for number in (*waiting, step.number))
    if waiting:
        table.update({"passed": True}, doc_ids=waiting)
    table.insert(Document(step_fields(without_words(step)), step.number))
    kept = {number: len(line) for number, line in storage.lines(HISTORY).items()}
    numbers, size = sorted(kept), sum(kept.values())
    gone = []
    while len(numbers) > 1 and (len(numbers) > most or size > MOST_BYTES):
        gone.append(numbers.pop(0))
        size -= kept[gone[-1]]
    if gone:
        storage.take((HISTORY, number) for number in gone)
        table.remove(doc_ids=gone)


class _Undone(Struct):
    undone: object = None
    passed: object = False


def _waits(line: Piece) -> bool:
    """Tell whether a step was taken back and may still be done again."""
    with suppress(*BROKEN):
        step = json.decode(line, type=_Undone)
        return bool(step.undone and not step.passed)
    return False


def without_words(step: Step) -> Step:
    """Leave out the words of records that a step added: they are in the records."""
    slim = tuple(replace(one, after={}) if one.kind == "added" else one for one in step.row_changes)
    return replace(step, row_changes=slim)


def step_fields(step: Step) -> Fields:
    """Say what is written of a step."""
    fields: Fields = to_builtins(step)
    fields.pop("number", None)
    return fields
