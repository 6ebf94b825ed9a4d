"""Fits a help page to its terminal: framed where there is room, with an example that can be copied."""

import re
import shutil
from typing import Literal

from peermentor.language import _

ROOM_FOR_FRAMES = 70  # columns; in less, Typer's frames cut off the names of options
_INDENT = "  "
_WORD = r'(?:"[^"]*"|[^\s"])+'
_PIECE = rf"--\S+ (?!-){_WORD}|{_WORD}"  # an option stays with its value


def markup() -> Literal["rich"] | None:
    """Choose the look of a page, as Typer names it: "rich" is framed, None is plain for a narrow terminal."""
    return "rich" if columns() >= ROOM_FOR_FRAMES else None


def example(commands: str) -> str:
    """Write the examples below a page; `commands` has one on each line.

    A long one is broken with `\\`, so that its lines can be pasted into a shell as they are.
    """
    framed = markup() is not None
    room = columns() - 2 * len(_INDENT)
    lines = [line for command in commands.splitlines() for line in _lines(command, room)]
    text = "\n".join((example_label(commands), *(_INDENT + line for line in lines)))
    return text.replace("[", r"\[") if framed else f"\b\n{text}"


def example_label(commands: str) -> str:
    """Write the heading above one example, or above several."""
    return _("Examples:") if "\n" in commands else _("Example:")


def _lines(command: str, width: int) -> list[str]:
    lines = [""]
    for piece in re.findall(_PIECE, command):
        longer = f"{lines[-1]} {piece}" if lines[-1] else piece
        if len(f"{longer} \\") <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines[-1] += " \\"
            lines.append(_INDENT + piece)
    return lines


def columns() -> int:
    """Tell how wide the terminal is, in columns."""
    return shutil.get_terminal_size().columns
