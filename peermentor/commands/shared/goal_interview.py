"""The questions about a new goal (success, obstacle, plan, with whom, by when) and about one that is reached.

Mental contrasting with an if-then plan (WOOP) helps people to reach their goals, more in a dialogue than on
paper (Wang, Wang & Gai 2021: g = 0.47 and 0.34). That is why it is asked.
"""

from collections.abc import Collection
from datetime import date
from functools import partial

from msgspec import Struct

from peermentor import dates
from peermentor.app import App
from peermentor.commands.shared.editing import answer_in_editor
from peermentor.language import _
from peermentor.practice.growth.attainment import SCALE
from peermentor.practice.growth.goals import must_follow_start
from peermentor.practice.nouns import find, people
from peermentor.practice.nouns.record_set import Records
from peermentor.practice.nouns.records import Mentor
from peermentor.screen.terminal import ask
from peermentor.screen.terminal.rows import RowAnswers, RowQuestion, ask_row, how_to_answer


class GoalAsked(Struct, frozen=True, kw_only=True):
    """The answers about a goal; "" where a question was skipped."""

    success: str = ""
    obstacle: str = ""
    plan: str = ""
    mentor: str = ""
    target: date | None = None


def ask_of_goal(app: App, given: Collection[str]) -> GoalAsked:
    """Ask the questions about a goal that were not answered (`given`); Enter skips one. Raises Abort."""
    records = app.journal.records()
    said: RowAnswers = {}
    questions = [question for question in _questions(app, records) if question.name not in given]
    if given and "obstacle" in given:
        questions = [question for question in questions if question.name != "plan"]
    if not questions:
        return GoalAsked()
    ask.tell(how_to_answer())
    ask_row(questions, said, partial(answer_in_editor, app))
    return GoalAsked(
        success=said.get("success", ""),
        obstacle=said.get("obstacle", ""),
        plan=said.get("plan", ""),
        mentor=said.get("mentor", ""),
        target=app.ahead(said["by"]) if said.get("by") else None,
    )


def ask_of_reached(attained: int | None) -> tuple[int | None, str]:
    """Ask how far a reached goal came, unless `attained` is given, and what is next; Enter skips both."""
    if attained is None and (said := ask.choice(_("How far did it come?"), tuple(SCALE))):
        attained = SCALE[said]
    return attained, ask.text(_("What do you want to learn or try next? (Enter skips)"))


def _questions(app: App, records: Records) -> list[RowQuestion]:
    peers = [m for m in records.all(Mentor) if not m.is_over]
    names = ", ".join(find.shortest(records, mentor) for mentor in peers)
    asked = [
        RowQuestion(
            name="success",
            text=_("How will you know that you got there? (Enter skips)"),
            why=_("With it you can say later whether the goal was reached."),
        ),
        RowQuestion(
            name="obstacle",
            text=_("What in you could stand in the way?"),
            why=_("Naming it helps people to reach more. `prep` asks about it again when the goal stalls."),
        ),
        RowQuestion(
            name="plan",
            text=_("When that happens, I will …"),
            why=_("The plan becomes a promise of yours that names the moment."),
            read=lambda typed: typed if app.promised(typed) else "",
        ),
    ]
    if peers:
        asked.append(
            RowQuestion(
                name="mentor",
                text=_("With whom? ({names})").format(names=names),
                why=_("The goal is then on the agenda of your talks with them."),
                read=lambda typed: find.shortest(records, people.find_open_mentor(records, typed)),
                in_words=False,
            )
        )
    day = RowQuestion(
        name="by",
        text=_("By when?"),
        why=_("With a day, the goal shows whether it is ahead or behind."),
        read=partial(_target, app),
        in_words=False,
    )
    return [*asked, day]


def _target(app: App, typed: str) -> str:
    day = app.ahead(typed)
    must_follow_start(day, app.today)
    return dates.say(day)
