"""A tip has a side and preconditions: nobody is told what is untrue of them, or to do what is done."""

import pytest
from builder import day, with_maya

from peermentor import templates
from peermentor.practice.nouns.records import Mentor
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.prep.question_reasons import reasons_to_ask
from peermentor.practice.prep.situation import Situation

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


def test_a_whole_percent_is_never_asked_what_is_in_the_way() -> None:
    assert "because g1 has not moved for 152 days" in whys(80)
    assert not any("g1" in why for why in whys(100))


def whys(percent: int) -> list[str]:
    story = with_maya().goal().checked("2026-07-02", percent)
    maya = story.records.the(Mentor, story.last(Mentor).uid)
    found = Situation(story.records, maya, day("2026-12-01"), Habits())
    return [reason.why for reason in reasons_to_ask(found, "regular")]
