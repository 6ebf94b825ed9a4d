"""What is kept beside a journal is that journal's; nothing else in the folder is the program's business."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from peermentor.journal.beside.drafts import Drafts
from peermentor.journal.journal import Journal
from peermentor.journal.upkeep import backups
from peermentor.practice.nouns.records import Win
from tests.conftest import Desk


def write(journal: Journal, moment, text: str) -> None:
    with journal.transaction(moment) as draft:
        draft.add(Win(text=text, date=moment.date()))


def as_an_older_version_left_it(journal: Journal) -> Path:
    """The copies of a journal where older versions kept those of a whole folder; nothing says more."""
    old = backups.older_folder(journal.path)
    old.mkdir(exist_ok=True)
    for copy in backups.folder(journal.path).iterdir():
        copy.rename(old / copy.name)
    shutil.rmtree(f"{journal.path}.d")
    return old


def test_two_journals_in_one_folder_share_nothing(tmp_path, now):
    one, two = Journal(tmp_path / "journal.json"), Journal(tmp_path / "journal")
    for journal in (one, two):
        write(journal, now, journal.path.name)
        journal.copies.take(now)
        Drafts(journal.path).start(now, journal.path.name)
    for journal in (one, two):
        assert len(journal.copies.listed()) == 1
        (draft,) = Drafts(journal.path).waiting()
        assert draft.read_text() == journal.path.name


def test_behind_a_link_everything_is_where_the_journal_is(tmp_path, now):
    (tmp_path / "synced").mkdir()
    link = tmp_path / "journal.json"
    link.symlink_to("synced/mine.json")
    write(Journal(link), now, "first")
    Journal(link).copies.take(now)
    Drafts(link).start(now, "so far")
    assert {path.name for path in tmp_path.iterdir()} == {"journal.json", "synced"}
    place = tmp_path / "synced" / "mine.json.d"
    assert {path.name for path in place.iterdir()} == {"written", "backups", "drafts"}


def test_what_older_versions_left_is_found_and_taken_along(journal, now):
    write(journal, now, "first")
    copy = journal.copies.take(now)
    old = as_an_older_version_left_it(journal)
    drafts = journal.path.with_name("drafts")
    drafts.mkdir()
    (drafts / "20260601-080000-77.md").write_text("words that wait")
    (drafts / "20260601-080000-77-0123456789ab.answers").write_text("")
    assert [found.path.name for found in journal.copies.listed()] == [copy.name]
    assert len(Drafts(journal.path).waiting(answers=True)) == 2
    write(journal, now, "second")
    assert not old.exists()
    assert not drafts.exists()
    assert [found.path for found in journal.copies.listed() if found.why == "manual"] == [copy]
    assert [path.name for path in Drafts(journal.path).waiting()] == ["20260601-080000-77.md"]


def test_an_old_copy_belongs_to_the_journal_it_shares_a_record_with(tmp_path, now):
    one, two = Journal(tmp_path / "journal.json"), Journal(tmp_path / "journal")
    write(one, now, "of one")
    copy = one.copies.take(now)
    old = as_an_older_version_left_it(one)
    write(two, now, "of two")
    assert two.copies.listed() == []
    assert (old / copy.name).exists()
    write(one, now, "more of one")
    assert copy.name in {found.path.name for found in one.copies.listed()}
    assert copy.exists()


def test_a_persons_own_files_are_never_read_offered_changed_or_deleted(desk: Desk):
    desk.do("add-win", "Shipped it")
    own = {}
    for name in ("drafts/blog.md", "drafts/20260601.md", "backups/site.json", "backups/journal-old.json"):
        path = desk.path.parent / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# {name}")
        path.chmod(0o644)
        own[path] = path.stat()
    desk.path.with_name("drafts").chmod(0o755)
    for argv in (("doctor",), ("doctor", "--repair"), ("restore",), ("backup",)):
        answer = desk.type(*argv)
        assert "blog" not in answer.out + answer.err
    desk.on("2026-07-05T09:00").do("add-win", "Shipped more")
    for path, before in own.items():
        assert path.stat().st_mtime_ns == before.st_mtime_ns
        assert path.stat().st_mode == before.st_mode
    assert desk.path.with_name("drafts").stat().st_mode & 0o777 == 0o755


def test_doctor_changes_no_mode_through_a_link_nor_of_what_it_did_not_write(desk: Desk, tmp_path):
    desk.do("add-win", "Shipped it")
    desk.do("backup")
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_text("{}")
    elsewhere.chmod(0o644)
    place = Path(f"{desk.path}.d", "backups")
    (place / "journal-manual-20260601-080000.json").symlink_to(elsewhere)
    (place / "notes.txt").write_text("the person's own")
    (place / "notes.txt").chmod(0o644)
    (copy,) = place.glob("journal-manual-2026070*")
    copy.chmod(0o644)
    desk.type("doctor", "--repair")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert elsewhere.stat().st_mode & 0o777 == (place / "notes.txt").stat().st_mode & 0o777 == 0o644


# Rotation


def day(copy) -> str:
    return f"{copy.moment:%m-%d}"


def test_the_last_copy_of_a_record_that_nothing_else_holds_never_goes(journal, now):
    write(journal, now, "lost by an editor")
    write(journal, now + timedelta(days=1), "kept")
    lines = journal.path.read_bytes().split(b"\n")
    gone = next(line for line in lines if b"lost by an editor" in line)
    journal.path.write_bytes(b"\n".join(line for line in lines if line != gone))
    journal.history.forget(now + timedelta(days=1))
    for later in range(2, 90):
        write(journal, now + timedelta(days=later), f"day {later}")
    holding = [copy for copy in journal.copies.listed() if "lost by an editor" in copy.path.read_text()]
    assert [day(copy) for copy in holding] == ["07-04"]
    assert len(journal.copies.listed()) == 12


def test_what_a_person_deleted_is_in_the_history_and_holds_no_copy_back(journal, now):
    write(journal, now, "deleted on purpose")
    with journal.transaction(now + timedelta(days=1)) as draft:
        draft.remove(draft.records.all(Win)[0])
    for later in range(2, 60):
        write(journal, now + timedelta(days=later), f"day {later}")
    assert len(journal.copies.listed()) == 11


@pytest.mark.parametrize("wrong", [400, -4000])
def test_a_clock_that_was_once_wrong_does_not_end_the_copies_of_the_days(journal, now, wrong):
    write(journal, now, "before")
    for later in range(20):
        write(journal, now + timedelta(days=wrong + later), f"wrong {later}")
    for later in range(1, 15):
        write(journal, now + timedelta(days=later), f"right {later}")
    days = {copy.moment.date() for copy in journal.copies.listed()}
    assert {(now + timedelta(days=later)).date() for later in range(9, 15)} <= days


def test_a_copy_that_cannot_be_made_is_said_in_one_line(desk: Desk):
    desk.do("add-win", "Shipped it")
    place = Path(f"{desk.path}.d", "backups")
    place.write_text("a file where the folder should be")
    answer = desk.on("2026-07-02T09:00").do("--json", "add-win", "Shipped more")
    assert answer.err == f"No copy of the journal can be kept in {place}: Not a directory.\n"
    assert answer.json["ok"]


def test_copies_that_cannot_be_listed_are_not_said_to_be_none(desk: Desk):
    desk.do("add-win", "Shipped it")
    Path(f"{desk.path}.d", "backups").write_text("a file where the folder should be")
    answer = desk.refused(5, "restore")
    assert "No copies yet" not in answer.out
    assert "Not a directory" in answer.err
