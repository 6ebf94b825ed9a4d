"""undo and redo in any order, between any writes: the journal says what it said then, and nothing is lost."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from peermentor.errors import NotFound
from peermentor.journal.journal import Journal
from peermentor.practice.nouns.records import Win
from tests.journal.children import NOW
from tests.journal.figures import reached

walked = 0


class Walk(RuleBasedStateMachine):
    """A person who changes their mind; `states` is what the journal said after each thing they did."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.journal = Journal(self.folder / "journal.json", is_lasting=False)
        self.states: list[dict[int, str]] = [{}]
        self.at = 0
        self.now = NOW

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def goes_on(self, state: dict[int, str]) -> None:
        self.states = [*self.states[: self.at + 1], state]
        self.at += 1

    def moment(self):
        global walked  # noqa: PLW0603 - how far all walks together went
        walked += 1
        self.now += timedelta(minutes=1)
        return self.now

    @rule(texts=st.lists(st.text("abc é😀", min_size=1, max_size=4), min_size=1, max_size=3))
    def add(self, texts: list[str]) -> None:
        with self.journal.transaction(self.moment()) as draft:
            added = {draft.add(Win(text=text, date=NOW.date())).number: text for text in texts}
        self.goes_on(self.states[self.at] | added)

    @precondition(lambda self: self.states[self.at])
    @rule(data=st.data(), text=st.text("xyz", min_size=5, max_size=7))
    def change(self, data: st.DataObject, text: str) -> None:
        number = data.draw(st.sampled_from(sorted(self.states[self.at])))
        if self.states[self.at][number] == text:
            return
        with self.journal.transaction(self.moment()) as draft:
            draft.change(draft.records.numbered(Win, number), text=text)
        self.goes_on(self.states[self.at] | {number: text})

    @precondition(lambda self: self.states[self.at])
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.states[self.at])))
        with self.journal.transaction(self.moment()) as draft:
            draft.remove(draft.records.numbered(Win, number))
        self.goes_on({other: text for other, text in self.states[self.at].items() if other != number})

    @rule(count=st.integers(1, 3))
    def undo(self, count: int) -> None:
        if count > self.at:
            with pytest.raises(NotFound):
                self.journal.history.undo(self.moment(), count=count)
            return
        self.journal.history.undo(self.moment(), count=count)
        self.at -= count

    @rule(count=st.integers(1, 3))
    def redo(self, count: int) -> None:
        if self.at + count >= len(self.states):
            with pytest.raises(NotFound):
                self.journal.history.redo(self.moment(), count=count)
            return
        self.journal.history.redo(self.moment(), count=count)
        self.at += count

    @invariant()
    def says_what_it_said_then(self) -> None:
        assert {w.number: w.text for w in self.journal.records().all(Win)} == self.states[self.at]
        uids = [w.uid for w in self.journal.records().all(Win)]
        assert len(uids) == len(set(uids))


def walk(examples: int, steps: int) -> None:
    quick = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Walk, settings=quick)


def test_undo_and_redo_go_back_and_forth_without_a_loss():
    walk(examples=6, steps=12)


@pytest.mark.long
def test_undo_and_redo_in_any_order_lose_nothing():
    global walked  # noqa: PLW0603 - as above
    walked = 0
    walk(examples=150, steps=40)
    reached("Undo and redo in any order", walked)
