"""The catalogues and the coaching: whole in every language, with the same places to fill in."""

import re
import runpy
import tomllib
from pathlib import Path
from typing import Any

import pytest

from peermentor import language, templates

SCRIPT = runpy.run_path(str(Path(__file__).parent.parent / "scripts" / "catalogue.py"))
OTHERS = [code for code in language.spoken() if code != "en"]
FILES = [*templates.KINDS, "demo"]

# Words that Indonesian writes as English does, and signs that are no words.
THE_SAME = {
    "id": {
        "Data",
        "FORMAT",
        "MENTOR",
        "N",
        "agenda",
        "mentor",
    },
}


def test_the_catalogues_are_in_step_with_the_source_and_whole():
    assert SCRIPT["check"]() == []


@pytest.mark.parametrize("code", OTHERS)
def test_no_text_is_left_in_english_by_accident(code):
    path = language.LOCALE / code / "LC_MESSAGES" / "peermentor.po"
    same = set()
    for message in SCRIPT["read"](path):
        text = message.id if isinstance(message.id, str) else message.id[0]
        said = message.string if isinstance(message.string, str) else message.string[0]
        if text == said and re.search(r"[A-Za-z]{2}|N", re.sub(r"\{[^{}]*\}|peermentor .*", "", text)):
            same.add(text)
    assert same <= THE_SAME[code]


def read(code: str, name: str) -> dict[str, Any]:
    return tomllib.loads((templates.FOLDER / code / f"{name}.toml").read_text("utf-8"))


def texts(entry: Any) -> dict[str, str]:
    """The words of one entry, by where they are."""
    if isinstance(entry, str):
        return {"text": entry}
    return {name: said for name, said in entry.items() if name in ("text", "title", "trial")}


@pytest.mark.parametrize("name", templates.KINDS)
@pytest.mark.parametrize("code", OTHERS)
def test_the_coaching_has_the_same_keys_in_the_same_order(code, name):
    assert list(read(code, name)) == list(read("en", name))


@pytest.mark.parametrize("name", templates.KINDS)
@pytest.mark.parametrize("code", OTHERS)
def test_every_text_of_the_coaching_is_written_anew_with_the_same_places(code, name):
    english, other = read("en", name), read(code, name)
    for key, entry in other.items():
        here, there = texts(entry), texts(english[key])
        assert here.keys() == there.keys(), key
        for part, said in here.items():
            assert said != there[part], key
            assert set(re.findall(r"\{\w+\}", said)) == set(re.findall(r"\{\w+\}", there[part])), key
    assert len({str(entry) for entry in other.values()}) == len(other)


@pytest.mark.parametrize("code", OTHERS)
def test_a_table_of_the_guide_has_the_same_shape(code):
    english, other = read("en", "guide"), read(code, "guide")
    for key, page in english.items():
        shape = [len(row) for row in page.get("table", [])]
        assert [len(row) for row in other[key].get("table", [])] == shape


@pytest.mark.parametrize("code", OTHERS)
def test_the_program_finds_every_text_of_its_coaching(code):
    assert templates.missing(code) == []
