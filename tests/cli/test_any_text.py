"""Any text comes back as it was typed, and none reaches the terminal as anything but text."""

import re
import shlex
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peermentor.practice.nouns.unseen import as_words, says_nothing
from tests.conftest import Desk

# What may move a cursor, set a title, hide text or turn it around; the newline is the one that may pass.
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
NASTY = (
    "[bold]loud[/bold] [/] [link=https://example.org]here[/link] \\[red]",
    "\x1b[2J\x1b[31mred\x1b[0m \x1b]0;a title\x07 \x1b]8;;https://example.org\x1b\\link \x9b31m",
    "one\nsecond\r\nthird\rfourth\x0b\x0c\x85\u2028\u2029tab\there",
    "\u202eright to left\u202c \u2066isolate\u2069 \u200fmark\u061c zero\u200bwidth\u200djoined\ufeff",
    "日本語の文 👩‍👩‍👧‍👦 é e\u0301 ﷽ Z̷a̷l̷g̷o̷ 🏳️‍🌈",
    "{name} {0} %s %(name)s $HOME `id` 'single' \"double\" \\n ; rm -rf ~",
    "-- -x --json \x08\x08\x7f",
    "x" * 400,
    " padded ",
)


def says_something(text: str) -> bool:
    return not says_nothing(text)


REFLECTION = ("happened", "so_what", "now_what")
ALMOST_ANY = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.text(ALMOST_ANY, min_size=1, max_size=40),
    st.text("\x1b[];\x07\r\n\u202e-=@ 🌱x", min_size=1, max_size=30),
).filter(says_something)
NOTES = st.one_of(TEXTS, st.text(st.characters(exclude_categories=["Cs"]), min_size=1)).filter(says_something)


class Written:
    """A journal in which every text field says the same text, each typed the way its command takes it."""

    def __init__(self, folder: Path, text: str, notes: str = "") -> None:
        self.text, self.notes = as_words(text), as_words(notes or text)  # what nobody typed goes
        text = self.text
        self.name = f"Maya {text}"
        self.desk = Desk(folder / "journal.json")
        do = self.desk.do
        do("add-mentor", *self._options("skill role department why"), "--every", "1w", "--", self.name)
        do("add-goal", "--with=m1", *self._options("why success milestone"), "--", text)
        do("add-topic", "m1", "--", text)
        do("promise", "m1", "--by=friday", "--goal=g1", "--", text)
        do("promise", "m1", "--theirs", "--", text)
        spoken = self._options("got gave win feedback-given feedback-received happened so-what now-what")
        do("log", "m1", *spoken, "--energy=4", "--notes", "-", stdin=f"{self.notes}\n".encode())
        do("check-in", "g1", "20", *self._options("note"))
        do("add-topic", "m1", "--from=them", "--", text)
        do("drop", "p2", *self._options("because"))

    def _options(self, names: str) -> list[str]:
        return [f"--{name}={self.text}" for name in names.split()]

    def shown(self) -> dict[str, object]:
        """Every text as `--json` shows it."""
        data = self.desk.data
        mentor, whole = data("mentor", "m1")["mentor"], data("goal", "g1")
        session, topics = data("session", "s1")["session"], data("topics")["topics"]
        promises = data("promises", "--all")["promises"]
        return {
            "mentor": [mentor[field] for field in ("skill", "role", "department", "why")],
            "goal": [whole["goal"][field] for field in ("title", "why", "success")],
            "milestone": whole["goal"]["milestones"][0]["text"],
            "check-in": whole["checkins"][0]["note"],
            "topics": [topic["text"] for topic in topics],
            "promises": [promise["text"] for promise in promises],
            "because": [promise["because"] for promise in promises if promise["state"] == "dropped"],
            "session": [*session["got"], *session["gave"], session["wins"][0]["text"]],
            "reflection": [session["reflection"][field] for field in REFLECTION],
            "notes": session["notes"],
            "names": [mentor["name"], session["mentor"]["name"], topics[0]["mentor"]["name"]],
        }

    def in_the_file(self) -> dict[str, object]:
        """Every text as a stranger reads it."""
        (mentor,), (goal,), (session,), (checkin,), (reflection,) = (
            self.desk.tables()[name].values()
            for name in ("mentors", "goals", "sessions", "checkins", "reflections")
        )
        tables = {name: list(table.values()) for name, table in self.desk.tables().items()}
        return {
            "mentor": [mentor[field] for field in ("skill", "role", "department", "why")],
            "goal": [goal[field] for field in ("title", "why", "success")],
            "milestone": goal["milestones"][0]["text"],
            "check-in": checkin["note"],
            "topics": [topic["text"] for topic in tables["topics"]],
            "promises": [promise["text"] for promise in tables["promises"]],
            "because": [promise["because"] for promise in tables["promises"] if "because" in promise],
            "session": [*session["got"], *session["gave"], tables["wins"][0]["text"]],
            "reflection": [reflection[field] for field in REFLECTION],
            "notes": session["notes"],
            "names": [mentor["name"]] * 3,
            "feedback": [feedback["text"] for feedback in tables["feedback"]],
        }

    def as_typed(self) -> dict[str, object]:
        """Every text as it was typed."""
        text = self.text
        return {
            "mentor": [text] * 4,
            "goal": [text] * 3,
            "milestone": text,
            "check-in": text,
            "topics": [text] * 2,
            "promises": [text] * 2,
            "because": [text],
            "session": [text] * 3,
            "reflection": [text] * 3,
            "notes": self.notes,
            "names": [self.name] * 3,
        }


SCREENS = (
    "today --days 90", "mentors", "mentor m1", "goals", "goal g1", "topics", "promises --all", "sessions",
    "session s1", "session s2", "prep m1", "prep m1 --markdown", "review m1 --rate goals=2 --decide adjust",
    "edit-mentor m1 --minutes 30", "edit-goal g1 --by 2026-09-30", "check-in g1 30", "add-goal X --with m1",
    "done p1 t1", "log m1 --they-will X", "promise m1 --theirs X", "mentor nobody",
    "edit-mentor m1 --stage closed", "add-topic m1 X", "done p1", "check-in g1 40",
)  # fmt: skip


def comes_back(text: str, notes: str) -> None:
    with TemporaryDirectory() as folder:
        written = Written(Path(folder), text, notes)
        assert written.shown() == written.as_typed()
        assert written.in_the_file() == written.as_typed() | {"feedback": [written.text] * 2}


def stays_text(text: str, columns: int) -> None:
    with TemporaryDirectory() as folder:
        written = Written(Path(folder), text)
        desk = written.desk
        desk.do("log", "m1", "--cancelled", "them", "--notes=" + text.replace("-", "_"))
        desk.env["COLUMNS"] = str(columns)
        for words in SCREENS:
            answer = desk.type(*words.split(), *([f"--because={text}"] if "--decide" in words else []))
            assert answer.code in {0, 3, 4}, answer
            assert not UNSAFE.search(answer.out), (words, answer.out)
            assert not UNSAFE.search(answer.err), (words, answer.err)
        desk.refused(3, "mentor", "--", f"{text} nobody")
        desk.refused(4, "add-mentor", "--", written.name)


@settings(max_examples=4)
@given(TEXTS, NOTES)
def test_any_text_comes_back_exactly_as_it_was_typed(text: str, notes: str) -> None:
    comes_back(text, notes)


@pytest.mark.long
@settings(max_examples=150)
@given(TEXTS, NOTES)
def test_hundreds_of_texts_come_back_exactly_as_they_were_typed(text: str, notes: str) -> None:
    comes_back(text, notes)


@pytest.mark.parametrize("columns", [50, *(pytest.param(more, marks=pytest.mark.long) for more in (80, 140))])
def test_no_text_reaches_the_terminal_as_anything_but_text(columns: int) -> None:
    stays_text("\n".join(NASTY), columns)


@settings(max_examples=2)
@given(TEXTS, st.sampled_from([50, 80, 140]))
def test_whatever_was_typed_the_screens_hold_no_control_character(text: str, columns: int) -> None:
    stays_text(text, columns)


@pytest.mark.long
@settings(max_examples=80)
@given(TEXTS, st.sampled_from([50, 80, 140]))
def test_whatever_hundreds_typed_the_screens_hold_no_control_character(text: str, columns: int) -> None:
    stays_text(text, columns)


def test_a_text_that_begins_with_a_dash_goes_after_two_dashes_or_an_equals_sign(desk: Desk) -> None:
    desk.do("add-mentor", "Maya")
    assert "go after “--”" in desk.refused(2, "add-topic", "maya", "-5 degrees").err
    desk.do("add-topic", "maya", "--", "-5 degrees")
    desk.do("edit-mentor", "maya", "--why=--because")
    desk.do(
        "log", "maya", "--notes=- a list\n- of two", "--i-will=-x by friday", "--got=--", "--gave", "--json"
    )
    assert desk.data("topics")["topics"][0]["text"] == "-5 degrees"
    assert desk.data("mentor", "maya")["mentor"]["why"] == "--because"
    session = desk.data("session", "s1")["session"]
    assert (session["notes"], session["got"], session["gave"]) == ("- a list\n- of two", ["--"], ["--json"])
    assert (session["promises"][0]["text"], session["promises"][0]["due"]) == ("-x", "2026-07-03")


def test_what_was_done_is_said_in_one_line_whatever_the_text(desk: Desk) -> None:
    desk.do("add-mentor", "Maya\nPranata")
    for words in (
        ("add-goal", "Say\nno", "--with", "m1"),
        ("edit-goal", "g1", "--title", "Say\nno\nkindly"),
        ("check-in", "g1", "10"),
        ("add-topic", "m1", "One\ntwo"),
        ("promise", "m1", "--theirs", "One\ntwo"),
        ("done", "p1"),
        ("drop", "t1"),
        ("log", "m1", "--notes", "One\ntwo"),
        ("edit-mentor", "m1", "--why", "One\ntwo"),
    ):
        changed_fields = words[0].startswith("edit-")  # each has a line of its own
        assert desk.do(*words).out.count("\n") == 1 + changed_fields


def test_a_hint_can_be_typed_whatever_the_name(desk: Desk) -> None:
    for name, typed in (
        ("O'Neill Sean", "oneill"),
        ("Maya Pranata", "maya"),
        ("Maya Ruiz", "m3"),
        ("日本", "日本"),
    ):
        (hint,) = desk.do("--json", "add-mentor", name).json["hints"]
        assert shlex.split(hint["command"]) == ["peermentor", "add-goal", "…", "--with", typed]
