"""A journal of an earlier version is read as it stands, and brought up when it is next written."""

import json
import shutil
from pathlib import Path

import pytest

from peermentor.journal.journal import Journal
from peermentor.journal.store import migrations
from peermentor.journal.upkeep import backups
from peermentor.practice.nouns.records import KINDS, Promise, Win

VERSION_1 = Path(__file__).parent.parent.parent / "fixtures" / "journal-v1.json"


@pytest.fixture
def two_steps(monkeypatch):
    """As if this program were at version 3: wins were once called `said`, then `words`."""

    def rename(before, after):
        def step(tables):
            for win in tables["wins"].values():
                win[after] = win.pop(before)

        return step

    monkeypatch.setattr(migrations, "SCHEMA", 3)
    monkeypatch.setattr(migrations, "STEPS", {2: rename("said", "words"), 3: rename("words", "text")})


@pytest.fixture
def old(journal, keep, win):
    keep(win("from long ago"))
    journal.path.write_text(journal.path.read_text().replace('"text"', '"said"'))
    return journal


def test_an_old_journal_is_read_without_being_written(old, two_steps):
    before = old.path.read_bytes()
    assert old.records().all(Win)[0].text == "from long ago"
    assert old.path.read_bytes() == before


def test_an_old_journal_is_brought_up_by_the_next_write(old, two_steps, keep, win, monkeypatch):
    asked = []
    monkeypatch.setattr(
        backups,
        "before_write",
        lambda path, moment, as_read, *, migrating: asked.append((path.read_text(), migrating)),
    )
    before = old.path.read_text()
    keep(win("new"))
    keep(win("newer"))
    tables = json.loads(old.path.read_bytes())
    assert tables["meta"]["1"]["schema"] == 3
    assert [said["text"] for said in tables["wins"].values()] == ["from long ago", "new", "newer"]
    assert [migrating for _, migrating in asked] == [True, False]
    assert asked[0][0] == before


def test_every_version_has_its_step():
    assert set(migrations.STEPS) == set(range(2, migrations.SCHEMA + 1))


@pytest.fixture
def version_1(tmp_path):
    """The frozen journal, copied to where it may be written."""
    return Journal(Path(shutil.copy(VERSION_1, tmp_path / "journal.json")))


def test_a_journal_of_version_1_is_read_whole(version_1):
    records = version_1.records()
    tables = json.loads(VERSION_1.read_bytes())
    for kind in KINDS:
        assert [str(record.number) for record in records.all(kind)] == list(tables.get(kind.table, {}))
    late = next(promise for promise in records.all(Promise) if promise.state == "late")
    assert late.text == "Read the first chapter of the design book"


def test_nothing_of_version_1_is_lost_by_a_write(version_1, now, win):
    before = json.loads(VERSION_1.read_bytes())
    with version_1.transaction(now) as draft:
        draft.add(win("one more"))
    after = json.loads(version_1.path.read_bytes())
    for table in before.keys() - {"meta"}:
        assert {number: after[table][number] for number in before[table]} == before[table]
