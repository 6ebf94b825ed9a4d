"""Run every command as a whole process, in turn with what it is compared to, and report.

    python -m benchmarks.run                  everything; writes benchmarks/RESULTS.md and time.svg
    python -m benchmarks.run --quick          no peers, nothing of 100,000 talks; to the terminal
    python -m benchmarks.run --rounds 21 --into DIR

The rounds are interleaved, so that a machine that is slow for a while is slow for all of them; a ratio is the
median of the ratios of each round, and only ratios mean anything. What takes long runs every fourth round.
"""

import argparse
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.jobs import SCREENS, SIZES, WRITES, Job, all_jobs, environment, in_use
from benchmarks.report import report
from peermentor import templates

ROUNDS = 17
SELDOM = 4  # what takes long is measured every fourth round


class Measured(NamedTuple):
    """What the rounds of one job gave: seconds from beginning to end, and the most bytes of memory."""

    rounds: dict[int, float]
    memory: int

    @property
    def median(self) -> float:
        """The middle one, in seconds."""
        return statistics.median(self.rounds.values())

    def more(self, other: "Measured") -> float:
        """How many milliseconds more than the other: the middle one of the differences, round by round."""
        pairs = (
            (took, other.rounds[number]) for number, took in self.rounds.items() if number in other.rounds
        )
        return 1000 * statistics.median(took - others for took, others in pairs)

    def times(self, other: "Measured") -> float:
        """How many times the other it takes: the middle one of the ratios, round by round."""
        return statistics.median(
            took / other.rounds[number] for number, took in self.rounds.items() if number in other.rounds
        )


def main() -> int:
    """Measure, and report."""
    wanted = _arguments()
    if not (templates.FOLDER / "en" / templates.COMPILED).exists():
        print("The coaching is not compiled here, as it is for everybody else: python hatch_build.py")
        return 1
    sizes = SIZES[:3] if wanted.quick else SIZES
    folder: Path = wanted.work
    for room in ("journals", "in-use", ".local"):  # what an earlier run left, and its note that it was there
        shutil.rmtree(folder / room, ignore_errors=True)
    (folder / "journals").mkdir(parents=True)
    made = {size: _made(folder, size) for size in sizes}
    jobs = all_jobs(folder, sizes, beside=not wanted.quick)
    found = _rounds(jobs, 5 if wanted.quick else wanted.rounds, folder, sizes)
    report(found, made, None if wanted.quick else wanted.into, {"writes": set(WRITES), "screens": SCREENS})
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--into", type=Path, default=Path(__file__).parent)
    parser.add_argument("--work", type=Path, default=Path("/tmp/peermentor-benchmark"))  # noqa: S108 - large, and made anew at will
    return parser.parse_args()


class Made(NamedTuple):
    """A journal that was made for this: how large it is, and how many records a second went into it."""

    bytes: int
    records: int
    speed: int


def _made(folder: Path, size: int) -> Made:
    path = folder / "journals" / f"{size}.json"
    # In a process of its own: the memory of this one would count as that of every command it starts.
    made = [sys.executable, "-m", "benchmarks.journals", str(size), str(path)]
    here, env = Path(__file__).parent.parent, environment(folder)
    done = subprocess.run(made, stdout=subprocess.PIPE, text=True, check=True, cwd=here, env=env)
    records, speed = (int(number) for number in done.stdout.split()[-2:])
    return Made(path.stat().st_size, records, speed)


def _rounds(
    jobs: list[Job], rounds: int, folder: Path, sizes: tuple[int, ...]
) -> dict[tuple[str, str, int], Measured]:
    found: dict[tuple[str, str, int], Measured] = {}
    for number in range(-1, rounds):  # the first one warms up, and takes the copy of the day
        _laid_out(folder, sizes)
        for job in jobs:
            if job.seldom and number > 0 and number % SELDOM:
                continue
            seconds, memory = _run(job)
            if number >= 0:
                before = found.get(job[:3], Measured({}, 0))
                found[job[:3]] = Measured(before.rounds | {number: seconds}, max(before.memory, memory))
        print(f"\rround {number + 1} of {rounds}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return found


def _laid_out(folder: Path, sizes: tuple[int, ...]) -> None:
    """Fresh copies: no round meets what the one before has written, and nothing is left to be flushed."""
    (folder / "in-use").mkdir(exist_ok=True)
    for size in sizes:
        for whose in ("", "stock-") if size else ("",):
            to, made = in_use(folder, size, whose), folder / "journals" / f"{size}.json"
            shutil.copy(made, to)
    os.sync()


def _run(job: Job) -> tuple[float, int]:
    """Seconds and bytes of one process; it must succeed."""
    if job.fresh:
        shutil.copy(*job.fresh)
    out = os.open(os.devnull, os.O_RDWR)
    started = time.perf_counter()
    process = subprocess.Popen(job.argv, env=job.env, stdin=out, stdout=out, stderr=subprocess.PIPE)
    said = process.stderr.read() if process.stderr else b""
    _pid, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    os.close(out)
    if process.returncode:
        raise SystemExit(f"{shlex.join(job.argv)} failed: {said.decode(errors='replace')}")
    return took, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    sys.exit(main())
