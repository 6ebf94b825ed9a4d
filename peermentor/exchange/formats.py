"""Formats by name: a new one is one class in one new file, and nothing else changes.

"prep-markdown" is what exchange/documents/prep_markdown.py calls `FORMAT`. What a format is given is its own
affair: a document gets the view that its command shows, an export of the journal the records. What it writes
is text for a person or a program elsewhere, so it escapes people's words by its own rules and holds nothing
private.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, Protocol

from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.nouns.near import nearest


class Format(Protocol):
    """What can be written in one format."""

    def write(self, shown: Any) -> str:  # noqa: ANN401 - each format names what it takes
        """Write what is shown as a text in this format."""


def find_format(name: str, room: str = "documents") -> Format:
    """Find a format in a room by its name, "wins-markdown". Raises ModuleNotFoundError where it is not."""
    found: Format = import_module(f"peermentor.exchange.{room}.{name.replace('-', '_')}").FORMAT
    return found


def match_name(typed: str, names: Sequence[str], refusal: str) -> str:
    """Find what a person typed among the names there are, whatever its case.

    Raises CommandLine with the `refusal`, and the nearest name or all of them.
    """
    word = typed.strip().casefold()
    if word in names:
        return word
    if near := nearest(word, names):
        raise CommandLine(refusal, _("Did you mean {near}?").format(near=near))
    raise CommandLine(refusal, _("One of: {allowed}.").format(allowed=", ".join(names)))
