"""Keeping a talk from its answers, by the same rules for options, questions and the form."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from peermentor.app import App
from peermentor.commands.shared.converted import one_of, within
from peermentor.commands.shared.hints import hint_for, if_readable
from peermentor.commands.shared.lines import in_a_line, meeting_line, promise_line
from peermentor.commands.shared.session_answers import SessionAnswers
from peermentor.dates import NextMeeting, When
from peermentor.errors import CommandLine
from peermentor.language import _
from peermentor.practice.contract import growth_views, talk_views
from peermentor.practice.growth import promises
from peermentor.practice.nouns import find, people
from peermentor.practice.nouns.care import standing_concern
from peermentor.practice.nouns.draft import Draft
from peermentor.practice.nouns.fields import fields_of
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Goal, Mentor, Promise, Session, Topic
from peermentor.practice.nouns.sessions import find_agreed_date, propose_day
from peermentor.practice.nouns.thresholds import LONGEST_NOTED
from peermentor.practice.talk import talk
from peermentor.practice.talk.reflection import Thought
from peermentor.screen.terminal.result import Hint, Result
from peermentor.to_type import to_type

_WORDS = 40  # letters of a talk's notes, enough to recognise it


def rehearse_talk(app: App, whom: str, answers: SessionAnswers) -> None:
    """Try to keep a talk, without keeping it: raise for answers that can't be kept."""
    said = _understood(app, whom, answers)
    with app.journal.rehearsal(app.now) as draft:
        _keep_answers(draft, whom, said, answers)


def keep_talk(app: App, whom: str, answers: SessionAnswers) -> Result:
    """Keep a talk with all its answers. Raises what `talk.keep_session` raises."""
    said = _understood(app, whom, answers)
    _goal_is_served(answers)
    with app.journal.transaction(app.now) as draft:
        session = _keep_answers(draft, whom, said, answers)
        kept = talk_views.session(draft.records, session, app.today)
        after = draft.records.the(Mentor, session.mentor)
        proposed = propose_day(draft.records, after, app.today, app.habits)
        settled = [find.by_handle(draft.records, Promise, handle) for handle in answers.kept]
        others = other_talks(draft.records, after, session.date, but=session.uid) if session.held else []
    return Result(
        {
            "session": kept,
            "promises": kept.promises,
            "settled": tuple(growth_views.promise(draft.records, one, app.today) for one in settled),
            "next": after.next,
            "next_at": after.next_at,
            "proposed_next": proposed,
        },
        "\n".join([*_say_kept(app, kept, after, settled), *(f"  {line}" for line in others)]),
        hints=_to_resume(draft.records, after) or hint_for(app, draft.records, after.uid),
    )


def _keep_answers(draft: Draft, whom: str, said: talk.Talk, answers: SessionAnswers) -> Session:
    """Keep the session; a topic that is rated counts as talked about, even if it was not named."""
    who = people.find_open_mentor(draft.records, whom)
    topics = [find.by_handle(draft.records, Topic, handle) for handle in answers.discussed]
    rated = dict(_rated_topic(text) for text in answers.confidence)
    sure = {find.by_handle(draft.records, Topic, handle): value for handle, value in rated.items()}
    said = replace(
        said,
        topics=(*topics, *(topic for topic in sure if topic not in topics)),
        confidence={topic.uid: value for topic, value in sure.items()},
        goal=find.by_handle(draft.records, Goal, answers.goal) if answers.goal else None,
    )
    session = talk.keep_session(draft, who, said)
    for handle in answers.kept:
        promises.keep_promise(draft, find.by_handle(draft.records, Promise, handle), session.date)
    return session


def _rated_topic(typed: str) -> tuple[str, int]:
    """Read a topic's handle and its rating: "t1=4". Raises CommandLine."""
    handle, _equals, value = typed.partition("=")
    if not value.strip().isdecimal():
        raise CommandLine(
            _("“{typed}” does not say how sure you are.").format(typed=typed),
            _("Write it like {option} t1=4, from 1 to 5.").format(option="--confidence"),
        )
    return handle.strip(), within(int(value), f"--confidence {handle}", 1, 5) or 1


def _goal_is_served(answers: SessionAnswers) -> None:
    if answers.goal and not (answers.i_will or answers.they_will or answers.wins):
        raise CommandLine(
            _("--goal says what a promise or a win of this talk is for, and there is none."),
            _("Add one with --i-will, --they-will or --win."),
        )


# The fields that the answers and the session have in common, except those that need more than their own text.
_TYPED = {*Session.__struct_fields__} & {*SessionAnswers.__struct_fields__} - {"minutes", "next", "discussed"}


def _understood_value(app: App, name: str, typed: Any) -> Any:  # noqa: ANN401 - what any field holds
    """One of the field's words, a number within its bounds, a day, or anything else as it was typed."""
    field, option = fields_of(Session)[name], f"--{name}"
    if field.holds is date:
        return app.moment(typed, "past")[0] if typed else None
    if field.choices:
        return one_of(typed, option, field.choices)
    if field.least is not None and field.most is not None:
        return within(typed, option, field.least, field.most)
    return typed


def _understood(app: App, whom: str, answers: SessionAnswers) -> talk.Talk:
    held_on, at = _met_on(app, whom, answers)
    next_day, next_at = app.moment(answers.next, "future", said_on=held_on) if answers.next else (None, None)

    def next_meeting() -> When | None:
        if next_day:
            return When(next_day, next_at.time() if next_at else None)
        who = people.find_open_mentor(app.journal.records(), whom)
        return find_agreed_date(who, min(held_on, app.today) + timedelta(days=1))

    return talk.Talk(
        session=Session(
            mentor="",
            date=held_on,
            at=at,
            minutes=within(answers.minutes, "--minutes", 1, LONGEST_NOTED),
            next=next_day,
            **{name: _understood_value(app, name, getattr(answers, name)) for name in _TYPED},
        ),
        mine=tuple(read_promise(app, text, "--i-will", next_meeting, held_on) for text in answers.i_will),
        theirs=tuple(
            read_promise(app, text, "--they-will", next_meeting, held_on) for text in answers.they_will
        ),
        wins=answers.wins,
        given=answers.given,
        received=answers.received,
        thought=Thought(
            happened=answers.happened,
            so_what=answers.so_what,
            now_what=answers.now_what,
            strengths=answers.strengths,
            improve=answers.improve,
        ),
        next_at=next_at,
    )


def _met_on(app: App, whom: str, answers: SessionAnswers) -> tuple[date, datetime | None]:
    """The day of the meeting, and its time where one was said.

    A meeting that was called off can be ahead: "friday" is the next one where that day was agreed, or where
    the last one was before the first day with this peer.
    """
    if not answers.day:
        return app.today, None
    back = app.moment(answers.day, "past")
    if not answers.cancelled:
        return back
    ahead = app.moment(answers.day, "future")
    who = people.find_open_mentor(app.journal.records(), whom)
    return ahead if ahead[0] == who.next or back[0] < who.since else back


def read_promise(
    app: App, text: str, option: str, next_meeting: NextMeeting, said_on: date
) -> talk.NewPromise:
    """Read a promise of a talk: "Write the script by friday" has a due date, "Stand by me" has none."""
    what, due, due_at = app.promised(text, next_meeting, said_on)
    if not what.strip():
        raise CommandLine(_("{option} is empty.").format(option=option), _("Say it in a word or more."))
    cue, what = promises.split_cue(what)
    return talk.NewPromise(what, due, due_at, cue)


def _say_kept(
    app: App, session: talk_views.SessionView, mentor: Mentor, settled: Iterable[Promise]
) -> list[str]:
    said = (
        _("Logged {handle} with {name} on {day}.")
        if session.held
        else _("Logged {handle}: no meeting with {name} on {day}.")
    )
    lines = [
        said.format(
            handle=session.handle, name=in_a_line(mentor.name), day=app.say_day(session.date, session.at)
        )
    ]
    lines += ["  " + promise_line(app, promise) for promise in session.promises]
    lines += [
        "  " + _("Kept {handle}: {text}").format(handle=p.handle, text=in_a_line(p.text)) for p in settled
    ]
    if mentor.next:
        lines.append("  " + meeting_line(app, mentor.next, mentor.next_at))
    return lines


def other_talks(records: Records, who: Mentor, day: date, but: str = "") -> list[str]:
    """List the other talks with this peer on the same day, a line each."""
    found = [s for s in records.of_mentor(Session, who) if s.held and s.date == day and s.uid != but]
    return [_other_talk(session, who) for session in found]


def _other_talk(session: Session, who: Mentor) -> str:
    words = in_a_line(session.notes)
    said = (
        _("{handle} is a talk with {name} on the same day: “{words}”.")
        if words
        else _("{handle} is a talk with {name} on the same day.")
    )
    short = words if len(words) <= _WORDS else words[:_WORDS].rstrip() + "…"
    return said.format(handle=session.handle, name=in_a_line(who.name), words=short)


@if_readable
def _to_resume(records: Records, mentor: Mentor) -> tuple[Hint, ...]:
    """Ask whether the pause is over, after a talk in a pause; not while a concern stands."""
    if mentor.stage != "paused" or standing_concern(records, mentor, date.max):
        return ()
    return (Hint(_("Is the pause over?"), to_type("resume", find.shortest(records, mentor))),)
