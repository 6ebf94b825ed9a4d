"""Copies a text to the clipboard of the desktop, with a program that is installed for it.

A terminal can be asked to fill the clipboard too (OSC 52), but it never says whether it did, and many
rightly refuse: a person would paste something else without noticing.
"""

import os
import shutil
import subprocess
import sys

from peermentor.errors import CommandLine
from peermentor.language import _

_LONGEST = 10  # seconds to wait; a display that is gone never answers


def copy_text(text: str, otherwise: str) -> None:
    """Put a text on the clipboard; `otherwise` is the command that prints it.

    Raises CommandLine where there is no program to copy with, or none of them works.
    """
    failed = ""
    for command in _programs():
        coding = (
            "utf-16" if command[0] == "clip.exe" else "utf-8"
        )  # Windows sees by the first bytes it is UTF-16
        try:
            # Some keep running to hand the text out: they must not keep our streams open.
            subprocess.run(  # noqa: S603 - one of the programs below
                command,
                input=text.encode(coding),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_LONGEST,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            failed = command[0]
        else:
            return
    raise CommandLine(
        _why_not(failed), _("Print it and copy it from there: {command}").format(command=otherwise)
    )


def _programs() -> list[list[str]]:
    """List the programs that are installed and have a desktop to speak to, the most reliable first."""
    there = [
        (sys.platform == "darwin", ["pbcopy"]),
        ("WAYLAND_DISPLAY" in os.environ, ["wl-copy"]),
        ("DISPLAY" in os.environ, ["xclip", "-selection", "clipboard"]),
        ("DISPLAY" in os.environ, ["xsel", "--clipboard", "--input"]),
        (True, ["clip.exe"]),  # Windows, from Linux inside it (WSL)
    ]
    return [command for is_there, command in there if is_there and shutil.which(command[0])]


def _why_not(failed: str) -> str:
    if failed:
        return _("{program} can't reach the clipboard.").format(program=failed)
    if sys.platform != "darwin" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        return _("There is no clipboard here: no desktop to copy to.")
    return _("There is no program here to copy with: wl-copy, xclip, xsel, pbcopy or clip.exe.")
