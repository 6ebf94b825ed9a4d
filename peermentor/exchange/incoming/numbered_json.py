"""Lists in JSON, item by item, with the lines they begin on."""

from collections.abc import Iterable, Iterator

from msgspec import Raw


def number_lines(whole: bytes, items: Iterable[Raw], at: int = 0) -> Iterator[tuple[int, Raw]]:
    """Say of every item on which line of the whole it begins: they stand there in order, from `at` on."""
    line = whole.count(b"\n", 0, at) + 1
    for item in items:
        before, at = at, whole.find(bytes(item), at)
        line += whole.count(b"\n", before, at)
        yield line, item
        before, at = at, at + len(bytes(item))
        line += whole.count(b"\n", before, at)


def line_of(whole: bytes, error: Exception) -> int:
    """Tell on which line reading ended, as far as the error says where; else it is the last."""
    at = "".join(filter(str.isdigit, str(error).rpartition("byte")[2]))
    return whole.count(b"\n", 0, int(at) if at else len(whole)) + 1
