"""Correcting any record in the editor, as one text."""

from peermentor.app import App
from peermentor.commands.shared.editing import (
    keep_what_is_written,
    refuse_changed_meanwhile,
    refuse_nothing_written,
)
from peermentor.commands.shared.record_changed import change_record
from peermentor.language import _
from peermentor.practice.corrections.form import changed_twice, changes_in, form_of, form_with_reason
from peermentor.practice.corrections.values import Typed
from peermentor.practice.nouns import find
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Record
from peermentor.practice.nouns.unseen import says_nothing
from peermentor.screen.terminal.result import Result


def edit_in_form(app: App, record: Record) -> Result:
    """Let the person correct a record in a form; only what they change there is changed.

    A field that was changed meanwhile, too, is shown both ways before anything is kept, and so is a draft of
    an earlier run. Raises what the editor raises.
    """
    kind, opened = type(record), form_of(app.journal.records(), record)
    decided, shown = set[tuple[str, str]](), ""
    both_ways = refuse_changed_meanwhile(
        record,
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
            raise refuse_nothing_written()
        return change_record(app, record.handle, lambda records: mine(records, saved))

    return keep_what_is_written(
        app,
        opened,
        record.uid,
        keep,
        lambda saved, error: form_with_reason(saved, [error.message, error.hint], shown),
        new_words=False,
        gone_on=lambda left: form_with_reason(left, [both_ways.message, both_ways.hint], opened),
    )
