"""Answers a shell when somebody presses Tab.

The scripts that Typer installs hand the answer to `eval` (zsh), or split it at marks that a text may hold
(fish, PowerShell), and Rich reads markup in a description. So every command, option and argument offers only
handles, fixed words and plain letters, whatever the journal holds.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from peermentor.errors import PeermentorError
from peermentor.screen.terminal.visible import plain_letters

_PLAIN_WORD = re.compile(r"[\w.=+-]+")
_ONE_OF = re.compile(r"[\w-]+(?:\|[\w-]+)+")
_RANGE = re.compile(r"([0-9])-([0-9])")


class Offered(Struct):
    """Holds one word for the shell. It has the fields of Typer's own class, which has no public name."""

    value: str
    type: str = "plain"
    help: str | None = None


def make_plain(command: Any) -> None:  # noqa: ANN401 - a TyperCommand or TyperGroup
    """Let a command and its parameters offer only plain words. Fixed words are read from its help page."""
    command.shell_complete = _plainly(command.shell_complete)
    for param in command.params:
        words = _fixed_words(param.metavar or "")
        param.shell_complete = _plainly(_offering(words) if words else param.shell_complete)


def _fixed_words(metavar: str) -> list[str]:
    """List the words of "me|them|both" or "1-5"; a word in capitals (MENTOR) lists nothing."""
    if found := _RANGE.fullmatch(metavar):
        return [str(number) for number in range(int(found[1]), int(found[2]) + 1)]
    return metavar.split("|") if _ONE_OF.fullmatch(metavar) and metavar.islower() else []


def _offering(words: list[str]) -> Callable[..., list[Any]]:
    return lambda _ctx, incomplete: [Offered(word) for word in words if word.startswith(incomplete)]


def _plainly(offers: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    def complete(ctx: object, incomplete: str) -> list[Any]:
        try:
            return list(_plain(offers(ctx, incomplete)))
        except (PeermentorError, OSError):
            return []  # a shell has no place for an error

    return complete


def _plain(offered: list[Any]) -> Iterator[Any]:
    for item in offered:
        # The shell completes a path itself, where nothing is offered.
        if item.type == "plain" and _PLAIN_WORD.fullmatch(item.value):
            item.help = plain_letters(item.help or "") or None
            yield item
