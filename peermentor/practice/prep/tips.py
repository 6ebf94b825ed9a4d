"""Which tip goes with an agenda: one, for the most telling reason of the day, and not one given just now."""

from collections.abc import Sequence
from datetime import date

from peermentor.practice.nouns.coaching import Tip
from peermentor.practice.nouns.records import Agenda
from peermentor.practice.prep import recently_used
from peermentor.practice.prep.question_reasons import Reason
from peermentor.practice.prep.situation import Standing


def choose(tips: Sequence[Tip], standing: Standing, reasons: Sequence[Reason]) -> tuple[Tip, Reason] | None:
    """One tip and its reason; None only where there are no tips for any reason."""
    used = recently_used.used(standing.agendas, _given)
    for barred in recently_used.barred(standing.agendas, standing.day, _given):
        for reason in reasons:
            fitting = (t for t in tips if reason.moment in t.moments and t.key not in barred)
            tip = min(fitting, key=lambda t: _rank(t, reason, used), default=None)
            if tip:
                return tip, reason
    return None


def _rank(tip: Tip, reason: Reason, used: dict[str, date]) -> tuple[date, int]:
    """Best never given or longest ago, best made for this before all else."""
    return used.get(tip.key, date.min), tip.moments.index(reason.moment)


def _given(agenda: Agenda) -> tuple[str, ...]:
    return (agenda.tip,) if agenda.tip else ()
