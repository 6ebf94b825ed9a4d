"""The questions: asked only of a person who is there, answered in a minute, stopped without a trace."""

import json
import os
import shlex
import signal
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.cli.terminal import CTRL_C, CTRL_D, ENTER, PROGRAM, Terminal
from tests.conftest import Desk
from tests.started import run

type_of = {"LANG": "C.UTF-8", "TERM": "xterm-256color"}
Talk = list[tuple[str, str]]

ADD_MENTOR: Talk = [
    ("Who is it?", "Maya Pranata"),
    ("learn from them?", "negotiation"),
    ("Why them?", "She says no and is thanked for it"),
    ("How often do you want to meet?", "every 3 weeks"),
]
ADD_GOAL: Talk = [
    ("What do you want to grow in?", "Say no with an option"),
    ("(1 of 4) How will you know", "Three rounds held"),
    ("(2 of 4) What in you could stand in the way?", ""),
    ("(3 of 4) When that happens, I will …", ""),
    ("(4 of 4) By when?", ""),
]
REST: Talk = [("stand in the way?", ""), ("I will …", ""), ("By when?", "")]
LOG: Talk = [
    ("(1 of 6) What was it about? (numbers from above, then words)", "1, 2, Corridor requests"),
    ("(2 of 6) What will you do?", "Write the script by friday; Read it to Budi paling lambat besok"),
    ("(3 of 6) What will they do?", "Send the template"),
    ("(4 of 6) What did you take away?", "Buy time first"),
    ("(4 of 6) What did you give them?", "Her town hall has three messages"),
    ("(5 of 6) How did it leave you?", "4"),
    ("(6 of 6) When do you meet next?", ""),
]
BEFORE: Talk = [
    ("When was it? [Wed 1 Jul 2026]", "kemarin"),
    ("Which role did you have", ""),
    ("How many minutes did you talk? [45]", ""),
    ("Who led it?", "b"),
]
AFTER: Talk = [
    ("Did something go well?", ""),
    ("Who talked more?", "even"),
    ("Did you ask more than you told?", "2"),
    ("What happened?", "I said yes too soon"),
    ("So what?", ""),
    ("Now what?", "Count to five"),
]
WHOLE: Talk = [
    *BEFORE,
    *((question.partition(") ")[2], answer) for question, answer in LOG[:-1]),
    *AFTER,
    ("When do you meet next?", ""),
]
STATEMENTS = [
    "We work on what matters to me",
    "I learn here",
    "I am respected",
    "We speak openly",
    "We both turn up",
    "We both give",
    "It leaves me with energy",
    "I do my part",
]
REVIEW: Talk = [
    ("Say how it feels with Maya Pranata?", "ya"),
    *((statement, str(5 - number % 2)) for number, statement in enumerate(STATEMENTS)),
    ("Has anything here frightened you", "tidak"),
    ("What do you decide?", "1"),
    ("Why?", "It is good as it is"),
    ("When do you look again?", ""),
]


class Person:
    """Someone with a terminal and a journal; on Wednesday the first of July 2026."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.journal = home / "journal.json"
        self.env = type_of | {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "PEERMENTOR_JOURNAL": str(self.journal),
            "PEERMENTOR_CONFIG": str(home / "config.toml"),
            "PEERMENTOR_NOW": "2026-07-01T08:30",
        }

    def at(self, *argv: str, stdout: Path | None = None) -> Terminal:
        return Terminal(*argv, env=self.env, stdout=stdout)

    def pipes(self, *argv: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
        """The same command with nobody at the terminal."""
        return run(*argv, env=self.env, stdin=stdin)

    def does(self, *argv: str) -> None:
        """What comes before or after, with no process of its own."""
        Desk(self.journal).do(*argv)

    def table(self, name: str) -> list[dict[str, Any]]:
        return list(json.loads(self.journal.read_text("utf-8")).get(name, {}).values())


def tell(terminal: Terminal, talk: Talk) -> str:
    """Answer every question in turn; what the screen says when it is over."""
    for question, answer in talk:
        terminal.answer(question, answer)
    assert terminal.left() == 0, terminal.said
    return terminal.said


@pytest.fixture
def newcomer(tmp_path: Path) -> Person:
    return Person(tmp_path)


@cache
def journal_with_maya() -> bytes:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "journal.json")
        desk.do("add-mentor", "Maya Pranata", "--every", "3w")
        desk.do("add-topic", "maya", "Corridors")
        desk.do("add-topic", "maya", "Her town hall")
        desk.do("add-goal", "Patience")
        return desk.path.read_bytes()


@pytest.fixture
def maya(tmp_path: Path) -> Person:
    person = Person(tmp_path)
    person.journal.write_bytes(journal_with_maya())
    return person


def test_a_newcomer_is_asked_for_a_peer_and_told_how_to_skip_and_stop(newcomer: Person) -> None:
    with newcomer.at("add-mentor") as terminal:
        said = tell(terminal, ADD_MENTOR)
    assert "Enter skips a question; Ctrl-C stops and leaves the journal as it is." in said
    assert "Added Maya Pranata (m1)." in said
    (kept,) = newcomer.table("mentors")
    assert (kept["skill"], kept["every"]) == ("negotiation", "3w")
    assert kept["why"] == "She says no and is thanked for it"


def test_with_a_name_only_the_other_questions_come_and_enter_skips_them_all(newcomer: Person) -> None:
    with newcomer.at("add-mentor", "Maya") as terminal:
        said = tell(terminal, [(question, "") for question, _answer in ADD_MENTOR[1:]])
    assert "Who is it?" not in said
    (kept,) = newcomer.table("mentors")
    assert not kept.get("skill")
    assert not kept.get("every")


def test_ctrl_c_stops_at_a_question_even_where_it_was_ignored_before(maya: Person) -> None:
    with Terminal("done", env=maya.env, ctrl_c=signal.SIG_IGN) as terminal:
        terminal.wait_for("Which one?")
        assert terminal.stop() == 130
    assert "Stopped. The journal is unchanged." in terminal.said


def test_a_rhythm_that_is_none_is_asked_again_with_the_reason(newcomer: Person) -> None:
    with newcomer.at("add-mentor", "Maya") as terminal:
        terminal.answer("learn from them?")
        terminal.answer("Why them?")
        terminal.answer("How often", "now and then")
        heard = terminal.answer("How often", "tiap bulan")
        assert terminal.left() == 0
    assert "I can't read “now and then” as a rhythm.\n  Say it like: 2w" in heard
    assert newcomer.table("mentors")[0]["every"] == "1m"


def test_a_name_that_is_taken_is_met_before_the_other_questions(maya: Person) -> None:
    with maya.at("add-mentor") as terminal:
        terminal.answer("Who is it?", "maya  PRANATA")
        assert "is here already (m1)" in terminal.answer("Who is it?", "Maya Wijaya")
        terminal.wait_for("learn from them?")
        assert terminal.stop() == 130
    with maya.at("add-mentor", "Maya Pranata") as terminal:
        assert terminal.left() == 4
    assert "learn from them?" not in terminal.said


def test_a_needed_answer_is_asked_for_until_it_comes(newcomer: Person) -> None:
    with newcomer.at("add-goal") as terminal:
        terminal.answer("What do you want to grow in?", "   ")
        heard = terminal.answer("What do you want to grow in?", "Patience")
        assert "An answer is needed here; Ctrl-C stops." in heard
        terminal.answer("How will you know")
        tell(terminal, REST)
    assert newcomer.table("goals")[0]["title"] == "Patience"


def test_a_goal_is_asked_for_its_title_and_for_what_success_looks_like(newcomer: Person) -> None:
    with newcomer.at("add-goal") as terminal:
        said = tell(terminal, ADD_GOAL)
    assert "Added goal g1: Say no with an option." in said
    assert newcomer.table("goals")[0]["success"] == "Three rounds held"


def test_an_obstacle_and_the_plan_for_it_become_a_promise_with_its_cue(maya: Person) -> None:
    with maya.at("add-goal", "Say no with an option") as terminal:
        said = tell(
            terminal,
            [
                ("(1 of 5) How will you know", "Three rounds held"),
                ("(2 of 5) What in you could stand in the way?", "somebody looks hurt"),
                ("(3 of 5) When that happens, I will …", "count to five by friday"),
                ("(4 of 5) With whom? (maya)", "ma"),
                ("(5 of 5) By when?", "30 September"),
            ],
        )
    goal = maya.table("goals")[-1]
    assert (goal["obstacle"], goal["target"]) == ("somebody looks hurt", "2026-09-30")
    (promise,) = maya.table("promises")
    assert (promise["cue"], promise["text"], promise["due"]) == (
        "somebody looks hurt",
        "count to five",
        "2026-07-03",
    )
    assert promise["goal"] == goal["uid"]
    assert "when somebody looks hurt: count to five" in " ".join(said.split())


def test_a_plan_with_nobody_to_promise_it_to_stands_beside_the_obstacle(newcomer: Person) -> None:
    with newcomer.at("add-goal", "Patience", "--success", "I wait") as terminal:
        tell(terminal, [("stand in the way?", "haste"), ("I will …", "breathe"), ("By when?", "")])
    assert newcomer.table("goals")[0]["obstacle"] == "haste → breathe"


def test_what_was_just_skipped_is_not_asked_for_in_the_next_line(newcomer: Person) -> None:
    with newcomer.at("add-goal", "Patience") as terminal:
        said = tell(
            terminal, [("How will you know", ""), ("the way?", ""), ("I will …", ""), ("By when?", "")]
        )
    assert "Added goal g1" in said
    assert "Say what success looks like" not in said


def test_a_promise_without_a_text_is_asked_whose_it_is_and_by_when(maya: Person) -> None:
    with maya.at("promise") as terminal:
        terminal.answer("What was promised?", "Send the template")
        terminal.answer("Whose promise is it? (1 me, 2 them)", "2")
        assert "→ them" in terminal.answer("By when? (Enter: no day)", "friday")
        assert terminal.left() == 0, terminal.said
    (promise,) = maya.table("promises")
    assert (promise["owner"], promise["due"]) == ("them", "2026-07-03")


def test_done_and_drop_show_what_is_open_and_take_its_number(maya: Person) -> None:
    maya.does("promise", "maya", "Write the script")
    with maya.at("done") as terminal:
        heard = terminal.answer("Which one?", "9")
        assert " 1  p1  Write the script – Maya Pranata\n" in heard
        assert "There is no number 9 in the list." in terminal.answer("Which one?", "1, t2")
        assert terminal.left() == 0, terminal.said
    assert maya.table("promises")[0]["state"] == "kept"
    assert [topic.get("state", "open") for topic in maya.table("topics")] == ["open", "discussed"]


def test_someone_unknown_is_met_before_the_first_question(maya: Person) -> None:
    for argv in (("add-goal", "--with", "nobody"), ("log", "nobody"), ("review", "nobody")):
        with maya.at(*argv) as terminal:
            assert terminal.left() == 3
        assert "?" not in terminal.said


def test_a_talk_is_kept_with_six_questions_and_seven_answers(maya: Person) -> None:
    assert len(LOG) == 7
    with maya.at("log", "maya") as terminal:
        said = tell(terminal, LOG)
    assert "Logged s1 with Maya Pranata on Wed 1 Jul 2026, today." in said
    (session,) = maya.table("sessions")
    assert (session["notes"], session["energy"], session["next"]) == ("Corridor requests", 4, "2026-07-22")
    assert session["got"] == ["Buy time first"]
    assert session["gave"] == ["Her town hall has three messages"]
    assert [topic["state"] for topic in maya.table("topics")] == ["discussed", "discussed"]
    assert [(p["text"], p["owner"], p.get("due")) for p in maya.table("promises")] == [
        ("Write the script", "me", "2026-07-03"),
        ("Read it to Budi", "me", "2026-07-02"),
        ("Send the template", "them", None),
    ]


def test_by_next_talk_is_the_day_that_is_named_at_the_end(maya: Person) -> None:
    maya.does("edit-mentor", "maya", "--every", "", "--next", "")  # nothing to propose
    with maya.at("log", "maya") as terminal:
        terminal.answer("(1 of 6)", "corridors")
        terminal.answer("(2 of 6)", "Write it by next talk")
        terminal.answer("(3 of 6)", "Lend me the book paling lambat pertemuan berikutnya")
        for start in ("take away", "give them", "(5 of 6)", "(6 of 6)"):
            terminal.answer(start)
        terminal.wait_for("Something is promised by then: which day is it?")
        terminal.answer("(6 of 6) When do you meet next?", "10 Jul")
        assert terminal.left() == 0
    assert [(p["text"], p["due"]) for p in maya.table("promises")] == [
        ("Write it", "2026-07-10"),
        ("Lend me the book", "2026-07-10"),
    ]


@pytest.mark.parametrize("asked_for", ["--full", "ask-all"])
def test_the_other_questions_come_on_full_or_when_set(maya: Person, asked_for: str) -> None:
    if asked_for == "--full":
        argv = ["log", "maya", "--full"]
    else:
        argv = ["log", "maya"]
        maya.does("config", asked_for, "on")
    with maya.at(*argv) as terminal:
        said = tell(terminal, WHOLE)
    assert "(1 of 16) When was it?" in said
    assert "→ both" in said  # the whole word for a "b"
    assert "Logged s1 with Maya Pranata on Tue 30 Jun 2026, yesterday." in said
    (session,) = maya.table("sessions")
    assert (session["date"], session["minutes"], session["led"]) == ("2026-06-30", 45, "both")
    assert (session["energy"], session["talked"], session["next"]) == (4, "even", "2026-07-21")
    (reflection,) = maya.table("reflections")
    assert (reflection["happened"], reflection["now_what"]) == ("I said yes too soon", "Count to five")


@pytest.mark.parametrize("keep", ["y", ""])
def test_a_talk_of_which_nothing_was_said_is_asked_about_before_it_is_kept(maya: Person, keep: str) -> None:
    with maya.at("log", "maya") as terminal:
        for question, _answer in LOG:
            terminal.answer(question)
        terminal.answer("Nothing was said of it. Keep it all the same? [y/N]", keep)
        assert terminal.left() == (0 if keep else 2), terminal.said
    assert len(maya.table("sessions")) == bool(keep)
    assert ("Next meeting Wed 22 Jul 2026, in 21 days." in terminal.said) == bool(keep)


def test_the_same_peer_on_the_same_day_twice_is_said(maya: Person) -> None:
    maya.does("log", "maya", "--notes", "Grain first")
    with maya.at("log", "maya") as terminal:
        said = terminal.wait_for("(1 of 6)")
        terminal.stop()
    assert "s1 is a talk with Maya Pranata on the same day: “Grain first”." in said
    twice = maya.pipes("log", "maya", "--notes", "Once more")
    assert "s1 is a talk with Maya Pranata on the same day: “Grain first”." in twice.stdout
    assert twice.returncode == 0


def test_what_cannot_be_kept_is_refused_where_it_is_said_and_asked_again(maya: Person) -> None:
    wrong = {
        "When was it?": [("99 Agustus", "I can't read “99 Agustus”"), ("besok", "has not happened yet")],
        "How many minutes": [("an hour", "is not a number from 1 to 1440")],
        "Who led it?": [("Maya", "One of: me, them, both. Enter skips."), ("4", "One of: me, them, both.")],
        "What was it about?": [("9", "“9” is not one of them.\n  One of: t1, t2.")],
        "What will you do?": [
            ("Rest; read by 99 Agustus", "I can't read"),
            ("Go by 2020-01-01", "before it was made"),
        ],
        "How did it leave you?": [("9", "“9” is not a number from 1 to 5.")],
        "When do you meet next?": [
            ("soonish", "I can't read"),
            ("2026-06-01", "would not come after this one"),
        ],
    }
    with maya.at("log", "maya", "--full") as terminal:
        for question, answer in WHOLE:
            for start, tries in wrong.items():
                for bad, reason in tries if question.startswith(start) else ():
                    terminal.answer(start, bad)
                    terminal.wait_for(reason)
            terminal.answer(question.partition("?")[0], answer)
        assert terminal.left() == 0, terminal.said
    assert len(maya.table("promises")) == 3


def test_one_may_go_back_and_ask_why_and_empty_an_answer(maya: Person) -> None:
    with maya.at("log", "maya") as terminal:
        terminal.answer("(1 of 6)", "<")  # there is nothing before it
        terminal.answer("(1 of 6)", "all; lunch")
        terminal.answer("(2 of 6)", "?")
        heard = terminal.answer("(2 of 6)", "Write it; rest")
        assert "stands on the next agenda." in heard
        terminal.answer("(3 of 6)", "<")
        terminal.answer("[Write it; rest]", "<")
        terminal.answer("[t1, t2, lunch]", "2, lunch by the river")
        terminal.answer("[Write it; rest]", "-")
        for start in ("(3 of 6)", "take away", "give them", "(5 of 6)", "(6 of 6)"):
            terminal.answer(start)
        assert terminal.left() == 0, terminal.said
    assert maya.table("sessions")[0]["notes"] == "lunch by the river"
    assert [topic["state"] for topic in maya.table("topics")] == ["open", "discussed"]
    assert maya.table("promises") == []


PAGE = "First we spoke of the corridor.\rThen of lunch.\r\rAnd of nothing else."
KEPT = PAGE.replace("\r", "\n")


@pytest.mark.parametrize("elsewhere", [False, True], ids=["line-editor", "stdout-elsewhere"])
@pytest.mark.parametrize("marked", [True, False], ids=["marked", "unmarked"])
def test_a_pasted_page_is_one_answer(maya: Person, tmp_path: Path, *, marked: bool, elsewhere: bool) -> None:
    with maya.at("log", "maya", stdout=tmp_path / "out" if elsewhere else None) as terminal:
        terminal.wait_for("(1 of 6)")
        terminal.press(f"\x1b[200~{PAGE}\x1b[201~{ENTER}" if marked else PAGE + ENTER)
        for start in ("(2 of 6)", "(3 of 6)", "take away", "give them", "(5 of 6)", "(6 of 6)"):
            terminal.answer(start)
        assert terminal.left() == 0, terminal.said
    assert maya.table("sessions")[0]["notes"] == KEPT
    assert maya.table("promises") == []


def test_a_pasted_list_is_a_promise_a_line(maya: Person) -> None:
    with maya.at("log", "maya") as terminal:
        terminal.answer("(1 of 6)")
        terminal.wait_for("(2 of 6)")
        terminal.press("\x1b[200~- Write it by friday\r- Rest; sleep\r\x1b[201~" + ENTER)
        for start in ("(3 of 6)", "take away", "give them", "(5 of 6)", "(6 of 6)"):
            terminal.answer(start)
        assert terminal.left() == 0, terminal.said
    assert [promise["text"] for promise in maya.table("promises")] == ["Write it", "Rest", "sleep"]


def test_e_opens_the_editor_on_an_answer(maya: Person) -> None:
    editor = maya.home / "ed"
    editor.write_text('#!/bin/sh\nprintf "%s and lunch\\nby the river\\n" "$(cat "$1")" > "$1"\n')
    editor.chmod(0o755)
    maya.env["EDITOR"] = shlex.quote(str(editor))
    with maya.at("log", "maya") as terminal:
        terminal.answer("(1 of 6)", "corridors")
        terminal.answer("(2 of 6)", "<")
        terminal.answer("(1 of 6)", "e")
        for start in ("(2 of 6)", "(3 of 6)", "take away", "give them", "(5 of 6)", "(6 of 6)"):
            terminal.answer(start)
        assert terminal.left() == 0, terminal.said
    assert maya.table("sessions")[0]["notes"] == "corridors and lunch\nby the river"
    assert sorted((maya.home / "journal.json.d" / "drafts").glob("*")) == []


def test_an_editor_that_fails_leaves_the_question_and_what_was_said(maya: Person) -> None:
    maya.env["EDITOR"] = "false"
    with maya.at("log", "maya") as terminal:
        terminal.answer("(1 of 6)", "corridors")
        terminal.answer("(2 of 6)", "<")
        terminal.answer("[corridors]", "e")
        assert "ended with 1" in terminal.wait_for("[corridors]")
        terminal.stop()


def test_the_date_agreed_before_is_what_enter_takes(maya: Person) -> None:
    maya.does("edit-mentor", "maya", "--minutes", "30", "--next", "2026-07-10")
    with maya.at("log", "maya", "--full") as terminal:
        for question, answer in WHOLE[:-1]:
            terminal.answer(question.replace("[45]", "[30]"), answer)
        terminal.answer("[Fri 10 Jul 2026]")
        assert terminal.left() == 0
    assert maya.table("sessions")[0]["minutes"] == 30
    assert maya.table("mentors")[0]["next"] == "2026-07-10"


def test_a_next_date_can_be_left_open(maya: Person) -> None:
    with maya.at("log", "maya") as terminal:
        tell(terminal, [*LOG[:-1], ("When do you meet next? [Wed 22 Jul 2026]", "-")])
    assert maya.table("sessions")[0].get("next") is None


def test_besok_is_tomorrow_and_semua_is_all(maya: Person) -> None:
    with maya.at("log", "maya") as terminal:
        tell(terminal, [(LOG[0][0], "semua"), *LOG[1:-1], ("When do you meet next?", "besok")])
    assert "→ Thu 2 Jul 2026" in terminal.said
    assert maya.table("sessions")[0]["next"] == "2026-07-02"
    assert {t["state"] for t in maya.table("topics")} == {"discussed"}


def test_the_only_peer_need_not_be_named(maya: Person) -> None:
    with maya.at("log") as terminal:
        assert "Your talk with Maya Pranata on Wed 1 Jul 2026" in terminal.wait_for("(1 of 6)")
        assert terminal.stop() == 130


def test_among_several_one_is_asked_for_by_the_names_one_types(maya: Person) -> None:
    maya.does("add-mentor", "Zoë Łukasik")
    with maya.at("prep") as terminal:
        terminal.answer("Who is it about? (maya, zoe)", "nobody")
        assert "There is no mentor “nobody” here." in terminal.answer("Who is it about?", "zo")
        assert terminal.left() == 0
    assert "Zoë Łukasik" in terminal.said


def test_with_nobody_to_name_nothing_is_asked(newcomer: Person) -> None:
    with newcomer.at("mentor") as terminal:
        assert terminal.left() == 3
    assert "There is nobody here yet." in terminal.said
    assert "peermentor add-mentor" in terminal.said


def test_done_without_a_handle_asks_for_one(maya: Person) -> None:
    with maya.at("done") as terminal:
        terminal.answer("Which one?", "t1")
        assert terminal.left() == 0
    assert maya.table("topics")[0]["state"] == "discussed"


def test_a_goal_and_its_percent_are_asked_for_until_they_are_right(maya: Person) -> None:
    with maya.at("check-in") as terminal:
        assert " 1  g1  Patience" in terminal.answer("Which goal?", "g7")
        assert "There is no goal “g7” here." in terminal.answer("Which goal?", "g1")
        terminal.answer("How far has it come?", "halfway")
        assert "is not a percent" in terminal.answer("How far has it come?", "50%")
        assert terminal.left() == 0
    assert maya.table("checkins")[0]["percent"] == 50


@pytest.mark.parametrize("no", ["", "n", "tidak"])
def test_a_review_that_is_not_rated_only_looks(maya: Person, no: str) -> None:
    before = maya.journal.read_bytes()
    with maya.at("review", "maya") as terminal:
        heard = terminal.answer("Say how it feels with Maya Pranata? Enter only looks. [y/N]", no)
        assert terminal.left() == 0
    assert heard.strip().endswith("[y/N]")  # it is the first question
    assert "Nothing was kept." in terminal.said
    assert maya.journal.read_bytes() == before


def test_a_review_asks_eight_statements_and_one_question_apart(maya: Person) -> None:
    assert len(REVIEW) == 13  # whether, eight numbers, one question apart, and what is decided
    with maya.at("review", "maya") as terminal:
        said = tell(terminal, REVIEW)
    assert "from 1 (not at all) to 5 (fully)" in said
    assert "Enter skips a question; Ctrl-C stops and leaves the journal as it is." in said
    (review,) = maya.table("reviews")
    assert list(review["ratings"].values()) == [5, 4, 5, 4, 5, 4, 5, 4]
    assert not review.get("concern")
    assert (review["decision"], review["because"]) == ("continue", "It is good as it is")
    assert "→ continue" in said
    before_the_decision = said[: said.index("What do you decide?")]
    assert "The verdict: too early to say\n  0 talks so far" in before_the_decision


def test_a_review_put_right_shows_the_verdict_it_will_have(maya: Person) -> None:
    for day in ("2026-05-01", "2026-06-01", "2026-06-20"):
        maya.does("log", "maya", "--date", day, "--notes", "We talked")
    maya.does("review", "maya", "--rate", "respect=1")
    maya.env["PEERMENTOR_NOW"] = "2026-07-04T08:30"
    with maya.at("review", "maya") as terminal:
        terminal.answer("Say how it feels", "y")
        terminal.answer(STATEMENTS[0], "4")
        for statement in STATEMENTS[1:]:
            terminal.answer(statement)
        terminal.answer("Has anything here frightened you")
        terminal.answer("Is this a new review?", "n")
        heard = terminal.answer("What do you decide?", "2")
        terminal.answer("Why?")
        terminal.answer("When do you look again?")
        assert terminal.left() == 0, terminal.said
    assert "The verdict: time to look again together\n  You rated “I am respected" in heard
    (review,) = maya.table("reviews")
    assert (review["ratings"], review["decision"]) == ({"respect": 1, "goals": 4}, "adjust")


def test_statements_may_be_skipped_and_a_six_is_asked_again(maya: Person) -> None:
    with maya.at("review", "maya") as terminal:
        terminal.answer("Say how it feels", "y")
        terminal.answer(STATEMENTS[0], "6")
        assert "“6” is not a number from 1 to 5." in terminal.answer(STATEMENTS[0], "2")
        for statement in STATEMENTS[1:]:
            terminal.answer(statement)
        terminal.answer("Has anything here frightened you", "ya")
        assert terminal.left() == 0
    (review,) = maya.table("reviews")
    assert review["ratings"] == {"goals": 2}
    assert (review["concern"], review["verdict"]) == (True, "get-support")


def test_questions_stay_out_of_a_redirected_stdout(maya: Person, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with maya.at("log", "maya", stdout=out) as terminal:
        said = tell(terminal, LOG)
    assert "What was it about?" in said
    assert out.read_text("utf-8").startswith("Logged s1 with Maya Pranata on Wed 1 Jul 2026")
    assert "?" not in out.read_text("utf-8")


def test_arrow_keys_move_within_an_answer_instead_of_ending_up_in_it(newcomer: Person) -> None:
    left = "\x1b[D"
    with newcomer.at("add-goal", "Patience") as terminal:
        terminal.answer("How will you know", "I wait" + left * 4 + "can ")
        tell(terminal, REST)
    assert newcomer.table("goals")[0]["success"] == "I can wait"


def test_letters_of_another_encoding_are_asked_for_again(newcomer: Person, tmp_path: Path) -> None:
    # Asked with stdout elsewhere, so that no line editor is in between.
    with newcomer.at("add-goal", "Patience", stdout=tmp_path / "out") as terminal:
        terminal.wait_for("How will you know")
        terminal.press(b"caf\xe9\r")
        terminal.wait_for("did not arrive as UTF-8")
        terminal.answer("How will you know", "café")
        tell(terminal, REST)
    assert newcomer.table("goals")[0]["success"] == "café"


CONTENT = [
    ("--notes", "We rehearsed"),
    ("--i-will", "Write it by friday"),
    ("--cancelled", "them"),
    ("--minutes", "30"),
    ("--next", "besok"),
]


@pytest.mark.parametrize(("option", "value"), CONTENT)
def test_someone_who_types_what_they_mean_is_not_asked(maya: Person, option: str, value: str) -> None:
    with maya.at("log", "maya", option, value) as terminal:
        assert terminal.left() == 0, terminal.said
    assert "?" not in terminal.said
    assert len(maya.table("sessions")) == 1


ASKED = [
    (("add-mentor",), "NAME"),
    (("add-goal",), "TITLE"),
    (("log",), "MENTOR"),
    (("review",), "MENTOR"),
    (("prep",), "MENTOR"),
    (("done",), "HANDLE"),
    (("drop",), "HANDLE"),
    (("check-in",), "GOAL"),
    (("check-in", "g1"), "PERCENT"),
    (("goal",), "GOAL"),
    (("session",), "SESSION"),
]


@pytest.mark.parametrize(("argv", "option"), ASKED, ids=lambda v: " ".join(v) if isinstance(v, tuple) else v)
def test_nobody_there_means_no_question_but_the_name_of_what_is_missing(
    maya: Person, argv: tuple[str, ...], option: str
) -> None:
    answer = Desk(maya.journal).refused(2, *argv, stdin="maya\nmaya\nmaya\n")
    assert answer.out == ""
    assert f"{option} is missing." in answer.err


@pytest.mark.parametrize(
    ("line", "listed", "holds"),
    [
        ("promise maya", "promises", "text"),
        ("add-topic maya", "topics", "text"),
        ("add-win", "wins", "text"),
        ("add-feedback maya given", "feedback", "text"),
        ("reflect maya", "reflections", "happened"),
        ("log maya", "sessions", "notes"),
    ],
)
def test_where_nothing_was_said_the_text_comes_from_the_pipe(
    maya: Person, line: str, listed: str, holds: str
) -> None:
    maya.does("log", "maya", "--notes", "We began")
    before = maya.journal.read_bytes()
    for empty in ("", " \n"):
        nothing = maya.pipes(*line.split(), stdin=empty)
        assert (nothing.returncode, nothing.stdout) == (2, "")
        assert "is missing." in nothing.stderr
    assert maya.journal.read_bytes() == before
    assert maya.pipes(*line.split(), stdin="She waits first\n").returncode == 0
    assert maya.table(listed)[-1][holds] == "She waits first"


def test_a_pipe_answers_no_question(maya: Person) -> None:
    before = maya.journal.read_bytes()
    piped = maya.pipes("log", stdin="maya\n" * 30)
    assert (piped.returncode, piped.stdout) == (2, "")
    assert "MENTOR is missing." in piped.stderr
    assert maya.journal.read_bytes() == before


@pytest.mark.parametrize("argv", [("--json", "add-mentor"), ("log", "--json"), ("check-in", "g1", "--json")])
def test_a_script_that_asks_for_json_is_asked_nothing_even_in_a_terminal(
    maya: Person, argv: tuple[str, ...]
) -> None:
    with maya.at(*argv) as terminal:
        assert terminal.left() == 2
    assert json.loads(terminal.said)["error"]["code"] == "missing"


def test_nobody_who_could_see_a_question_is_asked_one(maya: Person, tmp_path: Path) -> None:
    unseen = ("/bin/sh", "-c", f'exec "$0" "$@" >{shlex.quote(str(tmp_path / "out"))} 2>&1', *PROGRAM)
    with Terminal("done", env=maya.env, program=unseen) as terminal:
        assert terminal.left() == 2
    assert "HANDLE is missing." in (tmp_path / "out").read_text("utf-8")


def stopped(person: Person, argv: Sequence[str], talk: Talk, key: str, at: int) -> None:
    """Answer the questions up to one, and stop there."""
    before = person.journal.read_bytes() if person.journal.exists() else None
    with person.at(*argv) as terminal:
        for question, answer in talk[:at]:
            terminal.answer(question, answer)
        terminal.wait_for(talk[at][0])
        assert terminal.stop(key) == 130, terminal.said
    said = terminal.said.rstrip("\n").removesuffix(
        "\n  Your answers wait: the same command goes on with them."
    )
    *_earlier, last, message = said.split("\n")
    assert message == "Stopped. The journal is unchanged."
    assert "Stopped" not in last
    assert (said != terminal.said.rstrip("\n")) == any(
        answer not in ("", "ya", "tidak") for _question, answer in talk[:at]
    )
    assert "Traceback" not in terminal.said
    assert (person.journal.read_bytes() if person.journal.exists() else None) == before


def stopped_everywhere(person: Person, argv: Sequence[str], talk: Talk, key: str) -> None:
    def at_home(at: int) -> None:
        home = person.home / str(at)  # a home each, for what is stopped in one is offered there again
        home.mkdir()
        if person.journal.exists():
            (home / "journal.json").write_bytes(person.journal.read_bytes())
        stopped(Person(home), argv, talk, key, at)

    with ThreadPoolExecutor(4) as pool:
        for future in [pool.submit(at_home, at) for at in range(len(talk))]:
            future.result()


@pytest.mark.long
def test_a_ctrl_c_right_after_other_keys_stops_too_and_leaves_none_of_them_to_the_shell(
    newcomer: Person,
) -> None:
    """Where a terminal throws away what it has announced, readline waits for it, deaf to all signals."""
    for _time in range(30):
        with newcomer.at("add-mentor", "--dry-run") as terminal:
            terminal.wait_for("Who is it?")
            assert not terminal.throws_keys_away()
            terminal.press("x" + ENTER)
            terminal.press(CTRL_C)
            assert terminal.left() == 130, terminal.said
            assert terminal.untaken() == b""


@pytest.mark.parametrize(
    "key", [CTRL_C, pytest.param(CTRL_D, marks=pytest.mark.long)], ids=["ctrl-c", "ctrl-d"]
)
class TestStopped:
    def test_while_a_peer_is_added(self, newcomer: Person, key: str) -> None:
        stopped_everywhere(newcomer, ("add-mentor",), ADD_MENTOR, key)

    def test_while_a_goal_is_added(self, newcomer: Person, key: str) -> None:
        stopped_everywhere(newcomer, ("add-goal",), ADD_GOAL, key)

    @pytest.mark.parametrize("at", [0, 3, len(LOG) - 1])
    def test_at_the_first_the_last_and_another_question_of_a_talk(
        self, maya: Person, key: str, at: int
    ) -> None:
        stopped(maya, ("log", "maya"), LOG, key, at)

    @pytest.mark.long
    def test_while_a_talk_is_logged(self, maya: Person, key: str) -> None:
        stopped_everywhere(maya, ("log", "maya"), LOG, key)

    def test_while_a_relationship_is_rated(self, maya: Person, key: str) -> None:
        stopped_everywhere(maya, ("review", "maya"), REVIEW, key)

    def test_with_stdout_going_to_a_file(self, maya: Person, key: str, tmp_path: Path) -> None:
        with maya.at("done", stdout=tmp_path / "out") as terminal:
            terminal.wait_for("Which one?")
            assert terminal.stop(key) == 130
        assert "\nStopped. The journal is unchanged.\n" in terminal.said
        assert (tmp_path / "out").read_bytes() == b""
