"""A journal written as a story: `with_maya().talk("2026-07-03", gave="…").said("me", due="…", kept="…")`.

Each step keeps one record, a second after the one before it on the day it is about (or on `on`), as the
journal does: uids sort in the order things were kept, handles count up within a kind.
"""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Self

from msgspec.structs import replace

from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    Agenda,
    Checkin,
    Feedback,
    Goal,
    Mentor,
    Promise,
    Record,
    Review,
    Session,
    Topic,
)


def day(text: str | date) -> date:
    return text if isinstance(text, date) else date.fromisoformat(text)


def maybe(text: str | date | None) -> date | None:
    return None if text is None else day(text)


class Story:
    """Records of one person's mentoring; each step speaks of the mentor met last."""

    def __init__(self) -> None:
        self.kept: list[Record] = []
        self._count: Counter[type[Record]] = Counter()
        self.mentor: Mentor

    @property
    def records(self) -> Records:
        return Records.of(*self.kept)

    @property
    def handles(self) -> set[str]:
        return {record.handle for record in self.kept}

    def last(self, kind: type[Record]) -> Any:
        return [record for record in self.kept if type(record) is kind][-1]

    def meet(self, name: str, since: str | date, every: str = "", **fields: Any) -> Self:
        self._keep(Mentor, since, name=name, since=day(since), every=every, **fields)
        self.mentor = self.last(Mentor)
        return self

    def back_to(self, name: str) -> Self:
        self.mentor = next(m for m in self.kept if isinstance(m, Mentor) and m.name == name)
        return self

    def talk(
        self, when: str | date, *, gave: str = "", got: str = "", on: str | None = None, **fields: Any
    ) -> Self:
        self._keep(
            Session,
            on or when,
            mentor=self.mentor.uid,
            date=day(when),
            gave=(gave,) if gave else (),
            got=(got,) if got else (),
            **fields,
        )
        return self

    def called_off(self, when: str | date, by: str = "them") -> Self:
        self._keep(Session, when, mentor=self.mentor.uid, date=day(when), cancelled=by)
        return self

    def said(
        self,
        owner: str,
        *,
        due: str | date | None = None,
        kept: str | date | None = None,
        late: str | date | None = None,
        dropped: str | date | None = None,
        text: str = "a promise",
        made: str | date | None = None,
        on: str | None = None,
    ) -> Self:
        state = "kept" if kept else "late" if late else "dropped" if dropped else "open"
        self._keep(
            Promise,
            on or made or due or self.mentor.since,
            mentor=self.mentor.uid,
            owner=owner,
            text=text,
            made=maybe(made) or self.mentor.since,
            due=maybe(due),
            state=state,
            ended=maybe(kept or late or dropped),
        )
        return self

    def goal(self, title: str = "a goal", *, start: str | date | None = None, **fields: Any) -> Self:
        begun = maybe(start) or self.mentor.since
        ended = maybe(fields.pop("ended", None))
        self._keep(Goal, begun, title=title, mentor=self.mentor.uid, start=begun, ended=ended, **fields)
        return self

    def checked(self, when: str | date, percent: int, of: str = "") -> Self:
        goals = [r for r in self.kept if isinstance(r, Goal) and of in ("", r.handle)]
        self._keep(Checkin, when, goal=goals[-1].uid, date=day(when), percent=percent)
        return self

    def topic(self, raised: str | date, *, ended: str | date | None = None, state: str = "open") -> Self:
        state = "discussed" if ended and state == "open" else state
        self._keep(
            Topic,
            raised,
            mentor=self.mentor.uid,
            text="a topic",
            raised=day(raised),
            ended=maybe(ended),
            state=state,
        )
        return self

    def agenda(self, when: str | date) -> Self:
        self._keep(Agenda, when, mentor=self.mentor.uid, date=day(when), minutes=45)
        return self

    def feedback(self, when: str | date, direction: str = "received") -> Self:
        self._keep(Feedback, when, mentor=self.mentor.uid, direction=direction, text="said", date=day(when))
        return self

    def reviewed(self, when: str | date, *, low: tuple[str, ...] = (), **fields: Any) -> Self:
        fields = {"verdict": "serving", "since": self.mentor.since, **fields}
        self._keep(Review, when, mentor=self.mentor.uid, date=day(when), low=low, **fields)
        return self

    def _keep(self, kind: type[Record], when: str | date, **fields: Any) -> None:
        self._count[kind] += 1
        number = self._count.total()
        moment = datetime.combine(day(when), time(9), UTC) + timedelta(seconds=number)
        fields = {"created": moment, "updated": moment, **fields}
        self.kept.append(kind(uid=f"u{number:05}", number=self._count[kind], **fields))


def with_maya(since: str | date = "2026-07-01", every: str = "3w", **fields: Any) -> Story:
    return Story().meet("Maya Pranata", since, every, **fields)


def a_candidate(**fields) -> Story:
    """Somebody one thinks of asking."""
    return Story().meet("Zoë Łukasik", "2026-07-01", stage="candidate", **fields)


def changed(story: Story, **fields) -> Story:
    """The same with other fields of the peer."""
    story.kept = [replace(r, **fields) if isinstance(r, Mentor) else r for r in story.kept]
    return story
