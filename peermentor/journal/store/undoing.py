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
from peermentor.journal.store.steps import (
    Step,
    Torn,
    change_handle,
    handle_at,
    step_fields,
    without_words,
)
from peermentor.journal.store.writing import Writing
from peermentor.language import _
from peermentor.practice.nouns.fields import label_of
from peermentor.practice.nouns.records import KIND_OF_TABLE


def undo(writing: Writing, handle: str = "") -> Step:
    """Take back the latest step that stands, or the one named.

    Raises NotFound when there is none, Refused when it would overwrite something later.
    """
    step = _named(writing.steps, handle) if handle else _last_standing(writing.steps)
    if step.undone is not None:
        raise Refused(_("{handle} was undone already.").format(handle=step.handle), _again(step))
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


def redo(writing: Writing, handle: str = "") -> Step:
    """Do again the step that was taken back last, or the one named.

    Raises NotFound where there is none, Refused where something else was done since.
    """
    step = _named(writing.steps, handle) if handle else _taken_back(writing.steps)
    if step.undone is None:
        raise Refused(
            _("{handle} was not undone, so it can't be done again.").format(handle=step.handle),
            _("See what was: peermentor history"),
        )
    if step.passed:
        raise _passed(step, writing.steps)
    tables = writing.at(step.places)
    for change in _telling(step, "added"):
        if not still_holds(inverse(change, tables) if change.kind != "added" else _removed(change), tables):
            raise _undone_before(step, change, writing) or _overwrites(step, change, writing)
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
        if not soundness.is_whole(change.table, said) or (
            is_back and str(said.get("uid")) in writing.uids_found
        ):
            raise Torn(step.handle)


def _last_standing(kept: Sequence[Step]) -> Step:
    standing = [step for step in kept if step.undone is None]
    if not standing:
        raise NotFound(_("There is nothing to undo."), _("See what was done: peermentor history"))
    return standing[-1]


def _named(kept: Sequence[Step], handle: str) -> Step:
    for step in kept:
        if handle.strip().lower() in (step.handle, str(step.number)):
            return step
    raise NotFound(_("There is no step “{handle}”.").format(handle=handle), _("See them: peermentor history"))


def _again(step: Step) -> str:
    if step.passed:
        return _("See what was done since: peermentor history")
    return _("Do it again: peermentor redo {handle}").format(handle=step.handle)


def _passed(step: Step, kept: Sequence[Step]) -> Refused:
    # What was done after a step was taken back, and the step itself, may not go together.
    standing = [other for other in kept if other.undone is None and other.number > step.number]
    since = [other for other in standing if step.undone and other.moment >= step.undone]
    message = _("{handle} was undone, and other things were done since.").format(handle=step.handle)
    if since:
        message = _("{handle} was undone, and {since} was done since: {what}.").format(
            handle=step.handle, since=since[0].handle, what=_did(since[0])
        )
    return Refused(
        message,
        _("See what {handle} was: peermentor history. Then do it by hand.").format(handle=step.handle),
    )


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
    """Give the row changes to check before a step is taken back or done again.

    Where a restore put one record in the place of another, the one that is there now is checked for both.
    """
    places = Counter((change.table, change.number) for change in step.row_changes)
    for change in step.row_changes:
        if change.kind != silent or places[change.table, change.number] == 1:
            yield change


def _overwrites(step: Step, change: RowChange, writing: Writing) -> Refused:
    record = change_handle(change)
    later = [
        (other, one)
        for other in writing.steps
        if other.number > step.number and other.undone is None
        for one in other.row_changes
        if (one.table, one.number) == (change.table, change.number)
    ]
    if not later:
        return Refused(
            _("{record} was changed after {handle}, outside of this history.").format(
                record=record, handle=step.handle
            ),
            _("Nothing was changed. See it as it is now, and change it by hand."),
        )
    message = _("{record} was changed after {handle}, by {later}.").format(
        record=record,
        handle=step.handle,
        later=", ".join(f"{other.handle} ({_did(other, one)})" for other, one in later),
    )
    return Refused(message, _undo_first(later[-1][0]))


def _undone_before(step: Step, change: RowChange, writing: Writing) -> Refused | None:
    """Say that what a step changed came with an earlier one, which is undone too, if that is so."""
    for other in reversed(writing.steps):
        if other.undone and other.number < step.number and (change.table, change.number) in other.places:
            return Refused(
                _(
                    "{record} was last changed before {handle} by {earlier} ({what}), which is undone too."
                ).format(
                    record=change_handle(change), handle=step.handle, earlier=other.handle, what=_did(other)
                ),
                _("Do that again first: peermentor redo {handle}").format(handle=other.handle),
            )
    return None


def _undo_first(step: Step) -> str:
    return _("Undo {last} first: peermentor undo {last}").format(last=step.handle)


def _did(step: Step, change: RowChange | None = None) -> str:
    """Say which command a step was, and which fields of a record it changed: "edit: due, text"."""
    kind = KIND_OF_TABLE.get(change.table) if change else None
    if kind is None or change is None or change.kind != "changed":
        return step.command or step.handle
    names = [name for name in (*change.before, *change.after) if name != MOMENT]
    fields = ", ".join(label_of(kind, name) for name in dict.fromkeys(names))
    return f"{step.command}: {fields}" if step.command else fields


def _nothing_points_at(step: Step, writing: Writing) -> None:
    """Make sure that no record belongs to one that this step added. Raises Refused."""
    added = [change for change in step.row_changes if change.kind == "added"]
    places = writing.pointing_at(change.uid for change in added)
    for change in added:
        if change.uid in places:
            raise _held(change, places[change.uid], step, writing.steps)


def _held(change: RowChange, place: tuple[str, int], step: Step, kept: Sequence[Step]) -> Refused:
    record, other = change_handle(change), handle_at(*place)
    later = [
        one for one in kept if one.number > step.number and one.undone is None and place in set(one.places)
    ]
    if not later:
        return Refused(
            _("{other} belongs to {record}, and would belong to nothing without it.").format(
                record=record, other=other
            ),
            _("See it: peermentor show {other}").format(other=other),
        )
    last = later[-1]
    torn = _("{other}, kept by {later} ({what}), belongs to {record} and would belong to nothing without it.")
    return Refused(
        torn.format(record=record, other=other, later=last.handle, what=_did(last)),
        _undo_first(last),
    )


def _timed(change: RowChange, tables: Tables) -> RowChange:
    """Leave out the moment of change where other fields were changed later: that later moment stays."""
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
