"""later: not now. A promise, a goal, a topic, a meeting or the next review gets another day."""

from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.asking import ask_any, ask_if_missing
from peermentor.commands.shared.change_lines import change_lines
from peermentor.commands.shared.completing import complete_ahead
from peermentor.commands.shared.options import argument, choose_mentor
from peermentor.dates import When
from peermentor.language import _
from peermentor.practice.contract.changes import FieldChange, changes_view
from peermentor.practice.contract.headline import headline
from peermentor.practice.corrections.moves import (
    move_later,
    move_review,
    must_have_a_day_ahead,
)
from peermentor.practice.growth.promises import must_not_be_over
from peermentor.practice.nouns import find
from peermentor.practice.nouns.records import Mentor
from peermentor.practice.nouns.sessions import find_next_meeting
from peermentor.screen.terminal.result import Result

HandleAhead = Annotated[
    str | None,
    argument("X", _("Any handle or name: p3, t2, nadia."), complete=complete_ahead, choose=choose_mentor),
]


def later(
    ctx: typer.Context,
    what: HandleAhead = None,
    day: Annotated[str | None, argument("DATE", _("The new day: friday, next week, 3 Jul."))] = None,
    review: Annotated[
        bool, typer.Option("--review", help=_("Of a peer: the next review, not the next meeting."))
    ] = False,
) -> Result:
    """Move it to another day: a promise, a goal, a topic, the meeting with a peer, the next review."""
    app: App = ctx.obj
    question = _("What is to come later? (a number, a handle or a name)")
    typed = ask_any(app, what, question, _("friday"), ahead=True, check=must_have_a_day_ahead)

    def next_meeting() -> When | None:
        records = app.journal.records()
        return find_next_meeting(records, find.anything(records, typed), app.today)

    def to_come(phrase: str) -> None:
        on, _at = app.moment(phrase, "future", next_meeting)
        must_not_be_over(find.anything(app.journal.records(), typed), on, app.today)

    on, at = app.moment(ask_if_missing(app, day, "DATE", _("Which day?"), to_come), "future", next_meeting)
    with app.journal.transaction(app.now) as draft:
        record = find.anything(draft.records, typed)
        if review and isinstance(record, Mentor):
            moved = move_review(draft, record, on)
        else:
            moved = move_later(draft, record, on, at)
        told = changes_view(draft)
        about = headline(draft.records, moved)
    if not told.changed:
        return Result(told, _("It is on that day already: {what}").format(what=about))
    said = _("Moved {what}: {day}").format(what=about, day=app.say_day(on, at))
    was = [change for change in told.changed if not _is_said_above(change)]
    return Result(told, "\n".join([said, *change_lines(was, draft.records)]))


def _is_said_above(change: FieldChange) -> bool:
    """Tell whether "Moved …" says a change already: a new time is in it, one that was there before is not."""
    return change.field == "moved" or (change.field in ("next_at", "due_at") and change.before is None)
