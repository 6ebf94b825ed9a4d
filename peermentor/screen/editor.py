"""The person's own editor, on a file."""

import os
import shlex
import subprocess
from pathlib import Path

from peermentor.errors import CommandLine
from peermentor.language import _


def open_on(path: Path) -> None:
    """Wait until the person has closed the file. Raises CommandLine when the editor can't start or fails."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    way_on = _("Set EDITOR to one that works, or give the text with --notes.")
    try:
        code = subprocess.run([*shlex.split(command), str(path)], check=False).returncode  # noqa: S603 - their own editor
    except (OSError, ValueError) as error:
        raise CommandLine(
            _("The editor “{command}” can't be started.").format(command=command), way_on
        ) from error
    if code != 0:
        raise CommandLine(
            _("The editor “{command}” ended with {code}.").format(command=command, code=code), way_on
        )
