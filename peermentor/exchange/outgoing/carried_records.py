"""What a note carries for `import markdown`: its records to the letter, below what a reader sees of it.

They stand in a comment, which nothing that shows Markdown shows; what was typed can't end it, link out of it
or be found there by a program that looks for links and tags. The words above it are for people: dates and
labels follow the language, so nobody could read them back without guessing. A checksum tells whether a hand
changed them since.
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
# Inside a text of JSON these mean the same as the letter itself; outside of one none of them occurs.
_ACTIVE = re.compile(r"[<>#&%$`]|(?<=\[)\[")


def carry(leaving: Leaving, page: str, records: Iterable[Record]) -> str:
    """Give a page with its records below; without them where it is for somebody else's eyes."""
    if leaving.sharing:
        return page
    lines = "".join(f"{line}\n" for line in _write_each(leaving, records))
    return f"{page}\n{BEGINS} {VERSION} {sum_of(page)}\n{lines}{ENDS}\n"


def sum_of(page: str) -> str:
    """Sum up what a reader sees of a page, whatever ends its lines."""
    seen = "\n".join(line.rstrip() for line in page.rstrip().splitlines())
    return sha256(seen.encode()).hexdigest()[:16]


def _write_each(leaving: Leaving, records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        said = msgspec.json.encode(leaving.fields(record)).decode()
        yield f"{record.table} {_ACTIVE.sub(_escape, said)}"


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
