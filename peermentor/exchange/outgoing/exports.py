"""The formats to export to, by name: "json" is the `FORMAT` of outgoing/journal_json.py."""

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from msgspec import Struct

from peermentor.exchange.formats import find_format, match_name
from peermentor.exchange.outgoing.leaving import Leaving
from peermentor.language import _
from peermentor.practice.contract.exported import Departure

EXPORTS = ("json", "markdown", "csv", "ics", "vcf", "html")
"""What can be typed after `export`; each has its file, and a test says so."""


class Document(Struct, frozen=True):
    """One file of an exported folder: its name and its text.

    - `uid`: the record it is about ("": several); the file is removed once that record is gone;
    - `mark`: what the format needs to know later about what it wrote (when an event begins);
    - `sign`: a line in it that identifies the file even if another program renames it.
    """

    name: str
    text: str
    uid: str = ""
    mark: str = ""
    sign: str = ""


class Export(Protocol):
    """A format for a whole journal in one text; its files have this ending, and begin with this text."""

    suffix: str
    begins_with: str

    def write(self, leaving: Leaving) -> str:
        """Write everything as one text. Raises CommandLine where it can't be one text."""


@runtime_checkable
class FolderExport(Export, Protocol):
    """A format that can also fill a folder, with a file for each thing."""

    def write_folder(self, leaving: Leaving) -> Iterator[Document]:
        """Write everything as files with different names."""


@runtime_checkable
class LivingExport(FolderExport, Protocol):
    """A format whose files other programs may change, and whose changes are kept."""

    def departure(
        self, leaving: Leaving, document: Document, mark: str, there: str | None
    ) -> Departure | None:
        """Say what another program changed in a file, if the journal should have the change; else None.

        `mark` is the file's mark when it was written; `there` is its text now, None where it was removed.
        """


def find_export(name: str) -> Export:
    """Find a format by the name a person typed. Raises CommandLine, with all the names."""
    refusal = _("There is no format “{name}” to export to.").format(name=name)
    word = match_name(name, EXPORTS, refusal)
    return find_format(f"journal-{word}", "outgoing")  # type: ignore[return-value]  # whatever is in EXPORTS is one
