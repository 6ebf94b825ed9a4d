"""Wins: what they belong to, and the months they are told by."""

import pytest

from peermentor.errors import CommandLine
from peermentor.practice.growth import goals
from peermentor.practice.lookback import wins
from peermentor.practice.nouns.records import Goal, Promise, Win
from tests.practice.builder import day, with_maya
from tests.practice.drafts import drafting

TODAY = "2026-07-10"


def kept(story, on=TODAY):
    draft = drafting(story, TODAY)
    return wins.keep_win(draft, "Said no", day(on), None, draft.records.all(Goal)[0])


def test_a_win_for_a_goal_belongs_to_its_peer_while_that_is_open():
    assert kept(with_maya().goal()).mentor == "u00001"
    assert kept(with_maya(stage="closed").goal()).mentor == ""


def test_a_win_has_happened():
    with pytest.raises(CommandLine):
        kept(with_maya().goal(), "2026-07-11")


def test_the_newest_month_comes_first_and_within_it_the_newest_win():
    story = with_maya()
    days = ("2026-05-03", "2026-07-01", "2026-07-09")
    told = [Win(uid=text, number=n, text=text, date=day(text)) for n, text in enumerate(days)]
    found = wins.wins_by_month(story.records, told, None)
    assert [(m.month, [w.text for w in m.wins]) for m in found.months] == [
        ("2026-07", ["2026-07-09", "2026-07-01"]),
        ("2026-05", ["2026-05-03"]),
    ]
    assert len(wins.wins_by_month(story.records, told, day("2026-07-05")).months) == 1


def test_a_goal_is_untended_until_a_promise_or_a_check_in_serves_it():
    story = with_maya().goal()
    goal = story.last(Goal)
    serving = Promise(mentor="m", owner="me", text="x", made=day(TODAY), goal=goal.uid)
    assert goals.untended(goal, (), ())
    assert goals.untended(goal, (), [Promise(mentor="m", owner="me", text="x", made=day(TODAY))])
    assert not goals.untended(goal, (), [serving])
    assert not goals.untended(goal, story.checked(TODAY, 10).kept[-1:], ())


def test_a_goal_that_has_ended_asks_for_nothing():
    assert not goals.untended(with_maya().goal(state="reached").last(Goal), (), ())
