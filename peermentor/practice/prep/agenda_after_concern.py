"""The agenda while a concern stands with a peer: it begins with that, and asks for little.

Nobody is asked to praise, to give feedback to, or to review anything with a person who belittled them. What
is open is still shown, and what was agreed on about boundaries and about stopping.
"""

from collections.abc import Iterator
from datetime import date

from peermentor.language import _
from peermentor.practice.nouns.care import Care
from peermentor.practice.peers.concern import help_in_short, say_concern
from peermentor.practice.prep.agenda_parts import all_parts, open_goals, open_promises, open_topics
from peermentor.practice.prep.agenda_types import Item, Part, PrepWarning
from peermentor.practice.prep.situation import Situation


def careful_parts(situation: Situation) -> tuple[Part, ...]:
    """Fill the parts that ask for nothing; the others are empty."""
    return all_parts(
        situation,
        {
            "promises": open_promises(situation, careful=True),
            "topics": open_topics(situation, careful=True),
            "goals": open_goals(situation, careful=True),
            "between": _limits(situation),
        },
    )


def careful_warnings(care: Care, today: date) -> Iterator[PrepWarning]:
    """Say what was written, where help is, and that the person need not meet them."""
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
