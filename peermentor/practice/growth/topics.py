"""Topics: which come first, and how often they were carried over."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct

from peermentor.practice.nouns.order import created_key
from peermentor.practice.nouns.records import Session, Topic


def times_carried(topic: Topic, sessions: Iterable[Session]) -> int:
    """Count the meetings held since a topic was raised in which it stayed open.

    On the day it was raised, a meeting counts when it was kept after the topic was.
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
    """Tell whether a topic waits to be talked about on a day: open, and not put off beyond it."""
    return topic.state == "open" and (topic.later is None or topic.later <= day)


def by_weight(topics: Iterable[Topic]) -> list[Topic]:
    """Rank topics: the important ones first; within both, the oldest first.

    An important one of June comes before any other, even one of May.
    """
    return sorted(topics, key=lambda t: (not t.important, t.raised, *created_key(t)))


class SureOf(Struct, frozen=True):
    """How sure a person was of a topic, 1-5, before it was talked about and after."""

    ref: str
    text: str
    before: int
    after: int

    @property
    def change(self) -> Literal["more", "same", "less"]:
        """Which way it went."""
        return "more" if self.after > self.before else "less" if self.after < self.before else "same"


def rate_confidence(topics: Iterable[Topic]) -> tuple[SureOf, ...]:
    """List the topics whose confidence was said before and after, in the order they were talked about."""
    said = [t for t in topics if t.ended and t.before is not None and t.after is not None]
    said.sort(key=lambda t: (t.ended, created_key(t)))
    return tuple(SureOf(t.handle, t.text, t.before or 0, t.after or 0) for t in said)
