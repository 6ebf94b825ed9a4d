"""An agenda for someone with whom something serious stands: it begins with that, and asks for little.

Nobody is asked to praise, to give feedback or to look back together with a person who belittled them. What is
open stays in sight, and so does what was agreed on about limits and about stopping.
"""

from collections.abc import Iterator
from datetime import date

from peermentor.language import _
from peermentor.practice.nouns.coaching import PartKey
from peermentor.practice.peers.concern import Care, help_in_short, say_concern
from peermentor.practice.prep.agenda_parts import open_goals, open_promises, open_topics
from peermentor.practice.prep.agenda_types import Item, Part, PrepWarning
from peermentor.practice.prep.situation import Situation


def careful_parts(situation: Situation) -> tuple[Part, ...]:
    """Fill the parts that ask for nothing; the others are there, and empty."""
    found: tuple[tuple[PartKey, str, Iterator[Item]], ...] = (
        ("since", _("Since last time"), iter(())),
        ("promises", _("Promises"), open_promises(situation)),
        ("topics", _("Topics"), open_topics(situation)),
        ("goals", _("Goals"), open_goals(situation)),
        ("questions", _("Questions"), iter(())),
        ("feedback", _("Feedback"), iter(())),
        ("between", _("Between us"), _limits(situation)),
        ("next", _("Next date"), iter(())),
    )
    return tuple(Part(key, title, 0, tuple(items)) for key, title, items in found)


def careful_warnings(care: Care, today: date) -> Iterator[PrepWarning]:
    """Begin with what was written, where help is, and that no meeting is owed."""
    yield PrepWarning("concern", f"{say_concern(care, today)} {help_in_short()}")
    yield PrepWarning("no-meeting-owed", _("You owe this person no meeting and no explanation."))


def _limits(situation: Situation) -> Iterator[Item]:
    held = situation.agreement
    if held is None:
        return
    for boundary in held.boundaries:
        yield Item(boundary, _("a boundary you agreed on"), held.handle, key="boundary")
    if held.stop:
        yield Item(held.stop, _("how either of you may stop"), held.handle, key="stop")
