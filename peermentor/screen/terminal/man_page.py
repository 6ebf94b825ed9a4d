"""Writes the manual page in the markup of `man` (man(7)), from the same help that --help shows."""

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from peermentor import __version__
from peermentor.language import _
from peermentor.screen.terminal.command_page import HelpEntry, HelpPage
from peermentor.screen.terminal.help_page import example_label


class Manual(Struct, frozen=True):
    """Holds all that the manual page shows: a line on the program, its own options, and every command."""

    summary: str
    root: HelpPage
    pages: tuple[HelpPage, ...]


def write_manual(manual: Manual) -> str:
    """Write the manual page of the whole program."""
    return "\n".join(_lines(manual)) + "\n"


def write_manual_of(page: HelpPage) -> str:
    """Write the manual page of one command."""
    head = (
        f'.TH PEERMENTOR\\-{page.name.upper()} 1 "" "peermentor {__version__}"',
        ".SH " + _heading(_("Name")),
    )
    return "\n".join([*head, f"peermentor {page.name}", *_page(page, set())]) + "\n"


def show_manual(text: str) -> bool:
    """Show a manual page with the system's `man`; False where there is none, or it fails."""
    if shutil.which("man") is None:
        return False
    done = subprocess.run(["man", "-l", "-"], input=text.encode(), check=False)  # noqa: S607 - the person's own man
    return done.returncode == 0


def _lines(manual: Manual) -> Iterator[str]:
    yield f'.TH PEERMENTOR 1 "" "peermentor {__version__}"'
    yield from (".SH " + _heading(_("Name")), f"peermentor \\- {_escaped(manual.summary)}")
    yield from (
        ".SH " + _heading(_("Synopsis")),
        ".B peermentor",
        _escaped(manual.root.usage.partition(" ")[2]),
    )
    yield ".SH " + _heading(_("Options"))
    yield from _entries(manual.root.options)
    for panel, pages in groupby(manual.pages, key=lambda page: page.panel):
        yield ".SH " + _heading(panel)
        for page in pages:
            yield from _page(page, {entry.names for entry in manual.root.options})
    yield ".SH " + _heading(_("Environment"))
    for name, said in _environment():
        yield from (".TP", f".B {name}", _escaped(said))
    yield ".SH " + _heading(_("Exit status"))
    for code, said in _exits():
        yield from (".TP", f".B {code}", _escaped(said))


def _page(page: HelpPage, shared: set[tuple[str, ...]]) -> Iterator[str]:
    yield from (f'.SS "{_escaped(page.usage)}"', _escaped(page.summary))
    yield from _entries(page.arguments)
    yield from _entries(entry for entry in page.options if entry.names not in shared)
    if page.example:
        typed = map(_escaped, page.example.splitlines())
        yield from (".PP", _escaped(example_label(page.example)), ".RS", ".nf", *typed, ".fi", ".RE")


def _entries(entries: Iterable[HelpEntry]) -> Iterator[str]:
    for entry in entries:
        names = ", ".join(f"\\fB{_escaped(name)}\\fR" for name in entry.names)
        value = f"\\fI{_escaped(entry.value)}\\fR" if entry.value else ""
        yield from (".TP", f"{names} {value}".strip(), _escaped(entry.help))


def _environment() -> tuple[tuple[str, str], ...]:
    return (
        ("PEERMENTOR_JOURNAL", _("The journal file to use.")),
        ("PEERMENTOR_CONFIG", _("The settings file to use.")),
        ("PEERMENTOR_LANG", _("The language to speak: en or id.")),
        ("PEERMENTOR_NOW", _("A moment that stands in for the clock, like 2026-07-03T12:10.")),
        ("NO_COLOR", _("No colour, whatever it says.")),
        ("VISUAL, EDITOR", _("The editor for long texts.")),
    )


def _exits() -> tuple[tuple[str, str], ...]:
    return (
        ("0", _("Done.")),
        (
            "1",
            _("A bug; or doctor found something, search found nothing, something is late for today --brief."),
        ),
        ("2", _("The command line: an option, a value or a date.")),
        ("3", _("There is no such record, or there are several.")),
        ("4", _("Refused: it would lose or contradict something.")),
        ("5", _("The journal can't be read or written, or the disk of the answer is full.")),
        ("130", _("Interrupted; nothing was written.")),
    )


def _heading(text: str) -> str:
    return f'"{_escaped(text.upper())}"'


def _escaped(text: str) -> str:
    """Write a text so that `man` reads no command in it, such as a full stop at the start of a line."""
    line = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{line}" if line[:1] in (".", "'") else line
