"""One command is one transaction: everything it touches, or nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec import ValidationError
from msgspec.structs import replace
from tinydb import TinyDB

from peermentor.errors import Locked
from peermentor.journal.file import lock, whole_file
from peermentor.journal.journal import Journal
from peermentor.journal.store.identity import Mint
from peermentor.journal.store.row_changes import of_changes, put
from peermentor.journal.store.snapshot import read
from peermentor.journal.store.storage import JournalStorage
from peermentor.journal.upkeep import rotation
from peermentor.practice.nouns.draft import Change
from peermentor.practice.nouns.records import Goal, Mentor, Promise, Session, Win


def test_a_talk_and_its_promises_are_one_write(journal, ayu, now, monkeypatch):
    writes = []
    monkeypatch.setattr(whole_file, "replace", lambda path, text, *_: writes.append(text))
    monkeypatch.setattr(rotation, "before_write", lambda *_, **__: "")
    with journal.transaction(now) as draft:
        talk = draft.add(Session(mentor=ayu.uid, date=now.date()))
        draft.add(Promise(mentor=ayu.uid, owner="me", text="send notes", made=now.date(), session=talk.uid))
        draft.change(ayu, next=date(2026, 7, 24))
        assert talk.handle == "s1"
    assert len(writes) == 1


def test_an_error_on_the_way_keeps_nothing(journal, keep, win, now):
    keep(win("first"))
    before = journal.path.read_bytes()

    def stumble():
        with journal.transaction(now) as draft:
            draft.add(win("second"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stumble()
    assert journal.path.read_bytes() == before
    keep(win("third"))
    assert [record.handle for record in journal.records().all(Win)] == ["w1", "w2"]


@pytest.mark.parametrize(
    "wrong", [{"date": ""}, {"date": "friday"}, {"date": None}, {"text": 3}, {"text": ("a", "b")}]
)
def test_a_record_that_could_not_be_read_again_is_not_written(journal, keep, win, now, wrong):
    """As a field that somebody added, and whose text nobody made a day of."""
    (kept,) = keep(win("first"))
    before = journal.path.read_bytes()
    for change in (
        lambda draft: draft.change(kept, **wrong),
        lambda draft: draft.add(replace(kept, **wrong)),
    ):
        with pytest.raises(ValidationError), journal.transaction(now) as draft:
            change(draft)
        assert journal.path.read_bytes() == before


def test_a_transaction_that_changes_nothing_does_not_touch_the_file(journal, ayu, now):
    before = whole_file.look(journal.path)
    with journal.transaction(now) as draft:
        draft.change(ayu, name=ayu.name)
    assert whole_file.look(journal.path) == before
    assert not journal.saved


def test_a_transaction_sees_what_was_written_since_the_journal_was_opened(journal, keep, win, now):
    journal.records()
    Journal(journal.path)
    keep(win("by somebody else"))
    with journal.transaction(now) as draft:
        assert [record.text for record in draft.records.all(Win)] == ["by somebody else"]


def test_what_was_read_is_not_changed_by_a_transaction(journal, ayu, now):
    seen = journal.records()
    assert seen.all(Mentor) == (ayu,)
    with journal.transaction(now) as draft:
        draft.change(draft.records.all(Mentor)[0], name="Ayu P.")
    assert seen.all(Mentor)[0].name == "Ayu Lestari"
    assert journal.records().all(Mentor)[0].name == "Ayu P."


def test_a_change_moves_updated_and_nothing_else(journal, ayu, now):
    later = now + timedelta(days=1)
    with journal.transaction(later) as draft:
        draft.change(draft.records.all(Mentor)[0], name="Ayu P.")
    kept = journal.records().all(Mentor)[0]
    assert (kept.uid, kept.handle, kept.created, kept.updated) == (ayu.uid, "m1", now, later)


def test_a_rehearsal_gives_the_handles_and_leaves_no_trace(tmp_path, now, win):
    journal = Journal(tmp_path / "new" / "journal.json", may_create_folder=True)
    journal.dry_run = True
    with journal.transaction(now) as draft:
        assert draft.add(win("only said")).handle == "w1"
    assert not list(tmp_path.iterdir())
    assert not journal.saved


def test_a_rehearsal_does_not_wait_for_a_writer(journal, keep, win, now):
    keep(win("first"))
    with lock.held(journal.path):
        journal.dry_run = True
        with journal.transaction(now) as draft:
            assert draft.add(win("only said")).handle == "w2"
    assert len(journal.records().all(Win)) == 1


def test_a_handle_is_never_given_again_after_its_record_is_gone(journal, keep, win):
    keep(win("one"), win("two"), win("three"))
    with TinyDB(journal.path) as db:
        db.table("wins").remove(doc_ids=[2, 3])
    (fresh,) = keep(win("four"))
    assert fresh.handle == "w4"
    assert [record.handle for record in journal.records().all(Win)] == ["w1", "w4"]


def test_a_handle_is_not_given_again_when_a_change_set_takes_its_record_away(journal, keep, win, now):
    one, two = keep(win("one"), win("two"))
    storage = JournalStorage(read(journal.path))
    storage.take_all()
    put(TinyDB(storage=lambda: storage), of_changes(storage.read(), [Change(two, None)]))
    whole_file.replace(journal.path, storage.pieces())
    assert journal.records().all(Win) == (one,)
    assert keep(win("three"))[0].handle == "w3"


def test_a_change_set_and_its_reverse_give_the_same_file_again(journal, keep, win, ayu, now):
    keep(win("stays"))
    with journal.transaction(now) as draft:
        draft.add(Goal(title="Speak up", start=now.date()))
        draft.change(draft.records.all(Mentor)[0], name="Ayu P.")
        changes = draft.changes
    before = journal.path.read_bytes()
    storage = JournalStorage(read(journal.path))
    storage.take_all()
    db = TinyDB(storage=lambda: storage)
    back = [Change(change.after, change.before) for change in reversed(changes)]
    put(db, of_changes(storage.read(), back))
    assert b"".join(storage.pieces()) != before
    put(db, of_changes(storage.read(), changes))
    assert b"".join(storage.pieces()) == before


def test_numbers_written_by_a_stranger_are_counted_too(journal, keep, win):
    keep(win("one"))
    with TinyDB(journal.path) as db:
        first = db.table("wins").get(doc_id=1)
        db.table("wins").insert({**first, "uid": "01STRANGER"})
    assert keep(win("three"))[0].handle == "w3"


def test_another_writer_is_waited_for_and_then_named(journal, keep, win, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0)
    keep(win("first"))
    with lock.held(journal.path):
        assert len(journal.records().all(Win)) == 1
        with pytest.raises(Locked, match="Nothing was written") as refusal:
            keep(win("second"))
    assert refusal.value.exit_code == 5
    keep(win("third"))


def test_uids_sort_in_the_order_they_were_made_and_are_never_the_same(now):
    mint = Mint(now)
    many = [mint() for _ in range(1000)]
    assert many == sorted(set(many))
    assert {len(uid) for uid in many} == {26}
    assert Mint(now)()[:10] == many[0][:10]
    assert Mint(now)() not in many
    assert Mint(now + timedelta(milliseconds=1001))() > many[-1]
    assert Mint(datetime(1960, 1, 1, tzinfo=UTC))() < many[0]


def test_two_machines_whose_clocks_were_set_back_never_give_the_same(now):
    """Two copies of one journal count on from the same last uid; each has its own chance in every one."""
    last = Mint(now + timedelta(days=900))()
    here, there = Mint(now, last), Mint(now, last)
    ours, theirs = [here() for _ in range(1000)], [there() for _ in range(1000)]
    assert not {uid[10:] for uid in ours} & {uid[10:] for uid in theirs}
    assert min(ours[0], theirs[0]) > last
    assert len({uid[10:] for uid in ours}) == 1000


def test_a_last_uid_that_no_clock_gave_is_not_counted_on_from(now):
    assert Mint(now, "Z" * 26)()[:10] == Mint(now)()[:10]


def test_uids_sort_as_they_were_made_even_within_an_instant_or_with_the_clock_set_back(journal, now):
    made = []
    for moment in (now, now, now - timedelta(days=900), now):
        with journal.transaction(moment) as draft:
            made += [draft.add(Win(text="one", date=now.date())).uid for _ in range(3)]
    assert made == sorted(set(made))
