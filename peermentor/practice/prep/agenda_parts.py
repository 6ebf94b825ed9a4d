"""The eight parts of an agenda, each read from how things stand between two people."""

from collections.abc import Iterator, Sequence
from datetime import date

from peermentor import dates
from peermentor.language import _, several
from peermentor.practice.growth import insights, promises, topics
from peermentor.practice.growth.goals import FULL
from peermentor.practice.nouns import rhythm
from peermentor.practice.nouns.coaching import Guide, PartKey
from peermentor.practice.nouns.records import Promise, Shape, Topic, Win
from peermentor.practice.peers.agreement import lasting_terms
from peermentor.practice.peers.rehearsal import waiting_rehearsal
from peermentor.practice.prep.agenda_types import Item, Part
from peermentor.practice.prep.questions import Chosen
from peermentor.practice.prep.situation import OpenGoal, Situation

INTENTION = "intention"  # the key of a line that comes from a private reflection
REHEARSAL = "rehearsal"  # words made ready: nobody else reads them
OF_NOBODY = "own-win"  # the key of a win that was kept with nobody


def fill_parts(
    situation: Situation, shape: Shape, guides: Sequence[Guide], questions: Sequence[Chosen]
) -> tuple[Part, ...]:
    """Fill all eight parts, in order, without their minutes.

    The guides of a special shape open the part they name.
    """
    found: tuple[tuple[PartKey, str, Iterator[Item]], ...] = (
        ("since", _("Since last time") if situation.last else _("So far"), since_last_session(situation)),
        ("promises", _("Promises"), open_promises(situation)),
        ("topics", _("Topics"), open_topics(situation)),
        ("goals", _("Goals"), open_goals(situation)),
        ("questions", _("Questions"), chosen_questions(questions)),
        ("feedback", _("Feedback"), open_feedback(situation)),
        ("between", _("Between us"), between_us(situation, shape)),
        ("next", _("Next date"), next_date(situation, shape)),
    )
    return tuple(
        Part(key, title, 0, (*_guiding(guides, shape, key, situation), *items)) for key, title, items in found
    )


def _guiding(guides: Sequence[Guide], shape: Shape, key: PartKey, situation: Situation) -> Iterator[Item]:
    for guide in guides:
        if guide.shape == shape and guide.part == key:
            yield Item(guide.text, _why_guided(shape, situation), key=guide.key)


def _why_guided(shape: Shape, situation: Situation) -> str:
    if shape == "first":
        return _("you begin afresh") if situation.sessions else _("you have not met yet")
    if shape == "grow":
        return _("one of the four steps of a grow talk")
    return _("this is your last talk") if shape == "closing" else _("this talk is about the two of you")


def since_last_session(situation: Situation) -> Iterator[Item]:
    """List wins, then what was said to be tried and whether it was."""
    for win in situation.wins:
        yield Item(win.text, _why_win(win, situation), win.handle, key="" if win.mentor else OF_NOBODY)
    for promise in situation.settled:
        yield Item(promise.text, _outcome(promise, situation.day), promise.handle, owner=promise.owner)
    if situation.last is None:
        return
    handle = situation.last.handle
    for reflection in situation.intentions:
        yield Item(
            reflection.now_what,
            _("you meant to try this after {handle}: did you?").format(handle=handle),
            handle,
            key=INTENTION,
        )
    for _place, insight in insights.untried(situation.last):
        yield Item(insight, _("you took this from {handle}: what came of it?").format(handle=handle), handle)


def _why_win(win: Win, situation: Situation) -> str:
    if situation.last is None:
        return _("a win worth telling")
    if win.session == situation.last.uid:
        return _("a win from your last talk")
    return _("a win since you last met")


def _outcome(promise: Promise, today: date) -> str:
    day = dates.short(promise.ended or today, today)
    if promise.state == "dropped":
        return (_("let off on {day}") if promise.released else _("dropped on {day}")).format(day=day)
    return (_("kept late, on {day}") if promise.state == "late" else _("kept on {day}")).format(day=day)


def open_promises(situation: Situation) -> Iterator[Item]:
    """List their promises and mine, overdue first."""
    for promise in situation.promises:
        carried = promises.times_carried(situation.records, promise, situation.day)
        cue = _("when {cue}: ").format(cue=promise.cue) if promise.cue else ""
        why = _joined(_word_given(promise, situation.seen_on), _carried(carried))
        yield Item(cue + promise.text, why, promise.handle, owner=promise.owner)


def _word_given(promise: Promise, today: date) -> str:
    if promise.due is None:
        return _("you promised it") if promise.owner == "me" else _("they promised it")
    day = dates.short_at(promise.due, promise.due_at, today)
    if promises.is_overdue(promise, today):
        said = _("yours, overdue since {day}") if promise.owner == "me" else _("theirs, overdue since {day}")
    else:
        said = _("yours, due {day}") if promise.owner == "me" else _("theirs, due {day}")
    return said.format(day=day)


def open_topics(situation: Situation) -> Iterator[Item]:
    """List the topics parked by either; those carried over say how often."""
    for topic in situation.topics:
        carried = topics.times_carried(topic, situation.sessions)
        important = _("important") if topic.important else ""
        why = _joined(_raised(topic, situation.day), important, _carried(carried))
        yield Item(topic.text, why, topic.handle, owner=topic.owner)


def _raised(topic: Topic, today: date) -> str:
    said = _("you raised it on {day}") if topic.owner == "me" else _("they raised it on {day}")
    return said.format(day=dates.short(topic.raised, today))


def open_goals(situation: Situation) -> Iterator[Item]:
    """List goals, off pace and stale first, the peer's beside mine."""
    for found in situation.goals:
        yield Item(
            found.goal.title,
            _where_it_stands(found, situation.seen_on),
            found.goal.handle,
            owner=found.goal.owner,
        )


def _where_it_stands(found: OpenGoal, today: date) -> str:
    owners = {"me": _("yours"), "them": _("theirs"), "both": _("for both of you")}
    target = found.goal.target
    return _joined(
        _("{owner}, {percent}%").format(owner=owners[found.goal.owner], percent=found.progress.percent),
        _("behind the calendar") if found.behind else "",
        several("not moved for {n} day", "not moved for {n} days", found.quiet)
        if found.progress.stale
        else "",
        _("is it reached, and what comes next?") if found.progress.percent >= FULL else "",
        _("due {day}").format(day=dates.short(target, today)) if target else "",
        "" if found.goal.success else _("no picture of success yet"),
    )


def chosen_questions(questions: Sequence[Chosen]) -> Iterator[Item]:
    """List the questions, each with the reason it was chosen for."""
    for question, reason in questions:
        yield Item(question.text, reason.why, key=question.key)


def open_feedback(situation: Situation) -> Iterator[Item]:
    """List feedback to give and to ask for, what was longest missing first.

    Where none was ever kept with this peer, one line asks for some: a habit begins small.
    """
    if not situation.feedback_due:
        return
    talks = several("{n} talk", "{n} talks", situation.without_feedback)
    why = _("{talks} went by without feedback").format(talks=talks)
    give = Item(_("Give feedback: what you saw, what it did, what you would like"), why, key="give")
    ask = Item(_("Ask for feedback on one thing"), why, key="ask")
    if situation.feedback is None:
        yield ask
    else:
        yield from (ask, give) if situation.feedback.direction == "given" else (give, ask)


def between_us(situation: Situation, shape: Shape) -> Iterator[Item]:
    """List what is due between the two, each kind of check in a function of its own."""
    if shape != "closing":
        yield from _agreement(situation)
        yield from _slower(situation)
    if shape != "review":  # that talk is the review
        yield from _review(situation)
    yield from _rehearsed(situation)


def _agreement(situation: Situation) -> Iterator[Item]:
    """When its day has come, the agreement, with the boundaries it holds."""
    held = situation.agreement
    if held is None or situation.check is None or situation.check > situation.day:
        return
    day = dates.short(situation.check, situation.day)
    why = _("you wanted to look at it again ({day})").format(day=day)
    yield Item(_("What we agreed on: does it still fit us both?"), why, held.handle, key="agreement")
    for boundary in held.boundaries:
        yield Item(boundary, _("a boundary you agreed on"), held.handle, key="boundary")
    for text in lasting_terms(held):
        yield Item(text, _("agreed between you"), held.handle, key="term")


def _rehearsed(situation: Situation) -> Iterator[Item]:
    """Lay the words that were made ready beside the agenda, as long as they were not said."""
    if waiting := waiting_rehearsal(situation.records, situation.mentor):
        first = " ".join((waiting.happened or waiting.behaviour or waiting.ask).split())
        yield Item(
            _("Your words on: {text}").format(text=first), _("only for you"), waiting.handle, key=REHEARSAL
        )


def _slower(situation: Situation) -> Iterator[Item]:
    if situation.slower:
        text = _("Whether a slower rhythm would be better: {every}")
        yield Item(
            text.format(every=rhythm.say_rhythm(situation.slower)),
            _("your energy after talks is going down"),
            key="slower",
        )


def _review(situation: Situation) -> Iterator[Item]:
    if situation.review_due <= situation.day:
        day = dates.short(situation.review_due, situation.day)
        yield Item(
            _("How this is going, for each of us"),
            _("your review is due ({day})").format(day=day),
            key="review",
        )


def next_date(situation: Situation, shape: Shape) -> Iterator[Item]:
    """Name the day already agreed, else the rhythm's, else that one is needed.

    After a last talk it asks whether there is to be one.
    """
    mentor, day = situation.mentor, situation.day
    if mentor.next and mentor.next > day:
        yield _meet_again(mentor.next, day, _("you agreed on this day already"))
    elif shape == "closing":
        yield Item(
            _("Whether we stay in touch, and on which occasion"), _("this is your last talk"), key="next"
        )
    elif mentor.every:
        yield _meet_again(
            rhythm.after(day, mentor.every),
            day,
            _("your rhythm: {rhythm}").format(rhythm=rhythm.say_rhythm(mentor.every)),
        )
    else:
        yield Item(_("Agree on a day for the next talk"), _("no rhythm is agreed yet"), key="next")


def _meet_again(day: date, today: date, why: str) -> Item:
    return Item(_("Meet again on {day}").format(day=dates.short(day, today)), why, key="next")


def _carried(times: int) -> str:
    return several("carried over once", "carried over {n} times", times) if times else ""


def _joined(*said: str) -> str:
    return "; ".join(filter(None, said))
