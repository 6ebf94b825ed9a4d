"""Correcting a talk by its form: only what was changed in the form is changed in the journal."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.corrections.edits import put_right
from peermentor.practice.corrections.values import Reader, ReadMoment, Typed
from peermentor.practice.growth import promises
from peermentor.practice.nouns import find
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.fields import fields_of
from peermentor.practice.nouns.records import Promise, Record, Session, Side, Topic, Win
from peermentor.practice.talk.form import TalkForm
from peermentor.practice.talk.talk import NewPromise, make_session_promise

_HANDLED = re.compile(r"([A-Za-z]+\d+):[ \t]*(.*)", re.DOTALL)
_TYPED = ("date", "minutes", "energy", "next")
_AS_WRITTEN = ("notes", "got", "gave")

ReadPromise = Callable[[str], NewPromise]


def keep_form(
    draft: Draft,
    session: Session,
    opened: TalkForm,
    saved: TalkForm,
    moment: ReadMoment,
    read_promise: ReadPromise,
) -> Session:
    """Change a session, and what belongs to it, where its form differs from the form as it was opened.

    Raises CommandLine for what can't be read, and for a handle that is in a wrong place, twice or missing;
    and whatever the rules of sessions, promises and topics raise.
    """
    changes = _changes(opened, saved, Reader(draft.records, moment, session.date))
    session = put_right(draft, session, changes)
    session = _keep_topics(draft, session, opened, saved)
    before = {box.handle for box in opened.promises if box.ticked}
    for box in saved.promises:
        if box.ticked and box.handle not in before:
            promise = find.by_handle(draft.records, Promise, box.handle)
            promises.keep_promise(draft, promise, session.date)
    sides: tuple[tuple[str, Side], ...] = (("i_will", "me"), ("they_will", "them"))
    for name, owner in sides:
        for handle, text in _changed(getattr(opened, name), getattr(saved, name), Promise):
            _keep_promise(draft, session, owner, handle, read_promise(text))
    for handle, text in _changed(opened.wins, saved.wins, Win):
        if handle:
            draft.change(find.by_handle(draft.records, Win, handle), text=text)
        else:
            draft.add(Win(mentor=session.mentor, session=session.uid, date=session.date, text=text))
    return session


def changed_twice(opened: TalkForm, now: TalkForm, saved: TalkForm) -> dict[str, Any]:
    """Find the fields that the person changed in a form and another command otherwise; as they are `now`."""
    return {
        name: kept
        for name in TalkForm.__struct_fields__
        if getattr(opened, name) not in (kept := getattr(now, name), said := getattr(saved, name))
        and kept != said
    }


def _changes(opened: TalkForm, saved: TalkForm, reader: Reader) -> dict[str, Any]:
    changes: dict[str, Any] = {
        name: reader.read(fields_of(Session)[name], Typed(name, "", "=", getattr(saved, name)), None)
        for name in _TYPED
        if getattr(saved, name) != getattr(opened, name)
    }
    if "date" in changes:
        changes["at"] = reader.clocks.get("date")
    if "next" in changes:
        changes["next_at"] = reader.clocks.get("next")  # a field of the mentor, not of the session
    return changes | {
        name: getattr(saved, name) for name in _AS_WRITTEN if getattr(saved, name) != getattr(opened, name)
    }


def _keep_topics(draft: Draft, session: Session, opened: TalkForm, saved: TalkForm) -> Session:
    """Settle topics that are ticked now, and open those again that are no longer ticked."""
    was = {box.handle: box.ticked for box in opened.topics}
    discussed = list(session.discussed)
    for box in saved.topics:
        topic = find.by_handle(draft.records, Topic, box.handle)
        if box.ticked and not was[box.handle]:
            promises.discuss_topic(draft, topic, session.date)
            discussed.append(topic.uid)
        elif was[box.handle] and not box.ticked:
            discussed.remove(topic.uid)
            if topic.state == "discussed" and topic.ended == session.date:
                draft.change(topic, state="open", ended=None)
    return draft.change(session, discussed=tuple(discussed))


def _changed(opened: Iterable[str], saved: Iterable[str], kind: type[Record]) -> Iterator[tuple[str, str]]:
    """The items of a part that are new or changed: the handle ("" for a new one) and the text.

    Raises CommandLine for a handle that was not in this part, that is there twice, or that is missing.
    """
    before = dict(_handled(item, kind) for item in opened)
    seen: set[str] = set()
    for item in saved:
        handle, text = _handled(item, kind)
        if handle and (handle not in before or handle in seen):
            raise CommandLine(
                _("{handle} has no place there: {text}").format(handle=handle, text=" ".join(text.split())),
                _("Take the handle away to add it as something new."),
            )
        seen.add(handle)
        if not handle or before[handle] != text:
            yield handle, text
    if gone := [handle for handle in before if handle and handle not in seen]:
        raise CommandLine(
            _("{handle} is missing in the form.").format(handle=gone[0]),
            _("Put its line back; to take it away for good: peermentor delete {handle}").format(
                handle=gone[0]
            ),
        )


def _handled(item: str, kind: type[Record]) -> tuple[str, str]:
    """The handle at the beginning of an item, and the rest; "" and the whole item where it has none."""
    found = _HANDLED.fullmatch(item)
    if found and find.is_handle_of(kind, found[1]):
        return found[1].lower(), found[2]
    return "", item


def _keep_promise(draft: Draft, session: Session, owner: Side, handle: str, said: NewPromise) -> None:
    if handle:
        promise = find.by_handle(draft.records, Promise, handle)
        fields = {"text": said.text, "due": said.due, "due_at": said.due_at, "cue": said.cue}
        promises.must_be_due_later(draft.change(promise, **fields))
    else:
        make_session_promise(draft, session, owner, said)
