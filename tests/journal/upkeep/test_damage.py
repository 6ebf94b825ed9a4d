"""A journal that cannot be understood is never taken for an empty one, and never overwritten."""

import json
import os
from pathlib import Path

import pytest
from tinydb import TinyDB

from peermentor.errors import JournalError, NotOurs, TooNew, Unreadable, Unwritable
from peermentor.journal.journal import Journal
from peermentor.journal.upkeep import backups
from peermentor.practice.nouns.records import KINDS, Session, Win
from peermentor.to_type import quoted

SECRET = "the part about my manager"


def everything(journal: Journal) -> None:
    records = journal.records()
    for kind in KINDS:
        records.all(kind)


def refusals(journal: Journal, now, win) -> list[JournalError]:
    """What reading and writing say; the file must be as it was after both."""
    before = journal.path.read_bytes()
    with pytest.raises(JournalError) as reading:
        everything(journal)
    with pytest.raises(JournalError) as writing, journal.transaction(now) as draft:
        draft.add(win("must not arrive"))
    assert journal.path.read_bytes() == before
    return [reading.value, writing.value]


STRANGERS = [
    (b"", Unreadable, "it is empty"),
    (b" \n\n", Unreadable, "it is empty"),
    (b"\x00" * 4096, Unreadable, "not whole JSON"),
    (b"Dear diary", Unreadable, "not whole JSON"),
    ('{"meta": "ä"}'.encode("utf-16"), Unreadable, "not UTF-8"),
    (b'{"meta": {"1": {"format": "peermentor-journal"', Unreadable, "stops in the middle"),
    (b'{"meta": {"1": {"format": "peermentor-journal"}}}', Unreadable, "“meta” line is broken"),
    (
        b'{"meta": {"1": {"format": "peermentor-journal", "schema": "one"}}}',
        Unreadable,
        "“meta” line is broken",
    ),
    (b"[]", NotOurs, "is not a peermentor journal"),
    (b"{}", NotOurs, "is not a peermentor journal"),
    (b'"peermentor"', NotOurs, "is not a peermentor journal"),
    (b'{"meta": []}', NotOurs, "is not a peermentor journal"),
    (b'{"meta": {"1": {"format": "something-else", "schema": 1}}}', NotOurs, "is not a peermentor journal"),
    (b'{"meta": {"1": {"format": "peermentor-journal", "schema": 99}}}', TooNew, "newer peermentor"),
    (
        b'{"meta": {"1": {"format": "peermentor-journal", "schema": 1}}, "wins": [1]}',
        Unreadable,
        "“wins” is not a table",
    ),
    (
        b'{"meta": {"1": {"format": "peermentor-journal", "schema": 1}}, "wins": {"x": {}}}',
        Unreadable,
        "“wins” is not a table",
    ),
]


@pytest.mark.parametrize(("text", "kind", "words"), STRANGERS, ids=lambda value: repr(value)[:40])
def test_a_file_that_is_not_a_whole_journal_is_named_and_left_alone(journal, now, win, text, kind, words):
    journal.path.write_bytes(text)
    for refusal in refusals(journal, now, win):
        assert type(refusal) is kind
        assert words in refusal.message
        assert str(journal.path) in refusal.message
        assert refusal.hint
        assert refusal.exit_code == 5


def test_a_journal_cut_short_anywhere_is_never_read(journal, keep, ayu, now, win):
    keep(Session(mentor=ayu.uid, date=now.date(), notes=SECRET), win("日本語"))
    whole = journal.path.read_bytes()
    for length in range(len(whole) - 1):
        journal.path.write_bytes(whole[:length])
        with pytest.raises(Unreadable) as refusal:
            everything(journal)
        assert SECRET not in refusal.value.message + refusal.value.hint
    journal.path.write_bytes(whole[:-1])
    everything(journal)


def test_a_merge_left_half_done_is_called_that(journal, keep, now, win):
    keep(win("ours"))
    line = next(line for line in journal.path.read_text().splitlines() if "ours" in line)
    text = journal.path.read_text().replace(line, f"<<<<<<< HEAD\n{line}\n=======\n{line}\n>>>>>>> laptop")
    journal.path.write_text(text)
    for refusal in refusals(journal, now, win):
        assert "conflict markers" in refusal.message
        assert "=======" in refusal.hint


def test_a_merge_that_kept_two_records_with_one_number_is_not_written_over(journal, keep, now, win):
    keep(win("mine"))
    line = next(line for line in journal.path.read_text().splitlines() if "mine" in line)
    journal.path.write_text(
        journal.path.read_text().replace(line, f"{line},\n{line.replace('mine', 'theirs')}")
    )
    before = journal.path.read_bytes()
    with pytest.raises(Unreadable, match="two records numbered 1 in “wins”"):
        keep(win("must not arrive"))
    assert journal.path.read_bytes() == before


@pytest.mark.parametrize("between", ["\n", " "])
def test_a_merge_that_kept_a_table_twice_is_not_written_over(journal, keep, win, between):
    keep(win("mine"))
    text = journal.path.read_text().replace("{\n", '{\n  "wins": {"1": {"uid": "X"}},\n', 1)
    journal.path.write_text(text.replace("\n", between))
    before = journal.path.read_bytes()
    with pytest.raises(Unreadable, match="a table that is there twice"):
        keep(win("must not arrive"))
    assert journal.path.read_bytes() == before


def test_the_word_uid_in_a_note_is_not_taken_for_a_record(journal, keep, win):
    keep(win('"uid": and "uid":'), win("\\"))
    keep(win("still writes"))
    assert len(journal.records().all(Win)) == 3


@pytest.mark.parametrize(
    "spoil", [{"minutes": SECRET}, {"mentor": None}, {"uid": ""}, {"led": SECRET}, {"date": "soon"}]
)
def test_a_record_that_does_not_fit_is_named_by_its_handle_and_not_by_its_words(
    journal, keep, ayu, now, spoil
):
    keep(*(Session(mentor=ayu.uid, date=now.date(), notes=SECRET) for _ in range(3)))
    with TinyDB(journal.path) as db:
        db.table("sessions").update(spoil, doc_ids=[2])
    with pytest.raises(Unreadable) as refusal:
        journal.records().all(Session)
    assert "s2 in “sessions” is not a whole record" in refusal.value.message
    assert SECRET not in refusal.value.message + refusal.value.hint


def test_bytes_that_are_no_text_are_refused_before_anything_is_written(journal, keep, ayu, win):
    journal.path.write_bytes(journal.path.read_bytes().replace(b"Lestari", b"Le\xfftari"))
    before = journal.path.read_bytes()
    with pytest.raises(Unreadable, match="not UTF-8"):
        everything(journal)
    with pytest.raises(Unreadable, match="not UTF-8"):
        keep(win("must not arrive"))
    assert journal.path.read_bytes() == before


def test_a_byte_order_mark_does_no_harm(journal, keep, ayu, win):
    journal.path.write_bytes(b"\xef\xbb\xbf" + journal.path.read_bytes())
    keep(win("still writes"))
    assert journal.path.read_bytes().startswith(b"{")


def test_somebody_elses_tinydb_is_not_ours(journal, now, win):
    with TinyDB(journal.path) as db:
        db.insert({"recipe": "soto ayam"})
    for refusal in refusals(journal, now, win):
        assert type(refusal) is NotOurs
    assert json.loads(journal.path.read_bytes())["_default"]["1"] == {"recipe": "soto ayam"}


def test_a_folder_or_a_device_is_not_a_journal(tmp_path, now, win):
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path, tmp_path / "pipe", Path("/dev/null")):
        with pytest.raises(Unreadable, match="it is not a file"):
            everything(Journal(place))
        if place != Path("/dev/null"):
            with pytest.raises(Unreadable), Journal(place).transaction(now) as draft:
                draft.add(win("must not arrive"))


def test_a_journal_of_somebody_else_is_refused_by_the_system(open_folder, now, win, request):
    journal = Journal(open_folder / "journal.json")
    with journal.transaction(now) as draft:
        draft.add(win("private"))
    journal.path.chmod(0)
    request.getfixturevalue("as_ordinary_user")
    with pytest.raises(Unreadable, match="Permission denied"):
        everything(journal)


def test_a_symlink_to_itself_is_not_followed_for_ever(journal):
    journal.path.symlink_to(journal.path)
    with pytest.raises((Unreadable, Unwritable)):
        everything(journal)


def test_a_missing_file_is_a_new_journal(journal):
    everything(journal)
    assert not journal.exists()
    assert not list(journal.path.parent.iterdir())


@pytest.mark.parametrize("place", ["nowhere/journal.json", "a-file/journal.json"])
def test_a_missing_folder_is_not_a_new_journal(tmp_path, now, win, place):
    (tmp_path / "a-file").touch()
    journal = Journal(tmp_path / place)
    with pytest.raises(Unwritable, match="There is no folder"):
        everything(journal)
    with pytest.raises(Unwritable, match="There is no folder"), journal.transaction(now) as draft:
        draft.add(win("must not arrive"))
    assert [entry.name for entry in tmp_path.iterdir()] == ["a-file"]


def test_the_way_back_names_the_newest_backup_when_there_is_one(journal, monkeypatch):
    monkeypatch.setattr(backups, "newest", lambda path: path.with_name("friday.json"))
    journal.path.touch()
    with pytest.raises(Unreadable) as refusal:
        everything(journal)
    assert f"peermentor restore {quoted(str(journal.path.with_name('friday.json')))}" in refusal.value.hint


@pytest.mark.parametrize("depth", [5_000, 200_000])
def test_a_file_nested_deeper_than_any_journal_is_refused(journal, now, depth):
    journal.path.write_text('{"meta":' + "[" * depth + "]" * depth + "}")
    with pytest.raises(JournalError):
        journal.records().all(Win)
    assert not journal.doctor.look(now)[0].holds


@pytest.mark.parametrize("depth", [900, 5_000, 200_000])
def test_a_record_nested_deeper_than_any_record_is_refused(journal, keep, win, now, depth):
    keep(win("kept"))
    deep = '"kept","odd":' + "[" * depth + "]" * depth
    journal.path.write_text(journal.path.read_text().replace('"kept"', deep))
    journal.doctor.look(now)
    before = journal.path.read_bytes()
    try:
        keep(win("another"))
    except JournalError:
        assert journal.path.read_bytes() == before


@pytest.mark.parametrize("version", [0, -1])
def test_a_version_there_never_was_is_not_brought_up(journal, keep, win, version):
    keep(win("kept"))
    journal.path.write_text(journal.path.read_text().replace('"schema": 2', f'"schema": {version}'))
    with pytest.raises(JournalError, match="there never was a version"):
        journal.records()
