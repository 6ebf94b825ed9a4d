"""Any text, in the fields and on the screens of finding, starting, working, knowing and ending too."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.test_any_text import NASTY, UNSAFE
from tests.cli.test_any_text import TEXTS as ANY
from tests.conftest import Desk

TEXTS = ANY.filter(lambda text: text.strip() != "-")  # which means: read it from stdin
SCREENS = (
    "fit m1", "fit --compare", "opener m1", "opener m1 --kind message", "agree m1", "agree m1 --markdown",
    "session s1", "wins", "wins --markdown", "stats m1", "stats", "timeline m1", "timeline m1 --limit 3",
    "search m1", "mentor m1", "prep m1", "prep m1 --markdown", "today --days 300", "history", "doctor",
    "close m1 --release", "timeline m1", "mentors --all", "fit m2", "undo", "redo", "log m1 --notes x",
)  # fmt: skip


def keep_everywhere(desk: Desk, text: str) -> None:
    """Say the same text in every field of the commands around a talk."""

    def of(names: str) -> list[str]:
        return [f"--{name}={text}" for name in names.split()]

    do = desk.do
    do("add-mentor", "--candidate", "--", f"Maya {text}")
    do("add-mentor", "--candidate", "Zoe")
    do("fit", "m1", "--answer", "skill=yes", f"--evidence=skill={text}")
    do("opener", "m1", "--kind", "message", f"--text={text}")
    do("edit-mentor", "m1", "--stage", "active")
    do("agree", "m1", *of("i-bring they-bring i-hope they-hope channel quiet confidential boundary stop"))
    do("log", "m1", "--got=one", *of("strength improve"))
    do("reflect", "s1", *of("happened so-what now-what"))
    do("done", "s1.1", *of("outcome"))
    do("add-feedback", "m1", "given", *of("situation behaviour impact question"))
    do("promise", "m1", "--by=friday", *of("when"), "--", text)
    do("add-win", "--with=m1", "--", text)
    do("review", "m1", "--rate=goals=4", *of("because"))
    do("pause", "m1", "--until=2026-09-01", *of("because"))
    do("resume", "m1")


def comes_back(text: str) -> None:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "journal.json")
        keep_everywhere(desk, text)
        text = text.replace("\r\n", "\n")  # the CR of CRLF is no word: it goes on the way in
        tables = {name: list(table.values()) for name, table in desk.tables().items()}
        (answer,) = desk.data("fit", "m1")["answers"][:1]
        assert answer["evidence"] == text
        agreed = desk.data("agree", "m1")["agreement"]
        assert {agreed[name] for name in ("i_bring", "they_hope", "channel", "quiet", "stop")} == {text}
        assert agreed["boundaries"] == [text]
        session = desk.data("session", "s1")["session"]
        said = session["reflection"]
        assert {said[name] for name in ("happened", "so_what", "now_what")} == {text}
        assert (said["strengths"], said["improve"]) == ([text], [text])
        assert session["tried"][0]["outcome"] == text
        (feedback,) = tables["feedback"]
        assert {feedback[name] for name in ("situation", "behaviour", "impact", "question")} == {text}
        assert desk.data("promises")["promises"][0]["cue"] == text
        assert desk.data("wins")["months"][0]["wins"][0]["text"] == text
        assert tables["mentors"][0]["openers"][0]["text"] == text
        assert tables["reviews"][0]["because"] == text


def stays_text(text: str, columns: int) -> None:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "journal.json")
        keep_everywhere(desk, text)
        desk.env["COLUMNS"] = str(columns)
        for words in (*SCREENS, f"search {text.split(maxsplit=1)[0]}"):
            typed = words.split() if words in SCREENS else ["search", "--", text.split(maxsplit=1)[0]]
            answer = desk.type(*typed)
            assert answer.code in {0, 1, 2, 3, 4}, (words, answer)
            assert not UNSAFE.search(answer.out), (words, answer.out)
            assert not UNSAFE.search(answer.err), (words, answer.err)


@settings(max_examples=2)
@given(TEXTS)
def test_any_text_comes_back_exactly_as_it_was_typed(text: str) -> None:
    comes_back(text)


@pytest.mark.parametrize("columns", [50, *(pytest.param(more, marks=pytest.mark.long) for more in (80, 140))])
def test_no_text_reaches_the_terminal_as_anything_but_text(columns: int) -> None:
    stays_text("\n".join(NASTY), columns)


@pytest.mark.long
@settings(max_examples=40)
@given(TEXTS, st.sampled_from([50, 80, 140]))
def test_hundreds_of_texts_come_back_and_stay_text(text: str, columns: int) -> None:
    comes_back(text)
    stays_text(text, columns)


def test_a_name_of_ten_thousand_letters_breaks_nothing(desk: Desk) -> None:
    desk.do("add-mentor", "M" * 10_000)
    for words in ("mentors", "mentor m1", "today", "prep m1", "review m1", "timeline m1", "stats"):
        answer = desk.do(*words.split())
        assert max(len(line) for line in answer.out.splitlines()) <= 10_100
    assert desk.data("mentor", "m1")["mentor"]["name"] == "M" * 10_000


def test_a_note_of_a_megabyte_comes_back_and_is_found(desk: Desk) -> None:
    note = "She said it again. 🌱 [bold]\x1b[31m " * 30_000 + "needle"
    assert len(note.encode()) > 1_000_000
    desk.do("add-mentor", "Maya Pranata")
    desk.do("log", "maya", "--notes", "-", stdin=note)
    assert desk.tables()["sessions"]["1"]["notes"] == note
    assert desk.data("session", "s1")["session"]["notes"] == note
    assert "s1" in desk.do("search", "needle").out
    for words in ("sessions", "prep maya", "timeline maya", "today", "mentor maya", "review maya", "stats"):
        assert len(desk.do(*words.split()).out) < 100_000
    desk.do("undo")
    desk.do("redo")
    assert desk.tables()["sessions"]["1"]["notes"] == note
