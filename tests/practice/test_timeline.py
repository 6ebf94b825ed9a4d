"""One relationship from its first day, as dated events."""

from datetime import date
from typing import get_args

from peermentor.practice.lookback import timeline
from peermentor.practice.nouns.records import (
    Agreement,
    Closing,
    FitAnswer,
    Opener,
    Reflection,
    RhythmFrom,
    StageChange,
    Tried,
    Win,
)
from tests.practice.builder import Story, with_maya


def kinds(story: Story, **options) -> list[tuple[str, str]]:
    return [
        (str(e.date)[5:], e.kind)
        for e in timeline.tell_timeline(story.records, story.mentor, **options).events
    ]


def whole() -> Story:
    story = with_maya(
        fit=(FitAnswer("k", "yes", "She listens", date(2026, 7, 1)), FitAnswer("l", "no")),
        openers=(Opener("message", "Hello", date(2026, 7, 1)), Opener("message", "never sent")),
        stages=(StageChange("paused", date(2026, 8, 1), "holidays"),),
        rhythms=(RhythmFrom(date(2026, 7, 1), "2w"), RhythmFrom(date(2026, 8, 2), "3w")),
        closing=Closing(date(2026, 9, 1), lessons="Ask sooner"),
        stage="closed",
    )
    story._keep(Agreement, "2026-07-02", mentor=story.mentor.uid, date=date(2026, 7, 2), i_hope="Courage")
    story.goal("Say no", state="reached", ended="2026-08-20").checked("2026-07-09", 40)
    story.topic("2026-07-02", ended="2026-07-20").agenda("2026-07-03")
    tried = (Tried(1, date(2026, 7, 5), "ok"),)
    story.talk("2026-07-03", minutes=45, notes="We began", got="Wait", tried=tried)
    belongs = {"mentor": story.mentor.uid, "date": date(2026, 7, 3)}
    story._keep(Reflection, "2026-07-03", now_what="Rehearse", **belongs)
    story._keep(Win, "2026-07-03", text="I waited", **belongs)
    story.feedback("2026-07-03").called_off("2026-07-24")
    story.said("me", made="2026-07-03", due="2026-07-06", kept="2026-07-06")
    story.said("them", made="2026-07-03", due="2026-07-06", late="2026-07-08")
    story.said("me", made="2026-07-03", dropped="2026-07-10")
    return story.reviewed("2026-08-30")


def test_every_kind_of_record_is_told_in_the_order_of_the_days():
    told = kinds(whole())
    assert told == sorted(told, key=lambda event: event[0])
    assert {kind for _day, kind in told} == set(get_args(timeline.EventKind))
    assert told[0] == ("07-01", "added")
    assert told[-1] == ("09-01", "closing")


def test_a_day_is_told_as_a_meeting_runs():
    day = [kind for when, kind in kinds(whole()) if when == "07-03"]
    assert day == ["prepared", "talk", "reflection", "win", "feedback", "promise", "promise", "promise"]


def test_promises_are_told_when_made_and_when_they_ended_with_whose_they_are():
    events = timeline.tell_timeline(whole().records, whole().mentor).events
    ended = [(e.kind, e.owner, e.ref, e.value) for e in events if e.kind in ("kept", "late", "released")]
    assert ended == [
        ("kept", "me", "p1", "kept"),
        ("late", "them", "p2", "late"),
        ("released", "me", "p3", "dropped"),
    ]


def test_a_topic_that_a_talk_settled_has_no_second_line():
    story = with_maya().topic("2026-07-02", ended="2026-07-03")
    assert ("07-03", "topic-settled") in kinds(story)
    story.talk("2026-07-03", discussed=(story.kept[-1].uid,))
    assert ("07-03", "topic-settled") not in kinds(story)


def test_a_limit_keeps_the_latest_and_reverse_turns_them_round():
    story = with_maya().talk("2026-07-03").talk("2026-07-24").talk("2026-08-14")
    assert kinds(story, limit=2) == [("07-24", "talk"), ("08-14", "talk")]
    assert kinds(story, limit=2, reverse=True) == [("08-14", "talk"), ("07-24", "talk")]
    assert kinds(story, since=date(2026, 8, 1)) == [("08-14", "talk")]
    assert timeline.tell_timeline(story.records, story.mentor, limit=2).total == 4


def test_nothing_of_another_peer_is_told():
    story = with_maya().talk("2026-07-03").goal().checked("2026-07-04", 10).meet("Budi", "2026-07-10")
    assert kinds(story) == [("07-10", "added")]


def test_a_closing_says_that_it_is_closed_once():
    day = date(2026, 9, 1)
    story = with_maya(stage="closed", stages=(StageChange("closed", day),), closing=Closing(day))
    assert kinds(story) == [("07-01", "added"), ("09-01", "closing")]
