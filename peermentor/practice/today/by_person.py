"""What is due, by person: the next meeting first, and what I owe before what they owe."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from peermentor.language import _, several
from peermentor.practice.contract.record_view import MentorRef
from peermentor.practice.nouns.find import first_name
from peermentor.practice.today.today_types import Due
from peermentor.to_type import to_type

DEBTS = ("promise", "goal")
MOST_TOLD = 5  # things of one line; a person reads no more of them, and the rest is counted
_ORDER = {"support": 0, "meeting": 1, "resume": 1, "opener": 1, "closing": 4, "review": 5, "agreement": 6}


class DueLine(Struct, frozen=True):
    """One line of `today`: one thing, or several overdue ones of one kind, the oldest first."""

    dues: tuple[Due, ...]

    @property
    def first(self) -> Due:
        """The only thing, or the one that has waited longest."""
        return self.dues[0]

    @property
    def command(self) -> str:
        """The command that settles it, all promises at once, or lists many; of several goals the first."""
        if len(self.dues) > MOST_TOLD and self.first.kind == "promise":
            return to_type("promises", "--overdue", "--mine" if self.first.owner == "me" else "--theirs")
        if len(self.dues) > 1 and self.first.kind == "promise":
            return to_type("done", *(due.ref for due in self.dues))
        return self.first.command


class OfPerson(Struct, frozen=True):
    """Everything that is due with one peer, or without any (`mentor` is None)."""

    mentor: MentorRef | None
    lines: tuple[DueLine, ...]


def by_person(dues: Iterable[Due]) -> tuple[OfPerson, ...]:
    """Group what is due by peer: the one of the next meeting first, what belongs to nobody last."""
    of_each: dict[str, list[Due]] = {}
    for due in dues:
        of_each.setdefault(due.mentor.handle if due.mentor else "", []).append(due)
    found = [OfPerson(theirs[0].mentor, _lines(theirs)) for theirs in of_each.values()]
    return tuple(sorted(found, key=_turn))


def _turn(one: OfPerson) -> tuple[bool, bool, date]:
    """Order peers: by their next meeting, then those without one by what has waited longest."""
    ahead = [due.due for line in one.lines for due in line.dues if due.kind == "meeting" and due.days >= 0]
    return one.mentor is None, not ahead, ahead[0] if ahead else min(line.first.due for line in one.lines)


def _lines(dues: Sequence[Due]) -> tuple[DueLine, ...]:
    """The lines of one peer: several overdue promises of one side, or several goals, are one line."""
    lines = []
    for (_place, kind, _owner, late), group in groupby(sorted(dues, key=_place_of), key=_family):
        found = tuple(sorted(group, key=lambda due: due.due))
        together = late and kind in DEBTS
        lines += [DueLine(found)] if together else [DueLine((due,)) for due in found]
    return tuple(lines)


def _family(due: Due) -> tuple[int, str, str, bool]:
    mine_first = {"promise": 2, "goal": 2} if due.owner == "me" else {"promise": 3, "goal": 3}
    return _ORDER.get(due.kind) or mine_first.get(due.kind, 0), due.kind, due.owner, due.days < 0


def _place_of(due: Due) -> tuple[int, str, str, bool, tuple[date, int, str]]:
    place, kind, owner, late = _family(due)
    return place, "" if kind == "promise" else kind, owner, not late, due.order


def in_brief(dues: Sequence[Due]) -> str:
    """Say everything in one line: how much is late, to answer and to come, and whom one meets by tomorrow.

    It has nothing that the person wrote, and counts no concern; "" where nothing is due.
    """
    dues = [due for due in dues if due.kind != "support"]
    late = sum(due.is_late for due in dues)
    asked = sum(due.days < 0 for due in dues) - late
    near = [due for due in dues if due.kind == "meeting" and due.mentor and 0 <= due.days <= 1]
    ahead = len(dues) - late - asked - len(near)
    said = [
        several("{n} late", "{n} late", late) if late else "",
        several("{n} to answer", "{n} to answer", asked) if asked else "",
        several("{n} to come", "{n} to come", ahead) if ahead else "",
        *(_near(due) for due in near),
    ]
    return " · ".join(filter(None, said))


def _near(due: Due) -> str:
    name = first_name(due.mentor.name) if due.mentor else ""
    return _("{name} today").format(name=name) if due.days == 0 else _("{name} tomorrow").format(name=name)
