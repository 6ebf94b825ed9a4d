"""The form of a talk, filled with what is open between two people, or with a talk that is kept."""

from collections.abc import Iterable
from datetime import date

from peermentor import dates
from peermentor.language import _
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor, Promise, Session, Side, Topic, Win
from peermentor.practice.talk.form import Box, TalkForm


def title_of(mentor: Mentor) -> str:
    """Say with whom the talk is, as the title of the form."""
    return _("Your talk with {name}").format(name=" ".join(mentor.name.split()))


def boxes_of_topics(topics: Iterable[Topic], ticked: Iterable[str] = ()) -> tuple[Box, ...]:
    """Make a box for each topic, important ones first; `ticked` has the handles of those talked about."""
    ticked = set(ticked)
    rows = sorted(topics, key=lambda topic: not topic.important)
    return tuple(Box(topic.handle, " ".join(topic.text.split()), topic.handle in ticked) for topic in rows)


def boxes_of_promises(records: Records, mentor: Mentor, but: str = "") -> tuple[Box, ...]:
    """Make a box for each open promise between the two, except those made in the session `but`."""
    still_open = [p for p in records.of_mentor(Promise, mentor) if p.state == "open"]
    rows = sorted(
        (p for p in still_open if not but or p.session != but), key=lambda p: (p.due or date.max, p.number)
    )
    return tuple(Box(p.handle, _promise_in_a_line(p, mentor)) for p in rows)


def form_of_session(records: Records, session: Session) -> TalkForm:
    """Fill the form with a talk that is kept; its promises and wins begin with their handles."""
    mentor = records.the(Mentor, session.mentor)
    discussed = [topic for uid in session.discussed if (topic := records.get(Topic, uid))]
    parked = [t for t in records.of_mentor(Topic, mentor) if t.state == "open" and t not in discussed]
    made = records.where(Promise, session=session.uid)
    return TalkForm(
        title=title_of(mentor),
        date=dates.say_at(session.date, session.at),
        minutes=str(session.minutes or ""),
        energy=str(session.energy or ""),
        next=dates.say(session.next) if session.next else "",
        notes=session.notes,
        topics=boxes_of_topics([*discussed, *parked], [topic.handle for topic in discussed]),
        promises=boxes_of_promises(records, mentor, session.uid),
        i_will=_made_by(made, "me"),
        they_will=_made_by(made, "them"),
        got=session.got,
        gave=session.gave,
        wins=tuple(f"{win.handle}: {win.text}" for win in records.where(Win, session=session.uid)),
    )


def _made_by(promises: Iterable[Promise], owner: Side) -> tuple[str, ...]:
    return tuple(f"{p.handle}: {_as_typed(p)}" for p in promises if p.owner == owner)


def _as_typed(promise: Promise) -> str:
    """A promise as it can be typed: with its cue and its day."""
    text = (
        _("when {cue}, then {text}").format(cue=promise.cue, text=promise.text)
        if promise.cue
        else promise.text
    )
    if promise.due is None:
        return text
    return _("{text} by {day}").format(text=text, day=dates.say_at(promise.due, promise.due_at))


def _promise_in_a_line(promise: Promise, mentor: Mentor) -> str:
    whose = _("yours") if promise.owner == "me" else _("{name}'s").format(name=mentor.name)
    due = _("due {day}").format(day=dates.say(promise.due)) if promise.due else _("no date")
    return " ".join(f"{promise.text} ({whose}, {due})".split())
