"""The content lines of calendars and address books (RFC 5545, RFC 6350), unfolded, with their line numbers.

They are joined as bytes, because some programs fold in the middle of a letter.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from peermentor.exchange.incoming.arrivals import Unfit
from peermentor.language import _

_PART = re.compile(r"((?:[^;\\]|\\.)*);")
_ESCAPE = re.compile(r"\\(.)")
_ENDS_A_NAME = re.compile(rb"[;:]")
LONGEST = 200_000  # bytes of a line; a longer one is a picture or the like
TOO_LONG = "…"  # the value of a longer line


class ContentLine(NamedTuple):
    """One line, unfolded; `text` is None where it is not UTF-8."""

    number: int
    text: str | None


def unfold(data: bytes) -> Iterator[ContentLine]:
    """Join folded lines, numbered from 1; of a line longer than `LONGEST` only the name is kept."""
    pieces: list[bytes] = []
    began = 1
    for number, raw in enumerate(_lines(data), start=1):
        piece = raw.rstrip(b"\r")
        if piece[:1] in (b" ", b"\t") and pieces:
            pieces.append(piece[1:])
            continue
        yield from _joined(began, pieces)
        pieces, began = [piece], number
    yield from _joined(began, pieces)


def _lines(data: bytes) -> list[bytes]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    return data.split(b"\n" if b"\n" in data else b"\r")


def blocks(lines: Iterable[ContentLine], name: str) -> Iterator[tuple[int, list[ContentLine]] | Unfit]:
    """Find every component with this name, with the line it begins on.

    One in which another begins, or in which the file ends, is half a component, and Unfit.
    """
    inside: list[ContentLine] = []
    for line in lines:
        word = (line.text or "").strip().upper()
        if word == f"BEGIN:{name}":
            if inside:
                yield _half(inside[0].number, name)
            inside = [line]
        elif inside:
            inside.append(line)
            if word == f"END:{name}":
                yield inside[0].number, inside
                inside = []
    if inside:
        yield _half(inside[0].number, name)


def _half(line: int, name: str) -> Unfit:
    why = _("this is half a {name}: there is no END:{name}").format(name=name)
    return Unfit(line=line, why=why, broken=True)


def _joined(number: int, pieces: list[bytes]) -> Iterator[ContentLine]:
    if not any(pieces):
        return
    if sum(map(len, pieces)) > LONGEST:
        pieces = [_ENDS_A_NAME.split(pieces[0][:LONGEST], 1)[0], f":{TOO_LONG}".encode()]
    try:
        text = b"".join(pieces).decode()
    except UnicodeDecodeError:
        text = "\0"
    yield ContentLine(number, None if "\0" in text else text)


def value_of(line: str) -> tuple[str, str]:
    """Split a content line at the first colon outside quotes. Raises ValueError without one."""
    quoted = False
    for at, sign in enumerate(line):
        if sign == '"':
            quoted = not quoted
        elif sign == ":" and not quoted:
            return line[:at], line[at + 1 :]
    raise ValueError(line)


def split_value(value: str) -> list[str]:
    """Split a value at the semicolons that are not escaped."""
    return _PART.findall(value + ";")


def unescaped(value: str) -> str:
    """Give a value without its escapes."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
