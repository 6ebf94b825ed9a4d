"""Pauses and endings: what rests, what comes back, what is released, and what stays."""

import pytest

from peermentor.errors import CommandLine, Refused
from peermentor.practice.nouns import people
from peermentor.practice.nouns.records import Closing, Goal, Promise, Topic
from peermentor.practice.nouns.thresholds import Habits
from peermentor.practice.peers import ending
from peermentor.practice.today import needs
from tests.practice.builder import Story, day, with_maya
from tests.practice.test_agreement import drafting, later, maya

USUAL = Habits()


def kinds(story_or_records, when: str) -> list[str]:
    return [due.kind for due in needs.find_due(story_or_records, day(when), USUAL)]


def test_every_change_of_stage_is_kept_with_its_day_and_reason():
    draft = drafting(with_maya(stage="candidate"), "2026-07-01")
    people.change_mentor(draft, maya(draft), stage="active")
    ending.pause_mentor(later(draft, "2026-08-01"), maya(draft), None, "Release time")
    ending.resume_mentor(later(draft, "2026-09-01"), maya(draft))
    ending.close_mentor(later(draft, "2026-10-01"), maya(draft), Closing(day("2026-10-01"), because="Done"))
    people.change_mentor(later(draft, "2026-11-01"), maya(draft), stage="active")
    assert [(s.stage, s.date.isoformat(), s.because) for s in maya(draft).stages] == [
        ("active", "2026-07-01", ""),
        ("paused", "2026-08-01", "Release time"),
        ("active", "2026-09-01", ""),
        ("closed", "2026-10-01", "Done"),
        ("active", "2026-11-01", ""),
    ]


def test_changing_something_else_is_no_change_of_stage():
    draft = drafting(with_maya(), "2026-07-01")
    people.change_mentor(draft, maya(draft), stage="active", skill="negotiation")
    assert (maya(draft).stages, maya(draft).skill) == ((), "negotiation")


def test_a_paused_relationship_leaves_today_until_its_day_has_come():
    draft = drafting(with_maya().said("me", due="2026-07-02").goal(start="2026-01-01"), "2026-07-01")
    ending.pause_mentor(draft, maya(draft), day("2026-08-01"), "")
    assert kinds(draft.records, "2026-07-31") == []
    found = {due.kind: due for due in needs.find_due(draft.records, day("2026-08-03"), USUAL)}
    assert found["promise"].due == day("2026-08-02")  # later by the days of the pause
    due = found["resume"]
    assert (due.kind, due.due, due.days, due.command) == (
        "resume", day("2026-08-01"), -2, "peermentor resume maya",
    )  # fmt: skip


def test_saying_a_pause_again_moves_its_day():
    draft = drafting(with_maya(), "2026-07-01")
    ending.pause_mentor(draft, maya(draft), day("2026-08-01"), "")
    ending.pause_mentor(draft, maya(draft), day("2026-09-01"), "")
    assert (maya(draft).until, len(maya(draft).stages)) == (day("2026-09-01"), 1)


def test_a_pause_must_end_ahead():
    draft = drafting(with_maya(), "2026-07-01")
    with pytest.raises(CommandLine, match="not ahead"):
        ending.pause_mentor(draft, maya(draft), day("2026-07-01"), "")


def test_coming_back_forgets_the_day_of_the_pause_and_a_meeting_that_is_over():
    draft = drafting(with_maya(next=day("2026-07-10")), "2026-07-01")
    ending.pause_mentor(draft, maya(draft), day("2026-08-01"), "")
    back = ending.resume_mentor(later(draft, "2026-08-01"), maya(draft))
    assert (back.stage, back.until, back.next) == ("active", None, None)


def test_what_winds_up_waits_in_today_without_being_late():
    story = with_maya(stage="winding-up", next=day("2026-07-20"))
    dues = needs.find_due(story.records, day("2026-07-15"), USUAL)
    assert [(d.kind, d.days, d.command) for d in dues] == [
        ("closing", 0, "peermentor close maya"),
        ("meeting", 5, "peermentor prep maya --shape closing"),
    ]


def open_story() -> Story:
    story = with_maya().said("me").said("them").topic("2026-07-02")
    return story.goal("mine").goal("theirs", owner="them").goal("both", owner="both")


def test_an_end_with_open_promises_or_topics_is_refused_and_names_them():
    draft = drafting(open_story(), "2026-09-01")
    with pytest.raises(Refused, match=r"3 things are still open: p1 p2 t1") as refused:
        ending.close_mentor(draft, maya(draft), Closing(draft.today))
    assert "peermentor done p1" in refused.value.hint
    assert "peermentor close maya --release" in refused.value.hint


def test_releasing_lets_go_of_every_promise_and_topic():
    draft = drafting(open_story(), "2026-09-01")
    ending.close_mentor(draft, maya(draft), Closing(draft.today), release=True)
    assert {p.state for p in draft.records.all(Promise)} == {"dropped"}
    assert {t.state for t in draft.records.all(Topic)} == {"dropped"}
    assert (maya(draft).stage, maya(draft).next) == ("closed", None)


@pytest.mark.parametrize(
    ("go", "states"),
    [
        ("keep", [("open", False), ("handed-on", True), ("open", False)]),
        ("hand-on", [("handed-on", True)] * 3),
        ("let-go", [("let-go", True)] * 3),
    ],
)
def test_open_goals_find_their_place(go, states):
    draft = drafting(open_story(), "2026-09-01")
    ending.close_mentor(draft, maya(draft), Closing(draft.today), release=True, goals=go)
    assert [(g.state, bool(g.mentor)) for g in draft.records.all(Goal)] == states


def test_a_candidate_ends_as_declined_without_a_word_more():
    draft = drafting(with_maya(stage="candidate"), "2026-07-01")
    ended = ending.close_mentor(
        draft, maya(draft), Closing(draft.today, because="Her year is full"), declined=True
    )
    assert (ended.stage, ended.stages[0].because) == ("declined", "Her year is full")


def test_who_began_can_not_be_declined():
    draft = drafting(with_maya(), "2026-07-01")
    with pytest.raises(Refused, match="no candidate any more"):
        ending.close_mentor(draft, maya(draft), Closing(draft.today), declined=True)


@pytest.mark.parametrize("stage", ["closed", "declined"])
@pytest.mark.parametrize("act", [
    lambda draft, m: ending.close_mentor(draft, m, Closing(draft.today)),
    lambda draft, m: ending.pause_mentor(draft, m, None, ""),
])  # fmt: skip
def test_what_is_over_is_not_ended_or_paused_again(stage, act):
    draft = drafting(with_maya(stage=stage), "2026-07-01")
    with pytest.raises(Refused, match="read-only") as refused:
        act(draft, maya(draft))
    assert ("resume m1" if stage == "closed" else "edit-mentor m1 --stage active") in refused.value.hint


def test_what_was_closed_is_taken_up_again_and_one_declined_is_asked_anew():
    draft = drafting(with_maya(stage="closed"), "2026-07-01")
    assert ending.resume_mentor(draft, maya(draft)).stage == "active"
    draft = drafting(with_maya(stage="declined"), "2026-07-01")
    with pytest.raises(Refused, match="read-only"):
        ending.resume_mentor(draft, maya(draft))


def test_a_farewell_counts_what_was_shared():
    story = with_maya().talk("2026-07-05", gave="A", got="B", minutes=50).talk("2026-08-05", got="C")
    story.said("me", kept="2026-07-10").said("me", late="2026-07-20").said("them", dropped="2026-08-01")
    story.goal("Say no", state="reached", ended="2026-08-20").called_off("2026-08-10")
    was = ending.farewell(story.records, story.mentor, day("2026-09-01"), USUAL)
    assert (was.since, was.until, was.sessions, was.minutes) == (day("2026-07-01"), day("2026-09-01"), 2, 50)
    assert (was.gave, was.got) == (1, 2)
    assert was.promises.mine == ending.PromisesOfOne(made=2, kept=1, late=1, released=0)
    assert was.promises.theirs == ending.PromisesOfOne(made=1, kept=0, late=0, released=1)
    assert [g.title for g in was.goals_reached] == ["Say no"]


def test_a_farewell_stays_as_it_was_on_its_last_day():
    ended = Closing(day("2026-08-15"))
    story = with_maya(stage="closed", closing=ended)
    assert ending.farewell(story.records, story.mentor, day("2027-01-01"), USUAL).until == day("2026-08-15")
