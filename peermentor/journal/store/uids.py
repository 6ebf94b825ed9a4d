"""Which records a text holds, by their uids: in its tables, and in a history that can bring them back."""

from msgspec import Struct, json

from peermentor.journal.file.codec import BROKEN, Piece
from peermentor.journal.store.form import ABOUT, HISTORY


class _Side(Struct, frozen=True):
    uid: str = ""


class _Touch(Struct, frozen=True):
    before: _Side = _Side()
    after: _Side = _Side()


class _Line(Struct, frozen=True):
    uid: str = ""
    touches: list[_Touch] = []


def of_records(text: Piece) -> set[str] | None:
    """Name every record in a journal's text; None for a text that is not understood."""
    tables = _tables(text)
    if tables is None:
        return None
    return {line.uid for name, table in tables.items() if name not in ABOUT for line in table.values()} - {""}


def that_can_come_back(text: Piece) -> set[str] | None:
    """Name every record in a journal's text, and those that its history still has the words of."""
    tables, there = _tables(text), of_records(text)
    if tables is None or there is None:
        return None
    touches = (touch for step in tables.get(HISTORY, {}).values() for touch in step.touches)
    return there.union(*({touch.before.uid, touch.after.uid} for touch in touches)) - {""}


def _tables(text: Piece) -> dict[str, dict[int, _Line]] | None:
    try:
        return json.decode(text, type=dict[str, dict[int, _Line]])
    except BROKEN:
        return None
