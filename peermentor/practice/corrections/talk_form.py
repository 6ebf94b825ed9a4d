"""A talk put right by its form: what was changed in it, and nothing else, is changed in what is kept."""

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
    """Change a session, and what came with it, where its form says something else than when it was opened.

    Raises CommandLine for what can't be read, for a handle that stands in another place, and for one that is
    gone; and whatever the rules of a session, a promise and a topic raise.
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
    """Find what was changed in a form, and to something else in what is kept: by name, as it is kept now."""
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
        changes["next_at"] = reader.clocks.get("next")  # which the mentor keeps
    return changes | {
        name: getattr(saved, name) for name in _AS_WRITTEN if getattr(saved, name) != getattr(opened, name)
    }


def _keep_topics(draft: Draft, session: Session, opened: TalkForm, saved: TalkForm) -> Session:
    """Settle a topic whose box was ticked, and open again one that was not talked about after all."""
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
    """What stands in a part now and did not before: its handle, "" for what is new, and its text.

    Raises CommandLine for the handle of something that did not stand there, or twice, and for one that is
    gone.
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
    """The handle before an item and the rest of it; "" and all of it where there is none of that kind."""
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
