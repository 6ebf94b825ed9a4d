"""People's words in the lines of calendars and address books (RFC 5545, RFC 6350).

icalendar escapes separators and folds lines. What these formats cannot hold is replaced here: every kind of
line break by LF, and a control character by its picture.
"""

import re
from datetime import UTC, datetime

_BREAK = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f]")
_PICTURES = 0x2400  # where Unicode has its pictures of control characters


def content_text(text: str) -> str:
    """Write a text, of any number of lines, so that a content line can hold it."""
    return _CONTROL.sub(_picture, _BREAK.sub("\n", text))


def content_line(text: str) -> str:
    """Write a text on one line, for a title or a name."""
    return " ".join(content_text(text).split())


def in_utc(moment: datetime) -> datetime:
    """Give a moment in UTC, in whole seconds."""
    return moment.astimezone(UTC).replace(microsecond=0)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(_PICTURES + code) if code < 0x20 else "\ufffd"  # noqa: PLR2004 - the first letters of Unicode
