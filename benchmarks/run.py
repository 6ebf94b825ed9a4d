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
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks import journals, peers
from benchmarks.report import report
from peermentor import templates

SIZES = (0, 1_000, 10_000, 100_000)
ROUNDS = 17
SELDOM = 4  # what takes long is measured every fourth round
PROGRAM = str(Path(sys.executable).with_name("peermentor"))

# The main job, and what else is typed often. {m} and {g} are a peer who is there, and a goal with them.
WRITES = {
    "log": "log {m} --notes 'Tried it with Rudi' --i-will 'Write the script by 2026-07-10' --energy 4",
    "prep": "prep {m}",
    "review": "review {m} --rate goals=4 --rate respect=5 --decide continue",
    "add-mentor": "add-mentor 'Sari Dewanti' --every 2w",
    "add-goal": "add-goal Patience --with {m} --by 2026-09-30 --success 'I can wait'",
    "add-topic": "add-topic {m} 'What would you stop doing first?'",
    "promise": "promise {m} 'Send the draft' --by 2026-07-10",
    "check-in": "check-in {g} 40 --note 'Tried in a small round'",
    "add-win": "add-win 'The director chose option B' --with {m}",
    "undo": "undo",
}
READS = {
    "today": "today",
    "mentors": "mentors",
    "mentor": "mentor {m}",
    "goals": "goals",
    "goal": "goal {g}",
    "promises": "promises",
    "topics": "topics",
    "sessions": "sessions --last 5",
    "search": f"search {journals.RARE}",
    "timeline": "timeline {m} --limit 20",
    "stats": "stats {m}",
    "wins": "wins --since 2026-06-01",
    "history": "history --last 5",
    "sessions --json": "--json sessions --last 5",
    "promises --json": "--json promises",
}
# Answers that are drawn; the others of WRITES are one line.
SCREENS = {"prep", "review", *READS} - {"sessions --json", "promises --json"}

# What is asked right after another program rewrote the whole file, on a journal of these sizes.
AFTER = ("log", "add-win", "prep", "today", "sessions", "search")
REWRITTEN = (1_000, 10_000)

FLOORS = {
    "an empty Python": "pass",
    "write floor": "import typer, tinydb, msgspec",
    "screen floor": "import typer, tinydb, msgspec, rich.console, rich.table",
}
TWO_COMMANDS = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str) -> None:
    "Say hello."
@app.command()
def goodbye(name: str) -> None:
    "Say goodbye."
app()
"""
STOCK = {
    "insert": """
import sys
from tinydb import TinyDB
db = TinyDB(sys.argv[1])
db.table("sessions").insert({"uid": "X", "date": "2026-07-01", "notes": "Tried it with Rudi"})
""",
    "search": f"""
import sys
from tinydb import TinyDB, where
talks = TinyDB(sys.argv[1]).table("sessions")
found = talks.search(where("notes").test(lambda said: "{journals.RARE}" in said))
""",
}


class Job(NamedTuple):
    """One command line to measure: a group, a name in it, and the size of the journal it works on."""

    group: str
    name: str
    size: int
    argv: tuple[str, ...]
    env: Mapping[str, str]
    seldom: bool = False
    fresh: tuple[Path, Path] | None = None  # a file to be copied to a place before each run


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
    jobs = [*_floors(folder), *_ours(folder, sizes), *_after_others(folder), *_locked(folder)]
    if not wanted.quick:
        jobs += [*_stock(folder, sizes[1:]), *_peers(folder, sizes[-2])]
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
    here, env = Path(__file__).parent.parent, _environment(folder)
    done = subprocess.run(made, stdout=subprocess.PIPE, text=True, check=True, cwd=here, env=env)
    records, speed = (int(number) for number in done.stdout.split()[-2:])
    return Made(path.stat().st_size, records, speed)


def _environment(home: Path, **more: str) -> dict[str, str]:
    # As a login would have it; nothing that a developer's shell adds.
    own = {"HOME": str(home), "LANG": "C.UTF-8", "COLUMNS": "80", "PATH": os.environ["PATH"]}
    return own | {"PEERMENTOR_CONFIG": str(home / "config.toml")} | more


def _floors(folder: Path) -> Iterator[Job]:
    env = _environment(folder)
    for name, code in FLOORS.items():
        yield Job("floor", name, 0, (sys.executable, "-c", code), env)
    two = folder / "two.py"
    two.write_text(TWO_COMMANDS, "utf-8")
    yield Job("floor", "two-command help", 0, (sys.executable, str(two), "--help"), env)


def _ours(folder: Path, sizes: tuple[int, ...]) -> Iterator[Job]:
    # The sizes of one command go side by side: a machine that is slow for some seconds spoils no ratio.
    for name, line in {**WRITES, **READS}.items():
        for size in sizes:
            env = _environment(folder, PEERMENTOR_JOURNAL=str(_in_use(folder, size)), PEERMENTOR_NOW=_now())
            here = journals.last_peer(size)
            words = shlex.split(line.format(m=f"m{here}", g=f"g{here}"))
            yield Job("ours", name, size, (PROGRAM, *words), env, seldom=size >= SIZES[3])
    env = _environment(folder, PEERMENTOR_JOURNAL=str(_in_use(folder, 0)), PEERMENTOR_NOW=_now())
    yield Job("ours", "--help", 0, (PROGRAM, "--help"), env)
    asked = {"_PEERMENTOR_COMPLETE": "complete_bash", "COMP_WORDS": "peermentor log ma", "COMP_CWORD": "2"}
    yield Job("ours", "completion", 0, (PROGRAM,), env | asked)


def _now() -> str:
    return journals.NOW.isoformat()


def _after_others(folder: Path) -> Iterator[Job]:
    from tinydb import TinyDB  # noqa: PLC0415 - the other program

    for size in REWRITTEN:
        theirs, here = folder / "journals" / f"{size}-rewritten.json", journals.last_peer(size)
        shutil.copy(folder / "journals" / f"{size}.json", theirs)
        with TinyDB(theirs) as db:
            db.table("wins").update({"seen": True}, doc_ids=[1])
        place = _in_use(folder, size, "rewritten-")
        env = _environment(folder, PEERMENTOR_JOURNAL=str(place), PEERMENTOR_NOW=_now())
        for name in AFTER:
            words = shlex.split({**WRITES, **READS}[name].format(m=f"m{here}", g=f"g{here}"))
            yield Job("after", name, size, (PROGRAM, *words), env, fresh=(theirs, place))


def _locked(folder: Path) -> Iterator[Job]:
    """The same commands on a locked journal, its key in a file."""
    import pyrage  # noqa: PLC0415 - an extra

    secret = pyrage.x25519.Identity.generate()
    key, config = folder / "identity.txt", folder / "locked.toml"
    key.write_text(f"{secret}\n")
    key.chmod(0o600)
    config.write_text(f'identity = "{key}"\n')
    for size in REWRITTEN:
        made, here = folder / "journals" / f"{size}.json.age", journals.last_peer(size)
        plain = (folder / "journals" / f"{size}.json").read_bytes()
        made.write_bytes(pyrage.encrypt(plain, [secret.to_public()]))
        place = _in_use(folder, size, "locked-")
        beside = place.with_name(f"{place.name}.d")
        beside.mkdir(parents=True, exist_ok=True)
        (beside / "recipients").write_text(f"{secret.to_public()}\n")
        env = _environment(folder, PEERMENTOR_JOURNAL=str(place), PEERMENTOR_NOW=_now())
        env |= {"PEERMENTOR_CONFIG": str(config)}
        plainly = env | {"PEERMENTOR_JOURNAL": str(_in_use(folder, size, "beside-locked-"))}
        for name in AFTER:
            words = shlex.split({**WRITES, **READS}[name].format(m=f"m{here}", g=f"g{here}"))
            locked_place = place.with_name(f"{place.name}.age")
            yield Job("locked", name, size, (PROGRAM, *words), env, fresh=(made, locked_place))
            beside_it = Path(plainly["PEERMENTOR_JOURNAL"])
            own = folder / "journals" / f"{size}.json"
            yield Job("beside locked", name, size, (PROGRAM, *words), plainly, fresh=(own, beside_it))


def _stock(folder: Path, sizes: tuple[int, ...]) -> Iterator[Job]:
    for size in sizes:
        for name, code in STOCK.items():
            argv = (sys.executable, "-c", code, str(_in_use(folder, size, "stock-")))
            yield Job("TinyDB", name, size, argv, _environment(folder), seldom=size >= SIZES[3])


def _peers(folder: Path, size: int) -> Iterator[Job]:
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    for peer in peers.all_of(home, size):
        env = _environment(home, TASKRC=str(home / ".taskrc"))
        for name, argv in peer.commands.items():
            yield Job(f"{peer.name} {peer.version}", name, size, tuple(argv), env, seldom=True)


def _in_use(folder: Path, size: int, whose: str = "") -> Path:
    return folder / "in-use" / f"{whose}{size}.json"


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
            to, made = _in_use(folder, size, whose), folder / "journals" / f"{size}.json"
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
