"""What earlier agendas asked and advised, so that the same thing is not heard twice in a row.

Agendas made for one day count as one. `Standing.agendas` has none of the day being prepared, so that
preparing it again gives the same agenda.
"""

from collections.abc import Callable, Iterable
from datetime import date

from peermentor.practice.nouns.records import Agenda
from peermentor.practice.nouns.thresholds import AGENDAS_WITHOUT_REPEAT

Keys = Callable[[Agenda], Iterable[str]]


def last_used(agendas: Iterable[Agenda], keys: Keys) -> dict[str, date]:
    """Find for each key the latest day it was used."""
    days: dict[str, date] = {}
    for agenda in agendas:
        for key in keys(agenda):
            days[key] = max(agenda.date, days.get(key, agenda.date))
    return days


def recently_used(agendas: Iterable[Agenda], day: date, keys: Keys) -> tuple[set[str], ...]:
    """List sets of keys that may not be used again on a day, strictest first.

    Where the first leaves nothing to choose from, the next is tried.

    The three agendas before the day bar theirs; so do three that were prepared ahead for later days, as
    long as there is a choice.
    """
    known = list(agendas)
    days = sorted({a.date for a in known})
    before = [d for d in days if d < day][-AGENDAS_WITHOUT_REPEAT:]
    after = [d for d in days if d > day][:AGENDAS_WITHOUT_REPEAT]
    lately = {key for a in known if a.date in before for key in keys(a)}
    soon = {key for a in known if a.date in after for key in keys(a)}
    return lately | soon, lately, set()
