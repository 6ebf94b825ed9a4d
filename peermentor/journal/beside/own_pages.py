"""Reads the pages that a person made, beside their settings, as text. They are never written."""

from pathlib import Path

from peermentor.errors import BadSetting, of_the_system
from peermentor.journal.file import regular
from peermentor.language import _

MOST = 1_000_000  # bytes; a longer file is no page that somebody wrote


def read_own_pages(folder: Path) -> dict[str, tuple[str, str]]:
    """Read the templates in a folder: path and text, by name; none where there is no folder.

    Raises BadSetting for a template that can't be read.
    """
    try:
        there = sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise _unreadable(folder, of_the_system(error)) from None
    found = [path for path in there if path.suffix in (".html", ".css") and path.name[0] != "."]
    return {path.name: (str(path), _text(path)) for path in found}


def _text(path: Path) -> str:
    try:
        regular.refuse_other_kinds(path)
        if path.stat().st_size > MOST:
            raise _unreadable(path, _("it is too long for a page"))
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        line = broken.object.count(b"\n", 0, broken.start) + 1
        raise _unreadable(path, _("it is not UTF-8 in line {line}").format(line=line)) from None
    except OSError as error:
        raise _unreadable(path, of_the_system(error)) from None


def _unreadable(path: Path, why: str) -> BadSetting:
    return BadSetting(
        _("Your template {path} can't be read: {why}. Nothing was written.").format(path=path, why=why),
        _("Put it right, or move it away: without it the page is as it comes."),
    )
