"""The eight parts of an agenda, each filled from the situation between two people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
REHEARSAL = "rehearsal"  # the key of a rehearsal, which is private too
OF_NOBODY = "own-win"  # the key of a win without a peer


def fill_parts(
    situation: Situation, shape: Shape, guides: Sequence[Guide], questions: Sequence[Chosen]
) -> tuple[Part, ...]:
    """Fill all eight parts, without their minutes; the guides of a special shape come first in their part."""
    found: dict[PartKey, Iterator[Item]] = {
        "since": since_last_session(situation),
        "promises": open_promises(situation),
        "topics": open_topics(situation),
        "goals": open_goals(situation),
        "questions": chosen_questions(questions),
        "feedback": open_feedback(situation),
        "between": between_us(situation, shape),
        "next": next_date(situation, shape),
    }
    return all_parts(
        situation,
        {key: (*_guiding(guides, shape, key, situation), *items) for key, items in found.items()},
    )


def all_parts(situation: Situation, items: Mapping[PartKey, Iterable[Item]]) -> tuple[Part, ...]:
    """Make the eight parts in their order, each with its title, its items if any, and no minutes yet."""
    titles: dict[PartKey, str] = {
        "since": _("Since last time") if situation.last else _("So far"),
        "promises": _("Promises"),
        "topics": _("Topics"),
        "goals": _("Goals"),
        "questions": _("Questions"),
        "feedback": _("Feedback"),
        "between": _("Between us"),
        "next": _("Next date"),
    }
    return tuple(Part(key, title, 0, tuple(items.get(key, ()))) for key, title in titles.items())


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
    """List wins, promises settled since, intentions, and insights that were not tried yet."""
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


def open_promises(situation: Situation, *, careful: bool = False) -> Iterator[Item]:
    """List the open promises of both, overdue ones first; `careful` says of none that it is overdue."""
    for promise in situation.promises:
        carried = promises.times_carried(situation.records, promise, situation.day)
        cue = _("when {cue}: ").format(cue=promise.cue) if promise.cue else ""
        given = _word_given(promise, situation.seen_on, careful=careful)
        why = given if careful else _joined(given, _carried(carried))
        yield Item(cue + promise.text, why, promise.handle, owner=promise.owner)


def _word_given(promise: Promise, today: date, *, careful: bool) -> str:
    if promise.due is None:
        return _("you promised it") if promise.owner == "me" else _("they promised it")
    day = dates.short_at(promise.due, promise.due_at, today)
    if promises.is_overdue(promise, today) and not careful:
        said = _("yours, overdue since {day}") if promise.owner == "me" else _("theirs, overdue since {day}")
    else:
        said = _("yours, due {day}") if promise.owner == "me" else _("theirs, due {day}")
    return said.format(day=day)


def open_topics(situation: Situation, *, careful: bool = False) -> Iterator[Item]:
    """List the parked topics of both, and how often each was carried over, which `careful` does not say."""
    for topic in situation.topics:
        carried = 0 if careful else topics.times_carried(topic, situation.sessions)
        important = _("important") if topic.important else ""
        why = _joined(_raised(topic, situation.day), important, _carried(carried))
        yield Item(topic.text, why, topic.handle, owner=topic.owner)


def _raised(topic: Topic, today: date) -> str:
    said = _("you raised it on {day}") if topic.owner == "me" else _("they raised it on {day}")
    return said.format(day=dates.short(topic.raised, today))


def open_goals(situation: Situation, *, careful: bool = False) -> Iterator[Item]:
    """List the open goals of both; those behind or stale come first, which `careful` does not say."""
    for found in situation.goals:
        yield Item(
            found.goal.title,
            _where_it_stands(found, situation.seen_on, careful=careful),
            found.goal.handle,
            owner=found.goal.owner,
        )


def _where_it_stands(found: OpenGoal, today: date, *, careful: bool) -> str:
    owners = {"me": _("yours"), "them": _("theirs"), "both": _("for both of you")}
    target = found.goal.target
    percent = _("{owner}, {percent}%").format(owner=owners[found.goal.owner], percent=found.progress.percent)
    due = _("due {day}").format(day=dates.short(target, today)) if target else ""
    if careful:
        return _joined(percent, due)
    return _joined(
        percent,
        _("behind the calendar") if found.behind else "",
        several("not moved for {n} day", "not moved for {n} days", found.quiet)
        if found.progress.stale
        else "",
        _("is it reached, and what comes next?") if found.progress.percent >= FULL else "",
        due,
        "" if found.goal.success else _("no picture of success yet"),
    )


def chosen_questions(questions: Sequence[Chosen]) -> Iterator[Item]:
    """List the questions, each with the reason why it was chosen."""
    for question, reason in questions:
        yield Item(question.text, reason.why, key=question.key)


def open_feedback(situation: Situation) -> Iterator[Item]:
    """List feedback to give and to ask for; the kind of the latest feedback comes second.

    Where none was ever kept with this peer, there is only one line: to ask for some.
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
    """List what is due between the two: the agreement, the rhythm, the review, and a rehearsal."""
    if shape != "closing":
        yield from _agreement(situation)
        yield from _slower(situation)
    if shape != "review":  # that talk is the review
        yield from _review(situation)
    yield from _rehearsed(situation)


def _agreement(situation: Situation) -> Iterator[Item]:
    """The agreement with its boundaries and lasting terms, when the day to look at it has come."""
    held = situation.agreement
    if held is None or situation.agreement_check is None or situation.agreement_check > situation.day:
        return
    day = dates.short(situation.agreement_check, situation.day)
    why = _("you wanted to look at it again ({day})").format(day=day)
    yield Item(_("What we agreed on: does it still fit us both?"), why, held.handle, key="agreement")
    for boundary in held.boundaries:
        yield Item(boundary, _("a boundary you agreed on"), held.handle, key="boundary")
    for text in lasting_terms(held):
        yield Item(text, _("agreed between you"), held.handle, key="term")


def _rehearsed(situation: Situation) -> Iterator[Item]:
    """The words that were rehearsed for this peer, until the talk about them was held."""
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
    if situation.sessions and situation.review_due <= situation.day:
        day = dates.short(situation.review_due, situation.day)
        yield Item(
            _("How this is going, for each of us"),
            _("your review is due ({day})").format(day=day),
            key="review",
        )


def next_date(situation: Situation, shape: Shape) -> Iterator[Item]:
    """Name the agreed day, else the day by the rhythm, else ask for one.

    After the last talk (`closing`) it asks whether to stay in touch.
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
