"""From "I am stuck, whom could I ask?" to a good goodbye, and the ideas that only show over a whole way."""

import pytest

from peermentor import templates
from peermentor.practice.nouns.records import Mentor
from tests.conftest import Desk
from tests.told import Told, told


@pytest.fixture
def way() -> Told:
    return told("whole-way.sh")


def test_the_timeline_tells_it_from_the_first_look_to_the_goodbye(way: Told) -> None:
    events = way.ask("2026-05-01T08:00", "timeline", "sari")["events"]
    kinds = [event["kind"] for event in events]
    assert [event["date"] for event in events] == sorted(event["date"] for event in events)
    assert kinds.count("talk") == 5
    assert {"added", "agreement", "goal", "topic", "feedback", "reflection", "review", "win"} <= set(kinds)
    assert events[0]["date"] == "2026-01-05"
    assert events[-1]["date"] == "2026-04-30"


def test_the_stats_of_the_whole_way(way: Told) -> None:
    stats = way.ask("2026-05-01T08:00", "stats", "sari")["whole"]
    assert stats["sessions"] == 5
    assert (stats["balance"]["gave"], stats["balance"]["got"], stats["balance"]["both"]) == (5, 5, 5)
    assert (stats["promises"]["me"]["on_time"], stats["promises"]["them"]["on_time"]) == (2, 1)
    assert stats["energy"]["line"] == [4, 5, 4, 5, 5]
    assert stats["hours"]["logged"] == 295
    assert [(tag["text"], tag["count"]) for tag in stats["strengths"]] == [("preparing", 2)]
    assert stats["attainment"]["t"] == pytest.approx(60.0)


def test_the_end_is_kept_and_read_only(way: Told) -> None:
    sari, jonas = way.table("mentors").values()
    assert (sari["stage"], jonas["stage"]) == ("closed", "declined")
    assert sari["closing"]["thanks"] == "For every drawing on a napkin"
    assert sari["closing"]["in_touch"] is True
    assert [change["stage"] for change in sari["stages"]] == [
        "active",
        "paused",
        "active",
        "winding-up",
        "closed",
    ]
    assert "read-only" in way.desk.refused(4, "log", "sari", "--notes", "x").err


def test_why_them_comes_back_in_the_review_and_at_the_end(way: Told) -> None:
    why = "My workshops end without a decision, and hers do not"
    said = " ".join(way.stdout.split())
    assert said.count(f"Why them: {why}") == 3  # two reviews, and the end
    assert way.ask("2026-05-01T08:00", "mentor", "sari")["mentor"]["why"] == why


def test_what_one_relationship_taught_is_shown_at_the_next_fit(way: Told) -> None:
    lessons = way.ask("2026-05-01T08:00", "fit", "sari")["lessons"]
    assert "Ask about time before anything else" in [lesson["text"] for lesson in lessons]


def test_nothing_kept_of_a_person_is_a_rank() -> None:
    fields = " ".join(Mentor.__struct_fields__)
    assert not any(word in fields for word in ("rank", "level", "senior", "grade", "title"))


def test_goals_and_talks_say_whose_they_are(desk: Desk) -> None:
    desk.do("add-mentor", "Maya")
    for owner in ("me", "them", "both"):
        desk.do("add-goal", f"of {owner}", "--with", "maya", "--owner", owner)
    desk.do("log", "maya", "--led", "them", "--notes", "hers")
    assert [goal["owner"] for goal in desk.data("goals")["goals"]] == ["me", "them", "both"]
    assert desk.data("session", "s1")["session"]["led"] == "them"


def test_a_relationship_that_fades_is_reassessed_with_a_conversation_to_have() -> None:
    reassessed = told("fading.sh").stdout.split("time to look again together")[0]
    assert "Words to make your own" in reassessed
    assert "My own part first" in reassessed


def test_a_goal_without_success_is_marked_and_asked_for(desk: Desk) -> None:
    desk.do("add-mentor", "Maya")
    added = desk.do("add-goal", "Speak up", "--with", "maya")
    assert "success" in added.err
    assert "peermentor edit-goal g1 --success" in added.err
    assert "success not said yet" in desk.do("goals").out


def test_a_goal_nobody_speaks_of_comes_up_in_today_and_prep(desk: Desk) -> None:
    desk.do("add-mentor", "Maya")
    desk.do("add-goal", "Speak up", "--with", "maya", "--success", "Heard")
    desk.on("2026-08-05T08:00")
    assert [due["ref"] for due in desk.data("today")["due"] if due["kind"] == "goal"] == ["g1"]
    (goal,) = desk.data("goals", "--stale")["goals"]
    assert goal["stale"]
    part = next(part for part in desk.data("prep", "maya", "--dry-run")["parts"] if part["key"] == "goals")
    assert [item["ref"] for item in part["items"]] == ["g1"]


def test_the_bank_has_questions_for_a_cv_and_a_negotiation() -> None:
    texts = " ".join(q.text for q in templates.load("en").questions if q.row == 50).lower()
    assert "cv" in texts
    assert "negotiat" in texts or "salary" in texts or "pay" in texts
