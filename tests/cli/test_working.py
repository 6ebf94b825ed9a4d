"""Working together: reflections, feedback, wins, confidence, what was tried, cues, and how goals end."""

import os
import sys
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.conftest import Desk, begun

PEERMENTOR = str(Path(sys.executable).with_name("peermentor"))
IDENTITY = {"uid", "handle", "created", "updated"}


@begun
def met(desk: Desk) -> None:
    """A talk with Maya on the third of July, and a week later."""
    desk.do("add-mentor", "Maya Pranata", "--every", "3w")
    desk.do("add-goal", "Say no", "--with", "maya", "--success", "Three rounds held")
    desk.do("add-topic", "maya", "Corridors", "--confidence", "2")
    desk.on("2026-07-10T08:30")
    desk.do("log", "maya", "--date", "3 Jul", "--got", "Buy time", "--got", "Ask why")


def terminal(desk: Desk, *argv: str) -> Terminal:
    return Terminal(*argv, env={**os.environ, **desk.env, "TERM": "xterm"})


class TestReflect:
    def test_the_latest_talk_is_meant_and_the_write_says_so(self, met):
        answer = met.do("reflect", "--happened", "I waited", "--strength", "Patience")
        assert answer.out == "Kept your reflection on s1 with Maya Pranata, Fri 3 Jul 2026, 7 days ago.\n"
        (kept,) = met.tables()["reflections"].values()
        assert (kept["happened"], kept["strengths"], kept["date"]) == ("I waited", ["Patience"], "2026-07-03")

    def test_saying_more_adds_and_replacing_is_said(self, met):
        met.do("reflect", "maya", "--happened", "I waited")
        met.do("reflect", "s1", "--improve", "listening", "--improve", "saying no")
        refused = met.refused(4, "reflect", "s1", "--happened", "Something private")
        assert "--happened" in refused.err
        assert "--replace" in refused.err
        assert "private" not in refused.err
        met.do("reflect", "s1", "--happened", "I spoke", "--replace")
        (kept,) = met.tables()["reflections"].values()
        assert (kept["happened"], kept["improve"]) == ("I spoke", ["listening", "saying no"])

    def test_the_same_again_says_that_nothing_changed(self, met):
        met.do("reflect", "s1", "--happened", "I waited")
        assert met.do("reflect", "s1", "--happened", "I waited").out.startswith("Nothing to add")

    def test_deeper_answers_are_shown_with_their_questions(self, met):
        met.do("reflect", "s1", "--answer", "good-at=I waited")
        assert "What did you do well" in met.do("session", "s1").out
        questions = met.data("session", "s1")["questions"]
        assert list(questions) == ["good-at"]

    @pytest.mark.parametrize(
        ("code", "words", "says"),
        [
            (2, "reflect", "--happened"),
            (2, "reflect s1 --deeper", "--answer"),
            (2, "reflect s1 --role boss --happened x", "--role"),
            (2, "reflect s1 --answer happened=x", "good-at"),
            (2, "reflect s1 --answer good-at=", "--answer"),
            (3, "reflect s9 --happened x", "s9"),
            (3, "reflect nobody --happened x", "nobody"),
        ],
    )
    def test_what_can_not_be_is_refused(self, met, code, words, says):
        assert says in met.refused(code, *words.split(" ")).err

    def test_a_closed_relationship_is_read_only(self, met):
        met.do("edit-mentor", "maya", "--stage", "closed")
        met.refused(4, "reflect", "s1", "--happened", "x")
        met.refused(4, "done", "s1.1")
        met.refused(4, "add-feedback", "maya", "given", "x")
        met.refused(4, "add-win", "x", "--with", "maya")

    def test_in_a_terminal_the_role_changes_what_is_asked(self, met):
        with terminal(met, "reflect", "s1", "--role", "mentee") as person:
            person.answer("which answer stayed", "Buy time")
            person.answer("So what?", "")
            person.answer("Now what?", "On Monday")
            person.answer("strength", "Curiosity")
            person.answer("another", "")
            person.answer("get better", "")
            assert person.left() == 0
        kept = met.data("session", "s1")["session"]["reflection"]
        assert (kept["role"], kept["happened"], kept["now_what"]) == ("mentee", "Buy time", "On Monday")
        assert kept["strengths"] == ["Curiosity"]


class TestFeedback:
    def test_in_a_sentence_or_by_its_four_parts(self, met):
        answer = met.do("add-feedback", "maya", "given", "You listen well", "--session", "s1")
        assert answer.out == "Kept f1: feedback you gave Maya Pranata on Fri 3 Jul 2026, 7 days ago.\n"
        parts = (
            "--situation",
            "Round",
            "--behaviour",
            "I waited",
            "--impact",
            "They asked",
            "--question",
            "More?",
        )
        kept = met.data("add-feedback", "maya", "--received", *parts)["feedback"]
        assert (kept["direction"], kept["situation"], kept["question"]) == ("received", "Round", "More?")
        assert kept["date"] == "2026-07-10"
        assert "You listen well" in met.do("session", "s1").out
        assert [f["handle"] for f in met.data("mentor", "maya")["feedback"]] == ["f2", "f1"]
        assert "They asked" in met.do("mentor", "maya").out

    @pytest.mark.parametrize(
        ("code", "words", "says"),
        [
            (2, "add-feedback maya", "given or received"),
            (2, "add-feedback maya Great", "given or received"),
            (2, "add-feedback maya given", "--situation"),
            (2, "add-feedback maya given x --received", "one way"),
            (2, "add-feedback maya sideways x", "received"),
            (2, "add-feedback maya given x --impact=", "--impact"),
            (2, "add-feedback given", "given or received"),
            (3, "add-feedback maya given x --session s9", "s9"),
        ],
    )
    def test_what_is_missing_is_named(self, met, code, words, says):
        assert says in met.refused(code, *words.split(" ")).err

    def test_a_session_with_someone_else_is_refused(self, met):
        met.do("add-mentor", "Budi")
        assert (
            "s1 was not with Budi"
            in met.refused(4, "add-feedback", "budi", "given", "x", "--session", "s1").err
        )


class TestWins:
    def test_by_month_newest_first_with_what_they_belong_to(self, met):
        met.do("add-win", "The director said yes", "--goal", "g1")
        met.do("add-win", "Alone in May", "--date", "2026-05-03")
        months = met.data("wins")["months"]
        assert [m["month"] for m in months] == ["2026-07", "2026-05"]
        (win,) = months[0]["wins"]
        assert (win["goal"], win["goal_title"], win["mentor"]["handle"]) == ("g1", "Say no", "m1")
        assert len(met.data("wins", "--with", "maya")["months"]) == 1
        assert len(met.data("wins", "--since", "2026-07-01")["months"]) == 1

    def test_a_win_opens_the_next_agenda(self, met):
        met.do("add-win", "The director said yes", "--with", "maya")
        since = met.data("prep", "maya", "--dry-run")["parts"][0]["items"]
        assert since[0]["text"] == "The director said yes"

    def test_as_a_page_for_a_review_of_ones_work(self, met):
        met.do("add-win", "Yes *at last*\n# no heading", "--goal", "g1")
        page = met.do("wins", "--markdown").out
        assert page.startswith("# What went well\n\n## Jul 2026\n\n- Yes")
        assert "(goal: Say no), Fri 10 Jul 2026" in page
        assert "\n# no heading" not in page

    def test_an_empty_list_says_how_to_begin(self, met):
        assert "add-win" in met.do("wins").out

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            (2, "add-win"),
            (3, "add-win x --goal g9"),
            (3, "wins --with nobody"),
            (2, "add-win x --date 2027-01-01"),
        ],
    )
    def test_bad_input(self, met, code, words):
        met.refused(code, *words.split(" "))


class TestConfidence:
    def test_before_and_after_are_shown(self, met):
        met.do("done", "t1", "--confidence", "4")
        (topic,) = met.data("topics", "--all")["topics"]
        assert (topic["before"], topic["after"]) == (2, 4)
        assert "2 → 4" in met.do("topics", "--all").out

    def test_rating_a_topic_in_a_log_says_that_it_was_talked_about(self, met):
        session = met.data("log", "maya", "--confidence", "t1=4")["session"]
        assert session["discussed"] == ["t1"]
        assert session["topics"][0]["after"] == 4
        assert "2 → 4" in met.do("session", "s2").out

    @pytest.mark.parametrize(
        "words",
        [
            "log maya --confidence t1", "log maya --confidence t1=6", "log maya --confidence t1=x",
            "add-topic maya X --confidence 0", "done t1 --confidence 9", "done s1.1 --confidence 3",
        ],
    )  # fmt: skip
    def test_it_is_a_number_from_one_to_five(self, met, words):
        met.refused(2, *words.split(" "))


class TestInsights:
    def test_what_was_tried_is_shown_and_asked_no_more(self, met):
        answer = met.do("done", "s1.1", "--outcome", "it worked")
        assert answer.out == "Tried s1.1 on Fri 10 Jul 2026, today: Buy time → it worked\n"
        shown = met.do("session", "s1").out
        assert "☑ Buy time → it worked" in shown
        assert "☐ Ask why (s1.2)" in shown
        since = met.data("prep", "maya", "--dry-run")["parts"][0]["items"]
        assert [item["text"] for item in since] == ["Ask why"]

    @pytest.mark.parametrize(
        ("code", "words"),
        [(2, "done s1"), (3, "done s1.3"), (3, "done s9.1"), (2, "done t1 --outcome x"), (3, "drop s1.1")],
    )
    def test_bad_input(self, met, code, words):
        met.refused(code, *words.split(" "))

    def test_completion_offers_what_is_untried(self, met):
        met.do("done", "s1.1")
        env = {
            **met.env,
            "_PEERMENTOR_COMPLETE": "complete_bash",
            "COMP_WORDS": "peermentor done s",
            "COMP_CWORD": "2",
        }
        with Terminal(env={**os.environ, **env}, program=(PEERMENTOR,)) as shell:
            assert shell.left() == 0
            assert "s1.2" in shell.said
            assert "s1.1" not in shell.said


class TestPromises:
    def test_a_cue_is_kept_beside_the_promise_and_shown(self, met):
        met.do("promise", "maya", "Speak first", "--when", "the meeting starts")
        said = met.do("log", "maya", "--i-will", "when I am asked, then buy time by friday").out
        assert "when I am asked: buy time" in said
        first, second = met.data("promises", "--all")["promises"][::-1]
        assert (first["cue"], first["text"]) == ("the meeting starts", "Speak first")
        assert (second["cue"], second["text"], second["due"]) == ("I am asked", "buy time", "2026-07-17")
        assert "when the meeting starts: Speak first" in met.do("promises").out
        assert "when the meeting starts" in met.do("prep", "maya").out

    def test_a_log_links_its_promises_and_wins_to_a_goal(self, met):
        assert met.data("goals")["goals"][0]["untended"] is True
        assert "no promise, no check-in yet" in met.do("goals").out
        session = met.data("log", "maya", "--i-will", "Write", "--win", "Said no", "--goal", "g1")["session"]
        assert [session["promises"][0]["goal"], session["wins"][0]["goal"]] == ["g1", "g1"]
        assert met.data("goals")["goals"][0]["untended"] is False

    def test_a_goal_in_a_log_needs_something_that_serves_it(self, met):
        assert "--goal" in met.refused(2, "log", "maya", "--notes", "x", "--goal", "g1").err
        met.refused(3, "log", "maya", "--i-will", "x", "--goal", "g9")

    def test_an_empty_cue_is_refused(self, met):
        met.refused(2, "promise", "maya", "x", "--when", "")


class TestGoals:
    def test_reaching_one_says_how_far_and_asks_for_the_next_stretch(self, met):
        answer = met.do(
            "--json", "edit-goal", "g1", "--state", "reached", "--attained", "more", "--weight", "3"
        )
        goal = answer.data["goal"]
        assert (goal["state"], goal["attained"], goal["weight"]) == ("reached", 1, 3)
        assert answer.json["hints"][0]["command"] == 'peermentor add-goal "…" --follows g1'
        assert "more than expected" in met.do("goal", "g1").out
        grown = met.data("add-goal", "Say no to a director", "--follows", "g1")["goal"]
        assert (grown["follows"], grown["mentor"]["handle"]) == ("g1", "m1")

    def test_opening_one_again_takes_back_how_far_it_came(self, met):
        met.do("edit-goal", "g1", "--state", "let-go", "--attained", "less")
        goal = met.data("edit-goal", "g1", "--state", "open")["goal"]
        assert (goal["attained"], goal["ended"]) == (None, None)

    def test_in_a_terminal_the_next_stretch_is_added_at_once(self, met):
        with terminal(met, "edit-goal", "g1", "--state", "reached") as person:
            person.answer("How far did it come?", "as-")
            person.answer("What do you want to learn or try next", "Say no to a director")
            assert person.left() == 0
            assert "Added goal g2" in person.said
        reached, grown = met.data("goals", "--all")["goals"]
        assert (reached["attained"], grown["follows"]) == (0, "g1")

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            (2, "edit-goal g1 --attained more"),
            (2, "edit-goal g1 --state reached --attained great"),
            (2, "edit-goal g1 --weight 6"),
            (3, "edit-goal g9 --state reached"),
            (3, "add-goal x --follows g9"),
        ],
    )
    def test_bad_input(self, met, code, words):
        met.refused(code, *words.split(" "))


@pytest.mark.parametrize(
    ("command", "path", "fields"),
    [
        ("reflect s1 --happened x", ["reflection"], IDENTITY | {
            "mentor", "session", "date", "role", "happened", "so_what", "now_what", "strengths", "improve",
            "deeper",
        }),
        ("add-feedback maya given x", ["feedback"], IDENTITY | {
            "mentor", "direction", "text", "situation", "behaviour", "impact", "question", "date", "session",
        }),
        ("add-win x", ["win"], IDENTITY | {"mentor", "text", "date", "session", "goal", "goal_title"}),
        ("wins", [], {"since", "months"}),
        ("done s1.1 --outcome ok", [], {"promises", "topics", "tried"}),
        ("done s1.1", ["tried", 0], {"handle", "session", "insight", "text", "date", "outcome"}),
        ("edit-goal g1 --state reached", [], {"goal", "next"}),
        ("goal g1", ["goal"], {"attained", "weight", "follows", "untended"}),
        ("session s1", [], {"session", "questions"}),
        ("session s1", ["session"], {"tried", "topics", "feedback", "reflection"}),
        ("mentor maya", [], {"feedback"}),
    ],
)  # fmt: skip
def test_what_scripts_may_rely_on(met, command, path, fields):
    found = met.data(*command.split(" "))
    for step in path:
        found = found[step]
    assert set(fields) <= set(found)
