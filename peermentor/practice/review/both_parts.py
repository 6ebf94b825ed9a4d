"""Two people make a relationship: what the journal shows of my part, and of theirs.

Mine is always said first. Both are told from the same entries and in the same words.
"""

from collections.abc import Iterator

from peermentor.language import _, several
from peermentor.practice.nouns.records import Side
from peermentor.practice.review import ratings
from peermentor.practice.review.entries import handles
from peermentor.practice.review.signal_types import Reason
from peermentor.practice.review.signals import SIGNALS
from peermentor.practice.review.verdict import ReviewCase


def my_part(case: ReviewCase) -> tuple[Reason, ...]:
    """Tell my part.

    My word, what I still owe, the meetings I called off, what I gave, how I prepared and rated myself.
    """
    return tuple(_mine(case))


def their_part(case: ReviewCase) -> tuple[Reason, ...]:
    """Tell their part: their word, what they still owe, the meetings they called off, and what I got."""
    return tuple(_theirs(case))


def _mine(case: ReviewCase) -> Iterator[Reason]:
    word, *other = _signals(case, "me")
    yield from word
    for promise in case.entries.overdue:
        if promise.owner == "me":
            yield Reason(_("You still owe: “{text}”.").format(text=promise.text), (promise.handle,))
    if off := [s for s in case.entries.called_off if s.cancelled == "me"]:
        yield Reason(
            several("You called off {n} meeting.", "You called off {n} meetings.", len(off)), handles(off)
        )
    if case.entries.notes_gave and (empty := [s for s in case.entries.sessions if not s.gave]):
        text = several(
            "In {n} talk nothing is noted that you gave.",
            "In {n} talks nothing is noted that you gave.",
            len(empty),
        )
        yield Reason(text, handles(empty))
    for known in other:
        yield from known
    if ratings.rated_low(rating := case.felt["mine"]):
        yield Reason(ratings.quoted("mine", rating or 0) + ".")


def _theirs(case: ReviewCase) -> Iterator[Reason]:
    word, *other = _signals(case, "them")
    yield from word
    for promise in case.entries.overdue:
        if promise.owner == "them":
            yield Reason(_("They still owe: “{text}”.").format(text=promise.text), (promise.handle,))
    if off := [s for s in case.entries.called_off if s.cancelled == "them"]:
        yield Reason(
            several("They called off {n} meeting.", "They called off {n} meetings.", len(off)), handles(off)
        )
    if case.entries.notes_got and (empty := [s for s in case.entries.sessions if not s.got]):
        text = several(
            "In {n} talk nothing is noted that you got.",
            "In {n} talks nothing is noted that you got.",
            len(empty),
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
