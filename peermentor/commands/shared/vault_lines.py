"""Lines that the actions of `vault` print: keys, where the key is, and files."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from peermentor.app import App
from peermentor.language import _
from peermentor.practice.nouns.upkeep import RecoveryKey, VaultKey, VaultView
from peermentor.screen.terminal.answer import say

if TYPE_CHECKING:
    from peermentor.journal.vault.own_keys import NewKey
    from peermentor.journal.vault.recipients import Recipient
    from peermentor.journal.vault.vault import Status


_HALF = 44  # characters of a recovery key on the first of two lines: its beginning, and four groups
SHOWN = 12  # files named at most


def say_where_the_key_is(found: "NewKey | None") -> list[str]:
    """Say where the key is, and for a new one how to keep it; nothing for None."""
    if found is None:
        return []
    if found.made is None:
        return [_("The key: {source}.").format(source=found.source.told())]
    made = _("A new key was made: {path}").format(path=found.made)
    if found.under_passphrase:
        return [made]
    return [
        made,
        _("Whoever has this disk has both. Keep the key on another one, under a passphrase (--passphrase),"),
        _("or in a password store (--key-command): peermentor vault change-key"),
    ]


def show_recovery_key(app: App, secret: str) -> RecoveryKey | None:
    """Show the recovery key before anything is locked, so that nobody misses it; None without one."""
    if not secret:
        return None
    shown = app.vault.own_keys.to_write_down(secret)
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


def list_keys(keys: Sequence["Recipient"]) -> list[str]:
    """List keys, one a line: the public key and its name."""
    return [f"  {one.key}  {name_key(one.name)}".rstrip() for one in keys]


def name_key(name: str) -> str:
    """Say the name of a key; names that the program gave are translated."""
    return {"this computer": _("this computer"), "recovery": _("recovery")}.get(name, name)


def list_not_opened(stay: Sequence[Path]) -> list[str]:
    """List the files that can't be opened, under a line that says so; nothing where there are none."""
    return [_("These can't be opened, and stay as they are:"), *list_files(tuple(stay))] if stay else []


def list_files(paths: tuple[Path, ...]) -> list[str]:
    """List files, one a line: the first `SHOWN`, and how many more."""
    more = [_("  and {n} more").format(n=len(paths) - SHOWN)] if len(paths) > SHOWN else []
    return [*(f"  {path}" for path in paths[:SHOWN]), *more]


def view_now(app: App, now: "Status", shown: RecoveryKey | None = None) -> VaultView:
    """Make the view of the vault as it is now, with the recovery key that was just `shown`."""
    return VaultView(
        locked=now.locked,
        journal=str(now.place),
        keys=tuple(VaultKey(one.key, one.name) for one in now.keys) if now.locked else (),
        source=app.vault.own_keys.source.told(),
        waiting=now.waiting,
        plain=tuple(map(str, now.plain)),
        recovery=shown,
    )
