"""The steps a journal took, kept in it: what each command did to which records, and what was taken back.

A step is in the same write as what it tells of, so a crash leaves both or neither. A step that added a record
does not keep its words a second time; the words move into the step while they are taken back, and out again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct, ValidationError, convert, json, to_builtins
from msgspec.structs import replace
from tinydb import TinyDB
from tinydb.table import Document

from peermentor.errors import NotFound, Refused
from peermentor.journal.file.codec import HISTORY, Fields, Tables
from peermentor.journal.store.row_changes import ABOUT, MOMENT, RowChange, inverse, put, still_holds
from peermentor.language import _
from peermentor.practice.nouns.records import KINDS

if TYPE_CHECKING:
    from peermentor.journal.store.writing import Writing

MOST_BYTES = 4_000_000  # of steps kept; a step is forgotten before the journal becomes slow to read
_PREFIX = {kind.table: kind.prefix for kind in KINDS}


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
        """What people type for it: "h12"."""
        return f"h{self.number}"

    @property
    def places(self) -> Iterator[tuple[str, int]]:
        """Where the records are that it touched: their tables and numbers."""
        return ((change.table, change.number) for change in self.row_changes)

    def handles(self, kind: str) -> tuple[str, ...]:
        """The records it added, changed or removed, as people type them."""
        return tuple(f"{_PREFIX.get(t.table, t.table)}{t.number}" for t in self.row_changes if t.kind == kind)


def steps(tables: Tables) -> list[Step]:
    """Every step that is still kept, oldest first. Raises Torn."""
    kept = sorted(tables.get(HISTORY, {}).items(), key=lambda pair: int(pair[0]))
    return [_step(int(number), said) for number, said in kept]


def _step(number: int, said: Fields) -> Step:
    try:
        step = replace(convert(said, Step), number=number)
    except ValidationError:
        raise Torn(f"h{number}") from None
    places = {(change.table, change.number, change.kind) for change in step.row_changes}
    if len(places) < len(step.row_changes) or any(table in ABOUT for table, _number, _kind in places):
        raise Torn(step.handle)  # no command ever did that
    return step


def keep(db: TinyDB, step: Step, most: int) -> None:
    """Add a step, and forget the oldest where there are more than `most`, or more than fit.

    What was taken back before it can no longer be done again: the two may not go together.
    """
    table = db.table(HISTORY)
    left = [d.doc_id for d in table.all() if d.get("undone") and not d.get("passed")]
    if left:
        table.update({"passed": True}, doc_ids=left)
    slim = tuple(replace(t, after={}) if t.kind == "added" else t for t in step.row_changes)
    table.insert(Document(_said(replace(step, row_changes=slim)), step.number))
    kept = {document.doc_id: len(json.encode(document)) for document in table.all()}
    numbers, size = sorted(kept), sum(kept.values())
    gone = []
    while len(numbers) > 1 and (len(numbers) > most or size > MOST_BYTES):
        gone.append(numbers.pop(0))
        size -= kept[gone[-1]]
    if gone:
        table.remove(doc_ids=gone)


def undo(writing: "Writing", handle: str = "") -> Step:
    """Take back the latest step that stands, or the one named.

    Raises NotFound when there is none, Refused when it would overwrite something later.
    """
    db, step = writing.db, _standing(writing.steps, handle)
    tables = writing.at(step.places)
    _nothing_later(step, tables)
    back = [_timed(inverse(change, tables), tables) for change in reversed(step.row_changes)]
    full = tuple(_with_words(change, tables) for change in step.row_changes)
    put(db, back)
    _nothing_points_at(step, writing)
    undone = replace(step, undone=writing.moment, row_changes=full)
    db.table(HISTORY).update(_said(undone), doc_ids=[step.number])
    return undone


def redo(writing: "Writing") -> Step:
    """Do again the step that was taken back last.

    Raises NotFound when something else was done since, Refused when it would overwrite that.
    """
    db, step = writing.db, _taken_back(steps(writing.steps))
    tables = writing.at(step.places)
    for change in _telling(step, "added"):
        if not still_holds(inverse(change, tables) if change.kind != "added" else _removed(change), tables):
            raise _overwrites(step, change, tables)
    put(db, step.row_changes)
    again = replace(
        step,
        undone=None,
        row_changes=tuple(replace(t, after={}) if t.kind == "added" else t for t in step.row_changes),
    )
    table = db.table(HISTORY)
    table.remove(doc_ids=[step.number])
    table.insert(Document(_said(again), step.number))
    return again


def _said(step: Step) -> dict[str, object]:
    said: dict[str, object] = to_builtins(step)
    said.pop("number", None)
    return said


def _standing(tables: Tables, handle: str) -> Step:
    kept = steps(tables)
    if not handle:
        standing = [step for step in kept if step.undone is None]
        if not standing:
            raise NotFound(_("There is nothing to undo."), _("See what was done: peermentor history"))
        return standing[-1]
    for step in kept:
        if handle.strip().lower() in (step.handle, str(step.number)):
            if step.undone is not None:
                raise Refused(
                    _("{handle} was undone already.").format(handle=step.handle),
                    _("Do it again: peermentor redo"),
                )
            return step
    raise NotFound(_("There is no step “{handle}”.").format(handle=handle), _("See them: peermentor history"))


def _taken_back(kept: Sequence[Step]) -> Step:
    waiting = [(step.undone, -step.number, step) for step in kept if step.undone and not step.passed]
    if not waiting:
        raise NotFound(
            _("There is nothing to redo."),
            _("Only what was undone last can be redone, and only until something else is done."),
        )
    # Steps taken back in one go share a moment: they come back in the order they were done.
    return max(waiting)[-1]


def _nothing_later(step: Step, tables: Tables) -> None:
    for change in _telling(step, "removed"):
        if not still_holds(change, tables):
            raise _overwrites(step, change, tables)


def _telling(step: Step, silent: str) -> Iterator[RowChange]:
    """The row changes to look at before a step is turned round.

    Where a restore put one record in the place of another, the one of the two that is there tells for both.
    """
    places = Counter((change.table, change.number) for change in step.row_changes)
    for change in step.row_changes:
        if change.kind != silent or places[change.table, change.number] == 1:
            yield change


def _overwrites(step: Step, change: RowChange, tables: Tables) -> Refused:
    record = f"{_PREFIX.get(change.table, change.table)}{change.number}"
    later = [
        other.handle
        for other in steps(tables)
        if other.number > step.number
        and other.undone is None
        and any((t.table, t.number) == (change.table, change.number) for t in other.row_changes)
    ]
    if later:
        message = _("{record} was changed after {handle}, by {later}.")
        way_on = _("Undo {last} first: peermentor undo {last}").format(last=later[-1])
    else:
        message = _("{record} was changed after {handle}, outside of this history.")
        way_on = _("Nothing was changed. See it as it is now, and change it by hand.")
    return Refused(message.format(record=record, handle=step.handle, later=", ".join(later)), way_on)


def _nothing_points_at(step: Step, writing: "Writing") -> None:
    """A record that others were tied to later can't be taken away under them."""
    for change in step.row_changes:
        if change.kind == "added" and writing.points_at(change.uid):
            record = f"{_PREFIX.get(change.table, change.table)}{change.number}"
            raise Refused(
                _("{record} is part of something kept later; taking it back would tear that apart.").format(
                    record=record
                ),
                _("Undo what came after it first: peermentor history"),
            )


def _timed(change: RowChange, tables: Tables) -> RowChange:
    """When a later change to other fields came between, the record keeps the moment of that."""
    said = tables.get(change.table, {}).get(str(change.number), {})
    if change.kind != "changed" or said.get(MOMENT) == change.before.get(MOMENT):
        return change
    before, after = dict(change.before), dict(change.after)
    before.pop(MOMENT, None)
    after.pop(MOMENT, None)
    return replace(change, before=before, after=after)


def _with_words(change: RowChange, tables: Tables) -> RowChange:
    if change.kind != "added":
        return change
    return replace(change, after=tables.get(change.table, {}).get(str(change.number), {}))


def _removed(change: RowChange) -> RowChange:
    return replace(change, kind="removed")


def touched(row_changes: Iterable[RowChange]) -> dict[str, int]:
    """The highest number each table was touched at."""
    highest: dict[str, int] = {}
    for change in row_changes:
        highest[change.table] = max(highest.get(change.table, 0), change.number)
    return highest
