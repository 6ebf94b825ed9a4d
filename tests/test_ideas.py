"""The fifty ideas of the source, each acting: something is typed, and what happens next is not what it was.

A number is the row of the idea in the table the coaching is tagged with (`row` in templates/en).
"""

from collections.abc import Callable
from typing import Any

import pytest

from peermentor import templates
from peermentor.practice.talk import reflection
from tests.conftest import Desk

Idea = Callable[[Desk], object]
IDEAS: dict[int, tuple[str, Idea]] = {}


def idea(*rows: int, says: str) -> Callable[[Idea], Idea]:
    def kept(acts: Idea) -> Idea:
        IDEAS.update(dict.fromkeys(rows, (says, acts)))
        return acts

    return kept


@pytest.mark.parametrize("row", range(1, 51))
def test_an_idea_acts(desk: Desk, row: int) -> None:
    _says, acts = IDEAS[row]
    acts(desk)


def maya(desk: Desk, *options: str) -> Desk:
    desk.do("add-mentor", "Maya Pranata", *options)
    return desk


def talks(desk: Desk, *options: str, days: tuple[str, ...] = ("07-03", "07-13", "07-23")) -> Desk:
    for day in days:
        desk.on(f"2026-{day}T12:00").do("log", "maya", "--notes", "We talked", *options)
    return desk


def part(desk: Desk, key: str) -> list[dict[str, Any]]:
    parts = desk.data("prep", "maya", "--dry-run")["parts"]
    return next((part["items"] for part in parts if part["key"] == key), [])


def warned(desk: Desk) -> set[str]:
    return {warning["code"] for warning in desk.data("prep", "maya", "--dry-run")["warnings"]}


def asked(desk: Desk) -> str:
    return " ".join(item["why"] for item in part(desk, "questions"))


def stats(desk: Desk) -> dict[str, Any]:
    return desk.data("stats", "maya")["whole"]


def seen(desk: Desk, signal: str) -> str:
    levels = {found["signal"]: found["level"] for found in desk.data("review", "maya")["seen"]}
    return levels[signal]


def rated(desk: Desk, **ratings: int) -> dict[str, Any]:
    options = [word for name, rating in ratings.items() for word in ("--rate", f"{name}={rating}")]
    return desk.data("review", "maya", *options)


@idea(1, says="feeling stuck is why one looks")
def why_them_is_shown_again_when_one_looks_back(desk: Desk) -> None:
    maya(desk, "--why", "I say yes too soon")
    assert "Why them: I say yes too soon" in desk.do("review", "maya").out
    assert "Why them: I say yes too soon" in desk.do("close", "maya", "--release").out


@idea(2, says="a senior can feel out of reach; a peer is not")
def the_same_history_is_met_in_the_same_way_whatever_the_role(desk: Desk) -> None:
    prepared = []
    for name, role in (("Ada", "Director"), ("Bo", "Intern")):
        desk.do("add-mentor", name, "--role", role, "--every", "3w")
        desk.do("log", name, "--got", "Ask first")
        prepared.append(desk.data("prep", name, "--dry-run")["parts"])
    shapes = [[(p["key"], p["minutes"], len(p["items"])) for p in parts] for parts in prepared]
    assert shapes[0] == shapes[1]


@idea(3, says="a new skill, or a like-minded colleague")
def what_one_looks_for_steers_the_first_goal(desk: Desk) -> None:
    hints = [
        desk.do("--json", "add-mentor", f"Maya {focus}", "--focus", focus).json["hints"][0]
        for focus in ("career", "skill", "both")
    ]
    assert len({hint["text"] for hint in hints}) == 3
    assert all("add-goal" in hint["command"] for hint in hints)


@idea(4, says="equals who support each other")
def a_goal_of_theirs_is_no_goal_of_mine(desk: Desk) -> None:
    maya(desk).do("add-goal", "Mine", "--with", "maya")
    desk.do("add-goal", "Hers", "--with", "maya", "--owner", "them")
    talks(desk, "--led", "them", days=("07-03",))
    assert [goal["owner"] for goal in desk.data("goals")["goals"]] == ["me", "them"]
    assert stats(desk)["led"] == {"me": 0, "them": 1, "both": 0}


@idea(5, says="peer and traditional mentoring differ")
def whoever_leads_every_talk_is_reminded(desk: Desk) -> None:
    assert "Agenda" in desk.do("guide", "what").out
    maya(desk)
    hints = []
    for day in ("03", "13", "23"):
        desk.on(f"2026-07-{day}T12:00").do("prep", "maya")
        hints.append(
            desk.do("log", "maya", "--led", "them", "--feedback-given", "Clear", "--happened", "A lot").err
        )
    assert ["led your last" in hint for hint in hints] == [False, False, True], hints


@idea(6, says="respect and trust, a safe place")
def what_frightens_comes_before_every_number(desk: Desk) -> None:
    look = maya(desk).data("review", "maya", "--rate", "goals=5", "--concern")
    assert look["verdict"] == "get-support"


@idea(7, says="both voices matter")
def an_agenda_of_one_voice_is_warned_of(desk: Desk) -> None:
    maya(desk).do("add-topic", "maya", "Mine")
    assert "one-sided" in warned(desk)
    desk.do("add-topic", "maya", "Hers", "--from", "them")
    assert "one-sided" not in warned(desk)


@idea(8, says="share insight and resources")
def what_one_took_away_is_found_and_asked_about_until_it_was_tried(desk: Desk) -> None:
    talks(maya(desk), "--got", "Buy time first", days=("07-03",))
    assert [hit["ref"] for hit in desk.data("search", "buy time")["hits"]] == ["s1"]
    assert [item["text"] for item in part(desk, "since")] == ["Buy time first"]
    desk.do("done", "s1.1", "--outcome", "It worked")
    assert part(desk, "since") == []


@idea(9, says="regular, honest conversation")
def an_agreed_rhythm_makes_the_next_talk_due(desk: Desk) -> None:
    maya(desk).do("agree", "maya", "--every", "2w")
    due = desk.on("2026-07-20T08:00").data("today")["due"]
    assert [(d["kind"], d["due"]) for d in due if d["kind"] == "meeting"] == [("meeting", "2026-07-15")]


@idea(10, says="constructive feedback")
def three_talks_without_feedback_ask_for_it(desk: Desk) -> None:
    talks(maya(desk))
    (line,) = part(desk, "feedback")  # one line, until feedback was once kept with her
    assert "3 talks went by" in line["why"]
    minutes = {one["key"]: one["minutes"] for one in desk.data("prep", "maya", "--dry-run")["parts"]}
    assert 0 < minutes["feedback"] <= 5
    desk.do("add-feedback", "maya", "given", "You listen well")
    assert not any("talks went by" in item["why"] for item in part(desk, "feedback"))


@idea(11, says="support each other's goals")
def their_goal_is_on_the_agenda(desk: Desk) -> None:
    maya(desk).do("add-goal", "Give the town hall", "--with", "maya", "--owner", "them")
    assert [item["ref"] for item in part(desk, "goals")] == ["g1"]


@idea(12, says="self-awareness")
def what_recurs_in_reflections_is_counted(desk: Desk) -> None:
    talks(maya(desk), "--strength", "Patience", days=("07-03", "07-13"))
    assert [(tag["text"], tag["count"]) for tag in stats(desk)["strengths"]] == [("Patience", 2)]


@idea(13, says="sharper problem solving, confidence")
def a_topic_shows_how_sure_one_became(desk: Desk) -> None:
    maya(desk).do("add-topic", "maya", "Corridors", "--confidence", "2")
    desk.do("done", "t1", "--confidence", "4")
    assert "2 → 4" in desk.do("topics", "--all").out
    talks(desk, days=("07-03",))
    assert stats(desk)["confidence"]["topics"] == [
        {"ref": "t1", "text": "Corridors", "before": 2, "after": 4}
    ]
    assert "2.0 → 4.0 of 5" in desk.do("stats", "maya").out
    assert "Confidence in topics ▲" in desk.do("mentor", "maya").out


@idea(14, says="accountability")
def a_promise_that_is_late_is_carried_over_and_counted(desk: Desk) -> None:
    maya(desk).do("promise", "maya", "Write the script", "--by", "2026-07-02")
    for day in ("07-03", "07-13"):
        desk.on(f"2026-{day}T09:00").do("prep", "maya")
        talks(desk, days=(day,))
    (promise,) = desk.data("promises", "--overdue")["promises"]
    assert promise["carried"] == 2
    assert "overdue-mine" in warned(desk)


@idea(15, says="motivation to keep moving")
def a_goal_nothing_is_done_for_is_flagged(desk: Desk) -> None:
    maya(desk).do("add-goal", "Say no", "--with", "maya")
    assert desk.data("goals")["goals"][0]["untended"]
    desk.do("log", "maya", "--i-will", "Write", "--goal", "g1")
    assert not desk.data("goals")["goals"][0]["untended"]


@idea(16, says="meet at company events")
def the_event_where_one_met_is_in_the_first_words(desk: Desk) -> None:
    desk.do("add-mentor", "Zoë", "--candidate", "--met", "event", "--skill", "speaking")
    assert "at the event" in " ".join(desk.do("opener", "zoe").out.split())


@idea(17, says="or over lunch")
def the_lunch_where_one_met_is_in_the_first_words(desk: Desk) -> None:
    desk.do("add-mentor", "Zoë", "--candidate", "--met", "lunch", "--skill", "speaking")
    said = " ".join(desk.do("opener", "zoe").out.split())
    assert "over lunch" in said
    assert "After your lunch" in said
    assert " event" not in said.replace("after-event", "")


@idea(18, says="or across departments")
def a_circle_of_one_department_is_invited_to_look_further(desk: Desk) -> None:
    for name in ("Ada", "Bo", "Cleo"):
        assert "Everyone is from" not in desk.do("mentors").err
        desk.do("add-mentor", name, "--department", "Data")
    assert "Everyone is from Data" in desk.do("mentors").err


def in_doubt(desk: Desk, line: str) -> str:
    """What `fit` shows of a candidate before and after one line is answered with no."""
    desk.do("add-mentor", "Zoë", "--candidate")
    assert "in doubt" not in desk.do("fit", "zoe").out
    return desk.do("fit", "zoe", "--answer", f"{line}=no").out


@idea(19, says="does the style fit")
def a_way_of_working_that_does_not_go_together_is_in_doubt(desk: Desk) -> None:
    assert "Style · in doubt" in in_doubt(desk, "work")


@idea(20, says="a shared direction")
def a_direction_that_is_not_shared_is_in_doubt(desk: Desk) -> None:
    assert "Shared direction · in doubt" in in_doubt(desk, "skill")


@idea(21, says="approachable")
def someone_with_no_time_is_in_doubt(desk: Desk) -> None:
    assert "Easy to talk to · in doubt" in in_doubt(desk, "time")


@idea(22, says="honest and constructive")
def someone_who_is_never_candid_is_worth_one_meeting_to_try(desk: Desk) -> None:
    said = in_doubt(desk, "candid")
    assert "Honest and constructive · in doubt" in said
    assert "Try it out: " in said


@idea(23, says="not everyone fits")
def a_candidate_is_declined_and_the_reason_stays_private(desk: Desk) -> None:
    desk.do("add-mentor", "Zoë", "--candidate")
    said = desk.do("close", "zoe", "--declined", "--because", "Her year is full")
    assert "Nothing is sent to them" in said.out + said.err
    assert desk.data("mentors")["mentors"] == []
    assert "Her year is full" not in desk.do("mentor", "zoe").out


@idea(24, says="how to open")
def first_words_that_were_sent_are_asked_about_a_week_later(desk: Desk) -> None:
    desk.do("add-mentor", "Zoë", "--candidate", "--skill", "facilitation")
    assert desk.do("opener", "zoe").out.count("facilitation") >= 3
    desk.do("opener", "zoe", "--kind", "message", "--sent")
    assert [due["mentor"]["name"] for due in desk.on("2026-07-09T08:00").data("today")["due"]] == ["Zoë"]


@idea(25, says="it must serve both")
def give_and_take_is_counted_and_weighed(desk: Desk) -> None:
    talks(maya(desk), "--gave", "My evening")
    assert (stats(desk)["balance"]["gave"], stats(desk)["balance"]["got"]) == (3, 0)
    assert seen(desk, "balance") == "unknown"  # nothing got was ever noted, with anyone: a question
    desk.do("add-mentor", "Budi")
    desk.do("log", "budi", "--got", "A shortcut")
    assert seen(desk, "balance") == "weak"


@idea(26, says="respect is hard to keep")
def respect_that_is_lost_asks_for_a_new_look(desk: Desk) -> None:
    talks(maya(desk))
    assert rated(desk, respect=5)["verdict"] != "reassess"
    assert rated(desk, respect=2)["verdict"] == "reassess"


@idea(27, says="too little communication")
def talks_that_are_called_off_are_seen_in_the_review(desk: Desk) -> None:
    maya(desk, "--every", "2w")
    talks(desk, "--cancelled", "them")
    desk.on("2026-09-10T12:00")
    assert seen(desk, "rhythm") == "weak"
    assert stats(desk)["rhythm"]["called_off"] == 3


@idea(28, says="too little commitment")
def promises_that_were_not_kept_are_seen_in_the_review(desk: Desk) -> None:
    maya(desk)
    for text in ("One", "Two", "Three"):
        desk.do("promise", "maya", text, "--by", "2026-07-02", "--theirs")
    talks(desk)
    assert seen(desk, "their-word") == "weak"
    assert stats(desk)["promises"]["them"]["overdue"] == 3


@idea(29, says="then reassess")
def a_relationship_to_look_at_again_comes_with_words_to_say(desk: Desk) -> None:
    talks(maya(desk))
    look = rated(desk, respect=2, communication=2)
    assert (look["verdict"], bool(look["conversation"]["opening"])) == ("reassess", True)


@idea(30, says="no longer supports growth: stop")
def a_relationship_that_ends_winds_up_and_is_closed(desk: Desk) -> None:
    talks(maya(desk))
    desk.do("review", "maya", "--rate", "goals=1", "--decide", "close")
    assert desk.data("mentor", "maya")["mentor"]["stage"] == "winding-up"
    desk.do("close", "maya", "--release")
    desk.refused(4, "log", "maya", "--notes", "Once more")


@idea(31, says="honesty frees you to find better")
def what_one_taught_is_offered_when_the_next_is_weighed(desk: Desk) -> None:
    maya(desk).do("close", "maya", "--release", "--lessons", "Ask about time first")
    desk.do("add-mentor", "Zoë", "--candidate")
    assert [lesson["text"] for lesson in desk.data("fit", "zoe")["lessons"]] == ["Ask about time first"]


@idea(32, says="both sides work for it")
def what_each_side_brings_and_owes_is_counted_apart(desk: Desk) -> None:
    maya(desk).do("add-topic", "maya", "Mine")
    desk.do("add-topic", "maya", "Hers", "--from", "them")
    desk.do("promise", "maya", "Chair", "--theirs")
    assert stats(desk)["topics"] == {"me": 1, "them": 1}
    assert [stats(desk)["promises"][side]["open"] for side in ("me", "them")] == [0, 1]


@idea(33, says="the mentor guides")
def one_who_mentored_is_asked_other_questions(desk: Desk) -> None:
    talks(maya(desk), "--role", "mentor", days=("07-03",))
    (kept,) = desk.data("sessions")["sessions"]
    prompts = templates.reflection("en")
    guided, helped = (reflection.three_questions(prompts, role) for role in (kept["role"], "mentee"))
    assert all(guided[question] != helped[question] for question in guided)


@idea(34, says="the mentee asks and applies")
def what_was_applied_is_kept_with_what_came_of_it(desk: Desk) -> None:
    talks(maya(desk), "--role", "mentee", "--got", "Ask why", days=("07-03",))
    desk.do("done", "s1.1", "--outcome", "They told me")
    assert "Ask why → They told me" in desk.do("session", "s1").out


@idea(35, says="listen")
def one_who_tells_more_than_they_ask_gets_an_exercise_in_listening(desk: Desk) -> None:
    talks(maya(desk), "--asked", "yes")
    assert "told more than you asked" not in asked(desk)
    talks(desk, "--asked", "no", days=("07-24", "07-25"))
    assert "told more than you asked" in asked(desk)
    to_choose = [q["key"] for q in desk.data("questions", "--moment", "listening")["questions"]]
    assert {"say-it-back-first", "only-questions"} < set(to_choose)
    desk.do("questions", "--star", "only-questions")
    assert "only-questions" in [item["key"] for item in part(desk, "questions")]


@idea(36, says="ask well")
def whether_one_asked_more_than_one_told_has_a_line_of_its_own(desk: Desk) -> None:
    maya(desk)
    for day, answer in (("07-03", "no"), ("07-04", "no"), ("07-05", "partly"), ("07-06", "yes")):
        talks(desk, "--asked", answer, days=(day,))
    assert stats(desk)["asked"] == {
        "yes": 1, "partly": 1, "no": 2, "line": ["no", "no", "partly", "yes"], "trend": "more",
    }  # fmt: skip
    assert "You ask more than before." in desk.do("stats", "maya").out
    assert "Asked more than told ▼▼=▲" in desk.do("mentor", "maya").out
    assert '"asked"' not in desk.do("export", "json", "--for-sharing").out


@idea(37, says="do not dominate")
def a_talk_of_one_voice_asks_for_the_other(desk: Desk) -> None:
    talks(maya(desk), "--talked", "even")
    before = asked(desk)
    talks(desk, "--talked", "me", days=("07-24", "07-25", "07-26"))
    assert asked(desk) != before


@idea(38, says="say what success looks like")
def a_goal_without_success_is_asked_for_it(desk: Desk) -> None:
    assert "edit-goal g1 --success" in maya(desk).do("add-goal", "Speak up", "--with", "maya").err
    assert "success not said yet" in desk.do("goals").out
    desk.do("edit-goal", "g1", "--success", "Heard")
    assert "success not said yet" not in desk.do("goals").out


@idea(39, says="track it regularly")
def a_goal_nobody_speaks_of_comes_up(desk: Desk) -> None:
    maya(desk).do("add-goal", "Speak up", "--with", "maya", "--success", "Heard")
    desk.on("2026-08-05T08:00")
    assert [due["ref"] for due in desk.data("today")["due"] if due["kind"] == "goal"] == ["g1"]
    desk.do("check-in", "g1", "10")
    assert not [due for due in desk.data("today")["due"] if due["kind"] == "goal"]


@idea(40, says="commit to growth")
def a_goal_that_was_reached_asks_for_the_next_stretch(desk: Desk) -> None:
    maya(desk).do("add-goal", "Speak up", "--with", "maya")
    desk.do("check-in", "g1", "90")
    assert "what comes next" not in part(desk, "goals")[0]["why"]
    desk.do("check-in", "g1", "100")
    assert "is it reached, and what comes next?" in part(desk, "goals")[0]["why"]
    assert "--follows g1" in desk.do("edit-goal", "g1", "--state", "reached").err


@idea(41, says="prepare topics and questions")
def talks_without_an_agenda_are_seen_in_the_review(desk: Desk) -> None:
    talks(maya(desk))
    levels = []
    for day in ("07-24", "07-25", "07-26"):
        desk.on(f"2026-{day}T09:00").do("prep", "maya")
        levels.append(seen(talks(desk, days=(day,)), "prepared"))
    assert levels == ["unknown", "unknown", "strong"]  # from the first time on
    assert seen(talks(desk, days=("07-27", "07-28", "07-29")), "prepared") == "mixed"


def agreed(desk: Desk, *options: str) -> Desk:
    maya(desk).do("agree", "maya", "--every", "2w", "--minutes", "30", *options)
    return desk


@idea(42, says="boundaries")
def boundaries_are_on_the_agenda_when_a_look_is_due(desk: Desk) -> None:
    agreed(desk, "--boundary", "Nothing about pay", "--check", "2026-08-01")
    assert "Nothing about pay" not in [item["text"] for item in part(desk, "between")]
    desk.on("2026-08-03T09:00")
    assert "Nothing about pay" in [item["text"] for item in part(desk, "between")]


@idea(43, says="without expectations it becomes too much")
def hours_above_the_agreement_are_said(desk: Desk) -> None:
    talks(agreed(desk), "--minutes", "30", days=("07-20",))
    said = "Agreed so far: 1 h; spent: 2 h 30 min, more than agreed (s2)."
    assert said not in " ".join(desk.on("2026-07-30T09:00").do("review", "maya").out.split())
    talks(desk, "--minutes", "120", days=("07-29",))
    desk.on("2026-07-30T09:00")
    for screen in ("agree", "mentor", "review"):
        assert said in " ".join(desk.do(screen, "maya").out.split()), screen
    days = [
        desk.on(f"2026-{day}T09:00").do("today").err for day in ("07-30", "07-31", "08-01", "08-02", "08-03")
    ]
    assert any("more than agreed (s2)" in hint and "agree maya --renew" in hint for hint in days)


@idea(44, says="roles and expectations")
def what_each_hopes_for_is_on_the_page_to_send(desk: Desk) -> None:
    agreed(desk, "--i-hope", "To hear no", "--they-hope", "A second pair of eyes")
    page = desk.do("agree", "maya", "--markdown").out
    assert "To hear no" in page
    assert "A second pair of eyes" in page


@idea(45, says="how and when to communicate")
def the_agreed_length_is_that_of_the_agenda(desk: Desk) -> None:
    before = maya(desk).data("prep", "maya", "--dry-run")["minutes"]
    desk.do("agree", "maya", "--minutes", "30", "--channel", "chat", "--quiet", "After seven")
    assert (before, desk.data("prep", "maya", "--dry-run")["minutes"]) == (45, 30)
    desk.do("agree", "maya", "--stop", "Just say so", "--confidential", "Pay", "--check", "2026-08-01")
    desk.on("2026-08-02T09:00")
    for said in ("chat", "After seven", "Just say so", "Pay"):
        assert said in " ".join(item["text"] for item in part(desk, "between")), said
        assert said in " ".join(desk.do("today").out.split()), said
    closed = " ".join(desk.do("close", "maya", "--release").out.split())
    assert "How either may stop: Just say so" in closed


@idea(46, says="say politely what is not working")
def what_is_not_working_gets_words_and_the_agreement_a_new_version(desk: Desk) -> None:
    talks(agreed(desk))
    talk = rated(desk, communication=1)["conversation"]
    assert all(talk[said] for said in ("mine", "effect", "ask"))
    assert "every 2 weeks → every 4 weeks" in desk.do("agree", "maya", "--renew", "--every", "4w").out


@idea(47, says="boundaries prevent exhaustion")
def falling_energy_proposes_a_slower_rhythm(desk: Desk) -> None:
    agreed(desk)
    for day, energy in (("07-03", "4"), ("07-13", "3"), ("07-23", "2")):
        talks(desk, "--energy", energy, days=(day,))
    assert any("slower rhythm" in item["text"] for item in part(desk, "between"))


@idea(48, says="it does not happen overnight")
def a_verdict_waits_for_the_third_talk(desk: Desk) -> None:
    everything = dict.fromkeys(("goals", "growth", "respect", "communication", "commitment"), 4)
    talks(maya(desk, "--every", "2w"), days=("07-03", "07-04"))
    assert rated(desk, **everything)["verdict"] == "too-early"
    talks(desk, days=("07-14",))
    assert rated(desk, **everything)["verdict"] != "too-early"


@idea(49, says="share success")
def a_win_opens_the_next_agenda(desk: Desk) -> None:
    maya(desk).do("add-win", "The director said yes", "--with", "maya")
    assert part(desk, "since")[0]["text"] == "The director said yes"


@idea(50, says="more help exists")
def questions_about_a_cv_or_a_salary_are_found_and_can_be_starred(desk: Desk) -> None:
    asked_for = [q for q in desk.data("questions")["questions"] if "cv" in q["text"].lower().split()]
    assert asked_for
    desk.do("questions", "--star", asked_for[0]["key"])
    assert [q["key"] for q in desk.data("questions", "--starred")["questions"]] == [asked_for[0]["key"]]
