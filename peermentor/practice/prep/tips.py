"""The tip of an agenda: one, for the most important reason of the day, and none that was given lately."""

from collections.abc import Sequence
from datetime import date

from peermentor.practice.nouns.coaching import Tip
from peermentor.practice.nouns.records import Agenda
from peermentor.practice.prep import recently_used
from peermentor.practice.prep.question_reasons import QuestionReason
from peermentor.practice.prep.situation import Situation


def choose_tip(
    tips: Sequence[Tip], situation: Situation, reasons: Sequence[QuestionReason]
) -> tuple[Tip, QuestionReason] | None:
    """Choose one tip and its reason; None only where no tip fits any reason.

    The first reason with a tip that was not given lately wins; see `_rank` for the order of its tips.
    """
    used = recently_used.last_used(situation.agendas, _tip_keys)
    for barred in recently_used.recently_used(situation.agendas, situation.day, _tip_keys):
        for reason in reasons:
            fitting = (
                t for t in tips if t.fits(reason.moment, reason.about, reason.facts) and t.key not in barred
            )
            tip = min(fitting, key=lambda t: _rank(t, reason, used), default=None)
            if tip:
                return tip, reason
    return None


def _rank(tip: Tip, reason: QuestionReason, used: dict[str, date]) -> tuple[date, int]:
    """Never given or longest ago first; of equals, the one made for this moment in the first place."""
    return used.get(tip.key, date.min), tip.moments.index(reason.moment)


def _tip_keys(agenda: Agenda) -> tuple[str, ...]:
    return (agenda.tip,) if agenda.tip else ()
