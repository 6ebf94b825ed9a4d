"""A field that holds one of a few words holds no other, whoever writes it: every such field of the table."""

import json
from pathlib import Path

import pytest

from peermentor.practice.nouns.fields import ONCE_FREE, Field, fields_of
from peermentor.practice.nouns.records import KINDS
from tests.cli.test_edit import one_of_everything
from tests.cli.used import used_desk
from tests.conftest import Desk

CLOSED = [
    pytest.param(kind, field, id=f"{kind.__name__}.{field.name}")
    for kind in KINDS
    for field in fields_of(kind).values()
    if field.choices and not field.by_key
]


KEPT_CLOSED = [one for one in CLOSED if one.values[1].name not in ONCE_FREE]


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return one_of_everything(tmp_path_factory.mktemp("closed"))


@pytest.fixture
def used(tmp_path: Path, journal: bytes) -> Desk:
    desk = used_desk(tmp_path)
    desk.path.write_bytes(journal)
    return desk


def with_another_word(tables: dict, kind: type, field: Field) -> str:
    """The handle of the first record of a kind, now with another word."""
    table = tables[kind.table]
    rows = [(row["number"], row) for row in table] if isinstance(table, list) else [*table.items()]
    number, row = rows[0]
    row[field.name] = "zanzibar"
    return f"{kind.prefix}{number}"


@pytest.mark.parametrize(("kind", "field"), CLOSED)
def test_edit_names_the_words_there_are(used: Desk, kind: type, field: Field) -> None:
    handle = with_another_word(json.loads(used.path.read_text("utf-8")), kind, field)
    said = used.refused(2, "edit", handle, f"{field.name}=zanzibar").err
    assert ("zanzibar" in said) if field.typed else (f"“{field.name}”" in said)
    if field.typed:
        assert all(word in said for word in field.choices[:2])


@pytest.mark.parametrize(("kind", "field"), KEPT_CLOSED)
def test_doctor_finds_another_word_that_a_hand_wrote(used: Desk, kind: type, field: Field) -> None:
    tables = json.loads(used.path.read_text("utf-8"))
    handle = with_another_word(tables, kind, field)
    used.path.write_text(json.dumps(tables), "utf-8")
    said = used.type("doctor")
    assert said.code == 1
    assert handle in said.out or f"{kind.table} {handle[len(kind.prefix) :]}" in " ".join(said.out.split())


@pytest.mark.parametrize(("kind", "field"), KEPT_CLOSED)
def test_import_refuses_another_word_with_its_line(
    used: Desk, tmp_path: Path, kind: type, field: Field
) -> None:
    whole = json.loads(used.do("export", "json").out)
    with_another_word(whole, kind, field)
    file = tmp_path / "other.json"
    file.write_text(json.dumps(whole, indent=1), "utf-8")
    other = Desk(tmp_path / "other" / "journal.json")
    other.path.parent.mkdir()
    said = other.refused(2, "import", "json", str(file)).err
    assert "line " in said
    assert field.name in said


def test_what_version_1_let_people_write_goes_out_and_comes_in_again(used: Desk, tmp_path: Path) -> None:
    old = json.loads(used.path.read_text("utf-8"))
    old["mentors"]["1"]["met"] = "the reading circle"
    used.path.write_text(json.dumps(old), "utf-8")
    used.do("doctor")
    file = tmp_path / "other.json"
    file.write_text(used.do("export", "json").out, "utf-8")
    other = Desk(tmp_path / "other" / "journal.json")
    other.path.parent.mkdir()
    other.do("import", "json", str(file))
    assert other.data("mentor", "m1")["mentor"]["met"] == "the reading circle"
