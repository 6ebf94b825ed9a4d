"""What the actions of a vault say: who opens it, where the key is, which files are meant."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from peermentor.app import App
from peermentor.language import _
from peermentor.practice.nouns.upkeep import RecoveryKey, VaultKey, VaultView
from peermentor.screen.terminal.answer import say

if TYPE_CHECKING:
    from peermentor.journal.vault.recipients import Recipient
    from peermentor.journal.vault.vault import NewKey, Status


_HALF = 44  # signs of a recovery key on the first of two lines: what it begins with, and four groups
SHOWN = 12  # files named before one is asked


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


def _who(keys: Sequence["Recipient"]) -> list[str]:
    return [f"  {one.key}  {_called(one.name)}".rstrip() for one in keys]


def _called(name: str) -> str:
    return {"this computer": _("this computer"), "recovery": _("recovery")}.get(name, name)


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
