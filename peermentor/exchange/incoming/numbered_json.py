"""Lists in JSON: the line of each item, and why one can't be read."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Raw

from peermentor.language import _

# msgspec's messages: "Object missing required field `uuid`", "Expected `str`, got `int` - at `$.due`".
_MISSING = re.compile(r"missing required field `(.+?)`")
_AT = re.compile(r"at `\$\.(.+)`$")


def number_lines(whole: bytes, items: Iterable[Raw], at: int = 0) -> Iterator[tuple[int, Raw]]:
    """Give every item with the line on which it begins; they stand in `whole` in this order, from `at` on."""
    line = whole.count(b"\n", 0, at) + 1
    for item in items:
        before, at = at, whole.find(bytes(item), at)
        line += whole.count(b"\n", before, at)
        yield line, item
        before, at = at, at + len(bytes(item))
        line += whole.count(b"\n", before, at)


def say_broken(error: Exception) -> str:
    """Say why JSON can't be read: a field is missing or has a wrong value, or it is no JSON."""
    if found := _MISSING.search(str(error)):
        return _("it has no “{field}”").format(field=found[1])
    if found := _AT.search(str(error)):
        return _("“{field}” holds something that can't stand there").format(field=found[1])
    return _("it is not JSON, or half of it, or JSON of something else")


def line_of(whole: bytes, error: Exception) -> int:
    """Find the line of an error, where it says its place; else the last line."""
    at = "".join(filter(str.isdigit, str(error).rpartition("byte")[2]))
    return whole.count(b"\n", 0, int(at) if at else len(whole)) + 1
