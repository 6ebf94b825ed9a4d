"""Undo, redo and the history they rest on: any number of steps, and never over a later change."""

import json
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from peermentor.errors import NotFound, Refused
from peermentor.journal.journal import Journal
from peermentor.practice.nouns.records import Goal, Mentor, Win
from tests.journal.children import NOW


def kept(journal: Journal) -> dict[str, object]:
    """Every record as it stands in the file, without what the journal tells of itself."""
    if not journal.exists():
        return {}
    tables = json.loads(journal.path.read_text("utf-8"))
    return {name: table for name, table in tables.items() if name not in ("meta", "history") and table}


def test_an_undone_command_leaves_no_trace_but_in_the_history(journal, keep, win, now):
    keep(win("first"))
    before = kept(journal)
    keep(win("second"), win("third"))
    (step,) = journal.history.undo(now)
    assert kept(journal) == before
    assert step.handles("added") == ("w2", "w3")
    assert [bool(step.undone) for step in journal.history.steps()] == [False, True]


def test_redo_brings_it_back_to_the_letter(journal, keep, win, ayu, now):
    with journal.transaction(now + timedelta(minutes=1)) as draft:
        draft.add(Win(text="with [markup] and \x1b[31m", date=now.date()))
        draft.change(draft.records.all(Mentor)[0], why="She asks", skill="")
    after = kept(journal)
    journal.history.undo(now)
    journal.history.redo(now)
    assert kept(journal) == after
    assert [step.undone for step in journal.history.steps()] == [None, None]


def test_any_number_of_steps_across_runs(journal, keep, win, now):
    pictures = []
    for count in range(5):
        pictures.append(kept(journal))
        keep(win(str(count)))
    assert len(Journal(journal.path).history.undo(now, count=3)) == 3
    assert kept(journal) == pictures[2]
    assert len(Journal(journal.path).history.redo(now, count=2)) == 2
    assert kept(journal) == pictures[4]


def test_a_handle_taken_back_is_not_given_to_another_record(journal, keep, win, now):
    keep(win("one"), win("two"))
    journal.history.undo(now)
    assert [w.handle for w in keep(win("three"))] == ["w3"]


def test_nothing_to_undo_and_nothing_to_redo_are_said_so(journal, keep, win, now):
    keep(win("one"))
    with pytest.raises(NotFound, match="nothing to redo"):
        journal.history.redo(now)
    journal.history.undo(now)
    with pytest.raises(NotFound, match="nothing to undo"):
        journal.history.undo(now)


def test_what_was_undone_cannot_be_redone_once_something_else_was_done(journal, keep, win, now):
    keep(win("one"))
    journal.history.undo(now)
    keep(win("instead"))
    with pytest.raises(NotFound, match="nothing to redo"):
        journal.history.redo(now)
    assert [w.text for w in journal.records().all(Win)] == ["instead"]


def test_an_undo_that_would_overwrite_a_later_change_names_it_and_refuses(journal, ayu, now):
    for why in ("first", "second"):
        with journal.transaction(now) as draft:
            draft.change(draft.records.all(Mentor)[0], why=why)
    before = journal.path.read_bytes()
    with pytest.raises(Refused, match=r"m1 was changed after h2, by h3") as refusal:
        journal.history.undo(now, "h2")
    assert "undo h3" in refusal.value.hint
    assert journal.path.read_bytes() == before


def test_an_older_step_can_be_undone_when_what_came_later_was_elsewhere(journal, ayu, now):
    with journal.transaction(now) as draft:
        draft.change(draft.records.all(Mentor)[0], why="first")
    with journal.transaction(now + timedelta(hours=1)) as draft:
        draft.change(draft.records.all(Mentor)[0], skill="SQL")
    journal.history.undo(now, "h2")
    (mentor,) = journal.records().all(Mentor)
    assert (mentor.why, mentor.skill) == ("", "SQL")
    assert mentor.updated == now + timedelta(hours=1)


def test_a_record_that_later_ones_belong_to_is_not_taken_away_under_them(journal, ayu, now):
    with journal.transaction(now) as draft:
        draft.add(Goal(title="Grow", mentor=ayu.uid, start=now.date()))
    with pytest.raises(Refused, match=r"g1, kept by h2 .*, belongs to m1"):
        journal.history.undo(now, "h1")
    assert len(journal.records().all(Mentor)) == 1


def test_a_change_made_by_hand_is_not_undone_over(journal, keep, win, now):
    keep(win("as kept"))
    with TinyDB(journal.path) as db:
        db.table("wins").update({"text": "as mended by hand"}, doc_ids=[1])
    with pytest.raises(Refused, match="outside of this history"):
        journal.history.undo(now)
    assert journal.records().all(Win)[0].text == "as mended by hand"


def test_fields_of_a_newer_version_come_back_with_a_redo(journal, keep, win, now):
    keep(win("kept"))
    with TinyDB(journal.path) as db:
        db.table("wins").update({"mood": {"from": "the future"}}, doc_ids=[1])
    with journal.transaction(now) as draft:
        draft.change(draft.records.all(Win)[0], text="changed")
    journal.history.undo(now)
    journal.history.redo(now)
    assert json.loads(journal.path.read_text())["wins"]["1"]["mood"] == {"from": "the future"}


def test_the_history_forgets_its_oldest_steps(journal, win, now):
    journal.steps_kept = 4
    for count in range(9):
        with journal.transaction(now) as draft:
            draft.add(win(str(count)))
    assert [step.handle for step in journal.history.steps()] == ["h6", "h7", "h8", "h9"]
    assert len(journal.records().all(Win)) == 9


def test_a_long_note_is_not_kept_twice(journal, win, now):
    with journal.transaction(now) as draft:
        draft.add(win("n" * 1_000_000))
    assert journal.path.stat().st_size < 1_100_000


def test_a_rehearsed_undo_changes_nothing(journal, keep, win, now):
    keep(win("one"))
    before = journal.path.read_bytes()
    journal.dry_run = True
    assert journal.history.undo(now)[0].handles("added") == ("w1",)
    assert journal.path.read_bytes() == before


def test_a_step_knows_the_command_that_made_it(journal, win, now):
    journal.command = "log"
    with journal.transaction(now) as draft:
        draft.add(win("one"))
    assert journal.history.steps()[-1].command == "log"


Writes = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.text(st.characters(codec="utf-8"), max_size=8)),
        st.tuples(st.just("change"), st.integers(0, 9), st.text(st.characters(codec="utf-8"), max_size=8)),
    ),
    min_size=1,
    max_size=8,
)


@given(writes=Writes)
def test_undoing_everything_and_redoing_everything_walks_the_same_way(writes):
    with tempfile.TemporaryDirectory() as folder:
        walk(Journal(Path(folder, "journal.json")), writes, NOW)


def walk(journal: Journal, writes: list[tuple[object, ...]], now: datetime) -> None:
    pictures = [kept(journal)]
    for write in writes:
        with journal.transaction(now) as draft:
            wins = draft.records.all(Win)
            if write[0] == "add" or not wins:
                draft.add(Win(text=write[-1], date=now.date()))
            else:
                draft.change(wins[write[1] % len(wins)], text=write[-1])
        if kept(journal) != pictures[-1]:
            pictures.append(kept(journal))
    for picture in reversed(pictures[:-1]):
        journal.history.undo(now)
        assert kept(journal) == picture
    for picture in pictures[1:]:
        journal.history.redo(now)
        assert kept(journal) == picture


def test_what_was_given_up_for_something_else_never_comes_back_by_redo(journal, keep, win, now):
    keep(win("one"))
    journal.history.undo(now)
    keep(win("instead"))
    journal.history.undo(now)
    (again,) = journal.history.redo(now)
    assert again.handle == "h2"
    assert [w.text for w in journal.records().all(Win)] == ["instead"]
    with pytest.raises(NotFound, match="nothing to redo"):
        journal.history.redo(now)


def test_a_named_step_that_was_undone_can_be_done_again(journal, keep, win, now):
    for text in ("one", "two", "three"):
        keep(win(text))
    journal.history.undo(now, "h2")
    (again,) = journal.history.redo(now)
    assert again.handle == "h2"
    assert [w.text for w in journal.records().all(Win)] == ["one", "two", "three"]


def test_steps_undone_at_different_times_come_back_the_last_undone_first(journal, keep, win, now):
    for text in ("one", "two", "three"):
        keep(win(text))
    journal.history.undo(now, "h1")
    journal.history.undo(now + timedelta(minutes=1), "h3")
    assert [step.handle for step in journal.history.redo(now, count=2)] == ["h3", "h1"]


def test_a_number_of_the_history_is_not_given_twice_when_the_counters_are_lost(journal, keep, win, now):
    keep(win("one"))
    keep(win("two"))
    with TinyDB(journal.path) as db:
        db.table("meta").update({"counters": {}}, doc_ids=[1])
    keep(win("three"))
    assert [step.handle for step in journal.history.steps()] == ["h1", "h2", "h3"]
