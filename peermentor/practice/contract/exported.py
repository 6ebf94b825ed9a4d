"""What `export` did."""

from msgspec import Struct


class Departure(Struct, frozen=True):
    """Something a calendar says otherwise than the journal: `command` would bring the journal after it."""

    handle: str
    text: str
    command: str


class Exported(Struct, frozen=True, kw_only=True):
    """What was exported: the `text` itself, or the place and the files that were written there.

    `unchanged` counts those that were right already; `removed` was written for what is gone since; `left` was
    changed by another program and stays as that one wants it.
    """

    format: str
    into: str | None = None
    text: str | None = None
    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    moved: tuple[Departure, ...] = ()
