"""What is due, with the commands that settle it, move it and let it go: the contract of `today`."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from peermentor.practice.contract.record_view import MentorRef
from peermentor.practice.growth.goals import Pace

Kind = Literal["meeting", "promise", "goal", "review", "agreement", "support", "opener", "resume", "closing"]
ASKED: tuple[Kind, ...] = ("meeting", "opener", "resume")  # it may have happened: after its day it is asked


class Due(Struct, frozen=True):
    """One thing that is due: `days` until then, negative when overdue; `at` where a time was said.

    `command` settles it, `later` moves it (to a DATE that is to be filled in), `release` lets it go; both are
    empty where there is no such way. Of a meeting: whether its day was `agreed`, and the agenda `prepared`
    for it; of a goal, its `pace` and the `days_left`; of an agreement, the `terms` that hold from day to day.
    """

    kind: Kind
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
    def is_late(self) -> bool:
        """Tell whether its day has passed and it is still owed: what may have happened is not late."""
        return self.days < 0 and self.kind not in ASKED


class TodayTip(Struct, frozen=True):
    """One tip, and why this one."""

    key: str
    text: str
    why: str


class Today(Struct, frozen=True):
    """What `today` shows; `whole` where all of it was asked for, and not what fits one screen."""

    date: date
    due: tuple[Due, ...]
    tip: TodayTip | None
    whole: bool = False
