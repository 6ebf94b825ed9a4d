"""Locking a journal with a key, and unlocking it."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from peermentor.app import App
from peermentor.commands.shared.consent import must_agree
from peermentor.commands.shared.vault_lines import (
    list_files,
    list_not_opened,
    say_where_the_key_is,
    show_recovery_key,
    view_now,
)
from peermentor.errors import NotFound, Refused
from peermentor.language import _, several
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type

if TYPE_CHECKING:
    from peermentor.journal.vault.own_keys import NewKey
    from peermentor.journal.vault.vault import Status


def lock_journal(app: App, new_key: "Callable[..., NewKey]", *, recovery: bool, yes: bool) -> Result:
    """Lock the journal and everything beside it with a key, or finish a locking that was interrupted.

    `new_key` finds the key that the options name, or makes one; with `recovery` a recovery key is made, too.
    Raises Refused where there is nothing to lock, NoKey, JournalError.
    """
    before = app.vault.look()
    finishing = before.locked and bool(before.plain)
    if before.locked and not finishing:
        raise Refused(
            _("{path} is locked already.").format(path=before.place),
            _("Another key: peermentor vault change-key"),
        )
    if not before.plain:
        raise Refused(_("There is no journal yet, so there is nothing to lock."), to_type("add-mentor"))
    told = several(
        "{n} file is in plain text, and is removed once it was read back locked:",
        "{n} files are in plain text, and are removed once they were read back locked:",
        len(before.plain),
    )
    must_agree(
        app, "\n".join((told, *list_files(before.plain))), _("Lock it like this?"), yes=yes, for_good=False
    )
    if app.journal.dry_run:
        return Result(view_now(app, before), "\n".join((told, *list_files(before.plain))))
    if not finishing:
        app.journal.records()  # raises for a journal that can't be read, which must be repaired first
    found: NewKey | None = None if finishing else new_key(anew=False)
    written_down = app.vault.own_keys.make_recovery() if recovery and not finishing else ""
    shown = show_recovery_key(app, written_down)
    gone = app.vault.lock(found, written_down, lambda: keep_source(app, found) if found else None)
    after = app.vault.look()
    lines = [
        _("Locked: {path}").format(path=after.place),
        several(
            "{n} plain file was removed after it was read back.",
            "{n} plain files were removed after they were read back.",
            len(gone),
        ),
        _("On flash memory, in snapshots and in other backups their old bytes may stay."),
        *say_where_the_key_is(found),
    ]
    if after.others:
        lines.append(
            _("Copies of a sync program are still plain: {names}.").format(names=", ".join(after.others))
        )
    return Result(view_now(app, after, shown), "\n".join(lines))


def unlock_journal(app: App, *, yes: bool) -> Result:
    """Write the journal and everything beside it as plain text again. Raises Refused, JournalError."""
    before = _look_at_locked(app)
    told = several(
        "{n} file becomes plain text again, which anybody with this disk can read.",
        "{n} files become plain text again, which anybody with this disk can read.",
        before.files,
    )
    must_agree(app, told, _("Unlock it?"), yes=yes, for_good=False)
    if app.journal.dry_run:
        return Result(view_now(app, before), told)
    if not before.plain:
        app.journal.records()  # also takes in the commands that wait
    stay = app.vault.unlock()
    after = app.vault.look()
    lines = [_("Unlocked: {path} is plain text again.").format(path=after.place)]
    lines += list_not_opened(stay)
    return Result(
        view_now(app, after),
        "\n".join(lines),
        hints=(Hint(_("To lock it again:"), to_type("vault", "lock")),),
    )


def look_at_vault(app: App) -> "Status":
    """Look what is locked, and for whom. Raises Gone, and NotFound where there is no journal yet."""
    now = app.vault.look()
    if not app.journal.exists():
        raise NotFound(
            _("There is no journal {path} yet.").format(path=now.place),
            _("Begin one, or name it with --journal."),
        )
    return now


def _look_at_locked(app: App) -> "Status":
    now = look_at_vault(app)
    if not now.locked:
        raise Refused(_("{path} is not locked.").format(path=now.place), to_type("vault", "lock"))
    return now


def must_be_locked(app: App) -> None:
    """Raise Refused for a journal that is not locked, JournalError for one that can't be opened."""
    _look_at_locked(app)
    app.journal.records()
    with suppress(ValueError):  # the note that the keys differ: the command that runs now corrects that
        app.journal.notes.remove(app.journal.key_note)


def keep_source(app: App, key: "NewKey") -> None:
    """Keep in the settings where the key is. Raises BadSetting."""
    app.keep_setting("key-command", key.source.command or None)
    app.keep_setting("identity", key.source.file or None)
