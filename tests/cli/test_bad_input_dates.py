"""Dates that cannot be: understood whole or refused, never half; and never on the wrong side of another."""

import shlex
from pathlib import Path

import pytest

from tests.cli.used import refused, used_desk
from tests.conftest import Desk


@pytest.fixture
def used(tmp_path: Path) -> Desk:
    return used_desk(tmp_path)


@pytest.mark.parametrize("phrase", ["31 feb", "Jumat 99", "friday foo", "99 Agustus", "sometime", "", " "])
@pytest.mark.parametrize(
    "words",
    [
        "log maya --date",
        "log maya --next",
        "promise maya X --by",
        "add-goal X --by",
        "check-in g1 20 --date",
        "done p1 --date",
        "prep maya --date",
        "add-mentor New --next",
        "review maya --decide adjust --next",
    ],
)
def test_a_date_that_is_not_wholly_understood_is_2(used: Desk, words: str, phrase: str) -> None:
    if words.startswith("add-mentor") and not phrase.strip():
        return  # an empty --next clears it, as in edit-mentor
    answer = refused(used, 2, *words.split(), phrase, says="")
    assert answer.json["error"]["code"] in {"bad-date", "bad-value"}


@pytest.mark.parametrize("words", ["add-goal X --by", "prep maya --date"])
def test_a_time_of_day_is_refused_where_only_a_day_has_a_place(used: Desk, words: str) -> None:
    refused(used, 2, *words.split(), "friday 3pm", says="only a day is asked for", on="friday")


@pytest.mark.parametrize(
    "words",
    [
        "log maya --date tomorrow",
        "log maya --next yesterday",
        "log maya --next today",
        "log maya --date 2026-06-20 --next 2026-06-20",
        'log maya --i-will "Write by yesterday"',
        'log maya --i-will "Write by 31 feb"',
        "promise maya X --by yesterday",
        "add-goal X --by yesterday",
        "edit-goal g1 --by yesterday",
        "check-in g1 20 --date tomorrow",
        "done p1 --date 2026-06-30",
        "done p1 --date tomorrow",
        "done t1 --date 2026-06-30",
        "done t1 --date tomorrow",
        "add-mentor New --next yesterday",
        "edit-mentor maya --next yesterday",
        "review maya --decide adjust --next yesterday",
        "review maya --decide adjust --next today",
    ],
)
def test_a_day_on_the_wrong_side_is_2_and_is_named(used: Desk, words: str) -> None:
    answer = refused(used, 2, *shlex.split(words), says="")
    assert any(day in answer.json["error"]["message"] for day in (" 2026", "future", "31 feb"))
