"""One record in half a line: its handle, with whom, when, and its first words."""

from datetime import date
from typing import Any

from peermentor import dates
from peermentor.language import _
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Goal, Mentor, Record

WORDS = 40  # characters of someone's words that are enough to know them again
_TEXTS = ("name", "title", "text", "notes", "note", "happened", "situation", "because", "question")
_DAYS = ("date", "made", "raised", "start")


def headline(records: Records, record: Record) -> str:
    """Name one record so that its owner knows it again: `s4 Budi, Tue 10 Nov: “Grain first…”`."""
    about = ", ".join(filter(None, (_with_whom(records, record), _day(record))))
    words = _first_words(record)
    if isinstance(record, Mentor):
        return f"{record.handle} {words}"
    quoted = _("“{words}”").format(words=words) if words else ""
    return f"{record.handle} {about}: {quoted}" if about and quoted else f"{record.handle} {about or quoted}"


def _with_whom(records: Records, record: Any) -> str:  # noqa: ANN401 - any kind of record
    uid = getattr(record, "mentor", "")
    goal = None if uid else records.get(Goal, getattr(record, "goal", ""))
    mentor = records.get(Mentor, uid or (goal.mentor if goal else ""))
    return " ".join(mentor.name.split()) if mentor else ""


def _day(record: Record) -> str:
    days = (getattr(record, name, None) for name in _DAYS)
    return next((dates.say(day) for day in days if isinstance(day, date)), "")


def _first_words(record: Record) -> str:
    texts = (getattr(record, name, "") for name in _TEXTS)
    line = " ".join(next(filter(None, texts), "").split())
    if len(line) <= WORDS:
        return line
    return line[:WORDS].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
