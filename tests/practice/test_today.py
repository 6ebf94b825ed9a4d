"""`today` by person: whom one meets next first, my debts before theirs, and a way on for every line."""

from datetime import date, timedelta

import pytest
from msgspec.structs import asdict

from peermentor.practice.nouns.records import StageChange
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.today import needs, tip_of_day
from peermentor.practice.today.by_person import by_person, in_brief
from tests.practice.builder import Story, with_maya

TODAY = date(2026, 7, 15)


def due(story: Story, today: date = TODAY):
    return needs.find_due(story.records, today, Habits())


def two_peers() -> Story:
    story = Story().meet("Tomás", "2026-07-01").said("them", due="2026-07-02")
    return story.meet("Nadia", "2026-07-01", next=date(2026, 7, 17)).said("them", due="2026-07-05")


def lines_of(story: Story) -> list[tuple[str, list[list[str]]]]:
    return [
        (one.mentor.name if one.mentor else "", [[d.ref for d in line.dues] for line in one.lines])
        for one in by_person(due(story))
    ]


def test_whom_one_meets_next_comes_first_however_late_the_others_are():
    assert [name for name, _lines in lines_of(two_peers())] == ["Nadia", "Tomás"]


def test_my_debts_come_before_theirs():
    ((_name, lines),) = lines_of(
        Story().meet("Maya", "2026-07-01").said("them", due="2026-07-02").said("me", due="2026-07-10")
    )
    assert lines == [["p2"], ["p1"]]


def test_several_overdue_things_of_one_peer_are_one_line_that_settles_them_all():
    story = (
        Story()
        .meet("Maya", "2026-07-01")
        .said("them", due="2026-07-02")
        .said("them", due="2026-07-01")
        .said("them", due="2026-07-20")
    )
    (person,) = by_person(due(story))
    assert [[d.ref for d in line.dues] for line in person.lines] == [["p2", "p1"], ["p3"]]
    assert person.lines[0].command == "peermentor done p2 p1"


def test_what_belongs_to_nobody_comes_last():
    story = Story()
    story.meet("Maya", "2026-07-01").said("me", due="2026-07-14")
    story.goal("Alone", start="2026-01-01")
    story.kept[-1] = story.kept[-1].__class__(**{**asdict(story.kept[-1]), "mentor": ""})
    assert [name for name, _lines in lines_of(story)] == ["Maya", ""]


def test_a_review_is_never_late_for_someone_never_met():
    assert [d.kind for d in due(Story().meet("Maya", "2026-01-01"))] == []


def test_an_agreed_meeting_that_has_passed_asks_whether_it_was():
    (asked,) = due(Story().meet("Maya", "2026-07-01", next=date(2026, 7, 10)))
    assert (asked.text, asked.command) == ("Did you meet Maya?", "peermentor log maya")
    assert (asked.later, asked.release) == (
        "peermentor later maya DATE",
        "peermentor log maya --cancelled them",
    )


def test_once_prepared_it_says_so_and_shows_the_agenda_until_the_day_itself():
    story = Story().meet("Maya", "2026-07-01", next=date(2026, 7, 17)).agenda("2026-07-17")
    (ahead,) = due(story)
    assert (ahead.prepared, ahead.command) == ("a1", "peermentor show a1")
    (now,) = due(story, date(2026, 7, 17))
    assert (now.prepared, now.command) == ("a1", "peermentor log maya")


def test_a_goal_behind_with_days_left_keeps_both_words():
    story = with_maya().goal(start="2026-06-01", target=date(2026, 7, 18))
    (goal,) = [d for d in due(story) if d.kind == "goal"]
    assert (goal.pace, goal.days_left) == ("behind", 3)


def test_in_brief_it_counts_and_quotes_nothing():
    story = two_peers()
    assert in_brief(due(story)) == "2 late · 1 to come"
    assert in_brief(due(story, date(2026, 7, 16))) == "2 late · Nadia tomorrow"
    assert in_brief(due(Story().meet("Maya", "2026-07-01"))) == ""


def test_nothing_is_late_for_days_that_were_at_rest():
    rest = (StageChange("paused", date(2026, 2, 15)), StageChange("active", date(2026, 3, 17)))
    story = Story().meet("Di", "2026-01-05", stages=rest).talk("2026-01-12")
    story.said("me", made="2026-01-12", due="2026-02-10").goal(start="2026-01-05").checked("2026-01-10", 10)
    found = {d.kind: d.days for d in needs.find_due(story.records, date(2026, 3, 20), Habits())}
    assert found == {"review": -14, "promise": -8, "goal": -8}  # 30 days of each were a pause


def test_what_is_due_on_the_last_day_looked_ahead_is_there_and_the_day_after_is_not():
    story = Story().meet("Maya", "2026-07-01")
    story.said("me", due=TODAY + timedelta(days=3)).said("me", due=TODAY + timedelta(days=4))
    assert [d.ref for d in needs.find_due(story.records, TODAY, Habits(), ahead=3)] == ["p1"]


def test_the_last_meeting_is_there_on_its_own_day():
    story = Story().meet("Maya", "2026-07-01", stage="winding-up", next=TODAY)
    assert [d.text for d in due(story)] == ["End it well with Maya", "Meet Maya for the last time"]


@pytest.mark.parametrize(("stale_days", "later"), [(30, "peermentor later g1 DATE"), (13, ""), (12, "")])
def test_a_goal_to_check_in_today_can_not_be_moved_away(stale_days: int, later: str):
    story = Story().meet("Maya", "2026-07-01").goal(target=TODAY)
    (goal,) = needs.find_due(story.records, TODAY, Habits(stale_days=stale_days))
    assert goal.later == later


def test_a_goal_of_theirs_is_theirs_to_look_after():
    assert due(Story().meet("Maya", "2026-01-01").goal(owner="them", target=TODAY)) == ()


@pytest.mark.parametrize(("day", "why"), [("2026-07-14", "p1 is late"), ("2026-07-15", "because of p1")])
def test_a_promise_of_today_is_not_late_for_the_tip(day: str, why: str):
    story = Story().meet("Maya", "2026-07-01").said("me", due=day)
    assert tip_of_day.most_telling(story.records, due(story), TODAY, Habits()).why == why
