"""The documents say what the program does: a change that makes one of them wrong fails here."""

import json
import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hatchling.metadata.core import ProjectMetadata
from hatchling.plugin.manager import PluginManager

import peermentor
from peermentor.commands.table import commands
from peermentor.exchange.outgoing.exports import EXPORTS
from peermentor.practice.nouns.fields import fields_of
from peermentor.practice.nouns.records import KINDS
from tests.cli.examples import ready
from tests.conftest import Desk

TOP = Path(__file__).parent.parent
README = (TOP / "README.md").read_text("utf-8")


def block_under(marker: str) -> str:
    """The shell block that follows a marker: what people copy, and what .ci/run runs."""
    found = re.search(rf"<!-- {marker} -->\n```sh\n(.+?)\n```", README)
    assert found
    return found[1]


@pytest.mark.parametrize("marker", ["demo", "tests"])
def test_the_two_commands_for_a_fresh_machine_are_one_line_each(marker: str) -> None:
    assert "\n" not in block_under(marker)
    assert block_under(marker).startswith("python3 -m venv .venv && ")


def test_the_first_five_minutes_of_the_readme_work_as_written(desk: Desk) -> None:
    section = README.split("## Your first five minutes")[1]
    typed = re.search(r"```sh\n(.+?)```", section, re.DOTALL)
    assert typed
    for line in typed[1].strip().splitlines():
        words = shlex.split(line)
        assert words[0] == "peermentor"
        desk.do(*words[1:])


def test_the_tables_of_commands_are_in_step() -> None:
    done = subprocess.run([sys.executable, TOP / "scripts" / "readme.py", "--check"], check=False)
    assert done.returncode == 0


CONTRIBUTING = (TOP / "CONTRIBUTING.md").read_text("utf-8")


def test_the_house_is_drawn_as_it_stands() -> None:
    drawn, above = set(), ""
    _before, house, *_more = CONTRIBUTING.split("```")
    for indent, name in re.findall(
        r"^( {2,4})([a-z_]+(?:/|\.py)) ", house.partition("tests/")[0], re.MULTILINE
    ):
        above = name if len(indent) == 2 else above
        drawn.add(name if len(indent) == 2 else above + name)
    package = TOP / "peermentor"
    rooms = {f"{path.parent.relative_to(package)}/" for path in package.glob("*/**/__init__.py")}
    inside = {"./", "practice/nouns/records/"}
    modules = {path.name for path in package.glob("[a-z]*.py")}
    assert drawn - {"locale/"} == (rooms - inside) | modules


def test_every_module_that_contributing_names_is_there() -> None:
    named = set(re.findall(r"`([a-z_]+/[\w./]*(?:\.py|/))`", CONTRIBUTING)) - {"templates/xx/"}
    assert len(named) > 20
    there = (TOP, TOP / "peermentor", TOP / "peermentor" / "exchange")
    assert [name for name in sorted(named) if not any((top / name).exists() for top in there)] == []


def test_every_command_named_in_the_documents_exists() -> None:
    for name in ("README.md", "README.id.md", "CHANGELOG.md", "CONTRIBUTING.md"):
        text = (TOP / name).read_text("utf-8")
        for command in re.findall(r"`peermentor ([a-z][a-z-]*)", text):
            assert command in commands(), (name, command)


def test_every_command_is_in_the_changelog() -> None:
    changes = (TOP / "CHANGELOG.md").read_text("utf-8")
    assert {name for name in commands() if f"`{name}" not in changes} == set()


@pytest.mark.parametrize("readme", ["README.md", "README.id.md"])
def test_every_format_to_export_is_in_the_readme(readme: str) -> None:
    said = (TOP / readme).read_text("utf-8")
    assert {name for name in EXPORTS if f"`{name}`" not in said} == set()


def test_the_version_is_that_of_the_newest_release_or_of_the_next() -> None:
    newest, *older = re.findall(r"^## (.+)$", (TOP / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    unreleased = newest == "Unreleased"
    released = older if unreleased else [newest, *older]
    dated = [re.fullmatch(r"(\d+)\.(\d+)\.(\d+) \(\d{1,2}-\d{1,2}-\d{4}\)", heading) for heading in released]
    assert all(dated), released
    versions = [tuple(map(int, heading.groups())) for heading in dated if heading]
    assert versions == sorted(set(versions), reverse=True)
    version = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", peermentor.__version__)
    assert version
    ours = tuple(map(int, version.groups()))
    assert versions[:1] == [ours] or (unreleased and [ours] >= versions[:1])


def test_every_file_the_documents_link_to_is_there() -> None:
    for path in (*TOP.glob("*.md"), *TOP.glob("docs/**/*.md")):
        for place in re.findall(r"\]\((?!https?:|#)([^)#]+)\)", path.read_text("utf-8")):
            assert (path.parent / place).exists(), (path.name, place)


def test_a_package_page_shows_the_pictures_as_text_and_has_no_link_that_leads_nowhere() -> None:
    page = ProjectMetadata(str(TOP), PluginManager()).core.readme
    assert re.findall(r"\]\((?!https?:)", page) == []
    assert "<!--" not in page
    assert "Since last time  5 min\n  ☐ " in page
    assert page.count("```") % 2 == 0


def test_what_is_promised_is_pinned_to_its_lower_bound() -> None:
    lowest = runpy.run_path(str(TOP / "scripts" / "lowest.py"))["lowest"]
    said = 'dependencies = ["typer>=0.28,<0.29", "rich>=13.8"]\noptional-dependencies.vault = ["pyrage>=1.2"]'
    assert lowest(f"[project]\n{said}") == ["typer==0.28", "rich==13.8", "pyrage==1.2"]
    with pytest.raises(SystemExit, match="no lower bound"):
        lowest("[project]\ndependencies = ['typer']\noptional-dependencies.vault = []")
    assert lowest((TOP / "pyproject.toml").read_text("utf-8"))


def test_every_stage_of_ci_is_in_the_guide() -> None:
    stages = re.findall(r"^([a-z]+)\(\) \{ # ", (TOP / ".ci" / "stages").read_text("utf-8"), re.MULTILINE)
    guide = (TOP / "CONTRIBUTING.md").read_text("utf-8").split("## What `.ci/run` tries")[1]
    assert {stage for stage in stages if f"`{stage}`" not in guide} == set()
    assert len(stages) > 5


SKILL = (TOP / "docs" / "for-programs.md").read_text("utf-8")


def test_every_command_a_program_is_told_works_as_written(desk: Desk) -> None:
    ready(desk)
    typed = [
        line for block in re.findall(r"```sh\n(.+?)```", SKILL, re.DOTALL) for line in block.splitlines()
    ]
    assert len(typed) > 8
    for line in typed:
        before = desk.path.read_bytes()
        words = shlex.split(line)
        assert words[0] == "peermentor"
        json.loads(desk.do(*words[1:]).out)
        assert desk.path.read_bytes() == before or "--dry-run" not in words


def test_what_a_program_is_told_to_be_private_is_what_the_fields_say() -> None:
    told = {line.split("`")[1]: set(re.findall(r"`([a-z_]+)`", line.partition(":")[2])) for line in
            re.findall(r"^- `.+$", SKILL.split("<!-- private -->")[1], re.MULTILINE)}  # fmt: skip
    private = {
        kind.table: {field.name for field in fields_of(kind).values() if field.private}
        for kind in KINDS
        if not kind.private and any(field.private for field in fields_of(kind).values())
    }
    assert {table: fields for table, fields in told.items() if fields} == private
    assert {table for table, fields in told.items() if not fields} == {k.table for k in KINDS if k.private}
