"""The page of one record, as `show X` gives for any handle, and `mentor`, `goal`, `session` for theirs."""

from collections.abc import Callable, Collection
from typing import Any

from peermentor import language
from peermentor.app import App
from peermentor.commands.shared.hints import first_step
from peermentor.practice.contract import growth_views, noted_views, people_views, record_view, talk_views
from peermentor.practice.growth.goals import checkins_in_order
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import (
    Agenda,
    Agreement,
    Checkin,
    Feedback,
    Goal,
    Mentor,
    Promise,
    Record,
    Reflection,
    Rehearsal,
    Review,
    Session,
    Topic,
    Win,
)
from peermentor.screen.terminal.result import Result


def page_of(app: App, records: Records, record: Record) -> Result:
    """Make the page of a record, whatever its kind."""
    return _PAGES[type(record)](app, records, record)


def mentor_page(app: App, records: Records, mentor: Mentor) -> Result:
    """Show a peer with everything that is open between you."""
    from peermentor.practice.peers import portrait  # noqa: PLC0415 - a promise's page needs no portrait

    drawn = portrait.draw_portrait(records, mentor, app.today, app.habits)
    return Result(drawn, view="portrait", hints=first_step(records, mentor))


def goal_page(app: App, records: Records, goal: Goal) -> Result:
    """Show a goal with its check-ins and its promises."""
    checkins = checkins_in_order(goal, records.where(Checkin, goal=goal.uid))
    return Result(
        growth_views.GoalWhole(
            growth_views.goal(records, goal, app.today, app.habits),
            tuple(growth_views.checkin(records, one) for one in checkins),
            tuple(growth_views.promise(records, p, app.today) for p in records.where(Promise, goal=goal.uid)),
        ),
        view="goal",
    )


def session_page(app: App, records: Records, session: Session) -> Result:
    """Show a talk with everything that belongs to it."""
    told = talk_views.session(records, session, app.today)
    answered = told.reflection.deeper if told.reflection else {}
    return Result(talk_views.SessionWhole(told, _questions(answered)), view="session")


def _questions(answered: Collection[str]) -> dict[str, str]:
    """The questions that a deeper reflection has answers to, by their keys."""
    if not answered:
        return {}
    from peermentor import templates  # noqa: PLC0415 - most talks have no deeper reflection

    prompts = templates.reflection(language.current())
    return {prompt.key: prompt.text for prompt in prompts if prompt.key in answered}


def _agreement_page(app: App, records: Records, agreement: Agreement) -> Result:
    from peermentor.practice.peers.agreed_view import agreed_version  # noqa: PLC0415 - as above

    return Result(agreed_version(records, agreement, app.today, app.habits.breaks), view="agreement")


def _agenda_page(app: App, records: Records, agenda: Agenda) -> Result:
    coaching = app.coaching
    texts = {one.key: one.text for one in coaching.questions} | {one.key: one.text for one in coaching.tips}
    keys = (*agenda.questions, agenda.tip)
    told = talk_views.agenda(records, agenda, app.today, app.habits)
    return Result(
        talk_views.AgendaWhole(told, {key: texts[key] for key in keys if key in texts}), view="saved_agenda"
    )


def _promise_page(app: App, records: Records, promise: Promise) -> Result:
    return Result({"promise": growth_views.promise(records, promise, app.today)}, view="record")


def _plain_page(kind: type[Record], view: Callable[[Records, Any], record_view.RecordView]) -> Any:  # noqa: ANN401
    def page(_app: App, records: Records, record: Record) -> Result:
        return Result({kind.noun: view(records, record)}, view="record")

    return page


_PAGES: dict[type[Record], Callable[[App, Records, Any], Result]] = {
    Mentor: mentor_page,
    Goal: goal_page,
    Session: session_page,
    Agreement: _agreement_page,
    Agenda: _agenda_page,
    Promise: _promise_page,
    **{
        kind: _plain_page(kind, view)
        for kind, view in (
            (Topic, noted_views.topic),
            (Checkin, growth_views.checkin),
            (Reflection, talk_views.reflection),
            (Feedback, noted_views.feedback),
            (Win, noted_views.win),
            (Review, talk_views.review),
            (Rehearsal, people_views.rehearsal),
        )
    },
}
