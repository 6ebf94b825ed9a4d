"""The questions and tips of other agendas, so that none comes twice in a row.

Agendas for one day count as one. `Situation.agendas` has none of the day that is prepared, so that preparing
it again gives the same agenda.
"""

from collections.abc import Callable, Iterable
from datetime import date

from peermentor.practice.nouns.records import Agenda
from peermentor.practice.nouns.thresholds import AGENDAS_WITHOUT_REPEAT

Keys = Callable[[Agenda], Iterable[str]]


def last_used(agendas: Iterable[Agenda], keys: Keys) -> dict[str, date]:
    """Find the latest day on which each key was used."""
    days: dict[str, date] = {}
    for agenda in agendas:
        for key in keys(agenda):
            days[key] = max(agenda.date, days.get(key, agenda.date))
    return days


def recently_used(agendas: Iterable[Agenda], day: date, keys: Keys) -> tuple[set[str], ...]:
    """List sets of keys not to use on a day, from the strictest to none, to be tried in turn.

    The first has the keys of the three agendas before and the three after the day, the second only of those
    before, and the last is empty.
    """
    known = list(agendas)
    days = sorted({a.date for a in known})
    before = [d for d in days if d < day][-AGENDAS_WITHOUT_REPEAT:]
    after = [d for d in days if d > day][:AGENDAS_WITHOUT_REPEAT]
    lately = {key for a in known if a.date in before for key in keys(a)}
    soon = {key for a in known if a.date in after for key in keys(a)}
    return lately | soon, lately, set()
