"""Eight writers and four readers on one journal at once: every word arrives, and nobody sees half of one."""

import os
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from peermentor.errors import Locked
from peermentor.journal.journal import Journal
from peermentor.practice.nouns.records import Promise, Session, Win
from tests.journal.children import NOW, Child
from tests.journal.figures import reached

Say = Callable[[str], None]
WRITERS, READERS = 8, 4


class Gate:
    """Where children wait until all of them are there."""

    def __init__(self) -> None:
        self._reading, self._writing = os.pipe()

    def wait(self) -> None:
        os.close(self._writing)
        os.read(self._reading, 1)

    def open(self) -> None:
        os.close(self._reading)
        os.close(self._writing)


def patiently(write: Callable[[], None]) -> None:
    """As a person who is told that another program is writing: try again."""
    while True:
        try:
            return write()
        except Locked:
            continue


def writing(path: Path, name: str, turns: int, gate: Gate) -> Callable[[Say], None]:
    """Talks with their promises, wins by the handful, changes, copies: one after another."""

    def talk(word: str) -> None:
        with Journal(path).transaction(NOW) as draft:
            talk = draft.add(Session(mentor="", date=NOW.date(), notes=word))
            draft.add(Promise(mentor="", owner="me", text=word, made=NOW.date(), session=talk.uid))

    def handful(word: str) -> None:
        with Journal(path).transaction(NOW) as draft:
            for _time in range(5):
                draft.add(Win(text=word, date=NOW.date()))

    def change(word: str) -> None:
        with Journal(path).transaction(NOW) as draft:
            mine = [win for win in draft.records.all(Win) if win.text.startswith(f"{name}-")]
            draft.change(mine[0], text=word)

    def copy(_word: str) -> None:
        Journal(path).copies.take(NOW + timedelta(seconds=int(name)))

    def work(say: Say) -> None:
        gate.wait()
        deeds = (talk, handful, change, copy)
        for turn in range(turns):
            word, deed = f"{name}-{turn}", deeds[turn % 4]
            patiently(lambda deed=deed, word=word: deed(word))
            say(f"{deed.__name__} {word}")

    return work


def reading(path: Path, gate: Gate) -> Callable[[Say], None]:
    """Look again and again: each look is of a whole journal, and never of an earlier one than the last."""

    def work(say: Say) -> None:
        gate.wait()
        steps, looks = 0, 0
        say("")
        while True:
            found = Journal(path).read()
            records, tables = found.records(), found.tables()
            talks = {session.uid for session in records.all(Session)}
            assert {promise.session for promise in records.all(Promise)} == talks
            assert len(records.all(Win)) % 5 == 0
            assert len(tables.get("history", {})) >= steps
            steps, looks = len(tables.get("history", {})), looks + 1
            say(str(looks))

    return work


def crowd(path: Path, turns: int) -> tuple[int, int]:
    """Let them all loose, and look for every word; how many writes and how many looks there were."""
    gate = Gate()
    readers = [Child(reading(path, gate)) for _each in range(READERS)]
    writers = [Child(writing(path, str(number), turns, gate)) for number in range(WRITERS)]
    gate.open()
    heard = [writer.rest() for writer in writers]
    looks = 0
    for reader in readers:
        said = reader.end(signal.SIGKILL)
        looks += sum(map(bool, said))  # on a busy machine one may not have come to any
    assert [code for _said, code in heard] == [0] * WRITERS
    said = [line for lines, _code in heard for line in lines]
    assert len(said) == WRITERS * turns
    everything_is_there(Journal(path), [tuple(line.split()) for line in said])
    return len(said), looks


def everything_is_there(journal: Journal, said: list[tuple[str, str]]) -> None:
    records = journal.records()
    words = {
        deed: [word for done, word in said if done == deed] for deed in ("talk", "handful", "change", "copy")
    }
    assert sorted(session.notes for session in records.all(Session)) == sorted(words["talk"])
    assert sorted(promise.text for promise in records.all(Promise)) == sorted(words["talk"])
    wins = records.all(Win)
    assert len(wins) == 5 * len(words["handful"])
    assert sorted(win.number for win in wins) == list(range(1, len(wins) + 1))
    # Each change took the place of one win, and the last one of each writer is there.
    last = {word.split("-")[0]: word for word in words["change"]}
    assert set(last.values()) <= {win.text for win in wins}
    assert len(journal.history.steps()) == len(said) - len(words["copy"])
    assert len([copy for copy in journal.copies.listed() if copy.why == "manual"]) == len(words["copy"])
    assert all(copy.records() is not None for copy in journal.copies.listed())


def test_eight_writers_and_four_readers_are_served_and_nothing_is_lost(tmp_path):
    crowd(tmp_path / "journal.json", 4)


@pytest.mark.long
def test_a_crowd_for_a_while_loses_nothing_and_sees_nothing_half(tmp_path):
    path = tmp_path / "journal.json"
    writes, looks = crowd(path, 56)
    print(f"looks: {looks}")  # noqa: T201 - seen with -rP
    reached("Writers at once", WRITERS)
    reached("Readers at once", READERS)
    reached("Writes of theirs", writes)
