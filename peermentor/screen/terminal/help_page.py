"""How a help page fits its terminal: framed where there is room, with an example that can be copied."""

import re
import shutil
from typing import Literal

from peermentor.language import _

ROOM_FOR_FRAMES = 70  # columns; in less, Typer's frames cut off the names of options
_INDENT = "  "
_WORD = r'(?:"[^"]*"|[^\s"])+'
_PIECE = re.compile(rf"--\S+ (?!-){_WORD}|{_WORD}")  # an option stays with its value


def markup() -> Literal["rich"] | None:
    """Tell what Typer calls the two looks of a page: framed, or plain."""
    return "rich" if _columns() >= ROOM_FOR_FRAMES else None


def example(command: str) -> str:
    """Write the example under a page.

    Where it needs several lines, they can be pasted into a shell as they are.
    """
    framed = markup() is not None
    lines = _lines(command, _columns() - 2 * len(_INDENT))
    text = "\n".join((_("Example:"), *(_INDENT + line for line in lines)))
    return text.replace("[", r"\[") if framed else f"\b\n{text}"


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


def _columns() -> int:
    return shutil.get_terminal_size().columns
