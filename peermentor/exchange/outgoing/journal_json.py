"""The whole journal as JSON, as docs/journal.schema.json describes it, and as `import json` reads it.

One record is one line. Fields have their names in the journal; empty ones are left out. The same journal
always gives the same text.
"""

from types import GenericAlias
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from peermentor import __version__
from peermentor.exchange.outgoing.leaving import Leaving
from peermentor.practice.nouns.records import KINDS

NAME: Final = "peermentor-export"
VERSION: Final = 1


class ExportHead(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The fields of a document before its tables.

    `for_sharing`: it has nothing private and no uids; it points at people and goals by their names.
    """

    format: Literal["peermentor-export"] = NAME
    version: Annotated[int, Meta(ge=1)] = VERSION
    program: str = ""
    for_sharing: bool = False


JournalDocument = msgspec.defstruct(
    "JournalDocument",
    [(kind.table, GenericAlias(tuple, (kind, ...)), ()) for kind in KINDS],
    bases=(ExportHead,),
    frozen=True,
    kw_only=True,
)
"""A whole document: the schema is made from this, and a document that is read is checked against it."""


class JournalJson:
    """The journal as one JSON document."""

    suffix = ".json"
    begins_with = ""

    def write(self, leaving: Leaving) -> str:
        """Write the head, then every table that is not empty."""
        head = {
            "format": NAME,
            "version": VERSION,
            "program": __version__,
            "for_sharing": leaving.sharing,
        }
        lines = [f"  {_json(name)}: {_json(said)}" for name, said in head.items()]
        for kind in leaving.watch(leaving.kinds()):
            records = ",\n".join(f"    {_json(leaving.fields(record))}" for record in leaving.of(kind))
            lines.append(f"  {_json(kind.table)}: [\n{records}\n  ]")
        return "{\n" + ",\n".join(lines) + "\n}\n"


def _json(said: object) -> str:
    return msgspec.json.format(msgspec.json.encode(said), indent=0).decode()


FORMAT = JournalJson()
