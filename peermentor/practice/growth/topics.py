"""Topics: which come first, how often they were carried over, and how sure people were of them."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct

from peermentor.practice.nouns.order import created_key
from peermentor.practice.nouns.records import Session, Topic


def times_carried(topic: Topic, sessions: Iterable[Session]) -> int:
    """Count the talks since a topic was raised in which it was not discussed.

    A talk on the same day counts when it was kept later than the topic.
    """
    return sum(
        1
        for session in sessions
        if session.held
        and session.mentor == topic.mentor
        and (session.date, created_key(session)) > (topic.raised, created_key(topic))
        and topic.uid not in session.discussed
        and (topic.ended is None or session.date < topic.ended)
    )


def is_parked(topic: Topic, day: date) -> bool:
    """Tell whether a topic waits for a talk on this day: it is open, and not put off until later."""
    return topic.state == "open" and (topic.later is None or topic.later <= day)


def by_weight(topics: Iterable[Topic]) -> list[Topic]:
    """Rank topics: important ones first, and of equal ones the oldest.

    An important topic of June comes before one of May that is not important.
    """
    return sorted(topics, key=lambda t: (not t.important, t.raised, *created_key(t)))


class SureOf(Struct, frozen=True):
    """How sure a person was of a topic before and after it was talked about, 1-5; `ref` is its handle."""

    ref: str
    text: str
    before: int
    after: int

    @property
    def change(self) -> Literal["more", "same", "less"]:
        """Whether they are more sure than before."""
        return "more" if self.after > self.before else "less" if self.after < self.before else "same"


def rate_confidence(topics: Iterable[Topic]) -> tuple[SureOf, ...]:
    """List the topics rated both before and after, in the order they were talked about."""
    said = [t for t in topics if t.ended and t.before is not None and t.after is not None]
    said.sort(key=lambda t: (t.ended, created_key(t)))
    return tuple(SureOf(t.handle, t.text, t.before or 0, t.after or 0) for t in said)
