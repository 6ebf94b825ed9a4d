"""What is due, with the commands that settle it, move it and let it go: the contract of `today`."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from peermentor.practice.contract.record_view import MentorRef
from peermentor.practice.growth.goals import Pace

DueKind = Literal[
    "meeting", "promise", "goal", "review", "agreement", "support", "opener", "resume", "closing"
]
# After their day `today` asks whether they happened.
ASKED: tuple[DueKind, ...] = ("meeting", "opener", "resume")


class Due(Struct, frozen=True):
    """One thing that is due; `days` until then, negative when overdue.

    - `at`: the moment, where a time of day was said;
    - `command` settles it, `later` moves it to a DATE, `release` lets it go; "" where that is not possible;
    - of a meeting: whether its day was `agreed`, and the handle of the agenda `prepared` for it;
    - of a goal: its `pace` and `days_left`; of an agreement: the `terms` that matter every day.
    """

    kind: DueKind
    mentor: MentorRef | None
    text: str
    ref: str
    due: date
    days: int
    command: str
    owner: str = "me"
    at: datetime | None = None
    later: str = ""
    release: str = ""
    agreed: bool = False
    prepared: str = ""
    pace: Pace = "none"
    days_left: int | None = None
    terms: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[date, int, str]:
        """Where it stands among others of its kind: by its day, then by number, p2 before p10."""
        return self.due, len(self.ref), self.ref

    @property
    def is_late(self) -> bool:
        """Whether its day has passed and it was not done; what may have happened is not late."""
        return self.days < 0 and self.kind not in ASKED


class TodayTip(Struct, frozen=True):
    """One tip, and why this one."""

    key: str
    text: str
    why: str


class Today(Struct, frozen=True):
    """What `today` shows; `whole`: everything was asked for, not only what fits one screen."""

    date: date
    due: tuple[Due, ...]
    tip: TodayTip | None
    whole: bool = False
