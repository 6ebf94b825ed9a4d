"""The compiled coaching saves time and changes nothing: without it, or where it is stale, TOML is read."""

import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

import hatch_build
from peermentor import templates

TOP = Path(__file__).parent.parent
LANGUAGES = ["en", "id"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the coaching, as a checkout has it: nothing is compiled."""
    copy = tmp_path / "peermentor" / "templates"
    shutil.copytree(templates.FOLDER, copy, ignore=shutil.ignore_patterns("*.json", "*.py", "__pycache__"))
    monkeypatch.setattr(templates, "FOLDER", copy)
    forget()
    yield copy
    forget()


def forget() -> None:
    templates.load.cache_clear()
    templates._compiled.cache_clear()


def compiled(folder: Path) -> None:
    for language in hatch_build.folders(folder.parent.parent):
        (language / "compiled.json").write_text(hatch_build.compiled(language), "utf-8")
    forget()


def everything(language: str) -> list[Any]:
    """All that the program reads of a language's coaching."""
    pages = (templates.fit, templates.openers, templates.guide, templates.reflection)
    demo = [templates.demo_steps(language), templates.demo_people(language)]
    return [templates.load(language), *(read(language) for read in pages), *demo]


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were read as TOML."""
    seen: list[str] = []
    loads = tomllib.loads
    monkeypatch.setattr(tomllib, "loads", lambda text: seen.append(text) or loads(text))
    return seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_the_same_compiled_and_not(folder: Path, parsed: list[str], language: str) -> None:
    from_toml = everything(language)
    assert parsed
    compiled(folder)
    parsed.clear()
    assert everything(language) == from_toml
    assert parsed == []


def test_a_file_written_after_it_was_compiled_is_read_itself_and_only_that_one(
    folder: Path, parsed: list[str]
) -> None:
    compiled(folder)
    parsed.clear()
    tips = folder / "en" / "tips.toml"
    tips.write_text(tips.read_text("utf-8").replace("\n[", "\n\n[", 1), "utf-8")
    assert templates.load("en").tips
    assert [text.rstrip() for text in parsed] == [tips.read_text("utf-8").rstrip()]


def test_what_was_changed_by_hand_is_what_is_said(folder: Path) -> None:
    compiled(folder)
    tips = folder / "en" / "tips.toml"
    first = templates.load("en").tips[0].text
    tips.write_text(tips.read_text("utf-8").replace(first, "Mine."), "utf-8")
    forget()
    assert templates.load("en").tips[0].text == "Mine."


@pytest.mark.parametrize("torn", ["", "{", "[]", '{"tips": {"sum": "x"}}'])
def test_one_that_is_torn_is_as_good_as_none(folder: Path, torn: str) -> None:
    before = everything("en")
    (folder / "en" / "compiled.json").write_text(torn, "utf-8")
    forget()
    assert everything("en") == before


def test_lines_may_end_as_windows_ends_them(folder: Path, parsed: list[str]) -> None:
    compiled(folder)
    parsed.clear()
    tips = folder / "en" / "tips.toml"
    tips.write_bytes(tips.read_bytes().replace(b"\n", b"\r\n"))
    assert templates.load("en").tips
    assert parsed == []


def test_a_wheel_brings_every_language_compiled_and_a_checkout_keeps_nothing_of_it(tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in templates.FOLDER.glob("*/*")}
    (wheel,) = WheelBuilder(str(TOP)).build(directory=str(tmp_path))
    with ZipFile(wheel) as file:
        for language in LANGUAGES:
            name = f"peermentor/templates/{language}/compiled.json"
            assert file.namelist().count(name) == 1
            assert file.read(name).decode() == hatch_build.compiled(templates.FOLDER / language)
    assert {path: path.stat().st_mtime_ns for path in templates.FOLDER.glob("*/*")} == before


def test_an_editable_installation_has_it_beside_its_sources(folder: Path) -> None:
    root = folder.parent.parent
    hook = hatch_build.CompiledCoaching(str(root), {}, None, None, "", "wheel")  # type: ignore[arg-type]
    hook.initialize("editable", {})
    hook.finalize("editable", {}, "")
    assert sorted(path.parent.name for path in folder.glob("*/compiled.json")) == LANGUAGES
    forget()
    assert templates._compiled("en").keys() == {path.stem for path in (folder / "en").glob("*.toml")}
