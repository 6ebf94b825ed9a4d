"""Taking steps back, and doing them again: never over something that was done later."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace
from tinydb.table import Document

from peermentor.errors import NotFound, Refused
from peermentor.journal.file.codec import Tables
from peermentor.journal.store import soundness
from peermentor.journal.store.form import HISTORY
from peermentor.journal.store.row_changes import MOMENT, RowChange, inverse, put, still_holds
from peermentor.journal.store.steps import Step, Torn, change_handle, step_fields, without_words
from peermentor.journal.store.writing import Writing
from peermentor.language import _


def undo(writing: Writing, handle: str = "") -> Step:
    """Take back the latest step that stands, or the one named.

    Raises NotFound when there is none, Refused when it would overwrite something later.
    """
    step = _standing(writing.steps, handle)
    tables = writing.at(step.places)
    _nothing_later(step, writing, tables)
    back = [_timed(inverse(change, tables), tables) for change in reversed(step.row_changes)]
    full = tuple(_with_words(change, tables) for change in step.row_changes)
    put(writing.db, back)
    _nothing_points_at(step, writing)
    _require_whole(step, writing)
    undone = replace(step, undone=writing.how.moment, row_changes=full)
    writing.at([(HISTORY, step.number)])
    writing.db.table(HISTORY).update(step_fields(undone), doc_ids=[step.number])
    return undone


def redo(writing: Writing) -> Step:
    """Do again the step that was taken back last.

    Raises NotFound when something else was done since, Refused when it would overwrite that.
    """
    step = _taken_back(writing.steps)
    tables = writing.at(step.places)
    for change in _telling(step, "added"):
        if not still_holds(inverse(change, tables) if change.kind != "added" else _removed(change), tables):
            raise _overwrites(step, change, writing)
    put(writing.db, step.row_changes)
    _require_whole(step, writing)
    again = without_words(replace(step, undone=None))
    writing.at([(HISTORY, step.number)])
    table = writing.db.table(HISTORY)
    table.remove(doc_ids=[step.number])
    table.insert(Document(step_fields(again), step.number))
    return again


def _require_whole(step: Step, writing: Writing) -> None:
    """Make sure that what a step brought back is records, each with a uid of its own. Raises Torn."""
    tables = writing.at(step.places)
    spoken_of = Counter(change.uid for change in step.row_changes)
    for change in step.row_changes:
        said = tables.get(change.table, {}).get(str(change.number))
        if said is None:
            continue
        is_back = change.number not in writing.found.lines(change.table) and spoken_of[change.uid] == 1
        if not soundness.is_whole(change.table, said) or (is_back and writing.had_uid(str(said["uid"]))):
            raise Torn(step.handle)


def _standing(kept: Sequence[Step], handle: str) -> Step:
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


def _nothing_later(step: Step, writing: Writing, tables: Tables) -> None:
    for change in _telling(step, "removed"):
        if not still_holds(change, tables):
            raise _overwrites(step, change, writing)


def _telling(step: Step, silent: str) -> Iterator[RowChange]:
    """The row changes to look at before a step is turned round.

    Where a restore put one record in the place of another, the one of the two that is there tells for both.
    """
    places = Counter((change.table, change.number) for change in step.row_changes)
    for change in step.row_changes:
        if change.kind != silent or places[change.table, change.number] == 1:
            yield change


def _overwrites(step: Step, change: RowChange, writing: Writing) -> Refused:
    record = change_handle(change)
    later = [
        other.handle
        for other in writing.steps
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


def _nothing_points_at(step: Step, writing: Writing) -> None:
    """A record that others were tied to later can't be taken away under them."""
    for change in step.row_changes:
        if change.kind == "added" and writing.points_at(change.uid):
            record = change_handle(change)
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
