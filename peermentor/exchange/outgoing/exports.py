"""The formats a journal leaves in, by name: "json" is what outgoing/journal_json.py calls `FORMAT`."""

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
    """One file of a folder: its name there, its text, and what it is about.

    `uid` is the record's it is about, "" where it is about many: a file whose record is gone goes too. `mark`
    is what the format itself wants to know again of what it wrote (an event: when it begins).
    `sign` is a line of it by which it is known under whatever name another program gives it.
    """

    name: str
    text: str
    uid: str = ""
    mark: str = ""
    sign: str = ""


class Export(Protocol):
    """A format for a whole journal in one text; a file of it has this ending, and begins with this."""

    suffix: str
    begins_with: str

    def write(self, leaving: Leaving) -> str:
        """Write everything that leaves as one text. Raises CommandLine where that can't be one."""


@runtime_checkable
class FolderExport(Export, Protocol):
    """A format that also fills a folder, a file for each thing."""

    def write_folder(self, leaving: Leaving) -> Iterator[Document]:
        """Write everything that leaves as files with different names."""


@runtime_checkable
class LivingExport(FolderExport, Protocol):
    """A format whose files other programs change on purpose, and keep changed."""

    def departure(
        self, leaving: Leaving, document: Document, mark: str, there: str | None
    ) -> Departure | None:
        """Say what was done to a file since it went out with this mark, if it is the journal's to know.

        `there` is what it says now, None where it was taken away.
        """


def find_export(name: str) -> Export:
    """Find a format for a journal by the name a person typed. Raises CommandLine, naming all there are."""
    refusal = _("There is no format “{name}” to export to.").format(name=name)
    word = match_name(name, EXPORTS, refusal)
    return find_format(f"journal-{word}", "outgoing")  # type: ignore[return-value]  # whatever is in EXPORTS is one
