"""What `export` did."""

from msgspec import Struct


class Departure(Struct, frozen=True):
    """Something that another program changed in an exported calendar; `command` changes the journal alike."""

    handle: str
    text: str
    command: str


class Exported(Struct, frozen=True, kw_only=True):
    """What was exported: the `text`, or the place (`into`) and the files that were written there.

    `unchanged` counts files that were right already; `removed` are those of records that are gone; `left`
    were changed by another program and stay as they are.
    """

    format: str
    into: str | None = None
    text: str | None = None
    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    moved: tuple[Departure, ...] = ()
