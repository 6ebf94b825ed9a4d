"""What `import` did."""

from msgspec import Struct


class LeftOut(Struct, frozen=True):
    """Something that was not taken in, where it stands (a line from 1; 0 where there is none), and why."""

    file: str
    line: int
    why: str


class Imported(Struct, frozen=True, kw_only=True):
    """What came in: handles of what is new and what is otherwise now; `unchanged` was here already.

    `unread` counts what else the file says and no field of a journal holds, by the file's own names.
    """

    format: str
    file: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: int = 0
    left: tuple[LeftOut, ...] = ()
    unread: dict[str, int] = {}
