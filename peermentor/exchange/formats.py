"""Formats, found by name: a new one is one class in one new file, and nothing else changes.

"prep-markdown" is the `FORMAT` of exchange/documents/prep_markdown.py. A document gets the view that its
command shows, an export gets the records. Each format escapes people's words by its own rules and leaves out
what is private.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, Protocol

from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.nouns.near import nearest


class Format(Protocol):
    """A format in which something can be written."""

    def write(self, shown: Any) -> str:  # noqa: ANN401 - each format names what it takes
        """Write what is shown as a text in this format."""


def find_format(name: str, room: str = "documents") -> Format:
    """Find a format in a room by its name, "wins-markdown". Raises ModuleNotFoundError where it is not."""
    found: Format = import_module(f"peermentor.exchange.{room}.{name.replace('-', '_')}").FORMAT
    return found


def match_name(typed: str, names: Sequence[str], refusal: str) -> str:
    """Find the name that a person typed, in any case: "VCF" is "vcf".

    Raises CommandLine with the message `refusal`, and the most similar name, or all of them, as a hint.
    """
    word = typed.strip().casefold()
    if word in names:
        return word
    if near := nearest(word, names):
        raise CommandLine(refusal, _("Did you mean {near}?").format(near=near))
    raise CommandLine(refusal, _("One of: {allowed}.").format(allowed=", ".join(names)))
