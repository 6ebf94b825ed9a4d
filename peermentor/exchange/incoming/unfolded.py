"""The content lines of calendars and address books (RFC 5545, RFC 6350), with the lines they begin on.

They are put together as bytes: some programs fold in the middle of a letter.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from peermentor.exchange.incoming.arrivals import Unfit
from peermentor.language import _

_PART = re.compile(r"((?:[^;\\]|\\.)*);")
_ESCAPE = re.compile(r"\\(.)")
_ENDS_A_NAME = re.compile(rb"[;:]")
LONGEST = 200_000  # bytes of a line that anybody would read: a picture is longer
TOO_LONG = "…"  # what stands for the value of one that is longer


class ContentLine(NamedTuple):
    """One line, unfolded; `text` is None where it is no text in UTF-8."""

    number: int
    text: str | None


def unfold(data: bytes) -> Iterator[ContentLine]:
    """Put folded lines together and number them from 1; of one too long to be words only its name is kept."""
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
    """Cut out every component of one name, with the line it begins on.

    One that another begins in, or that the file ends in, is half a component.
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
    """Cut a content line before its value: the first colon outside quotes. Raises ValueError without one."""
    quoted = False
    for at, sign in enumerate(line):
        if sign == '"':
            quoted = not quoted
        elif sign == ":" and not quoted:
            return line[:at], line[at + 1 :]
    raise ValueError(line)


def split_value(value: str) -> list[str]:
    """Take a value of several parts apart: at semicolons that are not escaped."""
    return _PART.findall(value + ";")


def unescaped(value: str) -> str:
    """Give a value as its owner wrote it."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
