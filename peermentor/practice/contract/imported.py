"""What `import` did."""

from msgspec import Struct


class LeftOut(Struct, frozen=True):
    """Something that was not imported: its file and line (from 1; 0: no line), and why."""

    file: str
    line: int
    why: str


class Imported(Struct, frozen=True, kw_only=True):
    """What was imported: the handles of new and of changed records; `unchanged` counts the rest.

    `unread` counts what the file has and no field of a journal can hold, by the file's own names.
    """

    format: str
    file: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: int = 0
    left: tuple[LeftOut, ...] = ()
    unread: dict[str, int] = {}
