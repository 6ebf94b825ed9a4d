"""Every prompt of every command is answered wrongly first: it says what may be typed, and asks again.

A prompt for words of one's own takes any words; what can be wrong there is to say nothing where something is
needed.
"""

import os
from pathlib import Path
from typing import Any

import pytest

from peermentor.commands.table import commands
from peermentor.practice.nouns import find
from peermentor.practice.nouns.records import KINDS
from tests.cli.terminal import Terminal
from tests.cli.used import used_desk
from tests.conftest import Desk

NEEDED = ("", "An answer is needed here; Ctrl-C stops.")
YES_NO = ("perhaps", "Please answer y or n.")
NO_DATE = ("someday", "I can't read “someday” as a date")
NO_RHYTHM = ("now and then", "Say it like: 2w")
ENERGY = ("9", "“9” is not a number from 1 to 5.")
WHO = ("nobody", "There is no mentor “nobody” here.")
Step = tuple[
    str, list[tuple[str, str]], str
]  # the question, wrong answers with what is said of each, the right


def free(question: str, right: str = "") -> Step:
    return question, [], right


STATEMENTS: list[Step] = [
    (start, [("6", "“6” is not a number from 1 to 5."), ("good", "“good” is not a number")], "4")
    for start in (
        *("We work on", "I learn here", "I am respected", "We speak openly", "We both turn up"),
        *("We both give", "It leaves me", "I do my part"),
    )
]
LOG_STEPS: list[Step] = [
    ("(1 of 6) What was it about?", [("9", "One of: t1.")], "1, lunch"),
    (
        "What will you do?",
        [("Go by 99 Agustus", "I can't read"), ("Go by 2020-01-01", "before it was made")],
        "Go by friday",
    ),
    ("What will they do?", [("Go by 99 Agustus", "I can't read")], "Read it"),
    free("What did you take away?", "Wait"),
    free("What did you give them?", "An ear"),
    ("How did it leave you?", [ENERGY, ("tired", "from 1 to 5")], "4"),
    ("When do you meet next?", [NO_DATE, ("2026-06-01", "would not come after")], "2026-07-20"),
]
ASKED: dict[str, tuple[str, list[Step], str, dict[str, Any]]] = {
    "add-mentor": (
        "add-mentor",
        [
            ("Who is it?", [NEEDED, ("maya pranata", "is here already (m1)")], "Budi"),
            free("What do you want to learn", "Calm"),
            free("Why them?"),
            ("How often do you want to meet?", [NO_RHYTHM], "2w"),
        ],
        "m4",
        {"name": "Budi", "skill": "Calm", "every": "2w"},
    ),
    "add-goal": (
        "add-goal",
        [
            ("What do you want to grow in?", [NEEDED], "Patience"),
            free("(1 of 5) How will you know", "I wait"),
            free("(2 of 5) What in you", "Haste"),
            ("(3 of 5) When that happens", [("breathe by 99 Agustus", "I can't read")], "breathe by friday"),
            ("(4 of 5) With whom?", [WHO], "maya"),
            ("(5 of 5) By when?", [NO_DATE, ("2020-01-01", "2020")], "2026-09-30"),
        ],
        "g3",
        {"title": "Patience", "success": "I wait", "obstacle": "Haste", "target": "2026-09-30"},
    ),
    "log": (
        "log maya",
        LOG_STEPS,
        "s2",
        {"notes": "lunch", "got": ["Wait"], "gave": ["An ear"], "energy": 4, "next": "2026-07-20"},
    ),
    "log --full": (
        "log maya --full",
        [
            ("When was it?", [NO_DATE, ("tomorrow", "has not happened yet")], "yesterday"),
            ("Which role did you have", [("boss", "One of: mentor, mentee. Enter skips.")], "1"),
            ("How many minutes", [("an hour", "from 1 to 1440"), ("0", "from 1 to 1440")], "30"),
            ("Who led it?", [("7", "One of: me, them, both.")], "b"),
            *((asked.removeprefix("(1 of 6) "), wrong, right) for asked, wrong, right in LOG_STEPS[:-1]),
            free("Did something go well?", "It held"),
            ("Who talked more?", [("all", "One of: me, them, even.")], "3"),
            ("Did you ask more than you told?", [("4", "One of: yes, partly, no.")], "2"),
            free("happened", "We talked"),
            free("So what?", "So"),
            free("Now what?", "Go"),
            LOG_STEPS[-1],
        ],
        "s2",
        {"date": "2026-06-30", "role": "mentor", "minutes": 30, "led": "both", "talked": "even"},
    ),
    "review": (
        "review maya",
        [
            ("Say how it feels", [YES_NO], "y"),
            *STATEMENTS,
            ("Has anything here frightened you", [YES_NO], "n"),
            ("What do you decide?", [("5", "One of: continue, adjust, pause, close.")], "adj"),
            free("Why?", "So"),
            ("When do you look again?", [NO_DATE, ("2020-01-01", "2020")], "2026-08-01"),
        ],
        "r1",
        {"decision": "adjust", "because": "So", "next_review": "2026-08-01", "concern": False},
    ),
    "promise": (
        "promise",
        [
            ("Who is it about?", [NEEDED, WHO, ("ma", "Maya Pranata (m1), Marta Ruiz (m2)")], "maya"),
            ("What was promised?", [NEEDED, ("Go by 99 Agustus", "I can't read")], "Call"),
            ("Whose promise is it?", [("3", "One of: me, them. Enter skips.")], "them"),
            ("By when?", [NO_DATE, ("2020-01-01", "2020")], "friday"),
        ],
        "p4",
        {"text": "Call", "owner": "them", "due": "2026-07-03"},
    ),
    "done": ("done", [("Which one?", [NEEDED, ("9", "no number 9"), ("r1", "no promise “r1”")], "1")],
             "p1", {"state": "kept"}),
    "drop": ("drop", [("Which one?", [NEEDED, ("x", "There is no promise “x”")], "p2")],
             "p2", {"state": "dropped"}),
    "check-in": (
        "check-in",
        [
            ("Which goal?", [NEEDED, ("g9", "There is no goal “g9” here."), ("1 2", "Only one")], "2"),
            ("How far has it come?", [NEEDED, ("half", "is not a percent"), ("130", "130")], "50%"),
        ],
        "c2",
        {"percent": 50},
    ),
    "goal": ("goal", [("Which goal?", [NEEDED, ("9", "no number 9")], "1")], "", {}),
    "session": ("session", [("Which talk?", [NEEDED, ("s9", "There is no talk “s9” here.")], "1")], "", {}),
    "show": ("show", [("What do you want to see?", [NEEDED, WHO], "p1")], "", {}),
    "delete": ("delete", [("What should go?", [NEEDED, ("p9", "There is no promise “p9”")], "p2")], "", {}),
    "forget": (
        "forget",
        [("What is to be forgotten?", [NEEDED, WHO], "p2"), ("Forget it for good?", [YES_NO], "y")],
        "",
        {},
    ),
    "merge": (
        "merge",
        [
            ("Who goes?", [NEEDED, WHO], "zoe"),
            ("Who stays?", [NEEDED, ("zoe", "one and the same"), ("ma", "(m1), Marta Ruiz (m2)")], "marta"),
        ],
        "",
        {},
    ),
    "later": (
        "later",
        [
            ("What is to come later?", [NEEDED, ("s1", "s1 has no day ahead of it.")], "g1"),
            ("Which day?", [NEEDED, NO_DATE, ("2020-01-01", "that day is over")], "2026-11-01"),
        ],
        "g1",
        {"target": "2026-11-01"},
    ),
    "agree": (
        "agree maya",
        [
            ("What is it about?", [("4", "One of: career, skill, both. Enter skips.")], "2"),
            free("What do you bring?", "Time"),
            free("What do they bring?"),
            free("What do you hope for?"),
            free("What do they hope for?"),
            free("How do you reach each other"),
            ("How often do you meet?", [NO_RHYTHM], "2w"),
            ("How many minutes?", [("an hour", "from 5 to 480"), ("3", "from 5 to 480")], "30"),
            free("When is it better not to write?"),
            free("What stays between you?"),
            free("A boundary that keeps it good", "None late"),
            free("…and another?"),
            free("How may either of you stop?"),
        ],
        "ag1",
        {"focus": "skill", "i_bring": "Time", "every": "2w", "minutes": 30, "boundaries": ["None late"]},
    ),
    "fit": (
        "fit zoe",
        [
            ("Go through the checklist?", [YES_NO], "y"),
            ("(1 yes, 2 partly", [("maybe", "One of: yes, partly, no, unknown, stop.")], "1"),
            free("What did you see?", "A call"),
            ("(1 yes, 2 partly", [("6", "One of: yes")], "stop"),
        ],
        "m3",
        {},
    ),
    "opener": (
        "opener zoe --keep",
        [
            ("Which one?", [("letter", "One of: message, in-person, after-event.")], "1"),
            ("What do you want to learn together?", [NEEDED], "Calm"),
        ],
        "m3",
        {},
    ),
    "rehearse": (
        "rehearse maya",
        [
            free("What happened, and when?", "Two talks moved"),
            free("What does it do to you?"),
            free("What is your own part"),
            free("What do you ask for?"),
            free("What will you do if they say no?"),
            ("How do you want to say it?", [("loud", "One of: gentle, plain, direct. Enter skips.")], "3"),
        ],
        "rh1",
        {"happened": "Two talks moved", "tone": "direct"},
    ),
    "reflect": (
        "reflect s1",
        [
            ("Which role did you have?", [("boss", "One of: mentor, mentee.")], "2"),
            free("What happened", "We began"),
            free("So what?"),
            free("Now what?"),
            free("A strength you saw in yourself", "calm"),
            free("…and another?"),
            free("Something you want to get better at"),
        ],
        "rf1",
        {"role": "mentee", "strengths": ["calm"]},
    ),
    "add-feedback": (
        "add-feedback maya",
        [
            ("Did you give it?", [YES_NO], "y"),
            free("When and where was it?", "The round"),
            free("What did they do or say?"),
            free("What did that do?"),
            free("What did you ask of them?"),
        ],
        "f1",
        {"direction": "given", "situation": "The round"},
    ),
    "add-topic": ("add-topic maya", [("What do you want to talk about?", [NEEDED], "Stairs")],
                  "t3", {"text": "Stairs"}),
    "add-win": ("add-win", [("What went well?", [NEEDED], "It held")], "w1", {"text": "It held"}),
    "search": ("search", [("What are you looking for?", [NEEDED], "began")], "", {}),
    "pause": (
        "pause maya",
        [("Until when?", [NO_DATE, ("2020-01-01", "2020")], "2026-08-01")],
        "m1",
        {"stage": "paused", "until": "2026-08-01"},
    ),
    "close": (
        "close maya",
        [
            ("Let go of them all?", [YES_NO], "y"),
            ("what becomes of them?", [("burn", "One of: keep, hand-on, let-go. Enter skips.")], "3"),
            free("What did you reach together?", "Much"),
            free("What do you thank them for?"),
            free("What did it teach you?"),
            free("Why does it end?"),
            ("Will you stay in touch?", [YES_NO], "n"),
        ],
        "m1",
        {"stage": "closed"},
    ),
    "edit-goal": (
        "edit-goal g1 --state reached",
        [
            ("How far did it come?", [("far", "One of: much-less, less, as-expected, more, much")], "4"),
            free("What do you want to learn or try next?", "Chair a round"),
        ],
        "g1",
        {"state": "reached", "attained": 1},
    ),
    "export": ("export", [("Which format?", [NEEDED, ("pdf", "pdf")], "json")], "", {}),
    "import": (
        "import",
        [
            ("Which format?", [NEEDED, ("pdf", "pdf")], "vcf"),
            ("Which file?", [NEEDED, ("nowhere.vcf", "nowhere.vcf")], "people.vcf"),
        ],
        "",
        {},
    ),
    "edit": ("edit", [("What is to be put right?", [NEEDED, WHO], "p2")], "p2", {"text": "Send the letter"}),
}  # fmt: skip
# Commands that ask nothing but whom it is about, which `promise` shows, or that take no question at all.
WHOM_ONLY = {"prep", "mentor", "edit-mentor", "timeline", "resume"}
NOTHING_ASKED = {
    *("today", "mentors", "goals", "topics", "promises", "wins", "feedback", "sessions", "reviews", "stats"),
    *("tips", "guide", "questions", "man", "help", "undo", "redo", "history", "backup", "doctor", "config"),
    *("demo", "restore", "report", "vault"),
}
CARD = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana Lima\r\nEND:VCARD\r\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = used_desk(tmp_path)
    (tmp_path / "people.vcf").write_text(CARD, "utf-8")
    desk.env["EDITOR"] = "sed -i s/template/letter/"
    return desk


@pytest.mark.parametrize("name", ASKED)
def test_every_prompt_answered_wrongly_first_says_what_may_be_typed(
    desk: Desk, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.path.parent)
    line, steps, handle, holds = ASKED[name]
    with Terminal(*line.split(), env={**os.environ, **desk.env, "TERM": "xterm-256color"}) as terminal:
        for question, wrong, right in steps:
            for answer, says in wrong:
                terminal.answer(question, answer)
                terminal.wait_for(says)
            terminal.answer(question, right.replace("people.vcf", str(desk.path.with_name("people.vcf"))))
        assert terminal.left() == 0, terminal.said
    assert "Traceback" not in terminal.said
    if handle:
        kind = next(kind for kind in KINDS if find.is_handle_of(kind, handle))
        record = desk.tables()[kind.table][handle.removeprefix(kind.prefix)]
        assert {field: record.get(field, False) for field in holds} == holds


def test_no_command_that_asks_is_missing_here() -> None:
    asking = {name.split()[0] for name in ASKED}
    assert set(commands()) - WHOM_ONLY - NOTHING_ASKED <= asking
