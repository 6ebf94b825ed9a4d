"""Somebody's words inside the lines of calendars and address books (RFC 5545, RFC 6350).

icalendar escapes what separates there, and folds; what these formats cannot hold at all is written otherwise
here: every kind of line break is one, and a control character is its picture.
"""

import re
from datetime import UTC, datetime

_BREAK = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f]")
_PICTURES = 0x2400


def content_text(text: str) -> str:
    """Write a text so that a content line can hold it, of any number of lines."""
    return _CONTROL.sub(_picture, _BREAK.sub("\n", text))


def content_line(text: str) -> str:
    """Write a text for a place that is one line: a title, a name."""
    return " ".join(content_text(text).split())


def in_utc(moment: datetime) -> datetime:
    """Give a moment without its fractions, in the zone every program knows."""
    return moment.astimezone(UTC).replace(microsecond=0)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(_PICTURES + code) if code < 0x20 else "\ufffd"  # noqa: PLR2004 - the first letters of Unicode
