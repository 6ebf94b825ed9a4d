"""One record in a few words: its handle, with whom, when, and its first words."""

from peermentor import dates
from peermentor.language import _
from peermentor.practice.nouns.order import day_of
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Goal, Mentor, Record, Star

WORDS = 40  # characters that are enough to recognise a text
_TEXTS = ("happened", "situation", "because", "question")  # for a record without a text in `known_by`


def headline(records: Records, record: Record) -> str:
    """Name one record so that people recognise it: `s4 Budi, Tue 10 Nov: “Grain first…”`."""
    about = ", ".join(filter(None, (_with_whom(records, record), _day(record))))
    words = _first_words(record)
    if isinstance(record, Mentor):
        return f"{record.handle} {words}"
    quoted = _("“{words}”").format(words=words) if words else ""
    return f"{record.handle} {about}: {quoted}" if about and quoted else f"{record.handle} {about or quoted}"


def uid_of_peer(records: Records, record: Record) -> str:
    """Find the uid of a record's peer, or of the peer of its goal; "" for none."""
    goal = records.get(Goal, getattr(record, "goal", ""))
    return getattr(record, "mentor", "") or (goal.mentor if goal else "")


def _with_whom(records: Records, record: Record) -> str:
    mentor = records.get(Mentor, uid_of_peer(records, record))
    return " ".join(mentor.name.split()) if mentor else ""


def _day(record: Record) -> str:
    return "" if isinstance(record, Star) else dates.say(day_of(record))


def _first_words(record: Record) -> str:
    texts = (getattr(record, name, "") for name in (record.known_by, *_TEXTS))
    line = " ".join(next(filter(None, texts), "").split())
    if len(line) <= WORDS:
        return line
    return line[:WORDS].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
