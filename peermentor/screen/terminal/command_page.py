"""The help of a command as records: arguments, options and example, for a help page or a manual page."""

import sys
from typing import Any

import typer
from msgspec import Struct

from peermentor.screen.terminal.answer import say


class HelpEntry(Struct, frozen=True):
    """Holds an argument or an option: its names, the word that stands for its value, and its help."""

    names: tuple[str, ...]
    value: str
    help: str


class HelpPage(Struct, frozen=True, kw_only=True):
    """Holds everything a page on one command shows."""

    name: str = ""
    panel: str = ""
    summary: str = ""
    usage: str = ""
    arguments: tuple[HelpEntry, ...] = ()
    options: tuple[HelpEntry, ...] = ()
    example: str = ""


def read_page(command: Any, ctx: Any) -> HelpPage:  # noqa: ANN401 - Typer's own have no public name
    """Read the usage, the arguments and the options that are not hidden from a Typer command."""
    return HelpPage(
        usage=" ".join([ctx.command_path, *command.collect_usage_pieces(ctx)]),
        arguments=tuple(_entry(one) for one in command.params if one.param_type_name == "argument"),
        options=tuple(
            _entry(one)
            for one in command.get_params(ctx)
            if one.param_type_name == "option" and not getattr(one, "hidden", False)
        ),
    )


def context_below(root: Any, name: str) -> Any:  # noqa: ANN401
    """Make the Typer context of a command that is called by its name; "" is the program itself."""
    return typer.Context(
        root.command.whole_command(name) if name else root.command, info_name=name, parent=root
    )


def show_page(command: Any, name: str, root: Any) -> None:  # noqa: ANN401
    """Print the page that --help prints."""
    text = command.get_help(typer.Context(command, info_name=name, parent=root) if name else root)
    if text:
        say(text, sys.stdout)


def _entry(param: Any) -> HelpEntry:  # noqa: ANN401
    argument = param.param_type_name == "argument"
    kind = getattr(param.type, "name", "") if param.name != "help" else ""
    value = "" if getattr(param, "is_flag", False) else str(param.metavar or f"<{kind}>")
    # Typer keeps the names of --help in no order.
    names = sorted(param.opts, key=lambda name: (name[:2] != "--", name))
    return HelpEntry(() if argument else tuple(names), value, param.help or "")
