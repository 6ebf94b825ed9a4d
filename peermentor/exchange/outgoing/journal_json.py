"""The whole journal as JSON: what docs/journal.schema.json describes, and `import json` takes in again.

One record is one line. Fields have the names they have in the journal; what is empty is left out. The same
journal gives the same text.
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
    """What a document says of itself, before the tables.

    With `for_sharing` nothing private is in it and nothing has a uid: it points at people and goals by their
    names.
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
"""A whole document: what the schema is made from, and what reading one back checks it against."""


class JournalJson:
    """The journal as one JSON document."""

    suffix = ".json"
    begins_with = ""

    def write(self, leaving: Leaving) -> str:
        """Write the head, then every table that has something in it."""
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
