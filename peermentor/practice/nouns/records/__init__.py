"""What a journal holds: one frozen record for each noun of the practice, and the set of them all.

A record points at another by its `uid`, which never changes; people type the `handle` ("g3"), a letter for
the kind and a number that is never given twice. Days are dates, moments are datetimes with their UTC offset.

What there is to say of a field beside its type and bounds (what people see it called, whether it is private)
stands in the `told` of its record, and `fields` reads it. As metadata of the annotations it would cost every
start of the program 9 ms more.
"""

from typing import TypeVar

from peermentor.practice.nouns.records.growth import (
    Checkin,
    DueMove,
    Feedback,
    Goal,
    GoalState,
    Milestone,
    Promise,
    PromiseState,
    Topic,
    TopicState,
    Win,
)
from peermentor.practice.nouns.records.people import (
    DECISIONS,
    Agreement,
    Closing,
    Decision,
    FitAnswer,
    FitSaid,
    Focus,
    Mentor,
    Opener,
    OpenerKind,
    Review,
    RhythmFrom,
    Stage,
    StageChange,
)
from peermentor.practice.nouns.records.record import (
    OWNERS,
    SIDES,
    Day,
    Minutes,
    Name,
    Owner,
    Percent,
    Rating,
    Record,
    Rhythm,
    Side,
)
from peermentor.practice.nouns.records.talk import (
    Agenda,
    Reflection,
    Rehearsal,
    RehearsalKind,
    Session,
    Shape,
    Star,
    Tone,
    Tried,
)

__all__ = [
    "DECISIONS",
    "KINDS",
    "OWNERS",
    "SIDES",
    "Agenda",
    "Agreement",
    "Checkin",
    "Closing",
    "Day",
    "Decision",
    "DueMove",
    "Feedback",
    "FitAnswer",
    "FitSaid",
    "Focus",
    "Goal",
    "GoalState",
    "Mentor",
    "Milestone",
    "Minutes",
    "Name",
    "Opener",
    "OpenerKind",
    "Owner",
    "Percent",
    "Promise",
    "PromiseState",
    "R",
    "Rating",
    "Record",
    "Reflection",
    "Rehearsal",
    "RehearsalKind",
    "Review",
    "Rhythm",
    "RhythmFrom",
    "Session",
    "Shape",
    "Side",
    "Stage",
    "StageChange",
    "Star",
    "Tone",
    "Topic",
    "TopicState",
    "Tried",
    "Win",
]

KINDS: tuple[type[Record], ...] = (
    Mentor,
    Agreement,
    Goal,
    Checkin,
    Topic,
    Agenda,
    Session,
    Reflection,
    Promise,
    Feedback,
    Win,
    Review,
    Rehearsal,
    Star,
)

R = TypeVar("R", bound=Record)
