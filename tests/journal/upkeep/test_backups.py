"""Copies: made before the first write of a day, kept for as long as promised, and put back without a loss."""

from datetime import timedelta
from stat import S_IMODE

import pytest

from peermentor.errors import NotFound, Unreadable
from peermentor.journal.journal import Journal
from peermentor.journal.upkeep import backups
from peermentor.practice.nouns.records import Win


def texts(journal):
    return [w.text for w in journal.records().all(Win)]


def write(journal, moment, text):
    with journal.transaction(moment) as draft:
        draft.add(Win(text=text, date=moment.date()))


def test_the_first_write_of_a_day_leaves_a_copy_of_the_day_before(journal, now):
    write(journal, now, "monday")
    write(journal, now + timedelta(hours=1), "still monday")
    write(journal, now + timedelta(days=1), "tuesday")
    write(journal, now + timedelta(days=1, hours=1), "still tuesday")
    copies = backups.kept(journal.path)
    assert [texts(Journal(copy.path)) for copy in copies] == [["monday", "still monday"], ["monday"]]
    assert {copy.why for copy in copies} == {"daily"}


def test_a_copy_by_hand_is_not_the_one_of_the_day_and_comes_after_it(journal, now):
    write(journal, now, "monday")
    tuesday = now + timedelta(days=1)
    journal.copies.take(tuesday)
    write(journal, tuesday, "tuesday")
    assert [copy.why for copy in backups.kept(journal.path)] == ["manual", "daily"]


def test_what_was_set_aside_as_broken_is_never_the_newest_good_copy(journal, now):
    write(journal, now, "whole")
    good = journal.copies.take(now)
    backups.take(journal.path, now + timedelta(days=1), "broken")
    assert backups.newest(journal.path) == good


def test_seven_days_and_four_weeks_are_kept(journal, now):
    for day in range(80):
        write(journal, now + timedelta(days=day), f"day {day}")
    days = [(copy.moment.date() - now.date()).days for copy in backups.kept(journal.path)]
    assert days[:7] == [79, 78, 77, 76, 75, 74, 73]
    assert len(days) == 11
    assert len({copy.moment.isocalendar()[:2] for copy in backups.kept(journal.path)[7:]}) == 4


def test_copies_are_for_their_owners_eyes_only(journal, now):
    write(journal, now, "private")
    path = journal.copies.take(now)
    assert S_IMODE(path.stat().st_mode) == 0o600
    assert S_IMODE(path.parent.stat().st_mode) == 0o700


def test_two_copies_in_one_second_are_two_files(journal, now):
    write(journal, now, "one")
    assert journal.copies.take(now) != journal.copies.take(now)


def test_a_copy_put_back_is_one_step_that_can_be_undone(journal, now):
    write(journal, now, "first")
    copy = journal.copies.take(now)
    write(journal, now, "second")
    with journal.transaction(now) as draft:
        draft.change(draft.records.all(Win)[0], text="first, changed")
    before = texts(journal)
    done = journal.copies.restore(copy, now)
    assert (done.added, done.changed, done.removed) == (0, 1, 1)
    assert texts(journal) == ["first"]
    assert texts(Journal(done.kept)) == before
    journal.history.undo(now)
    assert texts(journal) == before


def test_a_handle_given_after_the_copy_was_made_is_not_given_again(journal, now):
    write(journal, now, "first")
    copy = journal.copies.take(now)
    write(journal, now, "second")
    journal.copies.restore(copy, now)
    write(journal, now, "third")
    assert [w.handle for w in journal.records().all(Win)] == ["w1", "w3"]


def test_a_broken_journal_is_set_aside_and_the_copy_takes_its_place(journal, now):
    write(journal, now, "safe")
    copy = journal.copies.take(now)
    journal.path.write_bytes(b'{"meta": {"1": {"format": "peerm')
    with pytest.raises(Unreadable) as refusal:
        journal.records()
    assert str(copy) in refusal.value.hint
    done = journal.copies.restore(copy, now)
    assert done.whole
    assert texts(journal) == ["safe"]
    assert done.kept.read_bytes() == b'{"meta": {"1": {"format": "peerm'


def test_a_rehearsed_restore_says_the_same_and_changes_nothing(journal, now):
    write(journal, now, "first")
    copy = journal.copies.take(now)
    write(journal, now, "second")
    before = sorted(path.name for path in journal.path.parent.rglob("*"))
    journal.dry_run = True
    assert journal.copies.restore(copy, now).removed == 1
    assert texts(journal) == ["first", "second"]
    assert sorted(path.name for path in journal.path.parent.rglob("*")) == before


def test_a_copy_that_is_not_there_or_not_whole_is_refused(journal, now, tmp_path):
    write(journal, now, "first")
    before = journal.path.read_bytes()
    with pytest.raises(NotFound):
        journal.copies.restore(tmp_path / "nowhere.json", now)
    broken = tmp_path / "broken.json"
    broken.write_bytes(before[: len(before) // 2])
    with pytest.raises(Unreadable):
        journal.copies.restore(broken, now)
    assert journal.path.read_bytes() == before


def test_a_copy_that_cannot_be_made_keeps_nobody_from_writing(journal, now):
    write(journal, now, "first")
    backups.folder(journal.path).write_text("a file where the folder should be")
    write(journal, now + timedelta(days=1), "second")
    assert texts(journal) == ["first", "second"]


def test_the_copies_of_another_journal_beside_it_are_not_taken_for_its_own(journal, now):
    other = Journal(journal.path.with_name("journal-work.json"))
    write(other, now, "other")
    other.copies.take(now)
    write(journal, now, "mine")
    assert backups.kept(journal.path) == []
    assert len(backups.kept(other.path)) == 1


def test_doctor_finds_lost_ties_and_mends_them_in_a_step(journal, now, ayu):
    with journal.transaction(now) as draft:
        draft.add(Win(text="tied", date=now.date(), mentor=ayu.uid, session="01ARZ3NDEKTSV4RRFFQ69G5FAV"))
    broken = [found for found in journal.doctor.look(now) if not found.holds]
    assert [found.code for found in broken] == ["pointers"]
    assert "w1" in broken[0].text
    journal.doctor.mend(now)
    assert all(found.holds for found in journal.doctor.look(now))
    (win,) = journal.records().all(Win)
    assert (win.session, win.mentor) == ("", ayu.uid)
    journal.history.undo(now)
    assert journal.records().all(Win)[0].session


def test_doctor_closes_what_others_could_read_and_clears_leftovers(journal, now):
    write(journal, now, "private")
    journal.copies.take(now)
    journal.path.chmod(0o644)
    backups.folder(journal.path).chmod(0o755)
    journal.path.with_name(".journal.json.tmp").write_text("half")
    assert {f.code for f in journal.doctor.look(now) if not f.holds} == {"private", "leftovers"}
    journal.doctor.mend(now)
    assert all(found.holds for found in journal.doctor.look(now))


def test_doctor_says_what_is_wrong_with_a_journal_it_cannot_read(journal, now):
    write(journal, now, "safe")
    journal.copies.take(now)
    journal.path.write_bytes(journal.path.read_bytes()[:-40])
    broken = next(found for found in journal.doctor.look(now) if not found.holds)
    assert broken.code == "whole"
    assert "restore" in broken.way_on


def test_doctor_notices_records_kept_in_the_future_and_copies_that_are_broken(journal, now):
    write(journal, now + timedelta(days=400), "from the future")
    journal.copies.take(now).write_text("{")
    assert {f.code for f in journal.doctor.look(now) if not f.holds} == {"dates", "backups"}
