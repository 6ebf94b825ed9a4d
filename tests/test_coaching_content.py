"""The coaching as a whole: every idea has its text, every text a moment that asks for it."""

import ast
import re
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest

import peermentor
from peermentor import templates
from peermentor.commands.table import commands
from peermentor.practice.nouns.coaching import Moment
from peermentor.practice.today.hints import RULES
from tests.conftest import Desk
from tests.test_templates import alike

PRACTICE = Path(peermentor.__file__).parent / "practice"
PAGES = templates.guide("en")
FIT, OPENERS, REFLECTION = templates.fit("en"), templates.openers("en"), templates.reflection("en")
COACHING = templates.load("en")
EVERYTHING = [*COACHING.questions, *COACHING.tips, *COACHING.guides, *PAGES, *FIT, *OPENERS, *REFLECTION]


def test_every_moment_is_one_that_the_program_asks_for() -> None:
    said = {
        node.value
        for name in ("prep/question_reasons.py", "today/tip_of_day.py")
        for node in ast.walk(ast.parse((PRACTICE / name).read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(get_args(Moment)) - said == set()


@pytest.mark.parametrize("said", EVERYTHING, ids=lambda said: f"{type(said).__name__}-{said.key}")
def test_everything_is_tagged_with_a_row_of_the_fifty(said) -> None:
    assert 1 <= said.row <= 50
    assert said.text.strip()


def test_every_row_has_a_text_and_every_row_that_wants_a_hint_has_its_rule() -> None:
    assert {said.row for said in EVERYTHING} == set(range(1, 51))
    assert {row for row, _key, _rule in RULES} >= {5, 7, 10, 38}  # rows whose right column says: a hint


def test_no_two_tips_and_no_two_questions_say_the_same() -> None:
    texts = [said.text.lower() for said in EVERYTHING if said not in PAGES]
    assert len(set(texts)) == len(texts)
    tips = [tip.text.lower() for tip in COACHING.tips]
    assert [pair for pair in combinations(tips, 2) if alike(*pair)] == []


def test_the_guide_tells_how_a_peer_differs_in_six_ways() -> None:
    what = next(page for page in PAGES if page.key == "what")
    assert [row[0] for row in what.table[1:]] == ["Level", "Learning", "Agenda", "Feedback", "Form", "Reach"]
    assert {len(row) for row in what.table} == {3}


def test_the_sources_are_named_and_the_article_is_credited() -> None:
    sources = next(page for page in PAGES if page.key == "sources").text
    for name in ("Naluri", "Bordin", "Borton", "Eby", "Gollwitzer", "Harkin", "Kiresuk"):
        assert name in sources


def test_every_command_a_page_names_exists() -> None:
    for page in PAGES:
        for words in re.findall(r"`([^`]+)`", page.text):
            name = words.removeprefix("peermentor ").split()[0]
            assert name in commands() or name.startswith("--") or words in ("mentor", "mentee"), (
                page.key,
                words,
            )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
@pytest.mark.parametrize("columns", [50, 80, 140])
def test_a_page_fits_a_screen(desk: Desk, page, columns: int) -> None:
    desk.env["COLUMNS"] = str(columns)
    lines = desk.do("guide", page.key).out.splitlines()
    assert max(map(len, lines)) <= min(columns, 88)
    if columns >= 80:
        assert len(lines) <= 25
