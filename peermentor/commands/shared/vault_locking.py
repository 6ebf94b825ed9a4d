"""Locking a journal for a key of one's own, and unlocking it."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from peermentor.app import App
from peermentor.errors import Interrupted, Missing, Refused
from peermentor.language import _, several
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type

if TYPE_CHECKING:
    from peermentor.journal.vault.vault import NewKey, Status
from peermentor.commands.shared.vault_lines import (
    _listed,
    _not_opened,
    _show_recovery,
    _view,
    _where_the_key_is,
)


def _lock(app: App, new_key: Any, *, recovery: bool, yes: bool) -> Result:  # noqa: ANN401 - a function of `vault`
    before = app.vault.look()
    finishing = before.locked and bool(before.plain)
    if before.locked and not finishing:
        raise Refused(
            _("{path} is locked already.").format(path=before.place),
            _("Another key: peermentor vault change-key"),
        )
    if not before.plain:
        app.journal.require_new()
        raise Refused(_("There is no journal yet, so there is nothing to lock."), to_type("add-mentor"))
    told = several(
        "{n} file is in plain text, and is removed once it was read back locked:",
        "{n} files are in plain text, and are removed once they were read back locked:",
        len(before.plain),
    )
    _agree(app, "\n".join((told, *_listed(before.plain))), _("Lock it like this?"), yes=yes)
    if app.journal.dry_run:
        return Result(_view(app, before), "\n".join((told, *_listed(before.plain))))
    if not finishing:
        app.journal.records()  # what can't be read is mended first
    found: NewKey | None = None if finishing else new_key(anew=False)
    written_down = app.vault.make_recovery_key() if recovery and not finishing else ""
    if found:
        _keep_source(app, found)
    shown = _show_recovery(app, written_down)
    gone = app.vault.lock(found, written_down)
    after = app.vault.look()
    lines = [
        _("Locked: {path}").format(path=after.place),
        several(
            "{n} plain file was removed after it was read back.",
            "{n} plain files were removed after they were read back.",
            len(gone),
        ),
        _("On flash memory, in snapshots and in other backups their old bytes may stay."),
        *_where_the_key_is(found),
    ]
    if after.others:
        lines.append(
            _("Copies of a sync program are still plain: {names}.").format(names=", ".join(after.others))
        )
    return Result(_view(app, after, shown), "\n".join(lines))


def _unlock(app: App, *, yes: bool) -> Result:
    before = _look_at_locked(app)
    told = several(
        "{n} file becomes plain text again, which anybody with this disk can read.",
        "{n} files become plain text again, which anybody with this disk can read.",
        before.files,
    )
    _agree(app, told, _("Unlock it?"), yes=yes)
    if app.journal.dry_run:
        return Result(_view(app, before), told)
    if not before.plain:
        app.journal.records()  # which takes in what waits
    stay = app.vault.unlock()
    after = app.vault.look()
    lines = [_("Unlocked: {path} is plain text again.").format(path=after.place)]
    lines += _not_opened(stay)
    return Result(
        _view(app, after), "\n".join(lines), hints=(Hint(_("To lock it again:"), to_type("vault", "lock")),)
    )


def _look_at_locked(app: App) -> "Status":
    now = app.vault.look()
    if not now.locked:
        raise Refused(_("{path} is not locked.").format(path=now.place), to_type("vault", "lock"))
    return now


def _must_be_locked(app: App) -> None:
    _look_at_locked(app)
    app.journal.records()
    with suppress(ValueError):  # whoever changes the keys puts right what differs
        app.journal.notes.remove(app.journal.key_note)


def _keep_source(app: App, key: "NewKey") -> None:
    app.keep_setting("key-command", key.source.command or None)
    app.keep_setting("identity", key.source.file or None)


def _agree(app: App, told: str, question: str, *, yes: bool) -> None:
    if yes or app.journal.dry_run:
        return
    if not app.interactive:
        raise Missing(
            _("Nobody is here to be asked. Nothing was changed."),
            _("Add --yes to do it, or --dry-run to see what would go."),
        )
    ask.tell(told)
    if not ask.yes(question):
        raise Interrupted(_("Nothing was changed."))
