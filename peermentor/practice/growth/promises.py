"""Promises: making, moving, keeping and dropping them; and settling topics, by the same rules."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from msgspec.structs import replace

from peermentor import dates
from peermentor.errors import CommandLine, Refused
from peermentor.language import _
from peermentor.practice.growth import word
from peermentor.practice.nouns import stretches
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.order import created_key
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Agenda, DueMove, Promise, Record, Session, Topic
from peermentor.practice.nouns.states import say_state


def is_overdue(promise: Promise, today: date) -> bool:
    """Tell whether a promise is open and its day has passed; on the day itself it is not overdue."""
    return promise.state == "open" and promise.due is not None and promise.due < today


def times_carried(records: Records, promise: Promise, today: date) -> int:
    """Count the agendas of held talks on which a promise stood after its day had passed."""
    at_rest = stretches.rests_with(records, promise.mentor, today)
    kept = records.get(Promise, promise.uid) or promise  # the day of `as_it_stands` would be moved twice
    day = word.judge(kept, at_rest, today).day
    if day is None:
        return 0
    agendas = (one for one in records.where(Agenda, mentor=promise.mentor) if promise.uid in one.promises)
    talks = (talk for agenda in agendas for talk in records.where(Session, agenda=agenda.uid))
    return sum(talk.held and day < talk.date <= today for talk in talks)


def by_urgency(promises: Iterable[Promise], today: date) -> list[Promise]:
    """Rank promises: overdue ones first, then by the day they are due, then those without a day.

    A promise due yesterday comes before one due tomorrow, and both before one without a day. Of equals, the
    oldest comes first.
    """
    return sorted(promises, key=lambda p: (not is_overdue(p, today), p.due or date.max, *created_key(p)))


def make_promise(draft: Draft, promise: Promise) -> Promise:
    """Keep a new promise. Raises CommandLine for one due before it was made."""
    must_be_due_later(promise)
    return draft.add(promise)


def must_be_due_later(promise: Promise) -> None:
    """Raise CommandLine for a promise due before it was made."""
    if promise.due and promise.due < promise.made:
        raise CommandLine(
            _("That promise would be due ({due}) before it was made ({made}).").format(
                due=dates.say_at(promise.due, promise.due_at), made=dates.say(promise.made)
            ),
            _("Give a later day."),
        )


def keep_promise(draft: Draft, promise: Promise, on: date) -> Promise:
    """Mark a promise as kept on a day; after its grace the state is `late`.

    Raises Refused for one that is settled already, CommandLine for a day in the future or before it was made.
    """
    must_be_unsettled(promise)
    _must_follow(promise.handle, promise.made, on, draft.today)
    kept = replace(promise, state="kept", ended=on)
    at_rest = stretches.rests_with(draft.records, promise.mentor, draft.today)
    return draft.change(promise, state=word.state_seen(kept, at_rest), ended=on)


def move_promise(draft: Draft, promise: Promise, new_day: date, at: datetime | None = None) -> Promise:
    """Move a promise to a new day, and keep the old one: a promise moved in time is not late.

    Raises Refused for one that is settled already, CommandLine for a day before today.
    """
    must_be_unsettled(promise)
    must_not_be_over(promise, new_day, draft.today)
    if promise.due is None or promise.due == new_day:
        return draft.change(promise, due=new_day, due_at=at)
    told = DueMove(on=draft.today, was=promise.due, to=new_day)
    return draft.change(promise, due=new_day, due_at=at, moved=(*promise.moved, told))


def must_not_be_over(record: Record, day: date, today: date) -> None:
    """Raise CommandLine for moving a record to a day that has passed."""
    if day < today:
        raise CommandLine(
            _("{handle} can't be moved to {day}: that day is over.").format(
                handle=record.handle, day=dates.say(day)
            ),
            _("Give today or a later day."),
        )


def release_promise(draft: Draft, promise: Promise, because: str, *, released: bool = False) -> Promise:
    """Drop a promise, with the reason; `released`: the other side said that it need not be kept.

    Raises Refused for one that is settled already.
    """
    must_be_unsettled(promise)
    return draft.change(promise, state="dropped", ended=draft.today, because=because, released=released)


def discuss_topic(draft: Draft, topic: Topic, on: date, sure: int | None = None) -> Topic:
    """Mark a topic as talked about, and how sure the person is now (1-5). Raises as `keep_promise`."""
    must_be_unsettled(topic)
    _must_follow(topic.handle, topic.raised, on, draft.today)
    return draft.change(topic, state="discussed", ended=on, after=topic.after if sure is None else sure)


def drop_topic(draft: Draft, topic: Topic, because: str) -> Topic:
    """Drop a topic, with the reason. Raises Refused for one that is settled already."""
    must_be_unsettled(topic)
    return draft.change(topic, state="dropped", ended=draft.today, because=because)


def split_cue(text: str) -> tuple[str, str]:
    """Split an if-then plan into its cue and what is to be done: "when X, then Y" is ("X", "Y").

    Any other text is ("", the text). "When X, Y" is enough; "if" needs a "then", because "if possible, …" is
    no plan. Such plans help people to do what they meant to do (Gollwitzer & Sheeran 2006).
    """
    first, _space, rest = " ".join(text.split()).partition(" ")
    for plan in _PLANS.get(first.lower(), ()):
        if found := re.fullmatch(plan, rest, re.IGNORECASE):
            return found[1], found[2]
    return "", text


_THEN, _COMMA = r"(.+?),? (?:then|maka) (.+)", r"(.+?), (.+)"
_PLANS = {
    **dict.fromkeys(("when", "ketika"), (_THEN, _COMMA)),
    **dict.fromkeys(("if", "kalau", "jika"), (_THEN,)),
}


def must_be_unsettled(record: Promise | Topic) -> None:
    """Raise Refused for a promise or a topic that is settled already."""
    if record.state != "open":
        day = dates.say(record.ended) if record.ended else _("no date")
        raise Refused(
            _("{handle} was settled already ({state}, {day}).").format(
                handle=record.handle, state=say_state(record.state), day=day
            ),
            _("Nothing was changed."),
        )


def _must_follow(handle: str, made: date, on: date, today: date) -> None:
    if on > today or on < made:
        raise CommandLine(
            _("{handle} was made on {made}; it can't be done on {on}.").format(
                handle=handle, made=dates.say(made), on=dates.say(on)
            ),
            _("Give a day between then and today, or leave out --date."),
        )
