"""The clipboard of the desktop, by whichever program of it is here.

A terminal can be asked to fill it too (OSC 52), but it never says whether it did, and many rightly refuse: a
person would paste something else without noticing.
"""

import os
import shutil
import subprocess
import sys

from peermentor.errors import CommandLine
from peermentor.language import _

_LONGEST = 10  # seconds; a display that is gone never answers


def copy_text(text: str, otherwise: str) -> None:
    """Put a text on the clipboard; `otherwise` is the command that prints it.

    Raises CommandLine where there is no such program, or none that can.
    """
    failed = ""
    for command in _programs():
        coding = "utf-16" if command[0] == "clip.exe" else "utf-8"  # Windows knows its own by the first bytes
        try:
            # Some stay behind and hand the text out: they must not hold on to our streams.
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
    """Find the programs that are here and have a desktop to speak to: the surest first."""
    there = [
        (sys.platform == "darwin", ["pbcopy"]),
        ("WAYLAND_DISPLAY" in os.environ, ["wl-copy"]),
        ("DISPLAY" in os.environ, ["xclip", "-selection", "clipboard"]),
        ("DISPLAY" in os.environ, ["xsel", "--clipboard", "--input"]),
        (True, ["clip.exe"]),  # Windows, seen from its Linux
    ]
    return [command for is_there, command in there if is_there and shutil.which(command[0])]


def _why_not(failed: str) -> str:
    if failed:
        return _("{program} can't reach the clipboard.").format(program=failed)
    if sys.platform != "darwin" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        return _("There is no clipboard here: no desktop to copy to.")
    return _("There is no program here to copy with: wl-copy, xclip, xsel, pbcopy or clip.exe.")
