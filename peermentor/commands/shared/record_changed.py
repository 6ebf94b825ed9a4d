"""Correcting a record, and saying what was changed."""

from collections.abc import Callable
from datetime import date
from functools import partial

from peermentor.app import App
from peermentor.commands.shared.change_lines import say_changed
from peermentor.language import _
from peermentor.practice.contract.changes import ChangesView, changes_view
from peermentor.practice.contract.headline import headline
from peermentor.practice.corrections.edits import edit_record
from peermentor.practice.corrections.values import Typed
from peermentor.practice.nouns import find
from peermentor.practice.nouns.care import standing_concern
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Record, Review
from peermentor.practice.nouns.sessions import find_next_meeting
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type


def change_record(app: App, what: str, typed: Callable[[Records], list[Typed]]) -> Result:
    """Change the record `what` by the changes that `typed` gives, from the records as they are now."""
    with app.journal.transaction(app.now) as draft:
        changes = typed(draft.records)
        found = find.anything(draft.records, what)
        next_meeting = partial(find_next_meeting, draft.records, found, app.today)
        record = edit_record(draft, found, changes, partial(app.moment, next_meeting=next_meeting))
        told = changes_view(draft)
        about = headline(draft.records, record)
        hints = _to_judge_anew(draft.records, record, told)
    return Result(told, say_changed(about, told, draft.records), hints=hints)


def _to_judge_anew(records: Records, record: Record, told: ChangesView) -> tuple[Hint, ...]:
    """Say that a review with corrected ratings keeps its verdict, and which command judges anew."""
    rated = next((change for change in told.changed if change.field == "ratings"), None)
    if not isinstance(record, Review) or rated is None:
        return ()
    who = records.the(Mentor, record.mentor)
    ratings = [f"{name}={rating}" for name, rating in rated.after.items() if rated.before.get(name) != rating]
    if who.is_over or not ratings or standing_concern(records, who, date.max):
        return ()
    words = [word for rating in ratings for word in ("--rate", rating)]
    return (
        Hint(
            _("The verdict of {handle} is as it was then. To judge anew:").format(handle=record.handle),
            to_type("review", find.shortest(records, who), *words),
        ),
    )
