"""What is measured: command lines of ours and of others, each on journals of several sizes."""

import os
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks import journals, peers

SIZES = (0, 1_000, 10_000, 100_000)
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


def all_jobs(folder: Path, sizes: tuple[int, ...], *, beside: bool) -> list[Job]:
    """List what is measured, in order; `beside` also stock TinyDB and the programs people know."""
    jobs = [*_floors(folder), *_ours(folder, sizes), *_after_others(folder), *_locked(folder)]
    if beside:
        jobs += [*_stock(folder, sizes[1:]), *_peers(folder, sizes[-2])]
    return jobs


def _floors(folder: Path) -> Iterator[Job]:
    env = environment(folder)
    for name, code in FLOORS.items():
        yield Job("floor", name, 0, (sys.executable, "-c", code), env)
    two = folder / "two.py"
    two.write_text(TWO_COMMANDS, "utf-8")
    yield Job("floor", "two-command help", 0, (sys.executable, str(two), "--help"), env)


def _ours(folder: Path, sizes: tuple[int, ...]) -> Iterator[Job]:
    # The sizes of one command go side by side: a machine that is slow for some seconds spoils no ratio.
    for name, line in {**WRITES, **READS}.items():
        for size in sizes:
            env = environment(folder, PEERMENTOR_JOURNAL=str(in_use(folder, size)), PEERMENTOR_NOW=_now())
            here = journals.last_peer(size)
            words = shlex.split(line.format(m=f"m{here}", g=f"g{here}"))
            yield Job("ours", name, size, (PROGRAM, *words), env, seldom=size >= SIZES[3])
    env = environment(folder, PEERMENTOR_JOURNAL=str(in_use(folder, 0)), PEERMENTOR_NOW=_now())
    yield Job("ours", "--help", 0, (PROGRAM, "--help"), env)
    asked = {"_PEERMENTOR_COMPLETE": "complete_bash", "COMP_WORDS": "peermentor log ma", "COMP_CWORD": "2"}
    yield Job("ours", "completion", 0, (PROGRAM,), env | asked)


def _after_others(folder: Path) -> Iterator[Job]:
    from tinydb import TinyDB  # noqa: PLC0415 - the other program

    for size in REWRITTEN:
        theirs, here = folder / "journals" / f"{size}-rewritten.json", journals.last_peer(size)
        shutil.copy(folder / "journals" / f"{size}.json", theirs)
        with TinyDB(theirs) as db:
            db.table("wins").update({"seen": True}, doc_ids=[1])
        place = in_use(folder, size, "rewritten-")
        env = environment(folder, PEERMENTOR_JOURNAL=str(place), PEERMENTOR_NOW=_now())
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
        place = in_use(folder, size, "locked-")
        beside = place.with_name(f"{place.name}.d")
        beside.mkdir(parents=True, exist_ok=True)
        (beside / "recipients").write_text(f"{secret.to_public()}\n")
        env = environment(folder, PEERMENTOR_JOURNAL=str(place), PEERMENTOR_NOW=_now())
        env |= {"PEERMENTOR_CONFIG": str(config)}
        plainly = env | {"PEERMENTOR_JOURNAL": str(in_use(folder, size, "beside-locked-"))}
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
            argv = (sys.executable, "-c", code, str(in_use(folder, size, "stock-")))
            yield Job("TinyDB", name, size, argv, environment(folder), seldom=size >= SIZES[3])


def _peers(folder: Path, size: int) -> Iterator[Job]:
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    for peer in peers.all_of(home, size):
        env = environment(home, TASKRC=str(home / ".taskrc"))
        for name, argv in peer.commands.items():
            yield Job(f"{peer.name} {peer.version}", name, size, tuple(argv), env, seldom=True)


def environment(home: Path, **more: str) -> dict[str, str]:
    """Give the environment as a login would have it; nothing that a developer's shell adds."""
    own = {"HOME": str(home), "LANG": "C.UTF-8", "COLUMNS": "80", "PATH": os.environ["PATH"]}
    return own | {"PEERMENTOR_CONFIG": str(home / "config.toml")} | more


def _now() -> str:
    return journals.NOW.isoformat()


def in_use(folder: Path, size: int, whose: str = "") -> Path:
    """Name the journal of a size that the commands work on, made anew for every round."""
    return folder / "in-use" / f"{whose}{size}.json"
