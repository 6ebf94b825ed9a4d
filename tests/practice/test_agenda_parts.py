"""What each of the eight parts of an agenda holds, and in which order."""

from datetime import date

import pytest
from msgspec.structs import replace

from peermentor.practice.nouns.records import Agenda, Promise
from tests.practice.agenda_story import FIRST, FOURTH, SECOND, THIRD, maya, maya_met, part, refs, texts, why


def test_all_eight_parts_are_always_there_and_in_order():
    assert [p.key for p in maya_met().prepare(SECOND).parts] == [
        "since",
        "promises",
        "topics",
        "goals",
        "questions",
        "feedback",
        "between",
        "next",
    ]


def test_an_empty_part_has_no_minutes():
    empty = [p for p in maya_met().prepare(SECOND).parts if not p.items]
    assert empty
    assert {p.minutes for p in empty} == {0}


class TestSince:
    def test_wins_since_the_last_talk_open_the_agenda(self):
        story = maya_met().won("Rudi took the smaller option", "2026-07-20")
        assert texts(story.prepare(SECOND), "since") == ["Rudi took the smaller option"]

    def test_a_win_told_in_the_last_talk_is_opened_with_once_more(self):
        prep = maya_met().won("First rehearsal", FIRST, told=True).prepare(SECOND)
        assert why(prep, "since", "First rehearsal") == "a win from your last talk"

    def test_older_wins_are_left_alone(self):
        story = maya_met().won("Long ago", FIRST)
        story.talk(SECOND)
        assert texts(story.prepare(THIRD), "since") == []

    def test_a_win_that_belongs_to_nobody_in_particular_is_worth_telling(self):
        assert texts(maya_met().won("Slept well", "2026-07-10", mentor="").prepare(SECOND), "since") == [
            "Slept well"
        ]

    def test_a_win_with_someone_else_is_not_told(self):
        assert texts(maya_met().won("With Budi", "2026-07-10", mentor="u99").prepare(SECOND), "since") == []

    def test_promises_settled_since_say_how(self):
        story = maya_met()
        story.said("me", text="In time", made=FIRST, due="2026-07-10", kept="2026-07-09")
        story.said("me", text="Late", made=FIRST, due="2026-07-10", late="2026-07-12")
        story.said("them", text="Dropped", made=FIRST, dropped="2026-07-13")
        since = {item.text: (item.why, item.owner) for item in part(story.prepare(SECOND), "since").items}
        assert since == {
            "In time": ("kept on Thu 9 Jul", "me"),
            "Late": ("kept late, on Sun 12 Jul", "me"),
            "Dropped": ("dropped on Mon 13 Jul", "them"),
        }

    def test_what_was_meant_to_be_tried_is_asked_after(self):
        prep = maya_met().meant_to("Count to five").prepare(SECOND)
        assert why(prep, "since", "Count to five") == "you meant to try this after s1: did you?"

    def test_an_insight_from_the_last_talk_is_asked_after(self):
        story = maya()
        story.talk(FIRST, got="Buy time")
        prep = story.prepare(SECOND)
        assert why(prep, "since", "Buy time") == "you took this from s1: what came of it?"
        assert refs(prep, "since") == ["s1"]

    def test_only_the_last_talk_counts(self):
        story = maya()
        story.talk(FIRST, got="Old").talk(SECOND, got="New").called_off("2026-08-07")
        assert texts(story.prepare(THIRD), "since") == ["New"]

    def test_an_open_promise_is_listed_once_with_the_promises(self):
        story = maya_met()
        story.said("me", text="Not yet", made=FIRST, due="2026-07-10")
        prep = story.prepare(SECOND)
        assert texts(prep, "since") == []
        assert texts(prep, "promises") == ["Not yet"]


class TestPromises:
    def test_overdue_ones_come_first_whoever_gave_them(self):
        story = maya_met()
        story.said("me", text="due later", made=FIRST, due="2026-08-30")
        story.said("me", text="no day", made=FIRST)
        story.said("them", text="overdue", made=FIRST, due="2026-07-20")
        story.said("me", text="longest overdue", made=FIRST, due="2026-07-10")
        assert texts(story.prepare(SECOND), "promises") == [
            "longest overdue",
            "overdue",
            "due later",
            "no day",
        ]

    def test_each_says_whose_it_is_and_how_often_it_was_carried_over(self):
        story = maya_met()
        story.said("them", text="Template", made=FIRST, due="2026-07-08").called_off("2026-08-01")
        self._talk_with_agenda(story, SECOND)
        prep = story.prepare(THIRD)
        assert why(prep, "promises", "Template") == "theirs, overdue since Wed 8 Jul; carried over once"
        assert part(prep, "promises").items[0].owner == "them"
        self._talk_with_agenda(story, THIRD)
        assert why(story.prepare(FOURTH), "promises", "Template").endswith("carried over 2 times")

    def _talk_with_agenda(self, story, day):
        story.agenda(day)
        story.kept[-1] = replace(story.last(Agenda), promises=(story.last(Promise).uid,))
        story.talk(day, agenda=story.last(Agenda).uid)

    def test_the_due_day_itself_is_in_time(self):
        story = maya_met()
        story.said("me", text="Today", made=FIRST, due=SECOND)
        assert why(story.prepare(SECOND), "promises", "Today") == "yours, due Fri 24 Jul"


class TestTopics:
    def test_important_ones_come_first_and_then_the_oldest(self):
        story = maya_met()
        story.brought("newer", "2026-07-12").brought("older", "2026-07-11")
        story.brought("important", "2026-07-20", important=True)
        assert texts(story.prepare(SECOND), "topics") == ["important", "older", "newer"]

    def test_they_say_who_raised_them_and_when(self):
        story = maya().brought("Her town hall", "2026-07-02", owner="them", important=True)
        assert (
            why(story.prepare(FIRST), "topics", "Her town hall") == "they raised it on Thu 2 Jul; important"
        )

    def test_a_topic_is_carried_once_for_each_talk_in_which_it_stayed_open(self):
        story = maya().brought("Still open")
        story.talk(FIRST).called_off("2026-07-10").talk(SECOND)
        assert why(story.prepare(THIRD), "topics", "Still open").endswith("; carried over 2 times")

    def test_a_topic_raised_on_the_day_of_a_talk_was_carried_if_it_was_there_before(self):
        before = maya().brought("Morning", FIRST)
        before.talk(FIRST)
        assert "carried over once" in why(before.prepare(SECOND), "topics", "Morning")
        after = maya_met().brought("Evening", FIRST)
        assert "carried" not in why(after.prepare(SECOND), "topics", "Evening")

    def test_talks_with_someone_else_carry_nothing(self):
        story = maya().brought("Ours")
        story.meet("Budi", "2026-07-01").talk("2026-07-15").back_to("Maya Pranata")
        assert "carried" not in why(story.prepare(SECOND), "topics", "Ours")

    def test_settled_topics_are_gone(self):
        story = maya_met().brought("Done", ended=date(2026, 7, 3), state="discussed")
        assert texts(story.prepare(SECOND), "topics") == []


class TestGoals:
    def test_off_pace_and_stale_ones_come_first(self):
        story = maya_met()
        story.goal("fine", success="x").checked("2026-08-13", 50)
        story.goal("stale", success="x")
        story.goal("behind", success="x", target=date(2026, 9, 1)).checked("2026-08-13", 10)
        story.goal("both", success="x", target=date(2026, 9, 1))
        assert texts(story.prepare(THIRD), "goals") == ["both", "behind", "stale", "fine"]

    def test_the_peers_goals_stand_beside_mine(self):
        story = maya_met()
        story.goal("mine").goal("hers", owner="them").goal("ours", owner="both")
        items = part(story.prepare(SECOND), "goals").items
        assert [(item.text, item.owner) for item in items] == [
            ("mine", "me"),
            ("hers", "them"),
            ("ours", "both"),
        ]

    def test_each_says_where_it_stands(self):
        story = maya_met()
        story.goal("Say no", target=date(2026, 8, 30)).checked("2026-07-05", 15)
        said = why(story.prepare(THIRD), "goals", "Say no").split("; ")
        assert said == [
            "yours, 15%",
            "behind the calendar",
            "not moved for 40 days",
            "due Sun 30 Aug",
            "no picture of success yet",
        ]

    def test_goals_that_ended_or_belong_to_another_peer_are_not_here(self):
        story = maya_met()
        story.goal("reached", state="reached", ended="2026-07-05").meet("Budi", "2026-07-01").goal(
            "with Budi"
        )
        story.back_to("Maya Pranata")
        assert texts(story.prepare(SECOND), "goals") == []


class TestFeedback:
    def test_it_is_due_after_three_talks_without(self):
        story = maya()
        story.talk(FIRST).talk(SECOND)
        assert part(story.prepare(THIRD), "feedback").items == ()
        story.talk(THIRD)
        items = part(story.prepare(FOURTH), "feedback").items
        assert [item.key for item in items] == ["ask"]  # none was ever kept with her: one line
        assert {item.why for item in items} == {"3 talks went by without feedback"}

    def test_any_feedback_starts_the_count_again(self):
        story = maya()
        story.talk(FIRST).feedback(FIRST, "given").talk(SECOND).talk(THIRD)
        assert part(story.prepare(FOURTH), "feedback").items == ()

    def test_who_gave_last_asks_first(self):
        story = with_prepared_feedback("given")
        assert [item.key for item in part(story.prepare("2026-10-30"), "feedback").items] == ["ask", "give"]


def with_prepared_feedback(direction: str):
    story = maya_met()
    story.feedback(FIRST, direction).talk(SECOND).talk(THIRD).talk(FOURTH)
    return story


class TestBetween:
    def test_the_review_is_there_from_its_day_on(self):
        assert texts(maya_met().prepare("2026-07-30"), "between") == []
        prep = maya_met().prepare("2026-07-31")
        assert why(prep, "between", "How this is going, for each of us") == "your review is due (Fri 31 Jul)"

    def test_a_review_that_was_done_is_not_due(self):
        story = maya_met()
        story.reviewed("2026-07-31")
        assert texts(story.prepare("2026-08-01"), "between") == []


class TestNext:
    @pytest.mark.parametrize(
        ("every", "text", "said"),
        [
            ("3w", "Meet again on Fri 14 Aug", "your rhythm: every 3 weeks"),
            ("1w", "Meet again on Fri 31 Jul", "your rhythm: every week"),
            ("1m", "Meet again on Mon 24 Aug", "your rhythm: every month"),
            ("10d", "Meet again on Mon 3 Aug", "your rhythm: every 10 days"),
            ("", "Agree on a day for the next talk", "no rhythm is agreed yet"),
        ],
    )
    def test_it_follows_the_agreed_rhythm(self, every, text, said):
        story = maya()
        story.meet("Budi", "2026-07-01", every)
        assert why(story.prepare(SECOND), "next", text) == said

    def test_a_day_agreed_already_stands(self):
        story = maya(next=date(2026, 8, 11))
        prep = story.prepare(SECOND)
        assert why(prep, "next", "Meet again on Tue 11 Aug") == "you agreed on this day already"

    def test_the_day_of_this_very_meeting_is_not_the_next_one(self):
        assert texts(maya(next=date(2026, 7, 24)).prepare(SECOND), "next") == ["Meet again on Fri 14 Aug"]


@pytest.mark.parametrize(
    ("prepared_on", "late"),
    [("2026-07-09", False), ("2026-07-10", False), ("2026-07-11", True), (SECOND, True)],
)
def test_an_agenda_made_ahead_calls_nothing_late_that_is_not_late_yet(prepared_on: str, late: bool):
    """The meeting is on 24 July, and what is due before it can still be done."""
    story = maya_met()
    story.said("me", text="Script", made=FIRST, due="2026-07-10").said("them", text="Book", made=FIRST)
    story.goal("Patience", start="2026-06-20")  # heard of 30 days ago by 20 July
    prep = story.prepare(SECOND, today=date.fromisoformat(prepared_on))
    assert why(prep, "promises", "Script") == (
        "yours, overdue since Fri 10 Jul" if late else "yours, due Fri 10 Jul"
    )
    assert ("overdue-mine" in [warning.code for warning in prep.warnings]) is late
    assert ("p1" in " ".join(item.why for item in part(prep, "questions").items)) is late
    assert prep.word["me"] == ("1 open since Fri 10 Jul" if prepared_on == SECOND else "")  # grace: 3 days
    assert ("not moved" in why(prep, "goals", "Patience")) is (prepared_on == SECOND)
