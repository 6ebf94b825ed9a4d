"""A journal of an earlier version is read as it stands, and brought up when it is next written."""

import json
import shutil
from pathlib import Path

import pytest

from peermentor.journal.journal import Journal
from peermentor.journal.store import migrations
from peermentor.journal.upkeep import rotation
from peermentor.practice.nouns.records import KINDS, Mentor, Promise, Win

VERSION_1 = Path(__file__).parent.parent.parent / "fixtures" / "journal-v1.json"


@pytest.fixture
def two_steps(monkeypatch):
    """As if this program were two versions on: wins were once called `said`, then `words`."""

    def rename(before, after):
        def step(tables):
            for win in tables["wins"].values():
                win[after] = win.pop(before)

        return step

    now = migrations.SCHEMA
    steps = {now + 1: rename("said", "words"), now + 2: rename("words", "text")}
    monkeypatch.setattr(migrations, "SCHEMA", now + 2)
    monkeypatch.setattr(migrations, "STEPS", migrations.STEPS | steps)


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
        rotation,
        "before_write",
        lambda path, *_, migrating: asked.append((path.read_text(), migrating)) or "",
    )
    before = old.path.read_text()
    keep(win("new"))
    keep(win("newer"))
    tables = json.loads(old.path.read_bytes())
    assert tables["meta"]["1"]["schema"] == migrations.SCHEMA
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


@pytest.fixture
def rhythms(tmp_path):
    """A journal of version 1 in which rhythms changed, and which has forgotten a part of its steps."""
    kept = VERSION_1.with_name("journal-v1-rhythms.json")
    return Journal(Path(shutil.copy(kept, tmp_path / "journal.json")))


def test_the_rhythms_of_the_past_are_made_from_agreements_and_steps(rhythms):
    rizal, dewi, ben, ines = rhythms.records().all(Mentor)
    assert told(rizal) == [("2026-01-05", "2w"), ("2026-02-01", "3w"), ("2026-04-01", "1m")]
    assert told(dewi) == [("2026-02-01", "2w")]  # what held before is forgotten, and so was none
    assert told(ben) == [("2026-04-01", "2m")]  # nothing says since when: since it was last written
    assert told(ines) == []  # the one that holds always did


def told(mentor: Mentor) -> list[tuple[str, str]]:
    return [(said.since.isoformat(), said.every) for said in mentor.rhythms]


def test_a_pause_that_is_over_keeps_the_day_it_lasted_until(rhythms):
    rizal, _dewi, _ben, ines = rhythms.records().all(Mentor)
    assert str(rizal.stages[0].until) == "2026-03-01"
    assert (ines.stages[0].until, str(ines.until)) == (None, "2026-05-01")


def test_a_step_of_version_1_can_still_be_taken_back(rhythms, now):
    for _step in range(4):  # the win, the pause, Rizal's month, his return
        rhythms.history.undo(now)
    rizal, _dewi, _ben, ines = rhythms.records().all(Mentor)
    assert (rizal.stage, str(rizal.until), rizal.every) == ("paused", "2026-03-01", "3w")
    assert ines.stage == "active"
