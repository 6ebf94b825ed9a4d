"""The agenda as a whole: its shape and length, what it warns of, its tip, and what is kept of it."""

from datetime import date

import msgspec
import pytest

from peermentor.errors import CommandLine
from peermentor.practice.nouns.coaching import Coaching
from peermentor.practice.nouns.records import Goal, Promise, Topic
from peermentor.practice.prep import agenda
from tests.practice.agenda_story import (
    COACHING,
    FIRST,
    FOURTH,
    SECOND,
    THIRD,
    every_item,
    maya,
    maya_met,
    part,
    texts,
)


class TestMinutes:
    def test_a_meeting_is_as_long_as_agreed(self):
        assert maya(minutes=50).prepare(FIRST).minutes == 50

    def test_forty_five_where_nothing_is_agreed(self):
        assert maya().prepare(FIRST).minutes == 45

    def test_what_is_asked_for_goes_before_what_is_agreed(self):
        assert maya(minutes=50).prepare(FIRST, minutes=20).minutes == 20

    @pytest.mark.parametrize("minutes", [-1, 0, 4, 481])
    def test_a_length_that_makes_no_sense_is_refused(self, minutes):
        with pytest.raises(CommandLine) as refused:
            maya().prepare(FIRST, minutes=minutes)
        assert "5 to 480" in refused.value.hint

    def test_five_minutes_are_for_a_topic_a_promise_and_the_next_date(self):
        story = maya_met().brought("One").brought("Two").won("A win", SECOND)
        story.said("me", text="Word", made=FIRST).goal()
        now = [item.text for item in every_item(story.prepare(SECOND, minutes=5)) if not item.if_time]
        assert now == ["Word", "One", "Meet again on Fri 14 Aug"]

    def test_a_long_day_goes_to_the_topics_and_goals_and_not_to_the_calendar(self):
        story = maya_met().brought("One").brought("Two")
        story.goal().goal()
        prep = story.prepare(SECOND, minutes=480)
        assert not any(item.if_time for item in every_item(prep))
        assert part(prep, "topics").minutes > part(prep, "goals").minutes > part(prep, "questions").minutes
        assert part(prep, "next").minutes <= 10

    def test_feedback_takes_five_minutes_of_a_long_day_until_there_was_some(self):
        never = maya().talk(FIRST).talk(SECOND).talk(THIRD)
        some = maya().feedback(FIRST).talk(FIRST).talk(SECOND).talk(THIRD).talk(FOURTH)
        assert part(never.prepare(FOURTH, minutes=480), "feedback").minutes == 5
        assert part(some.prepare("2026-10-30", minutes=480), "feedback").minutes > 5

    def test_no_part_crowds_out_the_others(self):
        story = maya_met()
        for n in range(30):
            story.brought(f"Topic {n}")
        story.said("them", text="Word", made=FIRST).goal()
        prep = story.prepare(SECOND)
        assert all(p.minutes > 0 for p in prep.parts if p.items)
        assert [item.if_time for item in part(prep, "topics").items] == sorted(
            item.if_time for item in part(prep, "topics").items
        )


class TestShapes:
    def test_before_any_talk_the_agenda_is_that_of_a_first_meeting(self):
        prep = maya().prepare(FIRST)
        assert prep.shape == "first"
        assert [item.key for item in part(prep, "between").items] == [
            "first-expectations",
            "first-roles",
            "first-norms",
            "first-boundaries",
        ]
        assert {item.why for item in part(prep, "questions").items} == {"because this is your first meeting"}

    def test_after_a_cancelled_talk_the_first_meeting_is_still_to_come(self):
        story = maya()
        story.called_off(FIRST)
        assert story.prepare(SECOND).shape == "first"
        assert maya_met().prepare(SECOND).shape == "regular"

    def test_a_first_meeting_still_shows_what_there_is(self):
        story = maya().brought("Corridor").won("A win", "2026-07-02")
        story.said("me", text="Word", made="2026-07-01").goal("Grow")
        prep = story.prepare(FIRST)
        assert [texts(prep, key)[0] for key in ("since", "promises", "topics", "goals")] == [
            "A win",
            "Word",
            "Corridor",
            "Grow",
        ]

    def test_a_grow_talk_has_one_question_for_each_of_its_four_steps(self):
        prep = maya_met().prepare(SECOND, shape="grow")
        assert [item.key for item in part(prep, "topics").items] == [
            "grow-goal",
            "grow-reality",
            "grow-options",
            "grow-will",
        ]
        by_key = {question.key: question for question in COACHING.questions}
        asked = [by_key[item.key].moments for item in part(prep, "questions").items]
        steps = ("goal", "reality", "options", "will")
        assert len(asked) == 4
        assert all(step in moments for step, moments in zip(steps, asked, strict=True))

    def test_a_review_talk_is_about_the_two(self):
        prep = maya_met().prepare("2026-08-14", shape="review")
        assert [item.key for item in part(prep, "between").items] == [
            "review-works",
            "review-missing",
            "review-own-parts",
            "review-decision",
        ]
        assert not prep.warnings

    def test_a_last_talk_looks_back_and_proposes_no_next_date(self):
        story = maya_met()
        story.said("them", text="Still open", made=FIRST)
        prep = story.prepare(SECOND, shape="closing")
        assert texts(prep, "promises")[-1] == "Still open"
        assert texts(prep, "next") == ["Whether we stay in touch, and on which occasion"]


class TestWarnings:
    def codes(self, story, when=SECOND):
        return [warning.code for warning in story.prepare(when).warnings]

    def test_no_topic_at_all(self):
        assert self.codes(maya_met()) == ["no-topics"]

    def test_every_topic_is_mine_or_every_topic_is_theirs(self):
        assert self.codes(maya_met().brought("Mine")) == ["one-sided"]
        assert self.codes(maya_met().brought("Hers", owner="them")) == ["one-sided"]

    def test_topics_of_both_are_fine(self):
        assert self.codes(maya_met().brought("Mine").brought("Hers", owner="them")) == []

    def test_an_overdue_promise_of_mine_but_not_of_theirs(self):
        story = maya_met().brought("Mine").brought("Hers", owner="them")
        story.said("them", made=FIRST, due="2026-07-10")
        assert self.codes(story) == []
        story.said("me", made=FIRST, due="2026-07-10")
        (warning,) = story.prepare(SECOND).warnings
        assert warning.code == "overdue-mine"
        assert warning.text == "One promise of yours is overdue (p2): say so before you are asked."


class TestTip:
    def test_there_is_one_with_its_reason(self):
        prep = maya().prepare(FIRST)
        assert prep.tip
        assert prep.tip.why == "because this is your first meeting"

    def test_it_does_not_come_back_within_three_agendas(self):
        story = maya_met()
        given = [story.has_prepared(when).tip for when in (SECOND, THIRD, FOURTH, "2026-09-25")]
        assert len({tip.key for tip in given}) == 4

    def test_without_coaching_there_is_an_agenda_all_the_same(self):
        story = maya_met()
        prep = agenda.prepare_agenda(story.records, story.mentor, date(2026, 7, 24), Coaching())
        assert prep.tip is None
        assert part(prep, "questions").items == ()
        assert sum(p.minutes for p in prep.parts) == 45


def test_what_is_kept_are_references_and_keys():
    story = maya_met().brought("Topic")
    story.said("me", made=FIRST, due="2026-07-10").goal()
    prep = story.prepare(SECOND, minutes=5)
    kept = agenda.agenda_record(prep, story.records, story.mentor)
    assert (kept.mentor, kept.date, kept.minutes, kept.shape) == (story.mentor.uid, prep.date, 5, "regular")
    assert kept.topics == (story.last(Topic).uid,)
    assert kept.promises == (story.last(Promise).uid,)
    assert kept.goals == (story.last(Goal).uid,)
    assert list(kept.questions) == [item.key for item in part(prep, "questions").items]
    assert prep.tip
    assert kept.tip == prep.tip.key


def test_scripts_find_the_fields_they_were_promised():
    prep = msgspec.to_builtins(maya().brought("Topic").prepare(FIRST))
    assert {"mentor", "date", "minutes", "parts", "warnings", "tip"} <= prep.keys()
    assert prep["mentor"] == {"name": "Maya Pranata", "handle": "m1"}
    assert {"key", "minutes", "items"} <= prep["parts"][0].keys()
    assert {"text", "why", "ref", "if_time"} <= prep["parts"][2]["items"][0].keys()
    assert prep["warnings"][0].keys() == {"code", "text"}
    assert prep["tip"].keys() == {"key", "text", "why"}
