"""The records that a note carries for `import markdown`, in a comment below its text.

No program shows the comment; the text above it depends on the language and could not be read back. No text
that a person typed can end the comment, or be taken for a link or a tag. A checksum tells whether somebody
changed the text since.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

import msgspec

from peermentor.exchange.outgoing.leaving import Leaving
from peermentor.practice.nouns.records import Record

BEGINS = "<!-- peermentor-export"
ENDS = "-->"
VERSION = 1
# These occur in JSON only inside texts, where their escapes mean the same.
_ACTIVE = re.compile(r"[<>#&%$`]|(?<=\[)\[")


def carry(leaving: Leaving, page: str, records: Iterable[Record]) -> str:
    """Add the records to a page, unless it is for sharing."""
    if leaving.sharing:
        return page
    lines = "".join(f"{line}\n" for line in _write_each(leaving, records))
    return f"{page}\n{BEGINS} {VERSION} {sum_of(page)}\n{lines}{ENDS}\n"


def sum_of(page: str) -> str:
    """Make the checksum of a page's text, whatever its line ends are."""
    seen = "\n".join(line.rstrip() for line in page.rstrip().splitlines())
    return sha256(seen.encode()).hexdigest()[:16]


def _write_each(leaving: Leaving, records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        said = msgspec.json.encode(leaving.fields(record)).decode()
        yield f"{record.table} {_ACTIVE.sub(_escape, said)}"


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
