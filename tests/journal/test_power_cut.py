"""The power goes at any moment of a write: what the disk kept opens as the old journal or the new one, whole.

Real writes are watched deed by deed, and every state a disk may be in after each of them is looked at.
docs/decisions/0002-power-cut.md says in words what is checked here.
"""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from peermentor.errors import JournalError
from peermentor.journal.beside import settings_file
from peermentor.journal.beside.drafts import Drafts
from peermentor.journal.journal import Journal
from peermentor.journal.store import migrations
from peermentor.practice.nouns.records import Win
from tests.journal.children import NOW
from tests.journal.faults import Layer, contents
from tests.journal.figures import reached
from tests.journal.power import Disk, State

Work = Callable[[Journal], object]
LATER = NOW + timedelta(days=1)
SPARE = b'{"meta": half a jour'


def add(journal: Journal, *texts: str, moment=NOW) -> None:
    with journal.transaction(moment) as draft:
        for text in texts:
            draft.add(Win(text=text, date=NOW.date()))


def is_whole(text: bytes, folder: Path) -> bool:
    """Whether a journal that says this opens, records, history and all."""
    path = folder / "opened.json"
    path.write_bytes(text)
    try:
        Journal(path).records().all(Win)
        Journal(path).history.steps()
    except JournalError:
        return False
    return True


class Cut:
    """One kind of write, watched; and every state the power could leave it in, looked at."""

    def __init__(self, journal: Journal, work: Work) -> None:
        self.folder = journal.path.parent
        self.before = contents(self.folder)
        disk = Disk(self.folder)
        with Layer(self.folder) as layer:
            work(journal)
        self.after = contents(self.folder)
        self.moments = [set(disk.after_a_power_cut())]
        for deed in layer.deeds:
            disk.do(deed)
            self.moments.append(set(disk.after_a_power_cut()))

    @property
    def states(self) -> set[State]:
        return set().union(*self.moments)

    def names(self, state: State) -> dict[str, bytes]:
        return {os.path.relpath(path, self.folder): text for path, text in state}


def look_at(cut: Cut, tmp_path: Path) -> int:
    """The promise: old or new, whole; new once the command has said so; and every copy there is is whole."""
    old, new = cut.before.get("journal.json"), cut.after["journal.json"]
    for state in cut.states:
        said = cut.names(state)
        assert said.get("journal.json") in (old, new), sorted(said)
        for name, text in said.items():
            if name.startswith("journal.json.d/backups") and name.endswith(".json"):
                assert text in (cut.before.get(name), cut.after.get(name), old), name
    assert {cut.names(state).get("journal.json") for state in cut.moments[-1]} == {new}
    assert is_whole(new, tmp_path)
    return len(cut.states)


@pytest.fixture
def journal(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir()
    return Journal(folder / "journal.json")


@pytest.fixture
def written(journal):
    for text in ("first", "second"):
        add(journal, text)
    return journal


def restore_the_newest(journal):
    return journal.copies.restore(journal.copies.listed()[0].path, LATER)


WRITES: dict[str, Work] = {
    "one more record": lambda j: add(j, "third"),
    "the first write of a day": lambda j: add(j, "third", moment=LATER),
    "many records": lambda j: add(j, *map(str, range(500))),
    "undo": lambda j: j.history.undo(NOW),
    "a copy by hand": lambda j: j.copies.take(NOW),
    "forget": lambda j: j.history.forget(LATER),
}


@pytest.mark.parametrize("kind", WRITES)
def test_a_power_cut_leaves_the_old_journal_or_the_new_one(written, tmp_path, kind):
    look_at(Cut(written, WRITES[kind]), tmp_path)


def test_a_power_cut_during_the_very_first_write_leaves_no_journal_or_a_whole_one(journal, tmp_path):
    assert look_at(Cut(journal, lambda j: add(j, "first")), tmp_path) > 2


def test_a_power_cut_amid_what_a_killed_writer_left_is_no_worse(written, tmp_path):
    written.path.with_name(".journal.json.tmp").write_bytes(SPARE)
    look_at(Cut(written, lambda j: add(j, "third")), tmp_path)


def test_a_power_cut_during_a_redo_or_a_restore_leaves_the_old_journal_or_the_new_one(written, tmp_path):
    written.copies.take(NOW)
    written.history.undo(NOW)
    look_at(Cut(written, lambda j: j.history.redo(NOW)), tmp_path)
    written.history.undo(NOW)
    look_at(Cut(written, restore_the_newest), tmp_path)


def test_a_power_cut_never_takes_both_a_broken_journal_and_its_copy(written, tmp_path):
    copy = written.copies.take(NOW)
    written.path.write_bytes(SPARE)
    cut = Cut(written, lambda j: j.copies.restore(copy, LATER))
    look_at(cut, tmp_path)
    for state in cut.states:
        assert SPARE in cut.names(state).values()


def test_an_old_journal_is_safe_in_a_copy_before_the_new_form_takes_its_place(written, tmp_path, monkeypatch):
    monkeypatch.setattr(migrations, "SCHEMA", migrations.SCHEMA + 1)
    monkeypatch.setitem(migrations.STEPS, migrations.SCHEMA, lambda _tables: None)
    cut = Cut(written, lambda j: add(j, "third"))
    look_at(cut, tmp_path)
    for state in cut.states:
        assert cut.before["journal.json"] in cut.names(state).values()


def test_old_copies_go_only_when_the_new_one_is_safe(journal, tmp_path):
    for day in range(30):
        add(journal, str(day), moment=NOW + timedelta(days=day))
    cut = Cut(journal, lambda j: add(j, "one more", moment=NOW + timedelta(days=30)))
    look_at(cut, tmp_path)
    assert set(cut.before) - set(cut.after), "a copy went"
    fewest = min(sum("-daily-" in name for name, _text in cut.names(s).items()) for s in cut.states)
    assert fewest >= sum("-daily-" in name for name in cut.before)


def test_the_words_of_a_draft_are_in_it_until_the_journal_holds_them_for_good(written):
    """As with `log --edit`: a draft is begun, the editor saves, the talk is kept, the draft goes."""
    drafts = Drafts(written.path)
    path = drafts.start(NOW, "")
    path.write_text("she buys time first")

    def keep_and_forget(journal):
        add(journal, drafts.read(path))
        drafts.forget(path)

    cut = Cut(written, keep_and_forget)
    for state in cut.states:
        assert any(b"she buys time first" in text for text in cut.names(state).values())


def test_settings_are_old_or_new_after_a_power_cut(tmp_path):
    folder = tmp_path / "settings"
    path = folder / "config.toml"
    settings_file.write(path, "minutes", 30)
    disk, seen = Disk(folder), set()
    with Layer(folder) as layer:
        settings_file.write(path, "minutes", 45)
    for deed in layer.deeds:
        disk.do(deed)
        seen |= {text for state in disk.after_a_power_cut() for name, text in state if name == str(path)}
    assert seen == {b"minutes = 30\n", b"minutes = 45\n"}


def test_the_hunt_would_notice_a_write_that_is_not_fsynced(written, tmp_path, monkeypatch):
    """The model has teeth: without fsync there are states that are neither old nor new."""
    do = Layer.do
    monkeypatch.setattr(Layer, "do", lambda layer, deed, work: deed.what != "fsync" and do(layer, deed, work))
    with pytest.raises(AssertionError):
        look_at(Cut(written, WRITES["one more record"]), tmp_path)


def in_turn(folder: Path) -> int:
    """A journal's life of a year, one write after another, each of them cut everywhere."""
    journal, states = Journal(folder / "home" / "journal.json"), 0
    journal.path.parent.mkdir()
    moment = NOW
    for turn in range(200):
        moment += timedelta(days=3 if turn % 4 == 0 else 0, hours=1)
        kinds: tuple[Work, ...] = (
            lambda j, t=turn, m=moment: add(j, f"win {t}", moment=m),
            lambda j, m=moment: j.history.undo(m),
            lambda j, m=moment: j.history.redo(m),
            lambda j, t=turn, m=moment: add(j, *(f"win {t}-{n}" for n in range(20)), moment=m),
            lambda j, m=moment: j.copies.take(m),
            lambda j, m=moment: (
                j.copies.restore(j.copies.listed()[-1].path, m)
                if j.copies.listed()
                else add(j, "x", moment=m)
            ),
        )
        states += look_at(Cut(journal, kinds[turn % len(kinds)]), folder)
    return states


@pytest.mark.long
def test_a_year_of_writes_with_the_power_cut_everywhere_in_each(tmp_path):
    reached("Power cuts", in_turn(tmp_path))
