"""Several programs at once, and killed ones: nothing acknowledged is lost, nothing is seen half."""

import signal
import time
from pathlib import Path
from random import Random

import pytest

from peermentor.journal.journal import Journal
from peermentor.practice.nouns.records import Win
from tests.journal.children import NOW, Child, keep_winning


def kept(path: Path) -> set[str]:
    return {win.text for win in Journal(path).records().all(Win)}


def test_eight_processes_logging_at_once_lose_nothing(journal):
    writers = [Child(keep_winning(journal.path, f"writer-{name}", 10)) for name in range(8)]
    heard = [writer.rest() for writer in writers]
    assert [code for _, code in heard] == [0] * 8
    wins = journal.records().all(Win)
    assert {win.text for win in wins} == {line for said, _ in heard for line in said}
    assert [win.number for win in wins] == list(range(1, 81))
    assert len({win.uid for win in wins}) == 80


def test_a_reader_never_sees_half_a_file_while_a_writer_writes(journal):
    writer = Child(keep_winning(journal.path, "writer"))
    writer.wait_for_a_word()
    seen: list[int] = []
    # On a busy machine three hundred reads may pass before the writer has its turn again.
    while len(seen) < 300 or (seen[-1] == seen[0] and len(seen) < 30_000):
        seen.append(len(journal.records().all(Win)))
    writer.end(signal.SIGKILL)
    assert seen == sorted(seen)
    assert seen[0] >= 1
    assert seen[-1] > seen[0]


def hunt(folder: Path, kills: int, seed: int) -> int:
    """Kill writers at random moments; how many were caught in the middle of writing a file."""
    chance = Random(seed)
    acknowledged: set[str] = set()
    caught = 0
    for number in range(kills):
        # A journal for every fifty, so that the last writes are not much slower than the first.
        path = folder / f"journal-{number // 50}.json"
        if not number % 50:
            acknowledged.clear()
        writer = Child(keep_winning(path, f"writer-{number}"))
        if not number % 10:
            acknowledged.add(writer.wait_for_a_word())  # on a busy machine no other may get as far
        time.sleep(chance.uniform(0, 0.03))
        acknowledged.update(writer.end(signal.SIGKILL))
        caught += path.with_name(f".{path.name}.tmp").exists()
        assert acknowledged <= kept(path)
        left = {entry.name for entry in folder.glob(f"*{path.name}*")}
        assert left <= {path.name, f"{path.name}.d", f".{path.name}.lock", f".{path.name}.tmp"}
    assert acknowledged
    return caught


def test_a_writer_killed_at_any_moment_loses_nothing_it_had_acknowledged(tmp_path):
    hunt(tmp_path, 10, seed=1)


@pytest.mark.long
def test_hundreds_of_killed_writers_lose_nothing_they_had_acknowledged(tmp_path):
    assert hunt(tmp_path, 400, seed=2) > 0


def test_after_a_ctrl_c_the_journal_knows_whether_it_was_saved(tmp_path):
    def work(say):
        count = 0
        try:
            for _ in range(500):
                with journal.transaction(NOW) as draft:
                    draft.add(Win(text=str(count), date=NOW.date()))
                say("")
                # Both at once, or the signal comes between them and the child tells of two different writes.
                signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
                journal.saved, count = False, count + 1
                signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        except KeyboardInterrupt:
            say(f"{count} {journal.saved}")

    chance, interrupted = Random(3), 0
    for turn in range(300):
        if interrupted == 15:
            break
        # In a folder of its own each time: a journal that was there and is gone is not a new one.
        journal = Journal(tmp_path / str(turn) / "journal.json")
        journal.path.parent.mkdir()
        writer = Child(work)
        writer.wait_for_a_word()
        time.sleep(chance.uniform(0, 0.01))
        last = [line for line in writer.end(signal.SIGINT) if line]
        if not last:
            continue  # Python drops a Ctrl-C that comes while it clears up; then nothing was interrupted
        interrupted += 1
        count, saved = last[0].split()
        assert (count in kept(journal.path)) == (saved == "True")
    assert interrupted == 15
