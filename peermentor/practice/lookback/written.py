"""What a person wrote: the texts of every kind of record, with the fields they stand in."""

from collections.abc import Callable, Iterator

from peermentor.practice.nouns.records import (
    Agreement,
    Checkin,
    Closing,
    Feedback,
    Goal,
    Mentor,
    Promise,
    Record,
    Reflection,
    Review,
    Session,
    Topic,
    Win,
)

Written = Iterator[tuple[str, str]]  # the name of a field, and a text in it

KINDS: dict[str, type[Record]] = {
    "mentor": Mentor,
    "agreement": Agreement,
    "goal": Goal,
    "check-in": Checkin,
    "topic": Topic,
    "session": Session,
    "reflection": Reflection,
    "promise": Promise,
    "feedback": Feedback,
    "win": Win,
    "review": Review,
}
_FIELDS: dict[type[Record], tuple[str, ...]] = {
    Mentor: ("name", "skill", "role", "department", "why"),
    Agreement: (
        *("i_bring", "they_bring", "i_hope", "they_hope", "channel", "quiet", "confidential", "boundaries"),
        "stop",
    ),
    Goal: ("title", "why", "success"),
    Checkin: ("note",),
    Topic: ("text", "because"),
    Session: ("notes", "gave", "got"),
    Reflection: ("happened", "so_what", "now_what", "strengths", "improve"),
    Promise: ("text", "cue", "because"),
    Feedback: ("text", "situation", "behaviour", "impact", "question"),
    Win: ("text",),
    Review: ("because",),
}


def texts_of(record: Record) -> Written:
    """Everything a person wrote in one record, text by text, with the field it stands in."""
    for name in _FIELDS[type(record)]:
        said = getattr(record, name)
        if isinstance(said, str):
            if said:
                yield name, said
        else:
            for text in said:
                yield name, text
    if more := _DEEPER.get(type(record)):
        yield from more(record)


def _of_mentor(mentor: Mentor) -> Written:
    yield from (("fit", answer.evidence) for answer in mentor.fit)
    yield from (("openers", opener.text) for opener in mentor.openers)
    yield from (("stages", change.because) for change in mentor.stages)
    closing = mentor.closing or Closing(mentor.since)
    yield from ((name, getattr(closing, name)) for name in ("reached", "thanks", "lessons", "because"))


_DEEPER: dict[type[Record], Callable[..., Written]] = {
    Mentor: _of_mentor,
    Goal: lambda goal: (("milestones", step.text) for step in goal.milestones),
    Session: lambda session: (("tried", tried.outcome) for tried in session.tried),
    Reflection: lambda reflection: (("deeper", said) for said in reflection.deeper.values()),
}
