"""The keys of a locked journal: adding, removing, changing and checking one."""

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from peermentor.app import App
from peermentor.commands.shared.asking import must_be_filled
from peermentor.commands.shared.consent import must_agree
from peermentor.commands.shared.vault_lines import (
    list_keys,
    list_not_opened,
    name_key,
    say_where_the_key_is,
    show_recovery_key,
    view_now,
)
from peermentor.commands.shared.vault_locking import keep_source, look_at_vault, must_be_locked
from peermentor.errors import CommandLine, Missing
from peermentor.language import _, several
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type

if TYPE_CHECKING:
    from peermentor.journal.vault.own_keys import NewKey
    from peermentor.journal.vault.recipients import Recipient


def add_key(app: App, key: str | None, name: str) -> Result:
    """Let another key open the journal too: a public key, or the file it is in.

    Raises Missing without one; Refused, NoKey, JournalError.
    """
    must_be_filled(key, "KEY")
    must_be_locked(app)
    if key is None:
        raise Missing(_("KEY is missing."), _("Like: peermentor vault add-key age1…"))
    if app.journal.dry_run:
        return Result(view_now(app, app.vault.look()), _("The key would be added; nothing was changed."))
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
    return Result(view_now(app, after), "\n".join(lines))


def remove_key(app: App, typed: str | None, *, yes: bool) -> Result:
    """Take away a key by how it begins, or what it is called.

    Raises Missing without one, NotFound, Refused.
    """
    must_be_filled(typed, "KEY")
    must_be_locked(app)
    if typed is None:
        raise Missing(
            _("KEY is missing."),
            "\n".join((_("How it begins, or what it is called:"), *list_keys(app.vault.look().keys))),
        )
    chosen = app.vault.find_key(typed, name_key)
    told = "\n".join(
        (
            _("This key opens nothing here any more, once everything was sealed anew without it:"),
            *list_keys([chosen]),
            _("Whoever has it can still open copies that lie elsewhere, and what was read before."),
        )
    )
    must_agree(app, told, _("Remove it?"), yes=yes, for_good=False)
    if app.journal.dry_run:
        return Result(view_now(app, app.vault.look()), told)
    files, stay = app.vault.remove_key(chosen)
    after = app.vault.look()
    text = several(
        "Removed {{key}}; {n} file was sealed anew.", "Removed {{key}}; {n} files were sealed anew.", files
    )
    lines = [
        text.format(key=chosen.key),
        _("Whoever has one of these keys can open it:"),
        *list_keys(after.keys),
        _("Whoever has the removed one can still open copies that lie elsewhere."),
    ]
    lines += list_not_opened(stay)
    return Result(
        view_now(app, after), "\n".join(lines), hints=_hint_of_recovery([*after.keys, chosen], after.keys)
    )


def _hint_of_recovery(before: "Sequence[Recipient]", now: "Sequence[Recipient]") -> tuple[Hint, ...]:
    """Say how a recovery key is made anew, where there was one and is none any more."""
    if "recovery" not in {one.name for one in before} - {one.name for one in now}:
        return ()
    return (Hint(_("For a new recovery key:"), to_type("vault", "change-key", "--recovery")),)


def change_key(
    app: App, new_key: "Callable[..., NewKey]", *, only_recovery: bool, recovery: bool, yes: bool
) -> Result:
    """Put another key in place of the one in use, or with `only_recovery` of the one that was written down.

    Raises Refused, NoKey, JournalError.
    """
    must_be_locked(app)
    before, known = app.vault.own_keys.public_halves(), app.vault.look().keys
    told = _("Everything is sealed anew. Copies that lie elsewhere stay open to the old key.")
    must_agree(app, told, _("Change it?"), yes=yes, for_good=False)
    if app.journal.dry_run:
        return Result(view_now(app, app.vault.look()), told)
    found: NewKey | None = None if only_recovery else new_key(anew=True)
    secret = app.vault.own_keys.make_recovery() if recovery else ""
    shown = show_recovery_key(app, secret)
    files = app.vault.change_key(
        found, before, known, secret, lambda: keep_source(app, found) if found else None
    )
    after = app.vault.look()
    lines = [
        several("{n} file was sealed anew.", "{n} files were sealed anew.", files),
        *say_where_the_key_is(found),
        _("Whoever has one of these keys can open it:"),
        *list_keys(after.keys),
        _("The old key opens nothing here any more; copies that lie elsewhere need it still."),
    ]
    return Result(view_now(app, after, shown), "\n".join(lines), hints=_hint_of_recovery(known, after.keys))


def check_key(app: App, typed: str | None) -> Result:
    """Try whether a key opens the journal: one from stdin ("-"), one asked for, or the one in use.

    Raises CommandLine for one that stands on the command line; NoKey, Refused.
    """
    look_at_vault(app)
    if typed == "-":
        must_be_filled(typed := sys.stdin.read(), "KEY")
    elif typed is not None:
        raise CommandLine(
            _("A key on the command line stays in the shell's history."),
            _("Leave it out to be asked for it, or send it on stdin: peermentor vault check -"),
        )
    elif app.interactive:
        app.vault.try_key()
        typed = ask.ask_line(_("The recovery key as you wrote it down (Enter: only the key in use)"))
    public = app.vault.try_key(typed or "")
    known = {one.key: name_key(one.name) for one in app.vault.look().keys}
    lines = [
        _("This key opens the journal: {key}  {name}").format(key=public, name=known.get(public, "")).rstrip()
    ]
    if typed:
        lines.append(
            _("Its check words: {words}.").format(words=app.vault.own_keys.to_write_down(typed).words)
        )
    return Result(view_now(app, app.vault.look()), "\n".join(lines))
