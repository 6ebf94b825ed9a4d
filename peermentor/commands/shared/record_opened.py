"""Opening a record to put it right as a whole: the form of a talk, or that of any other record."""

from peermentor.app import App
from peermentor.errors import Missing
from peermentor.language import _
from peermentor.practice.corrections.edits import what_can_be_changed
from peermentor.practice.nouns.records import Record, Session
from peermentor.screen.terminal.result import Result
from peermentor.to_type import to_type


def edit_whole(app: App, record: Record) -> Result:
    """Open a record in the editor. Raises Missing where nobody is there to edit, naming its fields."""
    if not app.interactive:
        raise Missing(
            _("Say what to change: {edit} FIELD=VALUE.").format(edit=to_type("edit", record.handle)),
            _("There are: {fields}.").format(fields=", ".join(what_can_be_changed(record))),
        )
    if isinstance(record, Session):
        from peermentor.commands.shared.talk_form import edit_talk  # noqa: PLC0415 - for whoever writes long

        return edit_talk(app, record)
    from peermentor.commands.shared.record_form import edit_in_form  # noqa: PLC0415 - the same

    return edit_in_form(app, record)
