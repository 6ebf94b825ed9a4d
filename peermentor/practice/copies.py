"""Copies of a journal as people and scripts see them."""

from datetime import datetime

from msgspec import Struct


class Copy(Struct, frozen=True):
    """One copy: its place in the list, why and when it was made, bytes, records (None: unreadable)."""

    number: int
    path: str
    why: str
    moment: datetime
    size: int
    records: int | None


class Copies(Struct, frozen=True):
    """What `restore` lists."""

    backups: tuple[Copy, ...]


class PutBack(Struct, frozen=True):
    """What `restore` did, in records; `kept` is the copy of what was there before."""

    source: str
    added: int
    changed: int
    removed: int
    kept: str
