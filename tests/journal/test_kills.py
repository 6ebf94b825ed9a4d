"""`kill -9` at any moment of any kind of write: whole afterwards, and nothing acknowledged is lost.

Each kind of write is killed in two ways. Half of the kills fall between two deeds of a write, or in the
middle of what it writes to a file (the child ends itself there, so that no luck is needed); the other half
come from outside, at a moment nobody chose. What must hold then is said once for all kinds, in `must_hold`,
and by each kind for what it acknowledged.
"""

import contextlib
import json
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from peermentor.cli import front_door
from peermentor.journal.beside import settings_file
from peermentor.journal.file.codec import Tables
from peermentor.journal.journal import Journal
from peermentor.journal.store import migrations
from peermentor.journal.upkeep import rotation
from peermentor.practice.nouns.records import KINDS, Mentor, Promise, Session, Win
from tests.conftest import Desk
from tests.journal.children import NOW, Child
from tests.journal.faults import Layer, count, die
from tests.journal.figures import claimed, reached

Say = Callable[[str], None]
Heard = list[str]
VERSION_1 = Path(__file__).parent.parent / "fixtures" / "journal-v1.json"
LOST = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
TORN = b'{"meta": {"1": {"format": "peerm'


class Kind(NamedTuple):
    """One kind of write: the journal before it, the writes, and what must be true of what was acknowledged.

    `write` is called with 0, 1, 2… and may say more than that it was done, by what it returns.
    """

    prepare: Callable[[Path], None]
    write: Callable[[Path, int], object]
    check: Callable[[Path, Heard], None]
    kills: int


def add(path: Path, *texts: str, moment=NOW, **fields: str) -> None:
    with Journal(path).transaction(moment) as draft:
        for text in texts:
            draft.add(Win(text=text, date=NOW.date(), **fields))


def kept(path: Path) -> list[str]:
    return [win.text for win in Journal(path).records().all(Win)]


def typed(path: Path, *argv: str) -> str:
    """A command, run in this process as a person types it."""
    # At the moment at which all else is kept here, or doctor finds it ahead of the clock.
    desk = Desk(path).on(f"{NOW:%Y-%m-%dT%H:%M}")
    came = CliRunner().invoke(front_door(), list(argv), env=desk.env)
    assert came.exit_code == 0, (argv, came.output, came.stderr, came.exception)
    return came.stdout


# Talks, as typed


def a_mentor(path: Path) -> None:
    typed(path, "add-mentor", "Maya Pranata")


def log(path: Path, turn: int) -> str:
    typed(
        path, "log", "maya", "--notes", f"talk {turn}", "--i-will", f"promise {turn}", "--next", "2026-08-01"
    )
    return f"talk {turn}"


def talks_and_their_promises(path: Path, heard: Heard) -> None:
    records = Journal(path).records()
    talks = {session.notes: session for session in records.all(Session)}
    assert set(heard) <= set(talks)
    assert len(talks) <= len(heard) + 1
    promised = {promise.session for promise in records.all(Promise)}
    assert promised == {session.uid for session in talks.values()}
    (mentor,) = records.all(Mentor)
    assert bool(mentor.next) == bool(talks)


# Undo and redo, as typed


def six_wins(path: Path) -> None:
    for text in "abcdef":
        add(path, text)


def undo_or_redo(path: Path, turn: int) -> str:
    typed(path, "undo" if turn % 12 < 6 else "redo")
    return str(turn)


def as_many_as_stand(path: Path, heard: Heard) -> None:
    def standing(turns: int) -> str:
        return "abcdef"[: abs(6 - turns % 12)]

    there = "".join(kept(path))
    assert there in (standing(len(heard)), standing(len(heard) + 1))
    assert [step.undone is None for step in Journal(path).history.steps()] == [
        text in there for text in "abcdef"
    ]


# Copies put back, as a change set and as a whole file


def four_copies(path: Path) -> None:
    for number in range(4):
        add(path, f"win {number}")
        Journal(path).copies.take(NOW + timedelta(seconds=number))


def by_hand(path: Path) -> list[Path]:
    """The copies that were made by hand, oldest first."""
    return [copy.path for copy in reversed(Journal(path).copies.listed()) if copy.why == "manual"]


def restore(path: Path, turn: int) -> str:
    Journal(path).copies.restore(by_hand(path)[turn % 4], NOW + timedelta(seconds=turn))
    return str(turn)


def the_copy_put_back_last(path: Path, heard: Heard) -> None:
    last = (int(heard[-1]) if heard else -1) % 4
    assert len(kept(path)) in (last + 1, (last + 1) % 4 + 1)
    assert len(by_hand(path)) == 4


def a_torn_journal(path: Path) -> None:
    four_copies(path)
    path.write_bytes(TORN)


def restore_whole(path: Path, turn: int) -> str:
    if turn:
        path.with_name("again").write_bytes(TORN)
        path.with_name("again").replace(path)
    Journal(path).copies.restore(by_hand(path)[-1], NOW + timedelta(seconds=turn))
    return "restored"


def torn_or_restored(path: Path, heard: Heard) -> None:
    if path.read_bytes() == TORN:
        typed(path, "restore", "--yes", str(by_hand(path)[-1]))
    assert TORN in [copy.path.read_bytes() for copy in Journal(path).copies.listed() if copy.why == "broken"]
    assert len(kept(path)) == 4


# An old journal


def an_old_journal(path: Path) -> None:
    shutil.copy(VERSION_1, path)


@contextlib.contextmanager
def as_if_newer() -> Iterator[None]:
    """As if this program were two versions further: wins get a field, which then gets another name."""

    def marked(tables: Tables) -> None:
        for win in tables["wins"].values():
            win["marked"] = "once"

    def renamed(tables: Tables) -> None:
        for win in tables["wins"].values():
            win["mark"] = win.pop("marked")

    known = migrations.SCHEMA
    migrations.SCHEMA = known + 2
    migrations.STEPS[known + 1], migrations.STEPS[known + 2] = marked, renamed
    try:
        yield
    finally:
        migrations.SCHEMA = known
        del migrations.STEPS[known + 1], migrations.STEPS[known + 2]


def migrate(path: Path, turn: int) -> str:
    if turn:
        shutil.copy(VERSION_1, path.with_name("again"))
        path.with_name("again").replace(path)
    with as_if_newer():
        add(path, "after it")
    return "migrated"


def old_or_brought_up(path: Path, _heard: Heard) -> None:
    old, there = json.loads(VERSION_1.read_bytes()), json.loads(path.read_bytes())
    if there["meta"]["1"]["schema"] == old["meta"]["1"]["schema"]:
        assert path.read_bytes() == VERSION_1.read_bytes()
        return
    assert {said.get("mark") for number, said in there["wins"].items() if number in old["wins"]} == {"once"}
    assert VERSION_1.read_bytes() in [copy.path.read_bytes() for copy in Journal(path).copies.listed()]
    for table in old.keys() - {"meta", "wins"}:
        assert {number: there[table][number] for number in old[table]} == old[table]
    with as_if_newer():
        assert "after it" in kept(path)
        add(path, "the next one")


# Days passing


def weeks_of_copies(path: Path) -> None:
    for day in range(-60, 0):
        add(path, f"day {day}", moment=NOW + timedelta(days=day))


def a_day_later(path: Path, turn: int) -> str:
    add(path, f"day {turn}", moment=NOW + timedelta(days=turn))
    return f"day {turn}"


def every_day_and_its_copies(path: Path, heard: Heard) -> None:
    assert set(heard) <= set(kept(path))
    daily = [copy for copy in Journal(path).copies.listed() if copy.why == "daily"]
    days = sorted(copy.moment.date() for copy in daily)
    newest = days[-rotation.DAYS :]
    assert [day - newest[0] for day in newest] == [timedelta(days=n) for n in range(rotation.DAYS)]
    assert len(daily) >= rotation.DAYS + rotation.WEEKS


# Mending, many records at once, copies by hand, forgetting, settings


def lost_ties(path: Path) -> None:
    add(path, "tied", "tied too", session=LOST, goal=LOST)
    path.chmod(0o644)
    path.with_name(f".{path.name}.tmp").write_bytes(TORN)


def mend(path: Path, turn: int) -> str:
    if turn:
        add(path, f"tied {turn}", session=LOST)
    typed(path, "doctor", "--repair")
    return "mended"


def tied_or_mended(path: Path, heard: Heard) -> None:
    wins = Journal(path).records().all(Win)
    assert [win.text for win in wins][:2] == ["tied", "tied too"]
    assert {win.session for win in wins} <= {LOST, ""}
    if heard == ["mended"] and len(wins) == 2:
        assert {win.session for win in wins} == {""}
    typed(path, "doctor", "--repair")
    assert all(found.holds for found in Journal(path).doctor.look(NOW))


MANY = 400


def three_wins(path: Path) -> None:
    for text in ("one", "two", "three"):
        add(path, text)


def add_many(path: Path, turn: int) -> str:
    add(path, *(f"{turn}-{number}" for number in range(MANY)))
    return str(turn)


def all_of_them_or_none(path: Path, heard: Heard) -> None:
    there = kept(path)
    turns = [text.partition("-")[0] for text in there if "-" in text]
    assert set(heard) <= set(turns)
    assert {turns.count(turn) for turn in set(turns)} <= {MANY}


def copy_by_hand(path: Path, turn: int) -> str:
    return str(Journal(path).copies.take(NOW + timedelta(seconds=turn // 2)))


def copies_that_were_named(path: Path, heard: Heard) -> None:
    for name in heard:
        assert Path(name).read_bytes() == path.read_bytes()


def forget(path: Path, turn: int) -> str:
    if turn:
        add(path, f"later {turn}")
    Journal(path).history.forget(NOW)
    return "forgotten"


def told_or_forgotten(path: Path, heard: Heard) -> None:
    assert kept(path)[:3] == ["one", "two", "three"]
    told = len(Journal(path).history.steps())
    assert told in ((0, 1) if heard else (0, 3))


def set_minutes(path: Path, turn: int) -> str:
    typed(path, "config", "minutes", str(turn % 200 + 5))
    return str(turn % 200 + 5)


def set_as_said(path: Path, heard: Heard) -> None:
    said = dict(settings_file.read(path.with_name("config.toml")).values())
    assert set(said) <= {"minutes"}
    if heard:
        assert said["minutes"] in (int(heard[-1]), int(heard[-1]) + 1)


KINDS_OF_WRITE = {
    "log": Kind(a_mentor, log, talks_and_their_promises, 160),
    "undo and redo": Kind(six_wins, undo_or_redo, as_many_as_stand, 140),
    "restore": Kind(four_copies, restore, the_copy_put_back_last, 120),
    "restore over a torn journal": Kind(a_torn_journal, restore_whole, torn_or_restored, 100),
    "migration": Kind(an_old_journal, migrate, old_or_brought_up, 120),
    "daily copies": Kind(weeks_of_copies, a_day_later, every_day_and_its_copies, 120),
    "doctor --repair": Kind(lost_ties, mend, tied_or_mended, 120),
    "many at once": Kind(three_wins, add_many, all_of_them_or_none, 120),
    "copies by hand": Kind(three_wins, copy_by_hand, copies_that_were_named, 60),
    "forgetting": Kind(three_wins, forget, told_or_forgotten, 60),
    "settings": Kind(three_wins, set_minutes, set_as_said, 60),
}


def at_a_deed(kind: Kind, path: Path, number: int, say: Say) -> None:
    """Write until so many deeds were done, and die before the next, or half-way through it."""
    with Layer(path.parent, count(number, die)):
        for turn in range(1000):
            say(str(kind.write(path, turn)))


def until_killed(kind: Kind, path: Path, say: Say) -> None:
    for turn in range(1000):
        say("")  # it begins
        say(str(kind.write(path, turn)))


def deeds_of_two_writes(kind: Kind, template: Path, folder: Path) -> int:
    """How many deeds there are to be killed between."""
    path = fresh(template, folder)

    def work(say: Say) -> None:
        with Layer(folder) as layer:
            for turn in (0, 1):
                kind.write(path, turn)
        say(str(len(layer.deeds)))

    said, code = Child(work).rest()
    assert code == 0
    return int(said[0])


def fresh(template: Path, folder: Path) -> Path:
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(template, folder)
    return folder / "journal.json"


def agreeing(path: Path) -> None:
    """A record and its step are both there or neither: the steps, played, give the records."""
    there = {record.uid for kind in KINDS for record in Journal(path).records().all(kind)}
    played: set[str] = set()
    told: set[str] = set()
    for step in Journal(path).history.steps():
        for change in step.row_changes:
            told.add(change.uid)
            if step.undone is None and change.kind != "changed":
                (played.add if change.kind == "added" else played.discard)(change.uid)
    assert there & told == played


def must_hold(kind: Kind, path: Path, heard: Heard) -> None:
    """What is true after every kill, whatever was being written."""
    kind.check(path, heard)
    with as_if_newer() if kind.write is migrate else contextlib.nullcontext():
        agreeing(path)
        assert {f.code for f in Journal(path).doctor.look(NOW) if not f.holds} <= {
            "leftovers",
            "private",
            "pointers",
            "dates",
        }
        assert all(
            copy.records() is not None for copy in Journal(path).copies.listed() if copy.why != "broken"
        )
        before = kept(path)
        add(path, "the next write", moment=NOW + timedelta(days=500))
        assert kept(path) == [*before, "the next write"]
    assert not path.with_name(f".{path.name}.tmp").exists()


class Tally(NamedTuple):
    """What came of a hunt: kills, and how many of them left a half-made file behind, so fell in mid-write."""

    kills: int
    amid: int


def hunt(kind: Kind, folder: Path, kills: int, seed: int) -> Tally:
    template = folder / "template"
    template.mkdir()
    kind.prepare(template / "journal.json")
    deeds = deeds_of_two_writes(kind, template, folder / "home")
    chance, amid = Random(seed), 0
    for number in range(kills):
        # Half of them at a deed that is chosen, the same in each run: on a busy machine the others may all
        # come before the first byte is written, and the README says no more than these reach.
        path = fresh(template, folder / "home")
        before = half_made(path)
        heard = (
            killed_from_outside(kind, path, chance)
            if number % 2
            else killed_at(kind, path, chance.randrange(deeds))
        )
        amid += half_made(path) != before
        must_hold(kind, path, heard)
    return Tally(kills, amid)


def half_made(path: Path) -> set[Path]:
    return set(path.parent.rglob("*.tmp"))


def killed_at(kind: Kind, path: Path, deed: int) -> Heard:
    said, code = Child(lambda say: at_a_deed(kind, path, deed, say)).rest()
    assert code == -signal.SIGKILL, said
    return said


def killed_from_outside(kind: Kind, path: Path, chance: Random) -> Heard:
    child = Child(lambda say: until_killed(kind, path, say))
    child.wait_for_a_word()
    # Not to wait for anything: the moment itself is what chance decides.
    time.sleep(chance.uniform(0, 0.03))
    return [line for line in child.end(signal.SIGKILL) if line]


@pytest.mark.parametrize("name", KINDS_OF_WRITE)
def test_a_write_killed_at_any_moment_is_whole_or_not_there(tmp_path, name):
    hunt(KINDS_OF_WRITE[name], tmp_path, 2, seed=1)


def test_the_hunts_together_are_as_many_kills_as_the_readme_says():
    assert sum(kind.kills for kind in KINDS_OF_WRITE.values()) >= max(1000, claimed("Killed with"))


@pytest.mark.long
def test_a_thousand_killed_writes_of_every_kind_lose_nothing(tmp_path):
    tallies = []
    for name, kind in KINDS_OF_WRITE.items():
        folder = tmp_path / name.replace(" ", "-")
        folder.mkdir()
        tallies.append(hunt(kind, folder, kind.kills, seed=len(name)))
        print(f"{name}: {tallies[-1]}")  # noqa: T201 - seen with -rP
        shutil.rmtree(folder)
    reached("Killed with", sum(tally.kills for tally in tallies))
    reached("with a file half written", sum(tally.amid for tally in tallies))
