"""What changes along when a record is put right: what hangs on it, and what only its own fields can tell."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace

from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.corrections.past_changes import moves_put_right, rhythms_put_right, stages_put_right
from peermentor.practice.growth.goals import must_follow_start
from peermentor.practice.nouns import vocabulary
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.fields import fields_of
from peermentor.practice.nouns.order import by_day
from peermentor.practice.nouns.people import must_be_free_name, must_lie_ahead, with_rhythm
from peermentor.practice.nouns.records import (
    Agreement,
    Feedback,
    Goal,
    Mentor,
    Promise,
    Record,
    Reflection,
    Session,
    Topic,
    Tried,
    Win,
)
from peermentor.practice.peers.agreement import latest_agreement

Changes = dict[str, Any]
RHYTHM_FROM = "from"  # no field, but typed beside every=…: from when that rhythm holds
_OF_A_DROP = ("because", "released")


def follow(draft: Draft, record: Record, changes: Changes) -> None:
    """Change what depends on a record, and add to its `changes` what follows from them.

    Raises CommandLine and Refused where a change contradicts what else is said.
    """
    if what_follows := _FOLLOWS.get(type(record)):
        what_follows(draft, record, changes)


def _mentor_follows(draft: Draft, mentor: Mentor, changes: Changes) -> None:
    if "name" in changes:
        must_be_free_name(draft.records, changes["name"], mentor)
    if (day := changes.get("next", mentor.next)) != mentor.next:
        must_lie_ahead(day, draft.today)
    changes |= stages_put_right(mentor, changes)
    changes |= rhythms_put_right(mentor, changes)
    since = changes.pop(RHYTHM_FROM, None)
    if since or "every" in changes:
        changes |= with_rhythm(mentor, changes.get("every", mentor.every), since or draft.today)


def _goal_follows(draft: Draft, goal: Goal, changes: Changes) -> None:
    must_follow_start(changes.get("target", goal.target), changes.get("start", goal.start))
    _ends(draft, goal, changes)
    if changes.get("state") == "open":
        changes["attained"] = None


def _ends(draft: Draft, record: Goal | Promise | Topic, changes: Changes) -> None:
    """Set the day of an end, or clear it for an open record. Raises CommandLine where the two contradict."""
    open_again = changes.get("state", record.state) == "open"
    if open_again and (changes.get("ended") or changes.get("attained") is not None):
        raise CommandLine(
            _("{handle} is still open.").format(handle=record.handle),
            _("Say how it ended too: state={states}").format(
                states=vocabulary.choices(fields_of(type(record))["state"].choices[1:], "|")
            ),
        )
    if not open_again and changes.get("ended", record.ended) is None and "state" not in changes:
        raise CommandLine(
            _("{handle} has ended, so it needs the day on which it did.").format(handle=record.handle),
            _("To open it again: state=open"),
        )
    if "state" in changes and changes["state"] != "dropped":  # why it was, and who let it off, go with that
        told = {name: field.default for name, field in fields_of(type(record)).items() if name in _OF_A_DROP}
        for name, default in told.items():
            changes.setdefault(name, default)
    if open_again:
        changes["ended"] = None
    elif changes.get("ended", record.ended) is None:
        changes["ended"] = draft.today


def _session_follows(draft: Draft, session: Session, changes: Changes) -> None:
    """Move what belongs to the talk to its new peer and its new day, and the meeting that it agreed on."""
    _move_meeting(draft, session, changes)
    whose, day = changes.get("mentor", session.mentor), changes.get("date", session.date)
    for kind, made in ((Promise, "made"), (Win, "date"), (Feedback, "date"), (Reflection, "date")):
        for one in draft.records.where(kind, session=session.uid):
            same_day = getattr(one, made) == session.date
            draft.change(one, **{"mentor": whose} | ({made: day} if same_day else {}))
    for uid in changes.get("discussed", ()) if "mentor" not in changes else ():
        discussed = draft.records.the(Topic, uid)
        if discussed.mentor != whose:
            raise CommandLine(
                _("{handle} is a topic with somebody else.").format(handle=discussed.handle),
                _("See theirs: peermentor topics"),
            )
    if whose != session.mentor:
        changes["agenda"] = ""
        changes["discussed"] = tuple(
            uid
            for uid in changes.get("discussed", session.discussed)
            if (topic := draft.records.get(Topic, uid)) and topic.mentor == whose
        )
    if "got" in changes:
        changes["tried"] = _tried_still(session, changes["got"])
    for uid in changes.get("discussed", session.discussed):
        topic = draft.records.get(Topic, uid)
        if topic and topic.state == "discussed" and topic.ended == session.date:
            draft.change(topic, ended=day)


def _move_meeting(draft: Draft, session: Session, changes: Changes) -> None:
    """Move the meeting that was agreed at the last talk, also to the peer whose talk it is now.

    A time is kept with the peer, and not with the talk.
    """
    at = changes.pop("next_at", None)
    was, whose = (
        draft.records.the(Mentor, uid) for uid in (session.mentor, changes.get("mentor", session.mentor))
    )
    day = changes.get("next", session.next)
    agreed = was.next == session.next and session == max(draft.records.of_mentor(Session, was), key=by_day)
    if was == whose:
        if agreed and "next" in changes and (was.next or not day or day >= draft.today):
            draft.change(was, next=day, next_at=at)
        return
    if agreed and was.next:
        at = at if "next" in changes else was.next_at
        draft.change(was, next=None, next_at=None)
    if day and day >= draft.today and whose.next is None:
        draft.change(whose, next=day, next_at=at)


def _tried_still(session: Session, got: Sequence[str]) -> tuple[Tried, ...]:
    """The outcomes with the new places of their insights; one whose insight is gone goes, too."""
    return tuple(
        replace(one, insight=got.index(text) + 1)
        for one in session.tried
        if one.insight <= len(session.got) and (text := session.got[one.insight - 1]) in got
    )


def _agreement_follows(draft: Draft, agreement: Agreement, changes: Changes) -> None:
    """Give the mentor the new rhythm and length, if this is the version that holds."""
    mentor = draft.records.get(Mentor, agreement.mentor)
    if mentor is None:
        return
    latest = latest_agreement(draft.records, mentor)
    if latest and latest.uid == agreement.uid:
        kept = {
            name: changes[name]
            for name in ("every", "minutes")
            if name in changes and getattr(mentor, name) == getattr(agreement, name)
        }
        draft.change(mentor, **kept)


def _promise_follows(draft: Draft, promise: Promise, changes: Changes) -> None:
    changes |= moves_put_right(promise, changes)
    _ends(draft, promise, changes)


_FOLLOWS: dict[type[Record], Callable[[Draft, Any, Changes], None]] = {
    Mentor: _mentor_follows,
    Goal: _goal_follows,
    Promise: _promise_follows,
    Topic: _ends,
    Session: _session_follows,
    Agreement: _agreement_follows,
}
