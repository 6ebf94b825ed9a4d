"""The benchmark measures what it says: whole journals, commands that succeed, a bulk path of one write."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import jobs, journals, run
from benchmarks.report import report
from peermentor.journal.file import lock, whole_file
from peermentor.journal.journal import Journal
from peermentor.practice.nouns.records import KINDS, Mentor, Promise, Review, Session, Topic
from tests.cli.terminal import Terminal
from tests.conftest import Desk

TOP = Path(__file__).parent.parent
MAKE = (sys.executable, "-m", "benchmarks.journals")
TALKS = 330  # so many that one relationship has ended and another begun


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "journal.json"
    journals.make(path, TALKS)
    return path


@pytest.fixture
def lived(desk: Desk, made: Path) -> Desk:
    """A desk with that journal on it, at the moment it was made for."""
    for path, to in ((made, desk.path), (lock.place(made), lock.place(desk.path))):
        shutil.copy2(path, to)  # as private as it was
    return desk.on(journals.NOW.isoformat())


def test_a_made_journal_is_a_whole_one_in_every_way_the_doctor_knows(lived: Desk) -> None:
    assert all(finding["holds"] for finding in lived.data("doctor")["findings"])


def test_it_has_as_many_talks_as_asked_for_and_what_talks_bring(made: Path) -> None:
    records = Journal(made).records()
    assert len(records.all(Session)) == len(records.all(Promise)) == TALKS
    assert len(records.all(Topic)) == TALKS // 2
    assert len(records.all(Mentor)) == journals.last_peer(TALKS)
    assert records.all(Review)
    assert records.get(Mentor, records.all(Mentor)[-1].uid).stage == "active"  # type: ignore[union-attr]


def test_the_same_number_makes_the_same_life(made: Path, tmp_path: Path) -> None:
    journals.make(tmp_path / "again.json", TALKS)
    first, second = Journal(made).records(), Journal(tmp_path / "again.json").records()
    assert [s.notes for s in first.all(Session)] == [s.notes for s in second.all(Session)]


LINES = {**jobs.WRITES, **jobs.READS}
OFTEN = ("log", "search", "sessions --json", "undo")


@pytest.mark.parametrize(
    "line", [pytest.param(LINES[n], id=n, marks=() if n in OFTEN else pytest.mark.long) for n in LINES]
)
def test_every_command_that_is_measured_works_on_it(lived: Desk, line: str) -> None:
    here = journals.last_peer(TALKS)
    lived.do(*shlex.split(line.format(m=f"m{here}", g=f"g{here}")))


def test_what_is_searched_for_is_there_at_every_size(desk: Desk) -> None:
    journals.make(desk.path, 0)
    assert desk.data("search", journals.RARE)["total"] == 1


def test_many_records_at_once_are_one_write_and_one_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes: list[Path] = []
    real = whole_file.replace
    monkeypatch.setattr(
        whole_file,
        "replace",
        lambda path, text, *more, **said: (writes.append(path), real(path, text, *more, **said))[1],
    )
    journal = Journal(tmp_path / "journal.json")
    years = journals.Years(TALKS)
    with journal.transaction(journals.NOW) as draft:
        years.begin(draft)
        for number in range(TALKS):
            years.live(draft, number)
    assert writes.count(journal.path) == 1
    (step,) = journal.history.steps()
    assert len(step.row_changes) > 3 * TALKS
    journal.history.undo(journals.NOW)
    assert not any(journal.records().all(kind) for kind in KINDS)


def test_the_report_says_which_targets_were_missed(capsys: pytest.CaptureFixture[str]) -> None:
    def measured(seconds: float) -> run.Measured:
        return run.Measured({0: seconds}, 1_000_000)

    names = [*jobs.WRITES, *jobs.READS, "--help", "completion"]
    found = {("floor", name, 0): measured(1) for name in (*jobs.FLOORS, "two-command help")}
    found |= {("ours", name, size): measured(1) for name in names for size in (0, 1_000, 10_000)}
    found |= {
        (group, name, size): measured(1)
        for group in ("after", "locked", "beside locked")
        for name in jobs.AFTER
        for size in jobs.REWRITTEN
    }
    made = {size: run.Made(1_000_000, 1, 1) for size in (0, 10_000)}
    kinds = {"writes": set(jobs.WRITES), "screens": jobs.SCREENS}
    report(found, made, None, kinds)
    assert "missed" not in capsys.readouterr().out
    report(found | {("ours", "log", 10_000): measured(2.1)}, made, None, kinds)
    (missed,) = [line for line in capsys.readouterr().out.splitlines() if "missed" in line]
    assert "2.10 (log)" in missed
    report(found | {("after", "log", 1_000): measured(1.3)}, made, None, kinds)
    (missed,) = [line for line in capsys.readouterr().out.splitlines() if "missed" in line]
    assert "another program" in missed


def test_a_ratio_is_the_median_of_the_ratios_of_each_round() -> None:
    ours, theirs = run.Measured({0: 1.0, 1: 30.0, 2: 3.0}, 0), run.Measured({0: 1.0, 1: 10.0, 2: 2.0}, 0)
    assert ours.times(theirs) == 1.5
    assert ours.times(run.Measured({1: 15.0}, 0)) == 2.0


@pytest.mark.parametrize("columns", [80, 50])
def test_a_long_work_shows_how_far_it_is_to_somebody_who_watches(tmp_path: Path, columns: int) -> None:
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(TOP), "HOME": str(tmp_path), "TERM": "xterm"}
    path = tmp_path / "journal.json"
    with Terminal(str(TALKS), str(path), env=env, columns=columns, program=MAKE) as terminal:
        terminal.wait_for("100%")
        terminal.wait_for(f"{TALKS} talks", patience=60)


def test_a_script_is_shown_no_bar(tmp_path: Path) -> None:
    done = subprocess.run(
        [*MAKE, "30", str(tmp_path / "journal.json")], cwd=TOP, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
