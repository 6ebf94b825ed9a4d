"""The records of what grows: goals, check-ins, topics, promises, feedback and wins."""

from datetime import datetime
from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct

from peermentor.language import said_elsewhere
from peermentor.practice.nouns.records.record import (
    Day,
    Owner,
    Percent,
    Rating,
    Record,
    Side,
    kept_as,
    typed_as,
    written_as,
)

GoalState = Literal["open", "reached", "let-go", "handed-on"]
TopicState = Literal["open", "discussed", "dropped"]
PromiseState = Literal["open", "kept", "late", "dropped"]
FeedbackDirection = Literal["given", "received"]
DIRECTIONS: tuple[FeedbackDirection, ...] = get_args(FeedbackDirection)


class Milestone(Struct, frozen=True):
    """A step on the way to a goal."""

    text: str
    done: Day | None = None

    told = {
        "text": written_as("a milestone"),
        "done": typed_as("done on"),
    }


class Goal(Record, frozen=True, kw_only=True):
    """What someone is growing towards, and what success looks like."""

    table = "goals"
    prefix = "g"
    noun = "goal"
    listed_by = "goals"
    words = said_elsewhere("goal")
    known_by = "title"
    dated_by = "start"

    title: str
    mentor: str = ""
    owner: Owner = "me"
    why: str = ""
    success: str = ""
    obstacle: str = ""
    start: Day
    target: Day | None = None
    milestones: tuple[Milestone, ...] = ()
    state: GoalState = "open"
    ended: Day | None = None
    attained: Annotated[int, Meta(ge=-2, le=2)] | None = None
    weight: Annotated[int, Meta(ge=1, le=100)] = 1
    follows: str = ""

    told = {
        "title": written_as("title"),
        "mentor": typed_as("peer", "with", to="mentors"),
        "owner": typed_as("whose"),
        "why": written_as("why", private=True),
        "success": written_as("success"),
        "obstacle": written_as("what could stand in the way", private=True),
        "start": typed_as("begun on"),
        "target": typed_as("to reach by", "by"),
        "milestones": typed_as("a milestone", "milestone"),
        "state": typed_as("state"),
        "ended": typed_as("ended on"),
        "attained": typed_as("how far it came"),
        "weight": typed_as("weight"),
        "follows": typed_as("goal it grew out of", to="goals"),
    }


class Checkin(Record, frozen=True, kw_only=True):
    """How far a goal has come: a day, a percent from 0 to 100, and words."""

    table = "checkins"
    prefix = "c"
    noun = "check-in"
    listed_by = "goals"
    words = said_elsewhere("check-in")
    known_by = "note"

    goal: str
    date: Day
    percent: Percent
    note: str = ""

    told = {
        "goal": typed_as("goal", to="goals"),
        "date": typed_as("day"),
        "percent": typed_as("percent"),
        "note": written_as("note"),
    }


class Topic(Record, frozen=True, kw_only=True):
    """Something to talk about, brought by one of the two; on no agenda before the day `later`."""

    table = "topics"
    prefix = "t"
    noun = "topic"
    listed_by = "topics"
    words = said_elsewhere("topic")
    known_by = "text"
    dated_by = "raised"

    mentor: str
    text: str
    owner: Side = "me"
    important: bool = False
    raised: Day
    later: Day | None = None
    state: TopicState = "open"
    ended: Day | None = None
    because: str = ""
    before: Rating | None = None
    after: Rating | None = None

    told = {
        "mentor": typed_as("peer", "with", to="mentors"),
        "text": written_as("topic"),
        "owner": typed_as("whose", "from"),
        "important": typed_as("important"),
        "raised": typed_as("raised on"),
        "later": typed_as("on no agenda before"),
        "state": typed_as("state"),
        "ended": typed_as("ended on"),
        "because": written_as("the reason", private=True),
        "before": typed_as("confidence before", private=True),
        "after": typed_as("confidence after", private=True),
    }


class DueMove(Struct, frozen=True):
    """A new day for a promise: agreed `on` a day, it moved from the day it `was` due `to` another."""

    on: Day
    was: Day
    to: Day

    told = {
        "on": kept_as("day"),
        "was": typed_as("due before"),
        "to": typed_as("due"),
    }


class Promise(Record, frozen=True, kw_only=True):
    """Something one of the two said they would do, and by when (`due_at` where a time was said too).

    `ended` is the day it was kept or dropped. `due` is the day that holds now, and `moved` has the days
    before it. `released`: the other side said that it need not be kept.
    """

    table = "promises"
    prefix = "p"
    noun = "promise"
    listed_by = "promises"
    words = said_elsewhere("promise")
    known_by = "text"
    dated_by = "made"

    mentor: str
    owner: Side
    text: str
    made: Day
    due: Day | None = None
    due_at: datetime | None = None
    state: PromiseState = "open"
    ended: Day | None = None
    because: str = ""
    session: str = ""
    goal: str = ""
    cue: str = ""
    moved: tuple[DueMove, ...] = ()
    released: bool = False

    told = {
        "mentor": typed_as("peer", "with", to="mentors"),
        "owner": typed_as("whose"),
        "text": written_as("promise"),
        "made": typed_as("promised on"),
        "due": typed_as("due", "by"),
        "due_at": kept_as("time it is due"),
        "moved": kept_as("moved"),
        "released": typed_as("let off"),
        "state": typed_as("state"),
        "ended": typed_as("ended on"),
        "because": written_as("the reason", private=True),
        "session": typed_as("talk", to="sessions"),
        "goal": typed_as("goal", to="goals"),
        "cue": written_as("when and then", "when"),
    }


class Feedback(Record, frozen=True, kw_only=True):
    """Feedback given to a peer or received from them: one sentence (`text`), its four parts, or both."""

    table = "feedback"
    prefix = "f"
    noun = "feedback"
    listed_by = "feedback"
    words = said_elsewhere("feedback")
    known_by = "text"

    mentor: str
    direction: FeedbackDirection
    text: str = ""
    date: Day
    session: str = ""
    situation: str = ""
    behaviour: str = ""
    impact: str = ""
    question: str = ""

    told = {
        "mentor": typed_as("peer", "with", to="mentors"),
        "direction": typed_as("given or received"),
        "text": written_as("feedback"),
        "date": typed_as("day"),
        "session": typed_as("talk", to="sessions"),
        "situation": written_as("situation"),
        "behaviour": written_as("behaviour"),
        "impact": written_as("impact"),
        "question": written_as("question"),
    }


class Win(Record, frozen=True, kw_only=True):
    """Something that went well."""

    table = "wins"
    prefix = "w"
    noun = "win"
    listed_by = "wins"
    words = said_elsewhere("win")
    known_by = "text"

    mentor: str = ""
    text: str
    date: Day
    session: str = ""
    goal: str = ""

    told = {
        "mentor": typed_as("peer", "with", to="mentors"),
        "text": written_as("win"),
        "date": typed_as("day"),
        "session": typed_as("talk", to="sessions"),
        "goal": typed_as("goal", to="goals"),
    }
