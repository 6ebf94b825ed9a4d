"""How a help page fits its terminal: framed where there is room, with an example that can be copied."""

import re
import shutil
import sys
from typing import Any, Literal

import typer
from msgspec import Struct
from msgspec.structs import replace

from peermentor.language import _
from peermentor.screen.terminal.answer import say

ROOM_FOR_FRAMES = 70  # columns; in less, Typer's frames cut off the names of options
_INDENT = "  "
_WORD = r'(?:"[^"]*"|[^\s"])+'
_PIECE = re.compile(rf"--\S+ (?!-){_WORD}|{_WORD}")  # an option stays with its value


def markup() -> Literal["rich"] | None:
    """Tell what Typer calls the two looks of a page: framed, or plain."""
    return "rich" if columns() >= ROOM_FOR_FRAMES else None


def example(commands: str) -> str:
    """Write the example under a page, or those there are, one a line.

    Where one needs several lines, they can be pasted into a shell as they are.
    """
    framed = markup() is not None
    room = columns() - 2 * len(_INDENT)
    lines = [line for command in commands.splitlines() for line in _lines(command, room)]
    text = "\n".join((example_label(commands), *(_INDENT + line for line in lines)))
    return text.replace("[", r"\[") if framed else f"\b\n{text}"


def example_label(commands: str) -> str:
    """Say what stands above an example, or above several."""
    return _("Examples:") if "\n" in commands else _("Example:")


class HelpEntry(Struct, frozen=True):
    """An argument or an option: how it is typed, what stands for its value, and what it is for."""

    names: tuple[str, ...]
    value: str
    help: str


class HelpPage(Struct, frozen=True, kw_only=True):
    """What there is to know of a command, whoever draws it."""

    name: str = ""
    panel: str = ""
    summary: str = ""
    usage: str = ""
    arguments: tuple[HelpEntry, ...] = ()
    options: tuple[HelpEntry, ...] = ()
    example: str = ""


def read_page(command: Any, ctx: Any) -> HelpPage:  # noqa: ANN401 - Typer's own have no public name
    """Read what a command says of itself, with its usage after the program's name."""
    return HelpPage(
        usage=" ".join([ctx.command_path, *command.collect_usage_pieces(ctx)]),
        arguments=tuple(_entry(one) for one in command.params if one.param_type_name == "argument"),
        options=tuple(
            _entry(one)
            for one in command.get_params(ctx)
            if one.param_type_name == "option" and not getattr(one, "hidden", False)
        ),
    )


def with_example(page: HelpPage, name: str, panel: str, summary: str, example: str) -> HelpPage:
    """Put in what the table of commands says."""
    return replace(page, name=name, panel=panel, summary=summary, example=example)


def context_below(root: Any, name: str) -> Any:  # noqa: ANN401
    """Make the context in which a command stands when it is called by its name."""
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
    names = sorted(
        param.opts, key=lambda name: (name[:2] != "--", name)
    )  # Typer keeps those of --help in no order
    return HelpEntry(() if argument else tuple(names), value, param.help or "")


def _lines(command: str, width: int) -> list[str]:
    lines = [""]
    for piece in _PIECE.findall(command):
        longer = f"{lines[-1]} {piece}" if lines[-1] else piece
        if len(f"{longer} \\") <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines[-1] += " \\"
            lines.append(_INDENT + piece)
    return lines


def columns() -> int:
    """Tell how wide the terminal is."""
    return shutil.get_terminal_size().columns
