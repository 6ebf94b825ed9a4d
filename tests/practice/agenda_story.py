"""The stories an agenda is told from: a journal with wins, intentions and topics in people's own words."""

from datetime import date
from typing import Any, Self

from peermentor import templates
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Reflection, Session, Topic, Win
from peermentor.practice.prep import agenda
from peermentor.practice.prep.agenda_types import Item, Part, Prep
from tests.practice.builder import Story, day

COACHING = templates.load("en")
FIRST, SECOND, THIRD, FOURTH = "2026-07-03", "2026-07-24", "2026-08-14", "2026-09-04"


class Prepared(Story):
    def brought(
        self, text: str, raised: str | date = "2026-07-01", *, owner: str = "me", **fields: Any
    ) -> Self:
        mentor = self.mentor.uid
        self._keep(Topic, raised, mentor=mentor, text=text, raised=day(raised), owner=owner, **fields)
        return self

    def won(self, text: str, when: str, *, mentor: str | None = None, told: bool = False) -> Self:
        uid = self.mentor.uid if mentor is None else mentor
        session = self.last(Session).uid if told else ""
        self._keep(Win, when, mentor=uid, text=text, date=day(when), session=session)
        return self

    def meant_to(self, now_what: str) -> Self:
        last = self.last(Session)
        self._keep(
            Reflection, last.date, mentor=self.mentor.uid, session=last.uid, date=last.date, now_what=now_what
        )
        return self

    def has_prepared(self, when: str | date, **how: Any) -> Prep:
        """Prepare and keep the agenda, as the command does."""
        prep = self.prepare(when, **how)
        kept = agenda.agenda_record(prep, self.records, self.mentor)
        fields = {name: getattr(kept, name) for name in kept.__struct_fields__}
        for given in ("uid", "number", "created", "updated"):
            del fields[given]
        self._keep(type(kept), when, **fields)
        return prep

    def prepare(self, when: str | date, **how: Any) -> Prep:
        return agenda.prepare_agenda(self.records, self.mentor, day(when), COACHING, **how)

    def shuffled(self, order: list[int]) -> Records:
        return Records.of(*(self.kept[n] for n in order))


def maya(**fields: Any) -> Prepared:
    """A peer since 1 July, every three weeks."""
    story = Prepared()
    story.meet("Maya Pranata", "2026-07-01", "3w", **fields)
    return story


def maya_met() -> Prepared:
    """The same, after the first talk."""
    story = maya()
    story.talk(FIRST)
    return story


def part(prep: Prep, key: str) -> Part:
    return next(found for found in prep.parts if found.key == key)


def texts(prep: Prep, key: str) -> list[str]:
    return [item.text for item in part(prep, key).items]


def refs(prep: Prep, key: str) -> list[str | None]:
    return [item.ref for item in part(prep, key).items]


def why(prep: Prep, key: str, text: str) -> str:
    return next(item.why for item in part(prep, key).items if item.text == text)


def every_item(prep: Prep) -> list[Item]:
    return [item for found in prep.parts for item in found.items]
