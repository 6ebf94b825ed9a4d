"""vault: a journal that nobody else can read: lock it, unlock it, and say whose keys open it."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peermentor.app import App, must_name_a_place
from peermentor.commands.shared.asking import must_be_filled
from peermentor.errors import CommandLine, Interrupted, Missing, NotFound, Refused
from peermentor.language import _, several
from peermentor.practice.nouns.upkeep import RecoveryKey, VaultKey, VaultView
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.answer import say
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type

if TYPE_CHECKING:
    from peermentor.journal.vault.recipients import Recipient
    from peermentor.journal.vault.vault import NewKey, Status

_HALF = 44  # signs of a recovery key on the first of two lines: what it begins with, and four groups
SHOWN = 12  # files named before one is asked


def _complete_action() -> list[tuple[str, str]]:
    return [
        ("lock", _("encrypt the journal and everything beside it")),
        ("unlock", _("back into plain text")),
        ("status", _("what is locked, and who can open it")),
        ("check", _("try a key, also one that was written down")),
        ("add-key", _("let another key open it too")),
        ("remove-key", _("a key that is lost opens it no more")),
        ("change-key", _("another key in place of this one")),
    ]


def vault(
    ctx: typer.Context,
    action: Annotated[
        str,
        typer.Argument(
            metavar="ACTION",
            help=_("lock, unlock, status, check, add-key, remove-key or change-key."),
            autocompletion=_complete_action,
            show_default=False,
        ),
    ] = "status",
    key: Annotated[
        str | None,
        typer.Argument(
            metavar="KEY",
            help=_(
                "add-key: a public key, or its file. remove-key: how a key begins, or its name. "
                "check: - reads a key from stdin."
            ),
            show_default=False,
        ),
    ] = None,
    identity: Annotated[
        str | None,
        typer.Option("--identity", metavar="FILE", help=_("The key's file; made where there is none.")),
    ] = None,
    key_command: Annotated[
        str | None,
        typer.Option("--key-command", metavar="COMMAND", help=_("A command that prints the key.")),
    ] = None,
    ssh: Annotated[str | None, typer.Option("--ssh", metavar="FILE", help=_("An SSH key (ed25519)."))] = None,
    passphrase: Annotated[
        bool, typer.Option("--passphrase", help=_("Put the new key under a passphrase, asked here."))
    ] = False,
    name: Annotated[str, typer.Option("--name", help=_("What the added key is called."))] = "",
    recovery: Annotated[
        bool,
        typer.Option(
            "--recovery/--no-recovery",
            show_default=False,
            help=_("A key to write down: made by lock, unless you say no; a new one by change-key."),
        ),
    ] = True,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Don't ask."))] = False,
) -> Result:
    """Lock the journal by a key, unlock it, and say who can open it."""
    app: App = ctx.obj
    # An empty one (a variable that is not set) must not become a key somewhere else.
    sources = (
        must_name_a_place(identity, "--identity"),
        must_be_filled(key_command, "--key-command"),
        must_name_a_place(ssh, "--ssh"),
    )
    _one_source(*sources)
    if key is not None and action not in ("add-key", "remove-key", "check"):
        raise CommandLine(
            _("{action} takes no KEY.").format(action=action),
            _("See: {page}").format(page=to_type("vault", "--help")),
        )

    def new_key(*, anew: bool) -> "NewKey":
        if passphrase and app.interactive:
            ask.tell(_("To put a key under a passphrase takes some seconds."))
        file, command, ssh_file = sources
        return app.vault.key_from(
            identity=file, command=command, ssh=ssh_file, under_passphrase=passphrase, anew=anew
        )

    said_recovery = ctx.get_parameter_source("recovery")
    asked = said_recovery is not None and said_recovery.name == "COMMANDLINE"
    actions: dict[str, Callable[[], Result]] = {
        "lock": lambda: _lock(app, new_key, recovery=recovery, yes=yes),
        "unlock": lambda: _unlock(app, yes=yes),
        "status": lambda: _status(app),
        "check": lambda: _check(app, key),
        "add-key": lambda: _add_key(app, key, name),
        "remove-key": lambda: _remove_key(app, key, yes=yes),
        "change-key": lambda: _change_key(
            app,
            new_key,
            only_recovery=asked and recovery and not any(sources),
            recovery=asked and recovery,
            yes=yes,
        ),
    }
    if action not in actions:
        raise CommandLine(
            _("“{action}” is nothing a vault can do.").format(action=action),
            _("One of: {allowed}.").format(allowed=", ".join(actions)),
        )
    return actions[action]()


def _one_source(*sources: str) -> None:
    if sum(map(bool, sources)) > 1:
        raise CommandLine(_("Only one of --identity, --key-command and --ssh."), "")


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


def _where_the_key_is(found: "NewKey | None") -> list[str]:
    if found is None:
        return []
    if found.made is None:
        return [_("The key: {source}.").format(source=found.source.told())]
    return [
        _("A new key was made: {path}").format(path=found.made),
        _("Whoever has this disk has both. Keep the key on another one, under a passphrase (--passphrase),"),
        _("or in a password store (--key-command): peermentor vault change-key"),
    ]


def _show_recovery(app: App, secret: str) -> RecoveryKey | None:
    """Show the key to write down before anything is locked, so that nobody misses it."""
    if not secret:
        return None
    shown = app.vault.to_write_down(secret)
    if not app.json:
        for line in (
            _("A recovery key, shown this once. Write it down and keep it elsewhere:"),
            "",
            f"    {shown.key[:_HALF].rstrip()}",
            f"    {shown.key[_HALF:].strip()}",
            "",
            _("Its check words: {words}. Try it: peermentor vault check").format(words=shown.words),
            "",
        ):
            say(line, sys.stdout)
        sys.stdout.flush()
    return shown


def _keep_source(app: App, key: "NewKey") -> None:
    app.keep_setting("key-command", key.source.command or None)
    app.keep_setting("identity", key.source.file or None)


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


def _status(app: App) -> Result:
    now = app.vault.look()
    if not app.journal.exists():
        app.journal.require_new()
        raise NotFound(
            _("There is no journal {path} yet.").format(path=now.place),
            _("Begin one, or name it with --journal."),
        )
    if not now.locked:
        hint = Hint(_("To lock it with a key of yours:"), to_type("vault", "lock"))
        text = _("Not locked: {path} is plain text.").format(path=now.place)
        return Result(_view(app, now), text, hints=(hint,))
    shown = _view(app, now)
    lines = [_("Locked: {path}").format(path=now.place)]
    lines.append(_("Whoever has one of these keys can open it:"))
    lines += _who(now.keys)
    lines.append(_("Yours is taken from {source}.").format(source=shown.source))
    if app.settings["pinentry"]:
        lines.append(_("A passphrase is asked by “{program}”.").format(program=app.settings["pinentry"]))
    if now.waiting:
        lines.append(
            several(
                "{n} entry waits to be taken in by the next write that has the key.",
                "{n} entries wait to be taken in by the next write that has the key.",
                now.waiting,
            )
        )
    if now.plain:
        lines.append(_("Still in plain text:"))
        lines += [*_listed(now.plain), _("Finish it: {command}").format(command=to_type("vault", "lock"))]
    return Result(shown, "\n".join(lines))


def _who(keys: Sequence["Recipient"]) -> list[str]:
    return [f"  {one.key}  {_called(one.name)}".rstrip() for one in keys]


def _called(name: str) -> str:
    return {"this computer": _("this computer"), "recovery": _("recovery")}.get(name, name)


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


def _not_opened(stay: Sequence[Path]) -> list[str]:
    return [_("These can't be opened, and stay as they are:"), *_listed(tuple(stay))] if stay else []


def _listed(paths: tuple[Path, ...]) -> list[str]:
    more = [_("  and {n} more").format(n=len(paths) - SHOWN)] if len(paths) > SHOWN else []
    return [*(f"  {path}" for path in paths[:SHOWN]), *more]


def _view(app: App, now: "Status", shown: RecoveryKey | None = None) -> VaultView:
    return VaultView(
        locked=now.locked,
        journal=str(now.place),
        keys=tuple(VaultKey(one.key, one.name) for one in now.keys) if now.locked else (),
        source=app.vault.source.told(),
        waiting=now.waiting,
        plain=tuple(map(str, now.plain)),
        recovery=shown,
    )
