"""My part and their part in a relationship, told from the same entries and in the same words."""

from collections.abc import Iterator

from peermentor.language import _, several
from peermentor.practice.nouns.records import Side
from peermentor.practice.review import ratings
from peermentor.practice.review.entries import handles
from peermentor.practice.review.signal_types import Reason
from peermentor.practice.review.signals import SIGNALS
from peermentor.practice.review.verdict import ReviewCase


def my_part(case: ReviewCase) -> tuple[Reason, ...]:
    """Tell my part: my word, what I owe, what I called off, gave and prepared, and how I rated myself."""
    rated = case.felt["mine"]
    low = (Reason(ratings.say_rating("mine", rated or 0) + "."),) if ratings.rated_low(rated) else ()
    return (*_part(case, "me"), *low)


def their_part(case: ReviewCase) -> tuple[Reason, ...]:
    """Tell their part: their word, what they still owe, the meetings they called off, and what I got."""
    return tuple(_part(case, "them"))


def _part(case: ReviewCase, side: Side) -> Iterator[Reason]:
    mine = side == "me"
    word, *other = _signals(case, side)
    yield from word
    owed = _("You still owe: “{text}”.") if mine else _("They still owe: “{text}”.")
    for promise in case.entries.overdue:
        if promise.owner == side:
            yield Reason(owed.format(text=promise.text), (promise.handle,))
    if off := [s for s in case.entries.called_off if s.cancelled == side]:
        text = (
            several("You called off {n} meeting.", "You called off {n} meetings.", len(off))
            if mine
            else several("They called off {n} meeting.", "They called off {n} meetings.", len(off))
        )
        yield Reason(text, handles(off))
    noted = case.entries.notes_gave if mine else case.entries.notes_got
    if noted and (empty := [s for s in case.entries.sessions if not (s.gave if mine else s.got)]):
        text = (
            several(
                "In {n} talk nothing is noted that you gave.",
                "In {n} talks nothing is noted that you gave.",
                len(empty),
            )
            if mine
            else several(
                "In {n} talk nothing is noted that you got.",
                "In {n} talks nothing is noted that you got.",
                len(empty),
            )
        )
        yield Reason(text, handles(empty))
    for known in other:
        yield from known


def _signals(case: ReviewCase, side: Side) -> Iterator[tuple[Reason, ...]]:
    """What each signal of one side says, their word first; nothing where it is unknown."""
    for signal, row in SIGNALS.items():
        if row.whose == side:
            found = case.seen[signal]
            yield () if found.level == "unknown" else (Reason(found.summary, found.refs),)
