"""The keys that open a locked journal: one more, one less, another one; and whether one does."""

import sys
from typing import TYPE_CHECKING, Any

from peermentor.app import App
from peermentor.commands.shared.asking import must_be_filled
from peermentor.errors import CommandLine, Missing
from peermentor.language import _, several
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type

if TYPE_CHECKING:
    from peermentor.journal.vault.vault import NewKey
from peermentor.commands.shared.vault_lines import (
    _called,
    _not_opened,
    _show_recovery,
    _view,
    _where_the_key_is,
    _who,
)
from peermentor.commands.shared.vault_locking import _agree, _keep_source, _must_be_locked


def _add_key(app: App, key: str | None, name: str) -> Result:
    must_be_filled(key, "KEY")
    _must_be_locked(app)
    if key is None:
        raise Missing(_("KEY is missing."), _("Like: peermentor vault add-key age1…"))
    if app.journal.dry_run:
        return Result(_view(app, app.vault.look()), _("The key would be added; nothing was changed."))
    before = {one.key for one in app.vault.look().keys}
    added, files = app.vault.add_key(key, name)
    after = app.vault.look()
    text = several(
        "{{key}} opens it too now; {n} file was sealed anew.",
        "{{key}} opens it too now; {n} files were sealed anew.",
        files,
    )
    lines = [text.format(key=added.key)]
    for gone in sorted(before - {one.key for one in after.keys}):
        lines.append(_("The journal did not know {key}, so it was taken out.").format(key=gone))
    return Result(_view(app, after), "\n".join(lines))


def _remove_key(app: App, typed: str | None, *, yes: bool) -> Result:
    must_be_filled(typed, "KEY")
    _must_be_locked(app)
    if typed is None:
        raise Missing(
            _("KEY is missing."),
            "\n".join((_("How it begins, or what it is called:"), *_who(app.vault.look().keys))),
        )
    chosen = app.vault.find_key(typed, _called)
    told = "\n".join(
        (
            _("This key opens nothing here any more, once everything was sealed anew without it:"),
            *_who([chosen]),
            _("Whoever has it can still open copies that lie elsewhere, and what was read before."),
        )
    )
    _agree(app, told, _("Remove it?"), yes=yes)
    if app.journal.dry_run:
        return Result(_view(app, app.vault.look()), told)
    files, stay = app.vault.remove_key(chosen)
    after = app.vault.look()
    text = several(
        "Removed {{key}}; {n} file was sealed anew.", "Removed {{key}}; {n} files were sealed anew.", files
    )
    lines = [
        text.format(key=chosen.key),
        _("Whoever has one of these keys can open it:"),
        *_who(after.keys),
        _("Whoever has the removed one can still open copies that lie elsewhere."),
    ]
    lines += _not_opened(stay)
    recovery = Hint(_("For a new recovery key:"), to_type("vault", "change-key", "--recovery"))
    return Result(_view(app, after), "\n".join(lines), hints=(recovery,) if chosen.name == "recovery" else ())


def _change_key(app: App, new_key: Any, *, only_recovery: bool, recovery: bool, yes: bool) -> Result:  # noqa: ANN401 - as above
    _must_be_locked(app)
    before = app.vault.public_keys_at_hand()
    told = _("Everything is sealed anew. Copies that lie elsewhere stay open to the old key.")
    _agree(app, told, _("Change it?"), yes=yes)
    if app.journal.dry_run:
        return Result(_view(app, app.vault.look()), told)
    found: NewKey | None = None if only_recovery else new_key(anew=True)
    secret = app.vault.make_recovery_key() if recovery else ""
    shown = _show_recovery(app, secret)

    files = app.vault.change_key(found, before, secret, lambda: _keep_source(app, found) if found else None)
    lines = [
        several("{n} file was sealed anew.", "{n} files were sealed anew.", files),
        *_where_the_key_is(found),
        _("The old key opens nothing here any more; copies that lie elsewhere need it still."),
    ]
    return Result(_view(app, app.vault.look(), shown), "\n".join(lines))


def _check(app: App, typed: str | None) -> Result:
    if typed == "-":
        typed = sys.stdin.read()
    elif typed is not None:
        raise CommandLine(
            _("A key on the command line stays in the shell's history."),
            _("Leave it out to be asked for it, or send it on stdin: peermentor vault check -"),
        )
    elif app.interactive:
        app.vault.try_key()
        typed = ask.ask_line(_("The recovery key as you wrote it down (Enter: only the key in use)"))
    public = app.vault.try_key(typed or "")
    known = {one.key: _called(one.name) for one in app.vault.look().keys}
    lines = [
        _("This key opens the journal: {key}  {name}").format(key=public, name=known.get(public, "")).rstrip()
    ]
    if typed:
        lines.append(_("Its check words: {words}.").format(words=app.vault.to_write_down(typed).words))
    return Result(_view(app, app.vault.look()), "\n".join(lines))
