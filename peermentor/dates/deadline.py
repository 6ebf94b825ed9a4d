"""What was promised, and by when: "Write the script by friday", "Kirim drafnya paling lambat besok"."""

import re
from datetime import date

from peermentor.dates.meaning import NextMeeting, UnknownDate, When
from peermentor.dates.parsing import parse

_LEADS = "by|due|no later than|sebelum|paling lambat|paling telat|selambat-lambatnya"
# "By 3 people" speaks of no day; "by 20260703" does, and is refused.
_MOST_COUNTED = 2


def split_deadline(
    text: str, today: date, next_meeting: NextMeeting | None = None, said_on: date | None = None
) -> tuple[str, When | None]:
    """Split a promise from the day (and time) after its last "by"; "Stand by me" has none and stays whole.

    `said_on` is the day of an earlier talk at which it was promised. Raises UnknownDate where a date was
    meant and can't be read: it begins as one, or fits two days, or none.
    """
    found = re.fullmatch(rf"(.*\S)\s+(?:{_LEADS})\s+(\S.*)", text.strip(), re.DOTALL | re.IGNORECASE)
    if not found:
        return text, None
    try:
        return found[1], parse(found[2], today, "future", next_meeting, said_on)
    except UnknownDate as unknown:
        if _was_meant(unknown, found[2]):
            raise
        return text, None


def _was_meant(unknown: UnknownDate, phrase: str) -> bool:
    if unknown.problem != "unknown" or unknown.begins:
        return True
    first, *more = phrase.split()
    counted = first.isdigit() and len(first) <= _MOST_COUNTED and bool(more)
    return any(mark.isdigit() for mark in first) and not counted
