"""Peers, agreements and rehearsals as people and scripts see them (growth_views.py)."""

from datetime import date, datetime

from msgspec import Struct

from peermentor.practice.contract.record_view import MentorRef, RecordView, own_fields, whose
from peermentor.practice.nouns.care import is_careful
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Agreement, Day, Focus, Mentor, Promise, Rehearsal, Stage, Topic
from peermentor.practice.nouns.sessions import held_sessions, next_review_day, next_session_day, sessions_with
from peermentor.practice.nouns.thresholds import Habits


class MentorView(RecordView, frozen=True, kw_only=True):
    """A peer, with how often you met and how much is open between you.

    `next` is the agreed meeting (then `next_agreed` is true), else the day the rhythm asks for.
    """

    name: str
    stage: Stage
    skill: str
    focus: Focus | None
    role: str
    department: str
    contact: str
    met: str
    why: str
    every: str
    minutes: int | None
    since: Day
    sessions: int
    last: Day | None
    next: Day | None
    next_at: datetime | None
    next_days: int | None
    next_agreed: bool
    until: Day | None
    first_review: Day | None
    review_due: Day
    promises_open: int
    topics_open: int


class AgreementView(RecordView, frozen=True, kw_only=True):
    """What two peers agreed on; `check_days` until they look at it again (negative: overdue)."""

    mentor: MentorRef
    date: Day
    focus: Focus | None
    i_bring: str
    they_bring: str
    i_hope: str
    they_hope: str
    channel: str
    every: str
    minutes: int | None
    quiet: str
    confidential: str
    boundaries: tuple[str, ...]
    stop: str
    check: Day | None
    check_days: int | None


class RehearsalView(RecordView, frozen=True, kw_only=True):
    """A rehearsal for a conversation or for feedback, and how it went."""

    mentor: MentorRef
    date: Day
    kind: str
    tone: str
    happened: str
    behaviour: str
    effect: str
    own_part: str
    ask: str
    if_no: str
    went: str


class RehearsalWhole(Struct, frozen=True):
    """What `rehearse` shows: the parts, the words to say, and those of the words that judge."""

    rehearsal: RehearsalView
    words: str
    judging: tuple[str, ...] = ()


class MentorsView(Struct, frozen=True):
    """What `mentors` lists, on this day; `parted` counts those it leaves out because it is over with them."""

    date: Day
    mentors: tuple[MentorView, ...]
    parted: int = 0


def mentor(records: Records, mentor: Mentor, today: date, habits: Habits) -> MentorView:
    """Show a peer, as in `mentors` and `mentor`."""
    sessions = sessions_with(records, mentor)
    met = held_sessions(sessions)
    due = next_session_day(records, mentor, today, habits)
    return own_fields(
        MentorView,
        mentor,
        sessions=len(met),
        last=met[-1].date if met else None,
        next=due,
        next_at=mentor.next_at if due == mentor.next else None,
        next_days=(due - today).days if due else None,
        next_agreed=due is not None and due == mentor.next,
        review_due=next_review_day(records, mentor, today, habits),
        promises_open=sum(p.state == "open" for p in records.of_mentor(Promise, mentor)),
        topics_open=sum(t.state == "open" for t in records.of_mentor(Topic, mentor)),
    )


def agreement(records: Records, agreement: Agreement, today: date) -> AgreementView:
    """Show what was agreed, as in `agree` and `mentor`; while a concern stands no look at it is due."""
    careful = is_careful(records, agreement.mentor, today)
    return own_fields(
        AgreementView,
        agreement,
        mentor=whose(records, agreement.mentor),
        check_days=(agreement.check - today).days if agreement.check and not careful else None,
    )


def rehearsal(records: Records, rehearsal: Rehearsal) -> RehearsalView:
    """Show a rehearsal, as in `rehearse` and `show`."""
    return own_fields(RehearsalView, rehearsal, mentor=whose(records, rehearsal.mentor))
