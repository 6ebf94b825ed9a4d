"""A tip has a side and preconditions: nobody is told what is untrue of them, or to do what is done."""

from datetime import date, timedelta

import pytest

from peermentor import templates
from peermentor.practice.growth import goals
from peermentor.practice.nouns.records import Checkin, Goal, Mentor
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.prep import questions, tips
from peermentor.practice.prep.question_reasons import reasons_to_ask
from peermentor.practice.prep.situation import Situation
from peermentor.practice.today import library, needs, tip_of_day
from tests.practice.builder import day, with_maya

TIPS = {tip.key: tip for tip in templates.load("en").tips}


@pytest.mark.parametrize("key", ["who-spoke-more", "their-topic-first", "count-to-three"])
def test_what_they_did_is_not_said_to_be_mine(key: str) -> None:
    assert TIPS[key].fits("one-sided", "me")
    assert not TIPS[key].fits("one-sided", "them")


def test_my_late_promise_and_theirs_have_other_tips() -> None:
    assert TIPS["say-it-first"].fits("promise", "me")
    assert not TIPS["say-it-first"].fits("promise", "them")
    assert TIPS["what-came-up"].fits("promise", "them")
    assert not TIPS["what-came-up"].fits("promise", "me")


def test_a_goal_whose_success_is_written_is_not_told_to_write_it() -> None:
    assert TIPS["picture-of-done"].fits("stalled-goal", "me")
    assert not TIPS["picture-of-done"].fits("stalled-goal", "me", ("success-is-written",))


@pytest.mark.parametrize("moment", ["one-sided", "promise", "stalled-goal"])
@pytest.mark.parametrize("about", ["me", "them"])
def test_there_is_a_tip_for_either_side(moment: str, about: str) -> None:
    found = [tip for tip in TIPS.values() if tip.fits(moment, about, ("success-is-written",))]
    assert len(found) >= 2


MOVING = ("success-is-written", "it-moves")
UNTRUE = {
    one.key for one in (*TIPS.values(), *templates.load("en").questions) if set(one.unless) & set(MOVING)
}


@pytest.mark.parametrize("percents", [(20, 45, 70), (5, 10)])
def test_a_goal_that_moves_is_not_called_stuck_nor_asked_for_what_is_written(
    percents: tuple[int, ...],
) -> None:
    story = with_maya().goal(success="Six people leave with one decision", target=date(2026, 10, 5))
    for week, percent in enumerate(percents):
        story.checked(date(2026, 9, 1) + timedelta(weeks=week), percent)
    maya = story.records.the(Mentor, story.last(Mentor).uid)
    coaching = templates.load("en")
    for late in range(14):
        when = date(2026, 9, 16) + timedelta(days=late)
        found = Situation(story.records, maya, when, Habits())
        for question, reason in questions.choose_questions(coaching.questions, found, "regular"):
            assert question.key not in UNTRUE or reason.moment != "stalled-goal"
        told = tips.choose_tip(coaching.tips, found, reasons_to_ask(found, "regular"))
        assert told
        assert told[0].key not in UNTRUE
        dues = needs.find_due(story.records, when, Habits(), ahead=30)
        of_day = tip_of_day.choose_tip_of_day(coaching.tips, story.records, dues, when, Habits())
        of_library = library.tip_of_the_day(coaching.tips, story.records, when, Habits())
        assert of_day
        assert of_day.key not in UNTRUE
        assert not {tip.key for tip in of_library.tips} & UNTRUE


def test_a_goal_that_stands_still_is_asked_about_that() -> None:
    for percents in ((), (20, 20), (40, 30)):
        story = with_maya().goal(success="Six people leave with one decision")
        for week, percent in enumerate(percents):
            story.checked(date(2026, 9, 1) + timedelta(weeks=week), percent)
        progress = goals.goal_progress(story.last(Goal), [r for r in story.kept if isinstance(r, Checkin)],
                                       date(2026, 9, 20), 30)  # fmt: skip
        assert goals.coaching_facts(story.last(Goal), progress) == ("success-is-written",)


def test_a_whole_percent_is_never_asked_what_is_in_the_way() -> None:
    assert "because g1 has not moved for 152 days" in whys(80)
    assert not any("g1" in why for why in whys(100))


def whys(percent: int) -> list[str]:
    story = with_maya().goal().checked("2026-07-02", percent)
    maya = story.records.the(Mentor, story.last(Mentor).uid)
    found = Situation(story.records, maya, day("2026-12-01"), Habits())
    return [reason.why for reason in reasons_to_ask(found, "regular")]
