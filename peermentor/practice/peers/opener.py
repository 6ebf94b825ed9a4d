"""Openers: the first words to a peer, drafted, kept and sent, and the day to ask what came of them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from peermentor import dates
from peermentor.errors import CommandLine, Refused
from peermentor.language import _
from peermentor.practice.contract.record_view import MentorRef
from peermentor.practice.nouns import people
from peermentor.practice.nouns.coaching import OpenerText
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.find import first_name
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Day, Mentor, Opener, OpenerKind, Session
from peermentor.practice.nouns.sessions import held_sessions
from peermentor.practice.nouns.thresholds import OPENER_ANSWER_DAYS

KINDS: tuple[OpenerKind, ...] = get_args(OpenerKind)


class OpenerView(Struct, frozen=True):
    """First words of one kind: drafted (`key` names the text) or kept, and the day they were sent."""

    kind: OpenerKind
    text: str
    key: str | None
    kept: bool
    sent: Day | None


class Openers(Struct, frozen=True):
    """What `opener` shows. `kind`: the only kind that was asked for; `met`: where the two met.

    `answer_by` is the day to ask what came of the words that were sent.
    """

    mentor: MentorRef
    skill: str
    formal: bool
    kind: OpenerKind | None
    date: Day
    openers: tuple[OpenerView, ...]
    answer_by: Day | None
    met: str = ""


def show_openers(
    records: Records,
    mentor: Mentor,
    drafts: Sequence[OpenerView],
    kind: OpenerKind | None = None,
    *,
    skill: str,
    formal: bool,
    anew: bool,
    today: date,
) -> Openers:
    """Show the words of each kind, or of one: the kept ones, else the draft; with `anew` always the draft."""
    kept = {opener.kind: opener for opener in mentor.openers}
    words = [
        _as_kept(kept[each]) if each in kept and not anew else _drafted(drafts, each)
        for each in ((kind,) if kind else KINDS)
    ]
    return Openers(
        MentorRef.of(mentor),
        skill,
        formal,
        kind,
        today,
        tuple(said for said in words if said),
        answer_by(records, mentor),
        mentor.met,
    )


def draft_openers(
    texts: Sequence[OpenerText], mentor: Mentor, skill: str, *, formal: bool = False
) -> tuple[OpenerView, ...]:
    """Draft one text of each kind, always the same for one peer.

    Texts for the agreed focus are preferred to texts for any focus.
    """
    return tuple(_draft(texts, kind, mentor, skill, formal=formal) for kind in KINDS)


def keep_opener(draft: Draft, mentor: Mentor, kind: OpenerKind, text: str, *, anew: bool = False) -> Mentor:
    """Keep words of one kind; `anew` replaces those that are kept.

    Raises Refused where other words are kept and `anew` is not set, and for a relationship that is over.
    """
    people.must_be_open(mentor)
    before = _of_kind(mentor, kind)
    if before and before.text == text:
        return mentor
    if before and not anew:
        raise Refused(
            _("Other words are kept for {name} already: {kind}.").format(
                name=mentor.name, kind=kind_word(kind, mentor.met)
            ),
            _("See it: peermentor opener {handle} --kind {kind}. To put other words there: --replace").format(
                handle=mentor.handle, kind=kind
            ),
        )
    return _put(draft, mentor, Opener(kind, text))


def mark_sent(draft: Draft, mentor: Mentor, kind: OpenerKind, on: date, *, anew: bool = False) -> Mentor:
    """Keep the day on which kept words were sent; `anew` replaces an earlier day.

    Raises Refused where they were sent before and `anew` is not set, and for a relationship that is over;
    CommandLine for a day in the future, and for a kind without kept words.
    """
    people.must_be_open(mentor)
    opener = _of_kind(mentor, kind)
    if opener is None:
        raise CommandLine(
            _("Nothing is kept for {name} yet: {kind}.").format(
                name=mentor.name, kind=kind_word(kind, mentor.met)
            ),
            _("Keep one: peermentor opener {handle} --kind {kind} --keep").format(
                handle=mentor.handle, kind=kind
            ),
        )
    if on > draft.today:
        raise CommandLine(
            _("It can't have been sent on {day}: that day is still to come.").format(day=dates.say(on)),
            _("Give today or an earlier day."),
        )
    if opener.sent and opener.sent != on and not anew:
        raise Refused(
            _("Sent already, on {day}: {kind}.").format(
                day=dates.say(opener.sent), kind=kind_word(kind, mentor.met)
            ),
            _("To put another day there: --replace"),
        )
    return _put(draft, mentor, replace(opener, sent=on))


def kind_word(kind: OpenerKind, met: str) -> str:
    """Name the words of one kind inside a sentence: "a message"; `met` is where the two met."""
    if kind == "after-event":
        return _("words for {after}").format(after=after_word(met))
    return {"message": _("a message"), "in-person": _("words to say in person")}[kind]


def after_word(met: str) -> str:
    """Say after which occasion the words of `after-event` are for: "after your lunch" for `met` "lunch"."""
    known = {
        "event": _("after the event"),
        "lunch": _("after your lunch"),
        "project": _("after a talk on the project"),
        "team": _("after a talk in the team"),
        "online": _("after a talk online"),
    }
    return known.get(met) or _("after a talk")


def to_send(mentor: Mentor) -> OpenerKind | None:
    """Find the kind of the only kept words that were not sent; else, if only one kind is kept, that one."""
    waiting = [opener for opener in mentor.openers if opener.sent is None] or list(mentor.openers)
    return waiting[0].kind if len(waiting) == 1 else None


def answer_by(records: Records, mentor: Mentor) -> date | None:
    """Find the day to ask what came of the first words: 7 days after the latest were sent.

    None where none were sent, after a first meeting, and for somebody who is no candidate any more.
    """
    sent = [opener.sent for opener in mentor.openers if opener.sent]
    if mentor.stage != "candidate" or not sent or held_sessions(records.of_mentor(Session, mentor)):
        return None
    return max(sent) + timedelta(days=OPENER_ANSWER_DAYS)


def _of_kind(mentor: Mentor, kind: OpenerKind) -> Opener | None:
    return next((opener for opener in mentor.openers if opener.kind == kind), None)


def _put(draft: Draft, mentor: Mentor, opener: Opener) -> Mentor:
    kept = {before.kind: before for before in mentor.openers} | {opener.kind: opener}
    return draft.change(mentor, openers=tuple(kept.values()))


def _as_kept(opener: Opener) -> OpenerView:
    return OpenerView(opener.kind, opener.text, None, kept=True, sent=opener.sent)


def _drafted(drafts: Sequence[OpenerView], kind: OpenerKind) -> OpenerView | None:
    return next((words for words in drafts if words.kind == kind), None)


def _draft(
    texts: Sequence[OpenerText], kind: OpenerKind, mentor: Mentor, skill: str, *, formal: bool
) -> OpenerView:
    fitting = [text for text in texts if text.kind == kind and text.formal == formal]
    leaning = [text for text in fitting if text.focus and text.focus == mentor.focus]
    choice = leaning or [text for text in fitting if text.focus is None]
    chosen = choice[mentor.number % len(choice)]
    said = chosen.text.format(
        name=mentor.name if formal else first_name(mentor.name), skill=skill, met=_met(mentor.met, kind)
    )
    return OpenerView(kind, " ".join(said.split()), chosen.key, kept=False, sent=None)


def _met(place: str, kind: OpenerKind) -> str:
    known = {
        "event": _("It was good to talk with you at the event."),
        "lunch": _("I enjoyed our chat over lunch."),
        "project": _("I like working on the project with you."),
        "team": _("I like seeing how you work in our team."),
        "online": _("I enjoyed our conversation online."),
    }
    unknown = _("It was good to talk with you.") if kind == "after-event" else ""
    return known.get(place, unknown)
