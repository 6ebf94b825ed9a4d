"""edit: put anything right, by FIELD=VALUE or in the editor."""

from collections.abc import Callable
from typing import Annotated

import typer

from peermentor.app import App
from peermentor.commands.shared.completing import complete_change
from peermentor.commands.shared.editing import keep_what_is_written
from peermentor.commands.shared.lines import change_lines
from peermentor.commands.shared.options import AnyHandle, ask_any, choose_mentor, long_text
from peermentor.commands.shared.talk_form import edit_form
from peermentor.errors import Missing, Refused
from peermentor.language import _
from peermentor.practice.contract.changes import ChangesView, changes_view
from peermentor.practice.contract.headline import headline
from peermentor.practice.corrections.edits import edit_record, editable_fields
from peermentor.practice.corrections.form import changed_twice, changes_in, form_of, form_with_reason
from peermentor.practice.corrections.values import Typed, read_typed
from peermentor.practice.nouns import find, people
from peermentor.practice.nouns.fields import field_named
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Record, Review, Session
from peermentor.practice.nouns.unseen import says_nothing
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type


def edit(
    ctx: typer.Context,
    what: AnyHandle = None,
    changes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FIELD=VALUE…",
            help=_("What to change: due=friday, with=maya, notes=-, got+=“one more”, got-=2, due= to clear."),
            autocompletion=complete_change,
            show_default=False,
        ),
    ] = None,
) -> Result:
    """Put a record right; with no FIELD=VALUE, in the editor."""
    app: App = ctx.obj
    typed = ask_any(app, what, _("What is to be put right? (a number, a handle or a name)"))
    if changes:
        said = [_told_apart(ctx, typed, read_typed(change)) for change in changes]
        return _keep(app, typed, lambda _records: said)
    record = find.anything(app.journal.records(), typed)
    if not app.interactive:
        raise Missing(
            _("Say what to change in {handle}: FIELD=VALUE.").format(handle=record.handle),
            _("There are: {fields}.").format(
                fields=", ".join(field.name for field in editable_fields(type(record)))
            ),
        )
    if isinstance(record, Session):
        return edit_form(app, record)
    return _edit_form(app, record)


def _edit_form(app: App, record: Record) -> Result:
    """Let the person put a record right in a form: what they changed in it is changed, and nothing else.

    What somebody else changed meanwhile, too, is shown both ways before it is kept, and so is a form that was
    left behind earlier. Raises what the editor raises.
    """
    kind, opened = type(record), form_of(app.journal.records(), record)
    decided, shown = set[tuple[str, str]](), ""
    both_ways = Refused(
        _("{handle} was changed while you wrote.").format(handle=record.handle),
        _("Here is what is kept now; without “#!” is what you wrote. Save it as it should be."),
    )

    def mine(records: Records, saved: str) -> list[Typed]:
        nonlocal shown
        now, shown = form_of(records, find.anything(records, record.handle)), ""
        twice = {(one.field, one.place) for one in changed_twice(kind, opened, now, saved)} - decided
        if twice:
            decided.update(twice)
            shown = now
            raise both_ways
        plain = [one for one in changes_in(kind, opened, saved) if (one.field, one.place) not in decided]
        settled = [one for one in changes_in(kind, now, saved) if (one.field, one.place) in decided]
        return [*plain, *settled]

    def keep(saved: str) -> Result:
        if says_nothing(saved):
            raise Missing(_("Nothing was written."), _("So nothing was kept either."))
        return _keep(app, record.handle, lambda records: mine(records, saved))

    return keep_what_is_written(
        app,
        opened,
        record.uid,
        keep,
        lambda saved, error: form_with_reason(saved, [error.message, error.hint], shown),
        new_words=False,
        gone_on=lambda left: form_with_reason(left, [both_ways.message, both_ways.hint], opened),
    )


def _told_apart(ctx: typer.Context, what: str, typed: Typed) -> Typed:
    """The change with its text from stdin, or with the one who is meant where several people may be."""
    app: App = ctx.obj
    if typed.value == "-":
        return typed._replace(value=long_text(typed.value))
    if app.interactive:
        field = field_named(type(find.anything(app.journal.records(), what)), typed.field)
        if field and field.to is Mentor:
            return typed._replace(value=choose_mentor(ctx, typed.value) or "")
    return typed


def _keep(app: App, what: str, typed: Callable[[Records], list[Typed]]) -> Result:
    """Change what was typed, as `typed` reads it among the records that are kept now."""
    with app.journal.transaction(app.now) as draft:
        changes = typed(draft.records)
        record = edit_record(draft, find.anything(draft.records, what), changes, app.moment)
        told = changes_view(draft)
        about = headline(draft.records, record)
        hints = _to_judge_anew(draft.records, record, told)
    said = _("Changed {what}") if told.changed else _("Nothing to change: {what}")
    lines = [said.format(what=about), *change_lines(told.changed, draft.records)]
    return Result(told, "\n".join(lines), hints=hints)


def _to_judge_anew(records: Records, record: Record, told: ChangesView) -> tuple[Hint, ...]:
    """Say that a review whose ratings were put right has the verdict it had, and what gives it another."""
    rated = next((change for change in told.changed if change.field == "ratings"), None)
    if not isinstance(record, Review) or rated is None:
        return ()
    who = records.the(Mentor, record.mentor)
    ratings = [f"{name}={rating}" for name, rating in rated.after.items() if rated.before.get(name) != rating]
    if who.stage in people.OVER or not ratings:
        return ()
    words = [word for rating in ratings for word in ("--rate", rating)]
    return (
        Hint(
            _("The verdict of {handle} is as it was then. To judge anew:").format(handle=record.handle),
            to_type("review", find.shortest(records, who), *words),
        ),
    )
