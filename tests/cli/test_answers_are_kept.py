"""What a write answers is what is kept afterwards, also where a later part of it changed a record again."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from peermentor.app import open_app
from peermentor.commands.goals import add_goal
from peermentor.commands.shared import goal_interview
from peermentor.practice.nouns.records import Goal
from tests.cli.used import used_desk
from tests.conftest import Desk

WRITES = (
    "add-mentor Nadia --every 2w --next friday",
    "edit-mentor maya --every 1w --next 2026-07-03 --minutes 30",
    "add-goal Patience --with maya --milestone One --by 2026-09-30",
    "add-goal Further --follows g1",
    "edit-goal g1 --state reached --attained more",
    "check-in g1 100 --milestone 1",
    "add-topic maya Breaks --important",
    'promise maya "Send it by friday" --goal g1 --when "the call ends"',
    "done p1 t1 g1",
    "drop p1 t1 --because 'No longer'",
    'log maya --notes Hi --got Wait --i-will "Try it by friday" --discussed t1 --win Well --next 2026-07-20',
    "log marta --cancelled them --next 2026-07-20",
    "add-win Well --with maya --goal g1",
    "add-feedback maya given 'You wait first'",
    "reflect marta --happened 'We began' --strength Patience",
    "pause maya --until 2026-08-01 --because Rest",
    "resume maya",
    "agree maya --every 2w --minutes 50 --boundary 'No calls after eight'",
    "rehearse maya --happened Late --ask 'Tell me before'",
)


def records_in(data: Any) -> Iterator[dict[str, Any]]:
    """Every record in an answer, however deep."""
    if isinstance(data, dict):
        if {"uid", "handle"} <= set(data):
            yield data
        data = list(data.values())
    if isinstance(data, list):
        for one in data:
            yield from records_in(one)


@pytest.mark.parametrize("line", WRITES)
def test_each_record_of_an_answer_is_as_show_has_it_afterwards(tmp_path: Path, line: str) -> None:
    desk = used_desk(tmp_path)
    if line.startswith("resume"):
        desk.do("pause", "maya")
    told = list(records_in(desk.data(*shlex.split(line))))
    assert told
    for record in told:
        shown = [
            one for one in records_in(desk.data("show", record["handle"])) if one["uid"] == record["uid"]
        ]
        assert record in shown


def test_a_plan_promised_to_nobody_stands_in_the_goal_that_is_answered(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.do("add-goal", "Speak")
    asked = goal_interview.GoalAsked(success="Three talks", obstacle="Nerves", plan="breathe")
    monkeypatch.setattr(goal_interview, "ask_of_goal", lambda _app, _given: asked)
    app = open_app(desk.path, interactive=True)
    result = add_goal(SimpleNamespace(obj=app), "Say no")  # type: ignore[arg-type]
    (kept,) = [goal for goal in app.journal.records().all(Goal) if goal.title == "Say no"]
    assert kept.obstacle == result.data["goal"].obstacle == "Nerves → breathe"
