"""Opens the person's own editor on a file."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peermentor.errors import CommandLine, Interrupted
from peermentor.language import _


def open_on(path: Path, chosen: str = "") -> float:
    """Open a file in the editor `chosen`, else VISUAL, EDITOR or vi, and wait until it is closed.

    Give the seconds it took: an editor that hands the file to another window ends at once. Raises CommandLine
    when the editor can't start or fails, Interrupted when Ctrl-C ended it.
    """
    command = chosen or os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    way_on = _("Set EDITOR to one that works, or give the text with --notes.")
    if chosen:
        way_on = _("Choose one that works: peermentor config editor nano")
    try:
        import shlex  # noqa: PLC0415 - only where an editor opens

        words = [command] if shutil.which(command) else shlex.split(command)
        began = time.monotonic()
        with _ctrl_c_is_the_editors():
            code = subprocess.run([*words, str(path)], check=False).returncode  # noqa: S603 - their own editor
    except (OSError, ValueError) as error:
        raise CommandLine(
            _("The editor “{command}” can't be started.").format(command=command), way_on
        ) from error
    if code in (-signal.SIGINT, Interrupted.exit_code):
        raise Interrupted(_("Stopped. Nothing was kept."))
    if code != 0:
        raise CommandLine(
            _("The editor “{command}” ended with {code}.").format(command=command, code=code), way_on
        )
    return time.monotonic() - began


@contextmanager
def _ctrl_c_is_the_editors() -> Iterator[None]:
    # The terminal sends Ctrl-C to both processes, and many editors (vi) use it to leave a mode: it must not
    # end the program below them. A handler, unlike SIG_IGN, is not inherited by the editor.
    before = signal.signal(signal.SIGINT, lambda _signal, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
