"""vault: a journal that nobody else can read: lock it, unlock it, and say whose keys open it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from peermentor.app import App, must_name_a_place
from peermentor.commands.shared.asking import must_be_filled
from peermentor.commands.shared.vault_keys import add_key, change_key, check_key, remove_key
from peermentor.commands.shared.vault_lines import list_files, list_keys, view_now
from peermentor.commands.shared.vault_locking import lock_journal, look_at_vault, unlock_journal
from peermentor.errors import CommandLine
from peermentor.language import _, several
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type

if TYPE_CHECKING:
    from peermentor.journal.vault.own_keys import NewKey


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
        app.vault.require_elsewhere(file or ssh_file, app.settings_path)
        return app.vault.own_keys.choose(
            identity=file, command=command, ssh=ssh_file, under_passphrase=passphrase, anew=anew
        )

    said_recovery = ctx.get_parameter_source("recovery")
    asked = said_recovery is not None and said_recovery.name == "COMMANDLINE"
    actions: dict[str, Callable[[], Result]] = {
        "lock": lambda: lock_journal(app, new_key, recovery=recovery, yes=yes),
        "unlock": lambda: unlock_journal(app, yes=yes),
        "status": lambda: _status(app),
        "check": lambda: check_key(app, key),
        "add-key": lambda: add_key(app, key, name),
        "remove-key": lambda: remove_key(app, key, yes=yes),
        "change-key": lambda: change_key(
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


def _status(app: App) -> Result:
    now = look_at_vault(app)
    if not now.locked:
        hint = Hint(_("To lock it with a key of yours:"), to_type("vault", "lock"))
        text = _("Not locked: {path} is plain text.").format(path=now.place)
        return Result(view_now(app, now), text, hints=(hint,))
    shown = view_now(app, now)
    lines = [_("Locked: {path}").format(path=now.place)]
    if now.keys:
        lines += [_("Whoever has one of these keys can open it:"), *list_keys(now.keys)]
    else:
        lines.append(_("The file that names its keys is gone. What to do: peermentor doctor"))
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
        lines += [*list_files(now.plain), _("Finish it: {command}").format(command=to_type("vault", "lock"))]
    return Result(shown, "\n".join(lines))
