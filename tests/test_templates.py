"""The coaching: every text well made and tagged, and enough of them for every moment it is asked for."""

from collections import Counter
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest

from peermentor import templates
from peermentor.practice.nouns.coaching import Moment
from peermentor.practice.nouns.records import Shape

COACHING = templates.load("en")
EVERYTHING = [*COACHING.questions, *COACHING.tips, *COACHING.guides]
FOR_QUESTIONS = [moment for moment in get_args(Moment) if moment != "looking"]
FOR_TIPS = [moment for moment in get_args(Moment) if moment not in ("goal", "reality", "options", "will")]


@pytest.mark.parametrize("said", EVERYTHING, ids=lambda said: said.key)
def test_it_has_a_plain_key_a_clean_text_and_a_row_of_the_fifty(said):
    assert said.key == said.key.lower()
    assert said.key.replace("-", "").isalnum()
    assert said.key.isascii()
    assert said.text == " ".join(said.text.split())
    assert 1 <= said.row <= 50


@pytest.mark.parametrize("question", COACHING.questions, ids=lambda question: question.key)
def test_a_question_is_open_and_one_breath_long(question):
    assert question.text.endswith("?")
    assert question.text.count("?") == 1
    assert len(question.text) <= 140
    words = question.text.lower().replace("whenever", "when")
    asked = any(
        f"{word} " in f" {words}"
        for word in ("what", "how", "which", "who", "whom", "whose", "where", "when")
    )
    assert asked


@pytest.mark.parametrize("tip", COACHING.tips, ids=lambda tip: tip.key)
def test_a_tip_is_short(tip):
    assert len(tip.text) <= 200
    assert tip.text.endswith((".", "”"))


@pytest.mark.parametrize("moment", FOR_QUESTIONS)
def test_there_are_questions_for_four_agendas_of_three(moment):
    assert sum(moment in question.moments for question in COACHING.questions) >= 12


@pytest.mark.parametrize("moment", FOR_TIPS)
def test_there_are_tips_for_four_agendas(moment):
    assert sum(moment in tip.moments for tip in COACHING.tips) >= 4


def test_there_are_as_many_as_promised():
    assert len(COACHING.questions) >= 120
    assert len(COACHING.tips) >= 40


def test_every_special_shape_has_its_guides():
    shapes = Counter(guide.shape for guide in COACHING.guides)
    assert set(shapes) == set(get_args(Shape)) - {"regular"}
    assert min(shapes.values()) >= 4


def test_keys_are_unique():
    for kind in (COACHING.questions, COACHING.tips, COACHING.guides):
        assert len({said.key for said in kind}) == len(kind)


def test_moments_are_named_once():
    assert all(
        len(set(said.moments)) == len(said.moments) > 0 for said in (*COACHING.questions, *COACHING.tips)
    )


def test_no_two_texts_say_the_same():
    texts = sorted({said.text.lower() for said in EVERYTHING})
    assert len(texts) == len(EVERYTHING)
    near = [pair for pair in combinations(texts, 2) if alike(*pair)]
    assert near == []


def alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() > 0.85 and matcher.quick_ratio() > 0.85 and matcher.ratio() > 0.85


def test_every_idea_of_the_source_about_people_and_talk_is_put_to_work():
    assert {said.row for said in EVERYTHING} == set(range(1, 51))


class TestLanguages:
    def test_a_language_without_a_folder_is_english(self):
        assert templates.load("xx") == COACHING

    def test_another_language_gives_texts_by_key_and_the_rest_is_english(self, tmp_path: Path, monkeypatch):
        (tmp_path / "en").symlink_to(templates.FOLDER / "en")
        (tmp_path / "tt").mkdir()
        (tmp_path / "tt" / "questions.toml").write_text(
            'why-now = "Mengapa sekarang?"\nno-longer-there = "?"\n[worth-today]\ntext = "Hari ini?"\n',
            "utf-8",
        )
        monkeypatch.setattr(templates, "FOLDER", tmp_path)
        found = {question.key: question for question in templates.load("tt").questions}
        english = {question.key: question for question in COACHING.questions}
        assert found.keys() == english.keys()
        assert found["why-now"].text == "Mengapa sekarang?"
        assert found["worth-today"].text == "Hari ini?"
        assert found["why-now"].moments == english["why-now"].moments
        assert found["fair-to-both"] == english["fair-to-both"]
        templates.load.cache_clear()
