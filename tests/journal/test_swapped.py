"""What other programs do to a journal behind its back, between its being read and its being written.

A sync program swaps it, an editor saves it, a person deletes it, a lock is left by a program that died, a
clock is set back: what the other one wrote stays, what the journal acknowledged stays, a refusal says to
try again.
"""

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from peermentor.errors import JournalError, Locked, PeermentorError
from peermentor.journal.beside.drafts import Drafts
from peermentor.journal.file import lock
from peermentor.journal.journal import Journal
from peermentor.journal.upkeep import backups
from peermentor.practice.nouns.records import Win
from tests.journal.children import NOW, Child
from tests.journal.faults import contents

Meddling = Callable[[Path], object]
LATER = NOW + timedelta(days=1)


def add(journal: Journal, text: str, moment=NOW, **fields: str) -> None:
    with journal.transaction(moment) as draft:
        draft.add(Win(text=text, date=NOW.date(), **fields))


def kept(journal: Journal) -> list[str]:
    return [win.text for win in journal.records().all(Win)]


@pytest.fixture
def used(journal):
    """A journal with a past, and another one beside it to swap in."""
    add(journal, "first")
    journal.copies.take(NOW)
    add(journal, "second", session="01ARZ3NDEKTSV4RRFFQ69G5FAV")
    other = Journal(journal.path.with_name("other.json"))
    add(other, "of the other program")
    journal.history.undo(NOW)
    journal.history.redo(NOW)
    return journal


def swapped(path: Path) -> None:
    path.with_name("other.json").replace(path)


def written_in_place(path: Path) -> None:
    path.write_bytes(path.with_name("other.json").read_bytes())


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def lengthened(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"\n<<<<<<< laptop\n")


def of_the_same_length_and_time(path: Path) -> None:
    """As a sync program does that gives a file the time it has elsewhere."""
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"first", b"FIRST"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def a_link_now(path: Path) -> None:
    path.unlink()
    path.symlink_to("other.json")


def a_folder_now(path: Path) -> None:
    path.unlink()
    path.mkdir()


MEDDLING = (
    swapped,
    written_in_place,
    truncated,
    emptied,
    lengthened,
    of_the_same_length_and_time,
    a_link_now,
    a_folder_now,
)
WRITES = {
    "a record": lambda j: add(j, "third"),
    "the first record of a day": lambda j: add(j, "third", LATER),
    "undo": lambda j: j.history.undo(NOW),
    "restore": lambda j: j.copies.restore(j.copies.listed()[-1].path, LATER),
    "mend": lambda j: j.doctor.mend(LATER),
    "forget": lambda j: j.history.forget(LATER),
}


@contextmanager
def meddled_with(journal: Journal, meddling: Meddling, monkeypatch) -> Iterator[None]:
    """Once the journal was read for a write, the other program comes."""
    read = Journal.read

    def then(self):
        found = read(self)
        monkeypatch.setattr(Journal, "read", read)
        meddling(self.path)
        return found

    monkeypatch.setattr(Journal, "read", then)
    yield
    monkeypatch.setattr(Journal, "read", read)


def seen(path: Path) -> bytes | str:
    return "a folder" if path.is_dir() else path.read_bytes()


@pytest.mark.parametrize("kind", WRITES)
@pytest.mark.parametrize("meddling", MEDDLING, ids=lambda m: m.__name__)
def test_what_another_program_wrote_meanwhile_is_never_written_over(used, monkeypatch, meddling, kind):
    theirs: list[bytes | str] = []

    def meddle(path: Path) -> None:
        meddling(path)
        theirs.append(seen(path))

    with meddled_with(used, meddle, monkeypatch), pytest.raises(JournalError):
        WRITES[kind](used)
    assert theirs == [seen(used.path)]
    assert all(copy.records() is not None for copy in used.copies.listed())
    assert not used.saved
    assert not [name for name in contents(used.path.parent) if name.endswith(".tmp")]


@pytest.mark.parametrize("kind", WRITES)
def test_a_journal_deleted_meanwhile_is_there_again_whole_or_the_write_is_refused(used, monkeypatch, kind):
    before = used.path.read_bytes()
    with meddled_with(used, Path.unlink, monkeypatch):
        try:
            WRITES[kind](used)
        except JournalError:
            assert not used.path.exists()
            assert before in [copy.path.read_bytes() for copy in used.copies.listed()] or used.copies.listed()
            return
    assert "first" in kept(used)
    assert len(used.records().all(Win)) == len({win.uid for win in used.records().all(Win)})


def test_after_a_swap_the_next_write_goes_on_from_what_is_there(used, monkeypatch):
    with meddled_with(used, swapped, monkeypatch), pytest.raises(Locked, match="changed by another program"):
        add(used, "third")
    add(used, "third")
    assert kept(used) == ["of the other program", "third"]


def test_a_journal_that_comes_into_being_while_the_first_write_is_made_is_not_written_over(
    journal, monkeypatch, tmp_path
):
    other = Journal(tmp_path / "other.json")
    add(other, "of the other program")
    with meddled_with(journal, swapped, monkeypatch), pytest.raises(Locked):
        add(journal, "mine")
    assert kept(journal) == ["of the other program"]


# Locks


def hold(path: Path) -> Child:
    """A program that has the lock, and is about to die with it."""

    def work(say):
        with lock.held(path):
            say("held")
            signal.pause()

    child = Child(work)
    assert child.wait_for_a_word() == "held"
    return child


def test_the_lock_of_a_program_that_died_holds_nobody_up(used, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0)
    child = hold(used.path)
    with pytest.raises(Locked):
        add(used, "while it lives")
    child.end(signal.SIGKILL)
    assert used.path.with_name(".journal.json.lock").exists()
    add(used, "after it died")
    assert kept(used)[-1] == "after it died"


@pytest.mark.parametrize("says", [b"", b"12345\n", b"\0" * 4096], ids=["nothing", "a pid", "zeros"])
def test_a_lock_file_left_lying_around_is_only_a_file_whatever_it_says(used, monkeypatch, says):
    monkeypatch.setattr(lock, "PATIENCE", 0)
    place = used.path.with_name(".journal.json.lock")
    place.write_bytes(says)
    os.utime(place, (0, 0))
    add(used, "third")
    assert kept(used)[-1] == "third"


@pytest.mark.parametrize("what", ["a folder", "a link to nowhere", "a link to something precious"])
def test_something_else_in_the_place_of_the_lock_is_refused_and_left_alone(used, what):
    place = used.path.with_name(".journal.json.lock")
    precious = used.path.with_name("precious.txt")
    precious.write_text("untouched")
    place.unlink()
    if what == "a folder":
        place.mkdir()
    else:
        place.symlink_to("precious.txt" if "precious" in what else "nowhere")
    with pytest.raises(PeermentorError):
        add(used, "third")
    assert precious.read_text() == "untouched"
    assert kept(used) == ["first", "second"]


def test_a_lock_file_taken_away_under_its_holder_loses_the_words_of_neither(used, monkeypatch):
    """Somebody tidies up: the one who writes and the one who comes must not both believe to be alone."""
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    said = []

    def tidy(path: Path) -> None:
        path.with_name(".journal.json.lock").unlink(missing_ok=True)
        monkeypatch.setattr(Journal, "read", read)
        try:
            add(Journal(path), "of the one who came")
            said.append("of the one who came")
        except Locked:
            pass

    read = Journal.read
    with meddled_with(used, tidy, monkeypatch):
        try:
            add(used, "of the holder")
            said.append("of the holder")
        except Locked:
            pass
    assert said
    assert set(said) <= set(kept(used))


# Links


@pytest.fixture
def linked(tmp_path):
    """A journal in a synced folder, and the link by which it is opened."""
    (tmp_path / "synced").mkdir()
    (tmp_path / "here").mkdir()
    link = tmp_path / "here" / "journal.json"
    link.symlink_to(Path("..", "synced", "mine.json"))
    return Journal(link)


def test_a_linked_journal_keeps_its_link_through_every_kind_of_write(linked, tmp_path):
    add(linked, "first")
    copy = linked.copies.take(NOW)
    add(linked, "second", LATER)
    linked.history.undo(LATER)
    linked.history.redo(LATER)
    linked.copies.restore(copy, LATER)
    linked.history.undo(LATER)
    linked.path.resolve().write_bytes(b"{")
    linked.copies.restore(copy, LATER)
    linked.doctor.mend(LATER)
    assert linked.path.is_symlink()
    assert kept(linked) == ["first"]
    assert {path.name for path in (tmp_path / "here").iterdir()} == {"journal.json"}
    assert {path.name for path in (tmp_path / "synced").iterdir()} == {
        "mine.json",
        ".mine.json.lock",
        "mine.json.d",
    }


def test_a_link_turned_to_another_journal_meanwhile_writes_over_neither(linked, monkeypatch, tmp_path):
    add(linked, "first")
    other = Journal(tmp_path / "synced" / "other.json")
    add(other, "of another journal")
    before = contents(tmp_path / "synced")

    def turn(path: Path) -> None:
        path.unlink()
        path.symlink_to(other.path)

    with meddled_with(linked, turn, monkeypatch), pytest.raises(Locked):
        add(linked, "second")
    after = contents(tmp_path / "synced")
    assert {name: after[name] for name in before} == before


def test_doctor_and_the_drafts_of_a_linked_journal_look_in_one_place(linked):
    add(linked, "first")
    path = Drafts(linked.path).start(NOW, "words that wait")
    path.chmod(0o644)
    assert "private" in {found.code for found in linked.doctor.look(NOW) if not found.holds}
    linked.doctor.mend(NOW)
    assert path.stat().st_mode & 0o077 == 0
    assert Drafts(linked.path).waiting() == [path]


# Clocks


def test_of_two_copies_made_in_one_second_the_later_is_the_newer(journal):
    made = []
    for count in range(12):
        add(journal, str(count))
        made.append(journal.copies.take(NOW))
    assert [copy.path for copy in journal.copies.listed() if copy.why == "manual"] == made[::-1]
    journal.path.write_bytes(b"{")
    assert backups.newest(journal.path) == made[-1]


def test_a_clock_that_jumps_back_loses_no_order_no_copy_and_no_step(journal):
    moments = [
        NOW,
        NOW + timedelta(days=400),
        NOW - timedelta(days=400),
        datetime(1971, 1, 1, tzinfo=NOW.tzinfo),
        NOW,
    ]
    for number, moment in enumerate(moments):
        add(journal, f"win {number}", moment)
        journal.copies.take(moment)
    wins = journal.records().all(Win)
    assert [win.uid for win in wins] == sorted(win.uid for win in wins)
    assert [win.text for win in wins] == [f"win {number}" for number in range(5)]
    assert [step.number for step in journal.history.steps()] == [1, 2, 3, 4, 5]
    assert len([copy for copy in journal.copies.listed() if copy.why == "manual"]) == 5
    for _time in moments:
        journal.history.undo(NOW - timedelta(days=800))
    assert kept(journal) == []
    journal.history.redo(NOW, count=5)
    assert kept(journal) == [f"win {number}" for number in range(5)]


def test_a_clock_set_back_takes_no_copy_of_the_days_before_it(journal):
    for day in range(20):
        add(journal, f"day {day}", NOW + timedelta(days=day))
    before = {copy.path for copy in journal.copies.listed()}
    add(journal, "with the clock set back", NOW - timedelta(days=30))
    assert len(before - {copy.path for copy in journal.copies.listed()}) <= 1
    assert all(copy.records() is not None for copy in journal.copies.listed())


@contextmanager
def living_in(zone: str, monkeypatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_a_journey_across_time_zones_keeps_every_moment_every_copy_and_the_way_back(journal, monkeypatch):
    said = []
    for hour, zone in enumerate(("Asia/Jakarta", "America/Los_Angeles", "Pacific/Kiritimati", "Etc/GMT+12")):
        with living_in(zone, monkeypatch):
            moment = datetime.fromtimestamp(NOW.timestamp() + 3600 * hour).astimezone()
            add(journal, zone, moment)
            journal.copies.take(moment)
            said.append(moment)
    wins = journal.records().all(Win)
    assert [win.created for win in wins] == said
    assert [win.created.utcoffset() for win in wins] == [moment.utcoffset() for moment in said]
    assert len({copy.path for copy in journal.copies.listed() if copy.why == "manual"}) == 4
    assert [step.moment for step in journal.history.steps()] == said
    with living_in("America/St_Johns", monkeypatch):
        journal.history.undo(datetime.now().astimezone(), count=4)
    assert kept(journal) == []


def test_an_hour_that_happens_twice_is_told_apart(journal, monkeypatch):
    with living_in("Europe/Berlin", monkeypatch):
        first = datetime.fromtimestamp(1761438600).astimezone()  # 26 Oct 2025, 02:30 in summer
        again = datetime.fromtimestamp(1761442200).astimezone()  # 02:30 once more, in winter
        add(journal, "first", first)
        add(journal, "again", again)
        journal.copies.take(first)
        journal.copies.take(again)
    assert [win.created for win in journal.records().all(Win)] == [first, again]
    assert len([copy for copy in journal.copies.listed() if copy.why == "manual"]) == 2


def test_the_zones_at_both_ends_of_the_day_tell_the_same_moment(journal):
    for hours in (14, -12):
        add(journal, str(hours), NOW.astimezone(timezone(timedelta(hours=hours))))
    assert [win.created for win in journal.records().all(Win)] == [NOW, NOW]


def test_a_whole_folder_swapped_for_an_older_one_is_read_as_it_is(used, tmp_path):
    """As a sync program that brings back yesterday: the journal is what is there, and goes on from it."""
    shutil.copytree(used.path.parent, tmp_path / "yesterday", ignore=shutil.ignore_patterns("yesterday"))
    add(used, "third")
    shutil.copy(tmp_path / "yesterday" / "journal.json", used.path)
    assert kept(used) == ["first", "second"]
    add(used, "instead")
    assert kept(used) == ["first", "second", "instead"]
    assert [step.number for step in used.history.steps()] == [1, 2, 3]
