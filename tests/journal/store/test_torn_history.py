"""A history that was changed by hand: the records stay usable, and what is wrong is named."""

import json

import pytest

from peermentor.errors import Unreadable
from peermentor.practice.nouns.records import Win


@pytest.fixture
def tear(journal):
    """Change the first step of the history as an editor might."""

    def tear(change):
        tables = json.loads(journal.path.read_text("utf-8"))
        change(tables["history"]["1"])
        journal.path.write_text(json.dumps(tables), "utf-8")

    return tear


TEARS = {
    "no moment": lambda step: step.pop("moment"),
    "a moment that is none": lambda step: step.update(moment="soon"),
    "touches that are words": lambda step: step.update(touches="w1"),
    "a touch said twice": lambda step: step.update(touches=step["touches"] * 2),
    "a touch of the history itself": lambda step: step["touches"][0].update(table="history"),
}


@pytest.mark.parametrize("change", TEARS.values(), ids=TEARS)
def test_a_torn_step_is_named_and_nothing_is_taken_back_by_it(journal, keep, win, now, tear, change):
    keep(win("kept"))
    tear(change)
    before = journal.path.read_bytes()
    for use in (journal.history.steps, lambda: journal.history.undo(now), lambda: journal.history.redo(now)):
        with pytest.raises(Unreadable, match="h1 is not a whole step"):
            use()
    assert journal.path.read_bytes() == before


@pytest.mark.parametrize("change", TEARS.values(), ids=TEARS)
def test_with_a_torn_step_one_can_still_write_and_then_forget_it(journal, keep, win, now, tear, change):
    keep(win("kept"))
    tear(change)
    (found,) = [f for f in journal.doctor.look(now) if f.code == "history"]
    assert not found.holds
    assert "history --forget" in found.way_on
    keep(win("kept after it"))
    assert journal.history.forget(now) == 2
    assert journal.history.steps() == []
    assert [w.text for w in journal.records().all(Win)] == ["kept", "kept after it"]
