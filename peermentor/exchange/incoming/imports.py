"""The formats to import, by name: "vcf" is the `FORMAT` of incoming/incoming_vcf.py."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from peermentor.errors import CommandLine
from peermentor.exchange.formats import find_format, match_name
from peermentor.exchange.incoming.arrivals import Arrival, Wants
from peermentor.language import _
from peermentor.to_type import to_type

IMPORTS = ("json", "vcf", "csv", "jrnl", "friends", "taskwarrior", "ics", "markdown")
"""What can be typed after `import`; each has its file, and a test says so."""


class Import(Protocol):
    """A format to import; its files have one of these endings."""

    suffixes: tuple[str, ...]

    def read(self, data: bytes, wants: Wants) -> Iterator[Arrival]:
        """Read one file. Raises nothing for its content: what can't be read is an `Unfit`."""


def find_import(name: str) -> Import:
    """Find a format by the name a person typed. Raises CommandLine, with all the names."""
    refusal = _("There is no format “{name}” to import from.").format(name=name)
    if Path(name).suffix:
        said = _("Say the format before the file: {command}. One of: {allowed}.")
        command = to_type("import", _("FORMAT"), name)
        raise CommandLine(refusal, said.format(command=command, allowed=", ".join(IMPORTS)))
    word = match_name(name, IMPORTS, refusal)
    return find_format(f"incoming-{word}", "incoming")  # type: ignore[return-value]  # whatever is in IMPORTS is one
